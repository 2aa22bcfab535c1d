"""The English summary: sentences, parts, isolation of Arabic, hostile text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from riwaya.errors import UnreadableFile
from riwaya.export import wording
from riwaya.export.index import Index
from riwaya.export.sentences import claim_sentence
from riwaya.export.text import reading_text, text_pieces
from riwaya.ingest import Failure
from riwaya.model import Casualty, DateRange, Reading, Report

ISOLATES = str.maketrans("", "", "\u2068\u2069")


def _lines(reading: Reading) -> list[str]:
    return reading_text(reading).translate(ISOLATES).splitlines()


def test_a_claim_says_who_what_where_when_and_by_whom(reading: Reading) -> None:
    sentence = claim_sentence(Index.of(reading), reading.claims[0]).translate(ISOLATES)
    assert sentence == (
        "According to local sources (مصادر محلية), cited by Difaf News Agency (وكالة ضفاف), "
        "9 civilians were killed in shelling by Wadi Brigade (لواء الوادي) with mortars (هاون) "
        "in al-Nakhil (بلدة النخيل), Aleppo on Monday 11 March 2024 (أمس)."
    )


def test_distance_of_the_report_is_told(reading: Reading) -> None:
    sentence = claim_sentence(Index.of(reading), reading.claims[2]).translate(ISOLATES)
    assert sentence.startswith("Alleged by Rumman Network (شبكة الرمان)")
    assert (
        "dozens of members of armed forces of Wadi Brigade (لواء الوادي) (20 or more)" in sentence
    )


def test_parts_stand_indented_under_their_total(reading: Reading) -> None:
    lines = _lines(reading)
    number = next(n for n, line in enumerate(lines) if line.startswith("  c1"))
    assert lines[number + 1] == "      c2   Among them 3 children."


def test_sections(reading: Reading) -> None:
    text = "\n".join(_lines(reading))
    assert "c3 contradicts c1 (class): One says armed, one civilian." in text
    assert "Salim Yasin (سالم ياسين), killed, aged 40, Mazari (مزارع), counted in c1" in text
    assert "العصابات → فصائل: Wadi Brigade" in text
    assert "Wadi Brigade (لواء الوادي) carried out shelling with" in text


def test_outlet_in_its_own_voice_and_unknown(reading: Reading) -> None:
    own = replace(reading.claims[0], source=None, chain=("s1",))
    assert claim_sentence(Index.of(reading), own).startswith("Difaf News Agency (")
    nameless = replace(reading, report=replace(reading.report, outlet=None))
    assert claim_sentence(Index.of(nameless), own).startswith("The report says: 9 civilians")


def test_every_isolate_is_closed_and_no_override_passes(reading: Reading) -> None:
    hostile = "\u202eخ\u2066د\x1b[31m\x00\ud83d"
    report = replace(reading.report, title=hostile, id=hostile)
    source = replace(reading.sources[1], name=hostile, name_en=hostile)
    text = reading_text(
        replace(reading, report=report, sources=(reading.sources[0], source, reading.sources[2]))
    )
    assert text.count("\u2068") == text.count("\u2069") > 0
    assert not set(text) & set("\u202e\u2066\x1b\x00\ud83d")
    text.encode("utf-8")


def test_an_empty_report_says_so() -> None:
    empty = Reading(Report("r-0", "0", ""), (), (), (), (), (), (), ())
    text = reading_text(empty)
    assert "(no text)" in text
    assert "No violent incident" in text


def test_many_reports_are_parted_and_failures_left_out(reading: Reading) -> None:
    failure = Failure("x", UnreadableFile("gone"))
    pieces = "".join(text_pieces([failure, reading, failure, reading]))
    assert pieces.count("─" * 72) == 1
    assert "gone" not in pieces


def _figure(low: int, high: int | None, approx: bool = False, vague: bool = False) -> Casualty:
    return Casualty(
        "killed", low, high, approx, vague, "unknown", None, None, None, "event", "asserted"
    )


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (_figure(1, 1), "1 person"),
        (_figure(2, 2), "2 people"),
        (_figure(9, 9, approx=True), "about 9 people"),
        (_figure(5, None), "at least 5 people"),
        (_figure(5, None, approx=True), "at least about 5 people"),
        (_figure(4, 6), "4 to 6 people"),
        (_figure(1, 6), "up to 6 people"),
        (_figure(2, None, vague=True), "several people (2 or more)"),
        (_figure(20, None, vague=True), "dozens of people (20 or more)"),
        (_figure(200, None, vague=True), "hundreds of people (200 or more)"),
        (_figure(1, None, vague=True), "some people (1 or more)"),
        (_figure(0, 0), "no people"),
        (_figure(1500, 1500), "1,500 people"),
    ],
)
def test_figures_in_words(figure: Casualty, words: str) -> None:
    assert wording.counted(figure) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (
            DateRange(date(2024, 2, 29), date(2024, 2, 29), "", "day", ""),
            "on Thursday 29 February 2024",
        ),
        (
            DateRange(date(2024, 1, 1), date(2024, 1, 7), "", "week", ""),
            "between Monday 1 January 2024 and Sunday 7 January 2024",
        ),
        (DateRange(None, None, "", "day", "", "sunday"), "on a Sunday of unknown date"),
        (DateRange(None, None, "", "unknown", ""), ""),
    ],
)
def test_days_in_words(period: DateRange, words: str) -> None:
    assert wording.when(period) == words


def test_a_cause_is_named_with_its_place(reading: Reading) -> None:
    cause = replace(reading.claims[3], kind="cause", about=("shelling", "mortar"))
    sentence = claim_sentence(Index.of(reading), cause).translate(ISOLATES)
    assert "the cause was shelling with mortars in al-Nakhil" in sentence


@pytest.mark.parametrize(
    ("kind", "about", "words"),
    [
        ("cause", ("shelling", "mutual"), "the cause was shelling from both sides in"),
        ("occurrence", ("asserted",), "there was shelling by Wadi Brigade"),
        ("identity", ("armed", "a1"), "were members of armed forces and of Wadi Brigade"),
        ("other", ("unknown", "perpetrator"), "who carried out shelling by"),
        ("other", (), "on shelling by"),
    ],
)
def test_claims_that_are_no_figures(
    reading: Reading, kind: str, about: tuple[str, ...], words: str
) -> None:
    claim = replace(reading.claims[3], kind=kind, about=about)
    assert words in claim_sentence(Index.of(reading), claim).translate(ISOLATES)
