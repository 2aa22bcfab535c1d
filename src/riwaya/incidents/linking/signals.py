"""What two mentions have in common and what sets them apart: names of signals and their values.

Weights and wording are data (weights.yaml); a signal holds only what fills the sentence in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from riwaya.arabic.dates import WEEKDAYS
from riwaya.incidents.linking.geography import compare_places
from riwaya.incidents.linking.kinds import kinship
from riwaya.incidents.linking.parties import alliance
from riwaya.incidents.linking.record import OWN, DayOfYear, Mention, MentionFigure

_SAME_PERSON_PERCENT = 88.0
# A shot or a stab is not mistaken for an explosion.
_BY_HAND = frozenset({"firearm", "knife", "blade"})


class Signal(NamedTuple):
    """`name`: a key of weights.yaml; `values`: what its sentence names."""

    name: str
    values: Mapping[str, Any]


def signals(one: Mention, other: Mention) -> list[Signal]:
    """All that speaks for or against `one` and `other` telling of one incident."""
    found = [
        *_date(one, other),
        *_place(one, other),
        *_kind(one, other),
        *_actors(one, other),
        *_weapons(one, other),
        *_figures(one, other),
        *_victims(one, other),
        *_text(one, other),
    ]
    return found


def _date(one: Mention, other: Mention) -> Iterator[Signal]:
    a, b = one.time, other.time
    if a is None or b is None:
        yield from _part_of_date(one, other)
        return
    gap = max((a.start - b.end).days, (b.start - a.end).days, 0)
    own = a.basis == b.basis == OWN
    if gap == 0:
        wide = max(a.days, b.days) > 7
        name = "date_within_period" if wide else "date_same" if own else "date_fits"
    elif gap == 1:
        name = "date_near" if not own else "date_next_day"
        if own and _told_apart(one, other):
            name = "date_next_day_other_toll"
    elif gap <= 3:
        name = "date_days_apart"
    elif gap <= 15:
        name = "date_far" if own else "date_far_from_publication"
    else:
        name = "date_very_far" if own else "date_very_far_from_publication"
    yield Signal(name, {"one": a.start, "other": b.start, "days": gap})


def _told_apart(one: Mention, other: Mention) -> bool:
    """Whether both count their killed, and not the same."""
    a, b = total(one, "killed"), total(other, "killed")
    return (
        a is not None and b is not None and a.low == a.high and b.low == b.high and a.low != b.low
    )


def _part_of_date(one: Mention, other: Mention) -> Iterator[Signal]:
    """What a day without its year, or a weekday, says against another or against a date."""
    days = _days_meant(one), _days_meant(other)
    if None in days or not all(days):
        yield Signal("date_unknown", {})
        return
    first, second = days
    assert first is not None and second is not None
    by_month = all(day.month for day in (*first, *second))
    if by_month:
        near = any(_close(a, b) for a in first for b in second)
        yield Signal("date_day_and_month" if near else "date_day_and_month_differ", {})
    elif any(a.weekday == b.weekday and a.weekday for a in first for b in second):
        yield Signal("date_weekday", {})
    elif all(day.weekday for day in (*first, *second)):
        yield Signal("date_weekday_differs", {})
    else:
        yield Signal("date_unknown", {})


def _days_meant(mention: Mention) -> list[DayOfYear] | None:
    time = mention.time
    if time is None:
        return [mention.day_of_year] if mention.day_of_year else None
    if time.days > 7:
        return None
    days = (time.start + timedelta(days=n) for n in range(time.days))
    return [DayOfYear(day.month, day.day, WEEKDAYS[day.weekday()]) for day in days]


def _close(one: DayOfYear, other: DayOfYear) -> bool:
    """Whether two days of a year are the same or follow one another."""
    if not (one.month and one.day and other.month and other.day):
        return False
    gap = abs(one.month * 31 + one.day - other.month * 31 - other.day)
    return gap <= 1 or (gap <= 4 and 1 in (one.day, other.day) and max(one.day, other.day) >= 28)


def _place(one: Mention, other: Mention) -> Iterator[Signal]:
    a, b = one.place, other.place
    if a is None or b is None:
        return
    lie = compare_places(a, b)
    km = None if lie.km is None else round(lie.km)
    yield Signal(f"place_{lie.how}", {"one": a.name, "other": b.name, "km": km})


def _kind(one: Mention, other: Mention) -> Iterator[Signal]:
    if one.type and other.type:
        name = kinship(one.type, other.type)
        yield Signal(f"type_{name}", {"one": one.type, "other": other.type})


def _actors(one: Mention, other: Mention) -> Iterator[Signal]:
    if one.perpetrators and other.perpetrators:
        how = alliance(one.perpetrators, other.perpetrators)
        values = {"one": ", ".join(one.perpetrators), "other": ", ".join(other.perpetrators)}
        yield Signal(f"perpetrators_{how}", values)
    shared = [p for p in one.parties if p in other.parties]
    if shared:
        yield Signal("parties_shared", {"shared": ", ".join(shared)})


def _weapons(one: Mention, other: Mention) -> Iterator[Signal]:
    if one.weapons and other.weapons:
        shared = [w for w in one.weapons if w in other.weapons]
        if shared:
            yield Signal("weapons_shared", {"shared": ", ".join(shared)})
        else:
            values = {"one": ", ".join(one.weapons), "other": ", ".join(other.weapons)}
            shots = [_BY_HAND.issuperset(weapons) for weapons in (one.weapons, other.weapons)]
            yield Signal("weapons_unlike" if any(shots) else "weapons_differ", values)


def _figures(one: Mention, other: Mention) -> Iterator[Signal]:
    for status in ("killed", "injured"):
        a, b = total(one, status), total(other, status)
        if a is None or b is None:
            continue
        values = {"one": a.low, "other": b.low, "status": status}
        exact = a.low == a.high and b.low == b.high
        if exact and a.low == b.low:
            size = "one" if a.low == 1 else "few" if a.low < 5 else "many"
            yield Signal(f"{status}_same_{size}", values)
        elif exact:
            low, high = sorted((a.low, b.low))
            much = high - low >= 3 and high >= 2 * low
            yield Signal(f"{status}_{'differ_much' if much else 'differ'}", values)


def total(mention: Mention, status: str) -> MentionFigure | None:
    """The largest figure of a status that is not part of another."""
    best: MentionFigure | None = None
    for figure in mention.figures:
        if figure.status == status and not figure.part and figure.low:
            high = figure.high or figure.low
            if best is None or (figure.low, high) > (best.low, best.high or best.low):
                best = figure
    return best


def _victims(one: Mention, other: Mention) -> Iterator[Signal]:
    if not one.victims or not other.victims:
        return
    for name in one.victims:
        for other_name in other.victims:
            if fuzz.token_sort_ratio(name, other_name) >= _SAME_PERSON_PERCENT:
                yield Signal("victim_same", {"name": name})
                return
    yield Signal("victims_differ", {})


def _text(one: Mention, other: Mention) -> Iterator[Signal]:
    same_report = one.key.report == other.key.report
    shared = _overlap(one.sketch, other.sketch)
    values = {"percent": round(100 * shared)}
    if same_report:
        if other.key.event in one.set_against:
            yield Signal("set_against", {})
        elif other.key.event == one.retells or one.key.event == other.retells:
            yield Signal("retold", {})
        else:
            yield Signal("same_report", {})
        return
    if shared >= 0.5:
        yield Signal("words_same", values)
    elif shared >= 0.15:
        yield Signal("words_shared", values)
    elif one.text_origin == other.text_origin:
        yield Signal("same_text_elsewhere", {})


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """An estimate of how many of the word sequences of both are the same (Broder 1997)."""
    both = set(one).intersection(other)
    if not both:
        return 0.0
    smallest = sorted({*one, *other})[: min(len(one), len(other))]
    return sum(h in both for h in smallest) / len(smallest)
