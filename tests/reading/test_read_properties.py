"""Whatever the input, a reading comes back whole: exact spans, ids that resolve, the same twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya import read
from riwaya.arabic.lexicon import lexicon_forms

# fmt: off
_CATEGORIES = ("casualties", "casualty_context", "persons", "function", "events", "sayings",
               "crediting", "titles", "place_nouns", "actor_nouns", "furniture")
_GLUE = (" ", " ", " ", " ", " ", "، ", ". ", ": ", "\n", "\n\n", "", "-", "..", "«", "»", "(",
         ")", "\"", "“", "”", "ـ", ".", " و", " ال", "\u200f", "\u202b", "\u00a0", "\t", "# ", "_")
_NUMBERS = ("3", "٣", "۱۲", "1,200", "12.5", "ثلاثة", "عشرات", "مئة", "ألفين", "عشرين", "أكثر من",
            "ما لا يقل عن", "5-7", "99999999999999999999", "0", "2024/11/30", "الأحد", "أمس")
_MASKS = ("", "ـ", ".", "*", "-", "ـ.", "\u064e", "\u200c", "1")
_NAMES = ("قرية السدرة", "بلدة النخيل", "حلب", "الجيش", "قوات النظام", "المرصد السوري", "رويترز",
          "خالد الناطور", "بينهم", "منهم", "أحدهم")
# fmt: on


@cache
def _vocabulary() -> tuple[str, ...]:
    forms = sorted({form for form, _ in lexicon_forms(_CATEGORIES)})
    return (*_NUMBERS * 40, *_NAMES * 40, *forms[:: max(1, len(forms) // 6000)])


@st.composite
def _mangled(draw: st.DrawFn) -> str:
    """Words of the lexicon with numbers and punctuation between them, letters lost and hidden."""
    random = draw(st.randoms(use_true_random=False))
    pieces: list[str] = []
    for _ in range(draw(st.integers(0, 60))):
        word = random.choice(_vocabulary())
        fate = random.random()
        if fate < 0.08 and len(word) > 2:
            at = random.randrange(len(word))
            word = word[:at] + word[at + 1 :]
        elif fate < 0.16 and len(word) > 2:
            at = random.randrange(1, len(word))
            word = word[:at] + random.choice(_MASKS) + word[at:]
        pieces += [word, random.choice(_GLUE)]
    return "".join(pieces)


_ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cf", "Cc", "Mn"]),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
    ),
    max_size=300,
)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def _check(text: str, **metadata: Any) -> dict[str, Any]:
    """Read `text` and assert everything that holds for any reading; the reading as an object."""
    written = read(text, **metadata).to_json()
    assert read(text, **metadata).to_json() == written
    assert "\n" not in written
    reading: dict[str, Any] = json.loads(written.encode("utf-8"))
    assert reading["report"]["text"] == text
    _check_spans(text, reading)
    _check_references(reading)
    _check_figures(reading)
    return reading


def _check_spans(text: str, reading: dict[str, Any]) -> None:
    for span in _objects(reading):
        if {"start", "end", "text"} <= set(span) and isinstance(span["start"], int):
            assert 0 <= span["start"] < span["end"] <= len(text)
            assert text[span["start"] : span["end"]] == span["text"]


def _check_references(reading: dict[str, Any]) -> None:
    ids = {
        kind: [record["id"] for record in reading[kind]]
        for kind in ("sources", "actors", "places", "events", "claims", "people")
    }
    for kind, listed in ids.items():
        assert len(set(listed)) == len(listed), kind

    def known(kind: str, *references: str | None) -> None:
        assert {r for r in references if r is not None} <= set(ids[kind]), (kind, references)

    known("sources", reading["report"]["outlet"])
    for event in reading["events"]:
        known("places", event["place"])
        known("sources", event["source"])
        known("actors", *event["perpetrators"], *event["opponents"])
        assert event["evidence"]
    for claim in reading["claims"]:
        known("events", claim["event"])
        known("sources", claim["source"], *claim["chain"])
        assert claim["evidence"]
        if claim["casualty"] is not None:
            known("claims", claim["casualty"]["part_of"])
            assert claim["casualty"]["part_of"] != claim["id"]
    for person in reading["people"]:
        known("claims", person["claim"])
    for relation in reading["relations"]:
        known("claims", relation["from"], relation["to"])


def _check_figures(reading: dict[str, Any]) -> None:
    for claim in reading["claims"]:
        casualty = claim["casualty"]
        assert (claim["kind"] == "casualty") == (casualty is not None)
        if casualty is not None:
            assert casualty["low"] >= 0
            assert casualty["high"] is None or casualty["high"] >= casualty["low"]
            if casualty["polarity"] != "asserted":
                assert (casualty["low"], casualty["high"]) == (0, 0)


_SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@_SLOW
@given(_ANY_TEXT)
def test_any_unicode_is_read(text: str) -> None:
    _check(text)


@_SLOW
@given(_mangled(), st.sampled_from([None, date(2024, 12, 1), date.min, date.max]))
def test_mangled_arabic_is_read(text: str, published: date | None) -> None:
    _check(text, published=published, outlet="راديو الضفاف")


@_SLOW
@given(_ANY_TEXT, _ANY_TEXT)
def test_any_name_of_an_outlet_and_any_title_are_taken(outlet: str, title: str) -> None:
    _check("قتل ثلاثة مدنيين في قصف على قرية السدرة.", outlet=outlet, title=title)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\0",
        "\ufeff",
        "\ud83d",
        "قتل \ud83d ثلاثة أشخاص \udd25.",
        "قتل ثلاثة أشخاص\ud83d",
        "\u202eقتل ثلاثة أشخاص\u202c",
        "قتل\u00adثلاثة\u2060أشخاص",
        "٣",
        "،",
        "قتل",
        "بينهم",
        "ثلاثة",
        "قال",
        "بحسب",
        "في",
        "«",
        "\u0640" * 50,
        "\u064b" * 50,
        "PK\x03\x04\x14\0\0\0\x08\0" * 20,
        "و" * 500,
        "ال" * 500,
        "قتل " * 500,
        "بينهم " * 300,
        "قال إن " * 300,
        "9" * 400,
        "ثلاثة و" * 300,
        "من " * 300,
        "\r\n\r\n" * 100,
    ],
)
def test_odd_input_is_read(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("pair", ["«»", "()", "“”", '""', "[]", "''", "❞❝"])
@pytest.mark.parametrize("depth", [3, 400])
def test_deep_nesting_is_read(pair: str, depth: int) -> None:
    inside = "قتل ثلاثة مدنيين في قصف على قرية السدرة، قال المرصد"
    _check(pair[0] * depth + inside + pair[1] * depth)
    _check(f"قال {pair[0]}" * depth + inside + pair[1] * depth)
    _check(pair[0] * depth + inside)


def test_one_long_line_is_read() -> None:
    clause = "وقتل ثلاثة مدنيين وأصيب خمسة آخرون في قصف مدفعي على قرية السدرة، "
    reading = _check(clause * 400)
    assert reading["claims"]


def test_one_word_without_end_is_read() -> None:
    _check("وقتلوا" * 4000)
    _check("1" * 20000)
    _check("قتـ" * 5000)


def test_the_same_text_has_the_same_reading_after_others() -> None:
    text = "أعلنت الشرطة مقتل أربعة أشخاص بينهم طفل في انفجار قرب بلدة النخيل."
    before = read(text).to_json()
    for other in ("اعتقل ثلاثة شبان.", "نفى المتحدث مقتل أحد.", "قصفت الطائرات بلدة السدرة."):
        read(other)
    assert read(text).to_json() == before
