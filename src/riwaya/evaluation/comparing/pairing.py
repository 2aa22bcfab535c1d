"""Which row of a coder is which incident of the program: by id, else by day, place and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from riwaya.arabic.same_name import alike
from riwaya.knowledge.gazetteer_resolution import kilometres
from riwaya.model.coded import CodedRecord

MOST_DAYS, MOST_KM, LEAST_SCORE = 3, 30.0, 5
RULE = (
    "Rows are paired by the id of the incident where they carry it. The others are paired one to "
    "one, best first, when they lie at most 3 days and 30 km apart (or, without coordinates, at "
    "places of one name) and reach 5 points: 3 for the same day and one less for each day between; "
    "3 up to 5 km, 2 up to 15 km or for places of one name, 1 up to 30 km; 2 for the same type of "
    "event; 2 for numbers of dead that overlap, 1 if they are at most 2 apart; rows about people "
    "need names alike."
)
"""The rule in words; `_score` is the rule itself."""

BY_ID, BY_RULE = "id", "likeness"
_LONGEST_DAYS = 31
# A little less than the true 111, so that nothing near is passed over.
_KM_OF_DEGREE = 110.0


class Pair(NamedTuple):
    """A coder's row and ours. `by`: BY_ID or BY_RULE."""

    coder: CodedRecord
    machine: CodedRecord
    by: str


def pairs(
    coder: Sequence[CodedRecord],
    machine: Sequence[CodedRecord],
    successor: Callable[[str], str | None] = lambda _: None,
) -> tuple[Pair, ...]:
    """The pairs, by the coder's key. `successor`: which incident took the place of one that is no
    more.
    """
    found = list(_by_id(coder, machine, successor))
    used = {id(one) for pair in found for one in (pair.coder, pair.machine)}
    rest = [one for one in coder if id(one) not in used]
    free = [one for one in machine if id(one) not in used]
    found += _by_rule(rest, free)
    return tuple(sorted(found, key=lambda pair: pair.coder.key))


def _by_id(
    coder: Sequence[CodedRecord],
    machine: Sequence[CodedRecord],
    successor: Callable[[str], str | None],
) -> Iterator[Pair]:
    ours: dict[str, CodedRecord] = {}
    for one in machine:
        ours.setdefault(_name(one), one)
    for one in sorted(coder, key=lambda record: record.key):
        name = _name(one)
        there = ours.pop(name, None)
        if there is None and one.unit == "incident" and one.incident:
            there = ours.pop(successor(one.incident) or "", None)
        if there is not None:
            yield Pair(one, there, BY_ID)


def _name(record: CodedRecord) -> str:
    """By what a row says which of ours it is."""
    return (record.incident or record.key) if record.unit == "incident" else record.key


def _by_rule(coder: Sequence[CodedRecord], machine: Sequence[CodedRecord]) -> Iterator[Pair]:
    by_day = _by_day(machine)
    candidates = []
    for i, one in enumerate(coder):
        for j in _near_in_time(one, by_day):
            score, far = _score(one, machine[j])
            if score >= LEAST_SCORE:
                candidates.append((-score, far, one.key, machine[j].key, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    for *_, i, j in sorted(candidates):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield Pair(coder[i], machine[j], BY_RULE)


def _by_day(records: Sequence[CodedRecord]) -> Mapping[date, list[int]]:
    found: dict[date, list[int]] = {}
    for number, record in enumerate(records):
        for day in _days(record):
            found.setdefault(day, []).append(number)
    return found


def _days(record: CodedRecord) -> list[date]:
    if record.start is None or record.end is None:
        return []
    length = min((record.end - record.start).days, _LONGEST_DAYS)
    return [record.start + timedelta(days=n) for n in range(length + 1)]


def _near_in_time(record: CodedRecord, by_day: Mapping[date, list[int]]) -> list[int]:
    days = _days(record)
    if not days:
        return []
    wanted = {day.toordinal() + shift for day in days for shift in range(-MOST_DAYS, MOST_DAYS + 1)}
    known = (date.fromordinal(n) for n in wanted if 1 <= n <= date.max.toordinal())
    return sorted({number for day in known for number in by_day.get(day, ())})


def _score(one: CodedRecord, other: CodedRecord) -> tuple[int, float]:
    """Points by RULE, 0 where the two cannot be the same; and how many kilometres apart."""
    apart = None if _is_far(one, other) else distance(one, other)
    if apart is None:
        # Names only speak where coordinates do not.
        if _has_point(one) and _has_point(other):
            return 0, MOST_KM
        if not (one.place and other.place and alike(one.place, other.place)):
            return 0, MOST_KM
    elif apart > MOST_KM:
        return 0, MOST_KM
    if one.unit == "person" and not alike(one.person, other.person):
        return 0, MOST_KM
    score = MOST_DAYS - _days_between(one, other)
    score += 2 if apart is None else 3 if apart <= 5 else 2 if apart <= 15 else 1
    score += 2 if one.type and one.type == other.type else 0
    return score + _deaths(one, other), MOST_KM if apart is None else apart


def _has_point(record: CodedRecord) -> bool:
    return record.latitude is not None and record.longitude is not None


def _is_far(one: CodedRecord, other: CodedRecord) -> bool:
    """Whether the latitudes alone are too far apart; most pairs of one day are."""
    if one.latitude is None or other.latitude is None:
        return False
    return abs(one.latitude - other.latitude) * _KM_OF_DEGREE > MOST_KM


def distance(one: CodedRecord, other: CodedRecord) -> float | None:
    """Kilometres between two rows; None where one has no coordinates."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def _days_between(one: CodedRecord, other: CodedRecord) -> int:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return MOST_DAYS
    gap = max((other.start - one.end).days, (one.start - other.end).days, 0)
    return min(gap, MOST_DAYS)


def _deaths(one: CodedRecord, other: CodedRecord) -> int:
    mine, theirs = _range(one), _range(other)
    if mine is None or theirs is None:
        return 0
    gap = max(theirs[0] - mine[1], mine[0] - theirs[1], 0)
    return 2 if gap == 0 else 1 if gap <= 2 else 0


def _range(record: CodedRecord) -> tuple[int, int] | None:
    numbers = [
        number
        for number in (record.killed_low, record.killed_best, record.killed_high)
        if number is not None
    ]
    return (min(numbers), max(numbers)) if numbers else None
