"""The invented incidents are consistent and cover what they should."""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from evaluation.incident_score import CLASSES, HERE, load_expected, load_lines  # noqa: E402

FOLDERS = (HERE, HERE / "edge")
CASES = {
    "all_withdrawn",
    "at_least",
    "background_recall",
    "class_dispute",
    "contradictory_counts",
    "copies",
    "cumulative_toll",
    "dateline",
    "denial_occurrence",
    "denial_responsibility",
    "killed_injured_sum",
    "loaded_names",
    "masked",
    "name_variants",
    "nested_sources",
    "one_monitor",
    "perpetrator_dispute",
    "retraction_account",
    "retraction_figure",
    "rising_toll",
    "roundup",
    "same_district_two_cities",
    "same_place_next_day",
    "same_town_same_day",
    "self_report",
    "single_source",
    "undated_report",
}
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
EXPECTED = {folder: load_expected(folder) for folder in FOLDERS}
REPORTS = {
    folder: {report["id"]: report for report in load_lines(folder / "reports.jsonl")}
    for folder in FOLDERS
}
INCIDENTS = [(folder, incident) for folder in FOLDERS for incident in EXPECTED[folder]]
each_incident = pytest.mark.parametrize(
    ("folder", "incident"), INCIDENTS, ids=[incident["id"] for _, incident in INCIDENTS]
)


def test_the_sets_are_as_large_as_promised() -> None:
    assert len(EXPECTED[HERE]) >= 28
    assert len(REPORTS[HERE]) >= 130
    assert len(EXPECTED[HERE / "edge"]) == 5
    assert len(REPORTS[HERE / "edge"]) == 15


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_ids_are_unique_and_every_report_belongs_to_an_incident(folder: Path) -> None:
    ids = [incident["id"] for incident in EXPECTED[folder]]
    assert len(ids) == len(set(ids))
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(REPORTS[folder])
    told = {report for incident in EXPECTED[folder] for report in incident["reports"]}
    assert told == set(REPORTS[folder])


def test_every_case_is_covered_by_two_incidents() -> None:
    counted = Counter(case for incident in EXPECTED[HERE] for case in incident["covers"])
    assert {case: counted[case] for case in CASES if counted[case] < 2} == {}
    assert set(counted) == CASES


def test_one_report_lists_ten_incidents_and_two_more_list_four() -> None:
    listed = Counter(report for incident in EXPECTED[HERE] for report in incident["reports"])
    counts = sorted(listed.values(), reverse=True)
    assert counts[0] == 10
    assert counts[2] >= 4


def test_reports_span_seven_years_and_seven_countries() -> None:
    years = {incident["date"][0][:4] for incident in EXPECTED[HERE] if incident["date"]}
    assert years == {str(year) for year in range(2019, 2026)}
    countries = {incident["id"][:2] for incident in EXPECTED[HERE]}
    assert countries == {"sy", "iq", "ye", "ly", "sd", "ps", "lb"}


@each_incident
def test_what_an_incident_refers_to_exists(folder: Path, incident: dict[str, Any]) -> None:
    reports = incident["reports"]
    assert len(reports) == len(set(reports))
    assert set(incident.get("recalls", ())) <= set(reports)
    texts = " ".join(REPORTS[folder][report]["text"] for report in reports)
    assert incident["place"]["name"] in texts
    for person in incident.get("people", ()):
        assert [name for name in person["names"] if name not in texts] == []


@each_incident
def test_copies_share_most_of_their_text(folder: Path, incident: dict[str, Any]) -> None:
    for first, *others in incident.get("copies", ()):
        words = REPORTS[folder][first]["text"].split()
        for other in others:
            copied = REPORTS[folder][other]["text"].split()
            assert difflib.SequenceMatcher(None, words, copied).ratio() > 0.6, other


@each_incident
def test_intervals_are_ordered(folder: Path, incident: dict[str, Any]) -> None:
    for toll in (incident["killed"], incident["injured"]):
        assert set(toll) <= set(CLASSES)
        for value in filter(None, toll.values()):
            for low, high in value if isinstance(value[0], list) else [value]:
                assert high is None or low <= high


@each_incident
def test_the_grade_follows_from_origins_and_disputes(
    folder: Path, incident: dict[str, Any]
) -> None:
    about = {dispute["about"] for dispute in incident["disputes"]}
    grade = incident["grade"]
    assert (grade == "contested") == bool(about & {"perpetrator", "occurrence"})
    if grade == "weak":
        assert 1 in [incident["origins"], *incident.get("origins_accepted", ())]
    elif grade != "discounted":
        assert incident["origins"] > 1
    if grade == "discounted":
        assert set(incident["killed"].values()) == {None}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_weekday_called_today_or_yesterday_is_that_of_the_publication(folder: Path) -> None:
    for report in REPORTS[folder].values():
        if not report["published"]:
            continue
        day = date.fromisoformat(report["published"][:10])
        for back, words in ((0, "اليوم"), (1, "أمس")):
            weekday = WEEKDAYS[(day - timedelta(back)).weekday()]
            for said in re.findall(rf"{words} ({'|'.join(WEEKDAYS)})", report["text"]):
                assert said == weekday, report["id"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_texts_are_composed_and_without_stretched_letters(folder: Path) -> None:
    for report in REPORTS[folder].values():
        assert unicodedata.is_normalized("NFC", report["text"])
        assert "ـ" not in re.sub("ـ?[.ـ ]?ـ", "", report["text"]), report["id"]
