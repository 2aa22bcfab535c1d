"""Reconciled incidents are paired with the expected ones and scored as the README says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from evaluation.incident_score import HERE, by_case, load_expected, pair, score  # noqa: E402

FOLDERS = (HERE, HERE / "edge")
EXPECTED = {folder: load_expected(folder) for folder in FOLDERS}


def _prediction(incident: dict[str, Any]) -> dict[str, Any]:
    """An incident of the program's form that says just what is expected."""

    def toll(values: dict[str, Any]) -> dict[str, Any]:
        first = {
            name: value[0] if value and isinstance(value[0], list) else value
            for name, value in values.items()
        }
        return {
            name: {"low": value[0], "best": None, "high": value[1]} if value else None
            for name, value in first.items()
        }

    when = incident["date"]
    return {
        "id": incident["id"],
        "type": incident["type"],
        "date": {"start": when[0], "end": when[1], "precision": "day"} if when else None,
        "place": dict(incident["place"]),
        "reports": list(incident["reports"]),
        "origins": incident["origins"],
        "casualties": {
            "policy": "range",
            "killed": toll(incident["killed"]),
            "injured": toll(incident["injured"]),
        },
        "responsibility": [
            {
                "actor": entry["actor"][0],
                "says": ["x:c1"] if entry["says"] else [],
                "denies": ["x:c1"] if entry.get("denies") else [],
            }
            for entry in incident["responsibility"]
        ],
        "disputes": [dict(dispute, sides=[]) for dispute in incident["disputes"]],
        "grade": incident["grade"],
        "people": [{"name": person["names"][0]} for person in incident.get("people", ())],
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_expected_scores_full_marks(folder: Path) -> None:
    result = score(EXPECTED[folder], [_prediction(incident) for incident in EXPECTED[folder]])
    assert result.errors == []
    assert set(result.figures().values()) == {1.0}


def test_nothing_predicted_scores_nothing() -> None:
    result = score(EXPECTED[HERE], [])
    assert set(result.figures().values()) == {0.0}
    assert {right for right, _ in by_case(EXPECTED[HERE], result).values()} == {0}


def _scored(change: Callable[[dict[str, Any]], None]) -> dict[str, float]:
    predicted = [json.loads(json.dumps(_prediction(incident))) for incident in EXPECTED[HERE]]
    change({incident["id"]: incident for incident in predicted})
    return score(EXPECTED[HERE], predicted).figures()


def test_an_open_end_is_not_the_same_as_no_figure() -> None:
    def empty(by_id: dict[str, Any]) -> None:
        by_id["sd-nyala-market"]["casualties"]["killed"]["civilian"] = None

    def invent(by_id: dict[str, Any]) -> None:
        toll = by_id["iq-mosul-withdrawn"]["casualties"]["killed"]
        toll["all"] = {"low": 1, "best": None, "high": None}

    assert _scored(empty)["killed.civilian.high"] < 1
    assert _scored(invent)["killed.all.high"] < 1


def test_a_wrong_day_a_far_place_and_a_spurious_dispute_are_seen() -> None:
    def spoil(by_id: dict[str, Any]) -> None:
        by_id["ye-hays-market"]["date"]["start"] = "2022-01-26"
        by_id["ye-harib-drone"]["place"]["latitude"] += 0.2
        by_id["lb-hermel-raid"]["disputes"] = [{"about": "count", "sides": []}]

    figures = _scored(spoil)
    assert figures["date"] < 1
    assert figures["place.10km"] < figures["place.30km"] == 1
    assert figures["disputes.f1"] < 1


def test_two_incidents_of_one_round_up_are_told_apart_by_place() -> None:
    predicted = [_prediction(incident) for incident in EXPECTED[HERE]]
    partners = pair(EXPECTED[HERE], predicted[::-1])
    assert {name: partner["id"] for name, partner in partners.items()} == {
        incident["id"]: incident["id"] for incident in EXPECTED[HERE]
    }


def test_merged_incidents_cost_precision_of_links() -> None:
    predicted = [_prediction(incident) for incident in EXPECTED[HERE]]
    merged, other = (
        next(p for p in predicted if p["id"] == name)
        for name in ("sy-zahraa-homs", "sy-zahraa-aleppo")
    )
    merged["reports"] = sorted({*merged["reports"], *other["reports"]})
    figures = score(EXPECTED[HERE], [p for p in predicted if p is not other]).figures()
    assert figures["link.p"] < 1
    assert figures["link.r"] == 1
    assert figures["found"] < 1


def test_another_policy_is_compared_with_its_own_figures_only() -> None:
    incident = next(i for i in EXPECTED[HERE] if i["id"] == "sy-atarib-mill")
    prediction = _prediction(incident)
    prediction["casualties"] = {
        "policy": "acled",
        "killed": {"all": {"low": 2, "best": 2, "high": 2}, "civilian": None},
        "injured": {},
    }
    figures = score([incident], [prediction]).figures()
    assert figures["killed.all.low"] == figures["killed.all.high"] == 1
    assert "killed.civilian.low" not in figures
    assert "injured.all.low" not in figures
