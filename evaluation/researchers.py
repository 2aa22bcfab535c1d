"""Score reconciled incidents against those that researchers recorded from the same reports.

A folder of them holds reports.jsonl, each report with `doc_id` and the ids of its `incidents`, and
incidents.jsonl with `id`, `date`, `latitude`, `longitude`, `civilian_deaths_min`, `..._max`.

A recorded incident is paired with the predicted one that shares most of its reports; of several
with the nearest in time, then with the one that has the fewest other reports.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Object = Mapping[str, Any]
MEASURES = (
    "found", "link.f1", "date", "place.10km", "place.30km",
    "deaths.low", "deaths.high", "deaths.overlap",
)  # fmt: skip
_DAY = timedelta(days=1)
_FAR = 999


def score_researchers(
    reports: Sequence[Object], recorded: Sequence[Object], predicted: Sequence[Object]
) -> dict[str, float]:
    """Share of recorded incidents that are right, by measure, and the F1 of linked reports.

    Deaths are those of civilians, else of people of no stated class; a date may be a day off;
    what a recorded incident does not tell is not counted.
    """
    of_incident: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        for incident in report["incidents"]:
            of_incident[incident].add(report["doc_id"])
    by_report: dict[str, list[Object]] = defaultdict(list)
    for incident in predicted:
        for name in set(incident["reports"]):
            by_report[name].append(incident)
    right: dict[str, list[bool]] = {measure: [] for measure in MEASURES if measure != "link.f1"}
    for incident in recorded:
        told = of_incident.get(incident["id"])
        if told:
            for measure, is_right in _compared(incident, _partner(incident, told, by_report)):
                right[measure].append(is_right)
    found = {name: sum(all_) / len(all_) if all_ else 0.0 for name, all_ in right.items()}
    known = {name for told in of_incident.values() for name in told}
    found["link.f1"] = _f1(
        _pairs(of_incident.values()), _pairs(known & set(one["reports"]) for one in predicted)
    )
    return {measure: round(found[measure], 4) for measure in MEASURES}


def _partner(
    incident: Object, told: set[str], by_report: Mapping[str, Sequence[Object]]
) -> Object | None:
    candidates = {one["id"]: one for name in told for one in by_report.get(name, ())}

    def rank(one: Object) -> tuple[int, int, int, str]:
        day, own = _day((one.get("date") or {}).get("start")), _day(incident["date"])
        apart = abs((day - own).days) if day and own else _FAR
        shared = len(told & set(one["reports"]))
        return -shared, apart, len(set(one["reports"]) - told), one["id"]

    return min(candidates.values(), key=rank, default=None)


def _compared(incident: Object, got: Object | None) -> Iterable[tuple[str, bool]]:
    yield "found", got is not None
    found: Object = got or {}
    day = _day(incident["date"])
    if day is not None:
        when = found.get("date") or {}
        start = _day(when.get("start"))
        end = _day(when.get("end")) or start
        yield "date", bool(start and end and start - _DAY <= day <= end + _DAY)
    if incident.get("latitude") is not None:
        distance = _kilometres(incident, found.get("place") or {})
        yield "place.10km", distance <= 10
        yield "place.30km", distance <= 30
    low, high = incident.get("civilian_deaths_min"), incident.get("civilian_deaths_max")
    if low is None:
        return
    killed = (found.get("casualties") or {}).get("killed") or {}
    interval = killed.get("civilian") or killed.get("unknown") or {"low": 0, "high": 0}
    yield "deaths.low", interval["low"] == low
    if high is not None:
        yield "deaths.high", interval["high"] == high
        open_end = interval["high"] is None
        yield "deaths.overlap", interval["low"] <= high and (open_end or interval["high"] >= low)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _pairs(groups: Iterable[set[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def _f1(wanted: set[tuple[str, str]], got: set[tuple[str, str]]) -> float:
    return 2 * len(wanted & got) / (len(wanted) + len(got)) if wanted or got else 0.0


def _kilometres(one: Object, other: Object) -> float:
    """Great-circle distance; infinite where the other has no point."""
    if other.get("latitude") is None or other.get("longitude") is None:
        return math.inf
    north, south = math.radians(one["latitude"]), math.radians(other["latitude"])
    across = math.radians(other["longitude"] - one["longitude"])
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))
