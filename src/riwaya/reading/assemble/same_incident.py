"""Which claims of a report speak of one incident, although it may be told as two events.

Two sources that disagree on what happened tell two events of different types or days. They are
taken for competing accounts of one incident only where place, day and type allow it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.model import Claim, DateRange, Event, Place

_WIDE = frozenset({"country", "governorate", "region", "district", "subdistrict", "other"})
_LOOSE_TYPES = frozenset({"attack", "other"})
_ALIKE_TYPES = (
    frozenset({"shelling", "air_drone_strike"}),
    frozenset({"bombing", "suicide_bomb"}),
    frozenset({"armed_clash", "shelling"}),
)
SAME, WITHIN, AROUND = "same", "within", "around"


@dataclass(frozen=True, slots=True)
class SameIncident:
    """Compares the events of one report."""

    events: Mapping[str, Event]
    places: Mapping[str, Place]

    @classmethod
    def of(cls, events: Sequence[Event], places: Sequence[Place]) -> SameIncident:
        return cls({e.id: e for e in events}, {p.id: p for p in places})

    def rivals(self, later: Claim, earlier: Claim) -> str | None:
        """How the places of two claims of different events relate when both may tell of one
        incident: SAME, WITHIN (the later is the narrower) or AROUND; None for two incidents.
        """
        a, b = self.events.get(later.event or ""), self.events.get(earlier.event or "")
        if a is None or b is None or a.id == b.id:
            return None
        if later.source is None or earlier.source is None or later.source == earlier.source:
            return None
        if a.background != b.background or not _types_agree(a.type, b.type):
            return None
        if not _days_agree(a.date, b.date):
            return None
        return self._places_agree(a, b)

    def _places_agree(self, a: Event, b: Event) -> str | None:
        here, there = self.places.get(a.place or ""), self.places.get(b.place or "")
        if here is None or there is None or here.kind in _WIDE or there.kind in _WIDE:
            return None
        if here.id == there.id:
            return SAME
        if there.name in here.within:
            return WITHIN
        return AROUND if here.name in there.within else None


def _types_agree(one: str, other: str) -> bool:
    if one == other or one in _LOOSE_TYPES or other in _LOOSE_TYPES:
        return True
    return any({one, other} <= alike for alike in _ALIKE_TYPES)


def _days_agree(one: DateRange | None, other: DateRange | None) -> bool:
    """Whether two times may be of one day; a time that is not known may be any."""
    if one is None or other is None:
        return True
    if one.start and one.end and other.start and other.end:
        return one.start <= other.end and other.start <= one.end
    if one.weekday and other.weekday:
        return one.weekday == other.weekday
    return True
