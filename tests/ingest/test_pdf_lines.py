"""Reading order of PDF lines, whatever order the file gives the characters in."""

from __future__ import annotations

import random

import pytest

from riwaya.ingest.pdf_lines import Glyph, page_lines, paragraphs


def _as_seen(line: str, baseline: float = 700) -> list[Glyph]:
    """The characters of a line as it is seen from left to right, each ten points wide."""
    return [
        Glyph(character, 10.0 * place, 10.0 * place + 10, baseline, 15)
        for place, character in enumerate(line)
        if character != " "
    ]


# The text in reading order, then the characters as they are seen from left to right.
LINES = [
    ("قتل 13 مدنيا", "ايندم 13 لتق"),
    ("شهد 12/3/2024 مقتل 1,250 شخصا", "اصخش 1,250 لتقم 12/3/2024 دهش"),
    ("بين 10:30 و 11:45 ليلا", "اليل 11:45 و 10:30 نيب"),
    ("من 13 14 حيا", "ايح 14 13 نم"),
    ("في ١٤ موقعا", "اعقوم ١٤ يف"),
    ("وكالة Al Nakhil News إن", "نإ Al Nakhil News ةلاكو"),
    ("محلية (شبكة) قالت", "تلاق (ةكبش) ةيلحم"),
    ("Plain line (one) 13.", "Plain line (one) 13."),
]


@pytest.mark.parametrize(("text", "seen"), LINES)
def test_reading_order(text: str, seen: str) -> None:
    glyphs = _as_seen(seen)
    assert list(page_lines(glyphs)) == [text]
    for seed in range(5):
        random.Random(seed).shuffle(glyphs)
        assert list(page_lines(glyphs)) == [text]


def test_lines_by_baseline_in_the_order_of_the_file() -> None:
    glyphs = _as_seen("لتق", 700) + _as_seen("حرج", 680)
    assert list(page_lines(glyphs)) == ["قتل", "جرح"]


def test_letters_of_a_ligature_keep_their_order() -> None:
    shared = [Glyph("ل", 10, 20, 700, 15), Glyph("ا", 10, 20, 700, 15)]
    assert list(page_lines([*shared, Glyph("ح", 0, 10, 700, 15)])) == ["لاح"]


def test_blanks_without_width_are_no_blanks() -> None:
    assert list(page_lines([*_as_seen("لتق"), Glyph(" ", 12, 12, 700, 1)])) == ["قتل"]


def test_nothing() -> None:
    assert list(page_lines([])) == []


BROKEN, REST = "قتل ثلاثة مدنيين في قصف، بحسب", "مصادر محلية."
WHOLE, NEXT = "قتل ثلاثة مدنيين في قصف.", "وأصيب خمسة في غارة أخرى."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], ""),
        ([BROKEN, REST], f"{BROKEN} {REST}"),
        (["عنوان", WHOLE], f"عنوان\n{WHOLE}"),
        ([WHOLE, NEXT], f"{WHOLE}\n{NEXT}"),
    ],
)
def test_lines_that_the_page_broke_are_joined(lines: list[str], text: str) -> None:
    assert paragraphs(lines) == text
