"""Which of several places of one name a report means.

Each candidate is scored by what the report says around it: the wider place named with it, other
places named near it, countries, the noun before it, and how well known it is by itself. The
weights put containment first, nearness second, and fame last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from riwaya.arabic.script import fold

CONTAINED = 200.0  # an administrative parent is named as the wider place
ANCHORED = 120.0  # close to a place inside the wider place's own words
NEAR_PLACE = 60.0  # close to another place of the report
SAME_AREA = 45.0  # in a province or district the report names
COUNTRY_NAMED = 40.0
COUNTRY_NEAR = 25.0
OUTLET_COUNTRY = 10.0
HOME = 30.0  # in the country where most places of the report lie
KIND_ASKED = 50.0
ANCHOR_KM, NEAR_KM = 25.0, 40.0  # distances at which closeness has fallen to a half
TEXT_TOKENS = 60.0  # and the distance in the text at which a neighbour counts half
DOMINANT = 8.0  # fame alone decides when it differs by this much
DISTINCT = 2.0  # and with context, any score difference above this
SAME_PLACE_KM = 12.0  # candidates this close are the same answer to the reader
# A village this far from all that is said to lie around it is another of its name.
ELSEWHERE_KM, OTHER_AREA_KM, BORDER_KM = 60.0, 120.0, 60.0

_FAME = {
    "country": 60.0, "city": 35.0, "governorate": 30.0, "region": 20.0, "site": 20.0,
    "town": 18.0, "camp": 14.0, "district": 12.0, "subdistrict": 10.0, "neighbourhood": 8.0,
    "village": 5.0, "other": 5.0,
}  # fmt: skip
# How far a candidate's kind fits the kind that the noun before the name asks for.
_FIT = {
    "city": {"city": 1.0, "town": 0.8, "village": 0.3},
    "town": {"town": 1.0, "village": 0.8, "city": 0.6},
    "village": {"village": 1.0, "town": 0.5},
    "neighbourhood": {"neighbourhood": 1.0, "camp": 0.4},
    "camp": {"camp": 1.0, "neighbourhood": 0.3},
    "governorate": {"governorate": 1.0},
    "district": {"district": 1.0, "subdistrict": 0.8, "town": 0.6, "region": 0.6, "city": 0.4},
    "subdistrict": {"subdistrict": 1.0, "district": 0.9, "town": 0.7, "village": 0.4},
    "region": {"region": 1.0, "district": 0.8, "governorate": 0.6, "town": 0.4, "village": 0.4},
    "country": {"country": 1.0},
    "site": {"site": 1.0},
}
_LOCAL = frozenset({"village", "town", "neighbourhood", "camp", "site", "other"})
_PRECISION = {"country": 3, "governorate": 3, "district": 2, "subdistrict": 2, "region": 2}


class Place(NamedTuple):
    """One place. `country`: ISO 3166-1 alpha-2 or "" (seas); admin names Arabic or "".

    `kind`: country, governorate, district, subdistrict, city, town, village, neighbourhood,
    camp, region (natural or informal area), site (airport, dam, crossing, hospital, base) or
    other. Coordinates in degrees (WGS 84); `population` undated, None when not known.
    """

    id: str
    name: str
    name_en: str
    kind: str
    country: str
    admin1: str
    admin1_en: str
    admin2: str
    latitude: float
    longitude: float
    population: int | None


class PlaceContext(NamedTuple):
    """What a report says around a place name; every field may be left empty.

    `within`: the words of the wider places named with it, as written; `nearby`: other places
    of the report already resolved, each with its distance in tokens; `countries`: ISO codes of
    countries named; `outlet_country`: where the outlet reports from; `kind`: the kind the noun
    before the name asks for; `relative`: the place is only near the name ("near", "outskirts");
    `home`: ISO code of the country in which most of the report's places lie.
    """

    within: tuple[str, ...] = ()
    nearby: tuple[tuple[Place, int], ...] = ()
    countries: tuple[str, ...] = ()
    outlet_country: str = ""
    kind: str = ""
    relative: bool = False
    home: str = ""


class Resolution(NamedTuple):
    """The place meant and how exact it is, as ACLED codes it: 1 exact, 2 near or part, 3 region."""

    place: Place
    precision: int


NO_CONTEXT = PlaceContext()


def kilometres(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Distance between two points in km; flat-earth, within 1 % over the distances used here."""
    north = (latitude - latitude2) * 111.2
    middle = math.radians((latitude + latitude2) / 2)
    return math.hypot(north, (longitude - longitude2) * 111.2 * math.cos(middle))


