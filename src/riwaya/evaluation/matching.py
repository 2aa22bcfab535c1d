"""Which annotated item is which item that was read: one to one, best agreement first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from riwaya.arabic.same_name import alike, alike_any, words_of_name
from riwaya.evaluation.accounts import EventRef, Figure, Named, overlap

Item = TypeVar("Item")
Pairs = list[tuple[Item, Item]]


def match(
    wanted: Sequence[Item], found: Sequence[Item], worth: Callable[[Item, Item], int]
) -> Pairs[Item]:
    """Pairs of items, each used once, best pairs first; pairs worth nothing are left out."""
    candidates = [
        (-value, i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(found)
        if (value := worth(a, b)) > 0
    ]
    pairs: Pairs[Item] = []
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_wanted and j not in used_found:
            used_wanted.add(i)
            used_found.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def left(items: Iterable[Item], used: Iterable[Item]) -> list[Item]:
    """The items that are in no pair, in their order; two that are equal stay two."""
    ids = {id(item) for item in used}
    return [item for item in items if id(item) not in ids]


def match_figures(wanted: Sequence[Figure], found: Sequence[Figure]) -> Pairs[Figure]:
    """Figures whose number agrees; of several the one that agrees in most else."""
    return match(wanted, found, _worth)


def match_events(wanted: Sequence[EventRef], found: Sequence[EventRef]) -> Pairs[EventRef]:
    """Events alike in type and place; of several the one of the same day."""
    return match(wanted, found, lambda a, b: same_event(a, b) * (1 + (a.date == b.date)))


def match_people(wanted: Sequence[Named], found: Sequence[Named]) -> Pairs[Named]:
    """People whose names are alike."""
    return match(wanted, found, lambda a, b: int(alike(a.name, b.name)))


def by_words(wanted: Sequence[Item], found: Sequence[Item]) -> Pairs[Item]:
    """Items, of those with `spans`, that the same words of the text tell of."""

    def shared(one: Any, other: Any) -> int:
        return overlap(one.spans, other.spans)

    return match(wanted, found, shared)


def same_number(a: Figure, b: Figure) -> bool:
    """Status, polarity, group and interval agree; open intervals may differ by one."""
    return (a.status, a.polarity, a.group) == (b.status, b.polarity, b.group) and same_range(a, b)


def same_range(a: Figure, b: Figure) -> bool:
    """The intervals agree; open ones may differ by one ("more than 20" is 20 or 21)."""
    if a.high is None or b.high is None:
        return a.high is b.high and abs(a.low - b.low) <= 1
    return (a.low, a.high) == (b.low, b.high)


def same_event(a: EventRef | None, b: EventRef | None) -> bool:
    """Both none, or the same type at a place of the same name (or both without one)."""
    if a is None or b is None:
        return a is b
    return a.type == b.type and alike_any(a.places, b.places)


def distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures without those that repeat another in everything but the words of the source."""
    kept: dict[tuple[Any, ...], Figure] = {}
    for one in figures:
        sources = frozenset(word for source in one.sources for word in words_of_name(source))
        event = one.event.id if one.event else None
        number = (one.status, one.low, one.high, one.person_class, one.group, one.polarity)
        kept.setdefault((number, sources, event), one)
    return tuple(kept.values())


def _worth(a: Figure, b: Figure) -> int:
    if not same_number(a, b):
        return 0
    same_source = alike_any(a.sources, b.sources)
    return (
        1 + 2 * (a.person_class == b.person_class) + 2 * same_source + same_event(a.event, b.event)
    )
