"""The quality gate holds on our own annotated reports, and notices what it should."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from evaluation.gate import (  # noqa: E402
    Floors,
    digest,
    faults,
    floors_of,
    folders,
    load_floors,
    save_floors,
)
from evaluation.incident_gate import incident_folders, measure_incidents  # noqa: E402
from evaluation.researchers import score_researchers  # noqa: E402
from evaluation.score import score, score_folder  # noqa: E402

from riwaya.evaluation.accounts import annotated_account  # noqa: E402
from riwaya.evaluation.scoring import MEASURES  # noqa: E402


@pytest.mark.parametrize("folder", folders(()), ids=lambda folder: folder.name)
def test_no_measure_is_below_its_floor(folder: Path) -> None:
    known = load_floors().get(folder.resolve().name)
    found = list(faults(score_folder(folder).f1(), digest(folder), known))
    assert found == []


@pytest.mark.parametrize("folder", incident_folders(), ids=lambda folder: folder.name)
def test_no_measure_of_incidents_is_below_its_floor(folder: Path) -> None:
    known = load_floors().get(folder.resolve().name)
    assert list(faults(measure_incidents(folder), digest(folder), known)) == []


def test_incidents_are_held_against_what_researchers_recorded() -> None:
    reports = [{"doc_id": name, "incidents": ["i"]} for name in ("a", "b")]
    reports.append({"doc_id": "c", "incidents": []})
    recorded = {
        "id": "i", "date": "2024-03-10", "latitude": 35.0, "longitude": 36.0,
        "civilian_deaths_min": 3, "civilian_deaths_max": 5,
    }  # fmt: skip
    got = {
        "id": "x", "reports": ["a", "b", "c"], "date": {"start": "2024-03-11", "end": None},
        "place": {"latitude": 35.15, "longitude": 36.0},
        "casualties": {"killed": {"civilian": {"low": 3, "high": 4}}},
    }  # fmt: skip
    other = got | {"id": "y", "reports": ["a"], "casualties": {}}
    figures = score_researchers(reports, [recorded], [other, got])
    wrong = {"place.10km", "deaths.high"}
    assert {name for name, figure in figures.items() if figure == 0.0} == wrong
    assert {figure for name, figure in figures.items() if name not in wrong} == {1.0}


def test_a_fallen_measure_and_changed_data_are_faults() -> None:
    measured = dict.fromkeys(MEASURES, 0.914)
    set_for = floors_of(measured, "a")
    assert set_for.floors["number"] == 0.91
    assert list(faults(measured, "a", set_for)) == []
    assert len(list(faults(measured, "b", set_for))) == 1
    assert len(list(faults(measured | {"people": 0.9}, "a", set_for))) == 1
    assert len(list(faults(measured, "a", None))) == 1
    assert len(list(faults(measured, "a", Floors("a", {})))) == len(MEASURES)


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    floors = {"some": Floors("a", dict.fromkeys(MEASURES, 0.5))}
    save_floors(floors, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == floors


OWN = sorted((ROOT / "evaluation").glob("gold_*"))


def _gold(folder: Path) -> list[dict[str, Any]]:
    path = folder / "annotations.json"
    content: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_annotations_quote_their_reports(folder: Path) -> None:
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {report["id"]: report["text"] for report in map(json.loads, lines)}
    annotations = _gold(folder)
    assert [a["doc_id"] for a in annotations] == list(texts)
    for annotation in annotations:
        text = texts[annotation["doc_id"]]
        items = annotation["events"] + annotation["casualties"] + annotation["people"]
        for item in items:
            for key in ("evidence", "source", "place", "party", "name"):
                assert (item.get(key) or "") in text, (annotation["doc_id"], key, item[key])
        for figure in annotation["casualties"]:
            parent = figure["part_of"]
            for _ in annotation["casualties"]:
                parent = annotation["casualties"][parent]["part_of"] if parent is not None else None
            assert parent is None, (annotation["doc_id"], "part of itself", figure["evidence"])


@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_annotations_scored_against_themselves_are_right(folder: Path) -> None:
    accounts = [annotated_account(annotation) for annotation in _gold(folder)]
    scores = score(accounts, accounts)
    assert scores.f1() == dict.fromkeys(MEASURES, 1.0)
    assert scores.errors == []
