"""Whether two accounts blame the same party, one of its side, or its enemy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from riwaya.knowledge.actors import load_actors


def alliance(one: Iterable[str], other: Iterable[str]) -> str:
    """ "same" when a party is named by both, "side" when two are of one side or one body, "differ"
    when all that are known are of different sides, else "unknown".
    """
    first, second = set(one), set(other)
    if first & second:
        return "same"
    sides, other_sides = _sides(first), _sides(second)
    if not sides or not other_sides:
        return "unknown"
    return "side" if sides & other_sides else "differ"


def _sides(parties: set[str]) -> set[str]:
    return {side for party in parties for side in _sides_of(party)}


@lru_cache(maxsize=1 << 14)
def _sides_of(party: str) -> frozenset[str]:
    """The camp, the larger bodies and the country of a party; empty when it is not known."""
    actors = load_actors()
    found: set[str] = set()
    actor = actors.get(party)
    while actor is not None:
        found.update(name for name in (actor.key, actor.side) if name)
        actor = actors.get(actor.parent) if actor.parent and actor.parent not in found else None
    return frozenset(found)
