"""Which mentions are compared at all: those that share a key of day and place, of place, of
figures, of a name or of words.

A mention is stored under `keys_of` and looked for under `probes_of`; both are few, and each key
is narrow enough that its block does not grow with the number of years or of areas in a case.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from riwaya.incidents.linking.geography import is_wide, spot
from riwaya.incidents.linking.record import Mention, MentionTime
from riwaya.incidents.linking.signals import total

_MOST_DAYS = 7
_DAY = timedelta(days=1)
_WORD_KEYS = 4
# Degrees; two shifted grids bring together most points closer than half a square.
_SQUARE = 0.3
# A figure so large is seldom the same by chance, wherever two reports place it.
_LARGE = 10
_BUSY = frozenset({"city", "governorate", "country", "region"})


def keys_of(mention: Mention) -> tuple[str, ...]:
    """The keys under which a mention is stored, without repeats."""
    return tuple(dict.fromkeys(_keys(mention)))


def probes_of(mention: Mention) -> tuple[str, ...]:
    """The keys under which mentions are stored that may tell of the same incident.

    Symmetric: when a key of one is a probe of the other, a key of the other is one of the first.
    """
    return tuple(dict.fromkeys(_probes(mention)))


def _keys(mention: Mention) -> Iterator[str]:
    yield from _always(mention)
    if mention.retells:
        return
    days = _days(mention.time)
    around, counts, large = _around(mention), _counts(mention), _counts(mention, _LARGE)
    known = "placed" if _is_placed(mention) else "unplaced"
    for day in map(str, days):
        yield from (f"{key} {day} {value}" for key, value in _here(mention))
        yield from (f"in {day} {name}" for name in around)
        yield from (f"{known} {day} {figure}" for figure in counts)
        yield from (f"day {day} {figure}" for figure in large)
    for place in _spots(mention, days):
        yield f"{'dated' if days else 'undated'} {place}"


def _probes(mention: Mention) -> Iterator[str]:
    yield from _always(mention)
    if mention.retells:
        return
    days = _days(mention.time)
    around, counts, large = _around(mention), _counts(mention), _counts(mention, _LARGE)
    placed, name = _is_placed(mention), spot(mention.place)
    for day in map(str, (days[0] - _DAY, *days, days[-1] + _DAY) if days else ()):
        yield from (f"{key} {day} {value}" for key, value in _here(mention))
        yield from (f"at {day} {wider}" for wider in around)
        if name:
            yield f"in {day} {name}"
        for figure in counts:
            yield f"unplaced {day} {figure}"
            if not placed:
                yield f"placed {day} {figure}"
        yield from (f"day {day} {figure}" for figure in large)
    for place in _spots(mention, days):
        yield f"undated {place}"
        if not days:
            yield f"dated {place}"


def _always(mention: Mention) -> Iterator[str]:
    if mention.set_against or mention.retells or mention.retold:
        yield f"report {mention.key.report}"
    if mention.retells:
        # Found through the fuller event of its report, and through nothing else.
        return
    for name in mention.victims:
        words = name.split()
        yield f"victim {words[0]} {words[-1]}"
    for smallest in mention.sketch[:_WORD_KEYS]:
        yield f"words {smallest}"


def _days(time: MentionTime | None) -> list[date]:
    """The days of a time short enough to say when; else none."""
    if time is None or time.days > _MOST_DAYS:
        return []
    return [time.start + _DAY * n for n in range(time.days)]


def _is_placed(mention: Mention) -> bool:
    """Whether the place is known so well that others of the day are found by it."""
    return mention.place is not None and bool(spot(mention.place)) and not is_wide(mention.place)


def _here(mention: Mention) -> list[tuple[str, str]]:
    """The place's name, and two squares of the map that its point lies in, each with its kind."""
    place = mention.place
    name = spot(place)
    found = [("at", name)] if name else []
    if place is None or place.latitude is None or place.longitude is None or is_wide(place):
        return found
    for shift in (0.0, _SQUARE / 2):
        north = math.floor((place.latitude + shift) / _SQUARE)
        east = math.floor((place.longitude + shift) / _SQUARE)
        found.append((f"square{shift}", f"{north} {east}"))
    return found


def _around(mention: Mention) -> tuple[str, ...]:
    """The names of the places and areas around the place."""
    place = mention.place
    if place is None:
        return ()
    names = (*place.within[:3], *place.areas)
    return tuple(dict.fromkeys(name for name in names if name))


def _counts(mention: Mention, least: int = 2) -> list[str]:
    """Exact figures of the event, from `least` up."""
    found = []
    for status in ("killed", "injured"):
        figure = total(mention, status)
        if figure is not None and figure.low == figure.high and figure.low >= least:
            found.append(f"{status} {figure.low}")
    return found


def _spots(mention: Mention, days: Sequence[date]) -> Iterator[str]:
    """The place with each figure and each day of the year.

    Without a date the place alone says too little: over the years it sees many incidents. In a
    busy place the figure one says too little as well.
    """
    name = spot(mention.place)
    if not name or mention.place is None:
        return
    busy = mention.place.kind in _BUSY or is_wide(mention.place)
    for figure in _counts(mention, 2 if busy else 1):
        yield f"{name} {figure}"
    told = mention.day_of_year
    if told is not None and told.month and told.day:
        yield f"{name} {told.month:02}-{told.day:02}"
    elif told is None:
        for day in days:
            yield f"{name} {day.month:02}-{day.day:02}"
