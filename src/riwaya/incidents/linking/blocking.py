"""Which mentions are compared at all: those that share a key of day and place, of place, of
figures, of a name or of words.

A mention is stored under `keys_of` and looked for under `probes_of`; both are few, and each key
is narrow enough that its block does not grow with the number of years or of areas in a case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from riwaya.incidents.linking.geography import is_wide, spot
from riwaya.incidents.linking.record import Mention, MentionTime
from riwaya.incidents.linking.signals import total

_MOST_DAYS = 7
_DAY = timedelta(days=1)
_WORD_KEYS = 4
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
    days = _days(mention.time)
    for day in days:
        for name in _around(mention):
            yield f"day {day} {name}"
        for figure in _counts(mention):
            yield f"day {day} {figure}"
    for place in _spots(mention):
        yield f"{'dated' if days else 'undated'} {place}"


def _probes(mention: Mention) -> Iterator[str]:
    yield from _always(mention)
    days = _days(mention.time)
    if days:
        for day in (days[0] - _DAY, *days, days[-1] + _DAY):
            for name in _around(mention):
                yield f"day {day} {name}"
            for figure in _counts(mention):
                yield f"day {day} {figure}"
    for place in _spots(mention):
        yield f"undated {place}"
        if not days:
            yield f"dated {place}"


def _always(mention: Mention) -> Iterator[str]:
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


def _around(mention: Mention) -> tuple[str, ...]:
    """The place's name and the areas around it."""
    place = mention.place
    if place is None:
        return ()
    names = (place.words, *place.within[:2], *place.areas[-1:])
    return tuple(dict.fromkeys(name for name in names if name))


def _counts(mention: Mention) -> Iterator[str]:
    for status in ("killed", "injured"):
        figure = total(mention, status)
        if figure is not None and figure.low == figure.high and figure.low > 1:
            yield f"{status} {figure.low}"


def _spots(mention: Mention) -> Iterator[str]:
    """The place by itself where that is narrow enough, else together with each figure."""
    name = spot(mention.place)
    if not name or mention.place is None:
        return
    if mention.place.kind in _BUSY or is_wide(mention.place):
        for figure in _counts(mention):
            yield f"{name} {figure}"
    else:
        yield name
        for figure in _counts(mention):
            yield f"{name} {figure}"
