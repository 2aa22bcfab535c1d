"""Sentences, glued lines and quotations of invented texts."""

from __future__ import annotations

import pytest

from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.lexicon.entries import Sense
from riwaya.reading.page.quotations import quotations
from riwaya.reading.segments import make_document

LEXICON = Lexicon(
    (form, Sense("test", form, tag, {}))
    for form, tag in [
        ("اصيب", "past.3ms"),
        ("استشهد", "past.3ms"),
        ("افاد", "past.3ms"),
        ("اعتقال", "masdar"),
        ("قتل", "past.3ms"),
        ("اكد", "past.3ms"),
        ("اصابه", "masdar"),
        ("مقتل", "word"),
    ]
)


def sentences(text: str) -> list[str]:
    document = make_document(text, LEXICON)
    return [
        document.span(s.first, s.last).text for s in document.sentences if s.zone != "furniture"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل جندي. أصيب آخر.", ["قتل جندي.", "أصيب آخر."]),
        ("قتل جندي.وأصيب آخر.", ["قتل جندي.", "وأصيب آخر."]),
        ("من قتلهم؟ لا أحد يعلم!", ["من قتلهم؟", "لا أحد يعلم!"]),
        ("قال “قتل جندي.” ثم صمت.", ["قال “قتل جندي.”", "ثم صمت."]),
        ("أصيب 3.5 بالمئة منهم", ["أصيب 3.5 بالمئة منهم"]),
        ("قال د. سامر إن جنديا قتل", ["قال د. سامر إن جنديا قتل"]),
        ("نقلت أ.ف.ب أن جنديا قتل", ["نقلت أ.ف.ب أن جنديا قتل"]),
        ("نقلت شبكة سي.إن.إن الخبر", ["نقلت شبكة سي.إن.إن الخبر"]),
        ("اغتيال القيا.دي في البلدة", ["اغتيال القيا.دي في البلدة"]),
        ("مسؤول حـ...راس القرية قتل", ["مسؤول حـ...راس القرية قتل"]),
        ("جريحان... والبحث مستمر", ["جريحان...", "والبحث مستمر"]),
        ("الأسماء\n1- سامر نجم\n2- رائد حسن", ["الأسماء", "1- سامر نجم", "2- رائد حسن"]),
        ("🔴 قتل جندي 🔴 أصيب آخر", ["🔴 قتل جندي", "🔴 أصيب آخر"]),
        ("قتل جندي في القرية #عاجل أصيب آخر", ["قتل جندي في القرية", "#عاجل أصيب آخر"]),
        ("هاجموا القرية\u200fقتل جندي", ["هاجموا القرية", "قتل جندي"]),
        ("هاجموا القرية  قتل جندي", ["هاجموا القرية", "قتل جندي"]),
        ("هجوم  بسيارة على حاجز", ["هجوم  بسيارة على حاجز"]),
        ("على محطة السويديةاستشهد عامل", ["على محطة السويدية", "استشهد عامل"]),
        ("قصف على منبجأصيب طفل", ["قصف على منبج", "أصيب طفل"]),
        ("قصف على سنجارافاد مصدر", ["قصف على سنجار", "افاد مصدر"]),
        ("قصف على حلبإصابة طفل", ["قصف على حلب", "إصابة طفل"]),
        ("وقالت\nالوكالة إن جنديا قتل", ["وقالت\nالوكالة إن جنديا قتل"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "word",
    [
        "مسؤول",
        "متأكدون",
        "استأثرت",
        "لإصابة",
        "اللاإنسانية",
        "والاستهداف",
        "بالاعتقال",
        "يتأكد",
        "القرآن",
        "بأكثر",
    ],
)
def test_whole_words_are_not_divided(word: str) -> None:
    assert [token.text for token in make_document(word, LEXICON).tokens] == [word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «قتل جندي» أمس", ["قتل جندي"]),
        ('قال “قتل جندي” و"أصيب آخر"', ["قتل جندي", "أصيب آخر"]),
        ("قال ”قتل جندي“ أمس", ["قتل جندي"]),
        ("قال «قتل “ضابط” وجندي» أمس", ["قتل “ضابط” وجندي", "ضابط"]),
        ('قال: "قتل جندي\nوأصيب آخر', ["قتل جندي"]),
        ("قتل جندي", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    document = make_document(text, LEXICON)
    assert [document.span(*found).text for found in quotations(document)] == expected


def test_paragraphs_count_upwards() -> None:
    document = make_document("قتل جندي. أصيب آخر.\n\nواستمر القصف.", LEXICON)
    numbers = [sentence.paragraph for sentence in document.sentences]
    assert numbers[0] == numbers[1] < numbers[2]