def apart(one: Place, other: Place) -> float:
    """Kilometres between two places."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def bare(form: str) -> str:
    """A folded form without its definite article; two letters at least must remain."""
    return form[2:] if len(form) > 3 and form.startswith("ال") else form


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """Folded words of a name, articles aside."""
    return tuple(bare(fold(word)) for word in name.split())


@lru_cache(maxsize=1 << 14)
def _padded(name: str) -> str:
    """The words of a name between spaces, so that whole words of another are found in it."""
    return f" {' '.join(name_words(name))} "


def choose(
    candidates: Sequence[Place],
    context: PlaceContext,
    anchors: Sequence[Sequence[Place]],
    areas: Sequence[Place] = (),
) -> Resolution | None:
    """The candidate that the context speaks for, or None when nothing tells them apart.

    `anchors`: for each place name found in `context.within`, the places it may mean; `areas`:
    the provinces named there. A small place far from them, or abroad, is not meant.
    """
    candidates = [c for c in candidates if not _elsewhere(c, context, anchors, areas)]
    if not candidates:
        return None
    best = candidates[0] if len(candidates) == 1 else _best(candidates, context, anchors)
    if best is None:
        return None
    precision = _PRECISION.get(best.kind, 1)
    return Resolution(best, max(precision, 2) if context.relative else precision)


def _best(
    candidates: Sequence[Place], context: PlaceContext, anchors: Sequence[Sequence[Place]]
) -> Place | None:
    """The candidate with most said for it; None when others have nearly as much."""
    scored = sorted(
        ((_evidence(place, context, anchors), _fame(place), place) for place in candidates),
        key=lambda item: (-(item[0] + item[1]), item[2].id),
    )
    evidence, fame, best = scored[0]
    for other_evidence, other_fame, other in scored[1:]:
        lead = evidence + fame - other_evidence - other_fame
        needed = DISTINCT if evidence - other_evidence > DISTINCT else DOMINANT
        if lead < needed and not _same_answer(best, other):
            return None
    return best


def _elsewhere(
    place: Place, context: PlaceContext, anchors: Sequence[Sequence[Place]], areas: Sequence[Place]
) -> bool:
    """Whether a small place lies where the report cannot mean."""
    if place.kind not in _LOCAL or not (anchors or areas or context.home):
        return False
    provinces = {name_words(area.name) for area in areas}
    # A natural region has no point that tells how far it reaches, and a seat may mean its province.
    points = [
        one
        for anchor in anchors
        for one in anchor
        if one.kind != "region" and name_words(one.name) not in provinces
    ]
    if points:
        return min(apart(place, one) for one in points) > ELSEWHERE_KM
    if areas:
        inside = name_words(place.admin1) in provinces
        return not inside and min(apart(place, area) for area in areas) > OTHER_AREA_KM
    if context.home and place.country and place.country != context.home:
        near = min((apart(place, other) for other, _ in context.nearby), default=math.inf)
        return place.country not in context.countries and near > BORDER_KM
    return False


def _fame(place: Place) -> float:
    size = 5.0 * max(0.0, math.log10((place.population or 1) / 100_000))
    return _FAME[place.kind] + (size if place.kind == "city" else 0.0)


def _evidence(place: Place, context: PlaceContext, anchors: Sequence[Sequence[Place]]) -> float:
    score = _containment(place, context.within)
    if anchors:
        score += max(_closeness(place, anchor) for anchor in anchors)
    score += max((_neighbour(place, near, gap) for near, gap in context.nearby), default=0.0)
    if place.country in context.countries:
        score += COUNTRY_NAMED
    if place.country and place.country == context.outlet_country:
        score += OUTLET_COUNTRY
    if context.home and place.country == context.home:
        score += HOME
    if context.kind:
        score += KIND_ASKED * _FIT.get(context.kind, {}).get(place.kind, 0.0)
    return score


def _containment(place: Place, within: Sequence[str]) -> float:
    """Whether a parent's name stands in the wider place's words; a longer name counts more."""
    best = 0.0
    for text in within:
        padded = _padded(text)
        for level, parent in enumerate((place.admin1, place.admin2)):
            if parent and (words := name_words(parent)) and _padded(parent) in padded:
                best = max(best, CONTAINED + 10.0 * len(words) + level)
    return best


def _closeness(place: Place, anchors: Sequence[Place]) -> float:
    nearest = min(apart(place, anchor) for anchor in anchors)
    return ANCHORED / (1.0 + nearest / ANCHOR_KM)


def _neighbour(place: Place, near: Place, gap: int) -> float:
    weight = 1.0 / (1.0 + gap / TEXT_TOKENS)
    country = COUNTRY_NEAR if near.country == place.country else 0.0
    if near.kind == "country":
        return country * weight
    if near.kind in ("governorate", "district"):
        parent = place.admin1 if near.kind == "governorate" else place.admin2
        same = country and name_words(parent) == name_words(near.name)
        return (SAME_AREA if same else country) * weight
    return max(NEAR_PLACE / (1.0 + apart(place, near) / NEAR_KM), country * 0.5) * weight


def _same_answer(best: Place, other: Place) -> bool:
    """Two records of one spot, or a province and its seat."""
    if best.country != other.country:
        return False
    areas = ("governorate", "district", "subdistrict")
    if other.kind in areas or best.kind in areas:
        return name_words(best.name) == name_words(other.name) and apart(best, other) < 150.0
    return apart(best, other) < SAME_PLACE_KM
