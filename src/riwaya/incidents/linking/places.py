"""The place of a mention: a comparable name, and a point even where only its town is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from riwaya.incidents.linking.names import is_place_noun, joined, place_words, words_of
from riwaya.incidents.linking.record import MentionPlace
from riwaya.knowledge.gazetteer import Place as Entry
from riwaya.knowledge.gazetteer import PlaceContext, Resolution, load_gazetteer
from riwaya.knowledge.gazetteer_resolution import apart, name_words
from riwaya.model import Place

_REGION, _PART = 3, 2
_CLOSE_KM, _MOST_NAMESAKES = 40.0, 12
_QUARTERS = frozenset({"neighbourhood", "site"})
_AREA_KINDS = frozenset({"country", "governorate", "district", "subdistrict", "region"})


def place_of(place: Place, home: str = "") -> MentionPlace:
    """The place as linking compares it.

    A place that the gazetteer knows goes by the gazetteer's name. One that it does not know takes
    the point of the nearest wider place it is said to lie in, with precision 2, or 3 where that
    is a region. `home`: the country the report is set in, "" when not known.
    """
    entry = _entry(place)
    latitude, longitude, precision = place.latitude, place.longitude, place.precision
    if entry is not None and _is_namesake(place, entry, home):
        entry, latitude, longitude, precision = None, None, None, None
    areas = _areas(entry)
    if entry is None and latitude is None:
        around = _around(place.within, home) or _roughly(place.name, home)
        if around is not None:
            near = around.place
            latitude, longitude = near.latitude, near.longitude
            precision = max(around.precision, _PART)
            areas = (_name(near), *_areas(near))
    return MentionPlace(
        name=place.name,
        name_en=place.name_en,
        kind=place.kind,
        words=_name(entry) if entry else place_words(place.name),
        within=tuple(dict.fromkeys(w for name in place.within if (w := _wider(name, home)))),
        areas=tuple(dict.fromkeys(areas)),
        gazetteer=entry.id if entry else None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


def _is_namesake(place: Place, entry: Entry, home: str) -> bool:
    """Whether the gazetteer's place only bears the name of a quarter: it lies far from the town
    told around the quarter, or is a town of another country.
    """
    around = _around(place.within, home)
    if place.kind not in _QUARTERS or entry.kind in _AREA_KINDS:
        return False
    if around is not None and around.place.kind not in _AREA_KINDS:
        wider = {_name(around.place), *_areas(around.place)}
        return apart(entry, around.place) > _CLOSE_KM and wider.isdisjoint(_areas(entry))
    return bool(home) and entry.country != home and entry.kind not in _QUARTERS


def report_place(places: Sequence[Place]) -> MentionPlace | None:
    """The place of a report as a whole: the most exact one of those it names most often.

    For events that are told without a place. None when the gazetteer knows none of them.
    """
    known = [place for place in places if place.gazetteer and _is_told(place)]
    if not known:
        return None
    best = min(
        known, key=lambda p: (p.precision == _REGION or p.kind in _AREA_KINDS, -len(p.mentions))
    )
    return place_of(best, home_of(places))


def _is_told(place: Place) -> bool:
    """Whether a place is more than a name met once, which may be part of somebody's name."""
    if place.kind == "village":
        return bool(place.within) or len(place.mentions) > 1
    return place.kind != "country"


def _name(entry: Entry) -> str:
    return joined(name_words(entry.name))


def _areas(entry: Entry | None) -> tuple[str, ...]:
    """Comparable names of the district and the province, nearest first."""
    if entry is None:
        return ()
    return tuple(joined(name_words(name)) for name in (entry.admin2, entry.admin1) if name)


@lru_cache(maxsize=1 << 14)
def _wider(name: str, home: str) -> str:
    """The comparable name of a place said to lie around another."""
    found = _resolved(name, (), home)
    return _name(found.place) if found else place_words(name)


def _entry(place: Place) -> Entry | None:
    return load_gazetteer().by_id(place.gazetteer) if place.gazetteer else None


def home_of(places: Sequence[Place]) -> str:
    """The country in which most of a report's places lie, "" when it has none."""
    entries = [entry for place in places if (entry := _entry(place)) is not None]
    countries = Counter(entry.country for entry in entries)
    return max(sorted(countries), key=lambda c: countries[c], default="")


def _around(within: Sequence[str], home: str) -> Resolution | None:
    """The narrowest of the wider places that the gazetteer knows, of equal ones the first told."""
    found = [
        resolution
        for level, text in enumerate(within)
        if (resolution := _resolved(text, tuple(within[level + 1 :]), home)) is not None
    ]
    return min(found, key=lambda r: _extent(r.place), default=None)


def _extent(entry: Entry) -> int:
    """0 for a settlement, 1 for a city, in which much may lie, 2 for an area."""
    return 2 if entry.kind in _AREA_KINDS else 1 if entry.kind == "city" else 0


@lru_cache(maxsize=1 << 14)
def _roughly(name: str, home: str) -> Resolution | None:
    """One of several places of a name, when they lie so close that either tells where it was."""
    for candidates in _candidates(name):
        if len(candidates) > _MOST_NAMESAKES:
            continue
        small = [p for p in candidates if p.kind not in _AREA_KINDS]
        found = [p for p in small if not home or p.country == home]
        if found and all(apart(p, found[0]) <= _CLOSE_KM for p in found):
            return Resolution(found[0], _PART)
    return None


@lru_cache(maxsize=1 << 14)
def _resolved(text: str, within: tuple[str, ...], home: str) -> Resolution | None:
    gazetteer = load_gazetteer()
    best: Resolution | None = None
    for candidates in _candidates(text):
        found = gazetteer.resolve(candidates, PlaceContext(within=within, home=home))
        if found is None or found.place.kind == "country":
            continue
        # A village alone, with nothing that tells its country, may be any of its name.
        if not home and not within and found.place.kind == "village":
            continue
        if found.place.kind not in _AREA_KINDS:
            return found
        best = best or found
    return best


@lru_cache(maxsize=1 << 14)
def _candidates(text: str) -> tuple[tuple[Entry, ...], ...]:
    """For each name in a place expression, the gazetteer's places of that name."""
    gazetteer = load_gazetteer()
    words = words_of(text)
    found: list[tuple[Entry, ...]] = []
    at = 0
    while at < len(words):
        count, entries = gazetteer.candidates(words, at)
        if count == 1 and (is_place_noun(words[at]) or gazetteer.is_ambiguous(words[at])):
            entries = ()
        if entries:
            found.append(entries)
        at += max(count, 1)
    return tuple(found)
