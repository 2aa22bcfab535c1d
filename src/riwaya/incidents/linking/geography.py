"""How two places lie to one another: the same, one in the other, near, or far apart."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from riwaya.incidents.linking.record import MentionPlace
from riwaya.knowledge.gazetteer_resolution import kilometres

_WIDE = frozenset({"country", "governorate", "district", "subdistrict", "region"})
_SIMILAR_PERCENT = 84.0
_CITY_KM = 8.0
_SHORTEST_SIMILAR = 4


class Lie(NamedTuple):
    """`how`: same, same_city, same_region, same_name, inside, inside_region, similar_name, close,
    near, apart, far, far_region, country, unnamed or unknown; `km`: the distance, None when a
    point is missing.
    """

    how: str
    km: float | None


def spot(place: MentionPlace | None) -> str:
    """The name by which a place is compared: its own, else that of the nearest place around."""
    if place is None:
        return ""
    return place.words or (place.within[0] if place.within else "")


def is_wide(place: MentionPlace) -> bool:
    """Whether a place is an area in which many incidents of one day may lie."""
    return place.precision == 3 or place.kind in _WIDE


def distance(one: MentionPlace, other: MentionPlace) -> float | None:
    """Kilometres between two places, None unless both have a point."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def compare_places(one: MentionPlace, other: MentionPlace) -> Lie:
    """How `one` lies to `other`; the order does not matter."""
    km = distance(one, other)
    if "country" in (one.kind, other.kind):
        return Lie("country", None)
    wide = is_wide(one) or is_wide(other)
    name, other_name = spot(one), spot(other)
    if name and name == other_name:
        if is_wide(one) and is_wide(other):
            return Lie("same_region", km)
        if km is not None and km > 40.0 and not _share_area(one, other):
            # Both told with what lies around them: then neither was looked up wrongly.
            return Lie("far" if one.within and other.within else "same_name", km)
        city = "city" in (one.kind, other.kind) or one.words == "" or other.words == ""
        return Lie("same_city" if city or wide else "same", km)
    if _lies_in(one, other_name) or _lies_in(other, name):
        container = other if _lies_in(one, other_name) else one
        loose = is_wide(container) or (_is_seat(container) and (km is None or km > _CITY_KM))
        return Lie("inside_region" if loose else "inside", km)
    if not wide and _similar(name, other_name) and (km is None or km < 40.0):
        return Lie("similar_name", km)
    if km is None:
        return Lie("unknown" if name and other_name else "unnamed", None)
    if wide:
        return Lie("far_region" if km > 120.0 else "unknown", km)
    if km <= 5.0:
        return Lie("close", km)
    if km <= 15.0:
        return Lie("near", km)
    return Lie("apart" if km <= 40.0 else "far", km)


def _is_seat(place: MentionPlace) -> bool:
    """Whether a city bears the name of its province: "in Hama" may mean either."""
    return bool(place.areas) and spot(place) == place.areas[-1]


def _share_area(one: MentionPlace, other: MentionPlace) -> bool:
    around, other_around = {*one.within, *one.areas}, {*other.within, *other.areas}
    return not around.isdisjoint(other_around)


def _lies_in(place: MentionPlace, name: str) -> bool:
    return bool(name) and (name in place.within or name in place.areas)


def _similar(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_SIMILAR:
        return False
    return fuzz.ratio(one, other) >= _SIMILAR_PERCENT
