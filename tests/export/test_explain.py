"""Explanations: marked words, rule, sources."""

from __future__ import annotations

from riwaya.export.excerpt import Mark, marked_excerpt, sentence_around
from riwaya.export.explain import explain_text
from riwaya.model import Reading, Span


def test_words_rule_and_source(reading: Reading) -> None:
    text = explain_text(reading, reading.claims[:1]).translate(
        str.maketrans("", "", "\u2068\u2069")
    )
    assert "{قالت مصادر محلية} إن [9 مدنيين بينهم 3 أطفال قتلوا]" in text
    assert "number and casualty word" in text
    assert "Difaf News Agency (وكالة ضفاف) → local sources (مصادر محلية)" in text
    assert "a number given as exact: 9" in text
    assert "c3 contradicts c1" in text


def test_part_group_and_party(reading: Reading) -> None:
    text = explain_text(reading, reading.claims[1:3])
    assert "part of   c1" in text
    assert "group     children" in text
    assert "20 or more" in text


def test_nothing_found(reading: Reading) -> None:
    assert explain_text(reading, ()) == "No claim was found in this report.\n"


def test_marks_nest_touch_and_overlap() -> None:
    text = "one two three. four"
    marks = [
        Mark(Span(0, 7, ""), "[", "]"),
        Mark(Span(4, 7, ""), "<", ">"),
        Mark(Span(7, 13, ""), "{", "}"),
        Mark(Span(5, 9, ""), "(", ")"),
    ]
    assert marked_excerpt(text, marks) == "[one <t(wo>]{ t)hree}"


def test_a_sentence_is_bounded_on_an_endless_line() -> None:
    text = "ا" * 100_000
    start, end = sentence_around(text, [Span(50_000, 50_010, "")])
    assert (start, end) == (49_700, 50_310)
