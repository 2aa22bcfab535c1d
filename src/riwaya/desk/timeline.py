"""Days put together into the bars of a timeline."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from riwaya.casefile.incident_map import Day

UNITS = ("day", "week", "month", "year")
_MOST_BARS = 800
"""More could neither be seen nor pointed at."""

_COMFORTABLE = 120


def unit_of(first: date, last: date, unit: str | None) -> str:
    """The unit of bars over a period: the one of UNITS that is asked for, made coarser where there
    would be too many bars; for None the finest that gives a comfortable number.
    """
    possible = _possible(first, last)
    if unit is None:
        fitting = (one for one in possible if _number(first, last, one) <= _COMFORTABLE)
        return next(fitting, possible[-1])
    return unit if unit in possible else possible[0]


def _possible(first: date, last: date) -> list[str]:
    return [one for one in UNITS if _number(first, last, one) <= _MOST_BARS] or ["year"]


def bars(
    everywhere: Sequence[Day],
    here: Sequence[Day],
    unit: str | None,
    span: tuple[date, date] | None = None,
) -> dict[str, Any]:
    """Bars without gaps from the first day to the last.

    `unit`: as for `unit_of`. `span`: the first and last day, where those of `everywhere` stand for
    longer periods. Each bar: `start` and `end` (ISO 8601 days, both included),
    `all` incidents that began then, those `here`, and the `killed` of these.
    """
    if not everywhere:
        return {"unit": unit or "day", "units": list(UNITS), "bars": []}
    first, last = span or (everywhere[0].day, everywhere[-1].day)
    unit, possible = unit_of(first, last, unit), _possible(first, last)
    found: list[dict[str, Any]] = [
        {"start": start.isoformat(), "end": end.isoformat(), "all": 0, "here": 0, "killed": 0}
        for start, end in _periods(first, last, unit)
    ]
    index = {bar["start"]: bar for bar in found}
    for day in everywhere:
        index[_begin(day.day, unit).isoformat()]["all"] += day.incidents
    for day in here:
        bar = index[_begin(day.day, unit).isoformat()]
        bar["here"] += day.incidents
        bar["killed"] += day.killed
    return {"unit": unit, "units": possible, "bars": found}


def _number(first: date, last: date, unit: str) -> int:
    if unit == "year":
        return last.year - first.year + 1
    if unit == "month":
        return (last.year - first.year) * 12 + last.month - first.month + 1
    days = (_begin(last, unit) - _begin(first, unit)).days
    return days // (7 if unit == "week" else 1) + 1


def _begin(day: date, unit: str) -> date:
    """The first day of the period that holds a day; weeks begin on Monday, as in ISO 8601."""
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit == "month":
        return day.replace(day=1)
    # The first week there is in a calendar has no Monday before it.
    back = min(day.weekday(), day.toordinal() - 1) if unit == "week" else 0
    return day - timedelta(days=back)


def _periods(first: date, last: date, unit: str) -> Iterator[tuple[date, date]]:
    start = _begin(first, unit)
    for _ in range(_number(first, last, unit)):
        end = _end(start, unit)
        yield start, end
        if end == date.max:
            return
        start = end + timedelta(days=1)


def _end(start: date, unit: str) -> date:
    if unit == "year":
        return start.replace(month=12, day=31)
    if unit == "month":
        return start.replace(day=monthrange(start.year, start.month)[1])
    days = 6 - start.weekday() if unit == "week" else 0
    return start + timedelta(days=min(days, date.max.toordinal() - start.toordinal()))
