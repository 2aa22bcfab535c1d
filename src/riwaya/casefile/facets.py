"""What reports are filtered by, taken from their newest reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from riwaya.arabic.search_forms import name_key, search_words
from riwaya.knowledge.actors import load_actors
from riwaya.knowledge.gazetteer import Place, load_gazetteer
from riwaya.knowledge.sources import load_sources

PLACE, ACTOR, OUTLET = "place", "actor", "outlet"
TYPE, CLASS, STATUS = "type", "class", "status"

Row = dict[str, Any]
_LONGEST_VALUE = 200
# The largest number both databases hold; a larger figure is a slip of whoever wrote it.
_MOST = 2**31 - 1
# Countries stand at the head of the gazetteer.
_MOST_COUNTRIES = 500
# The same few names fill most reports; working them out anew takes longest of all.
_MOST_NAMES = 1 << 14
_key = lru_cache(maxsize=_MOST_NAMES)(name_key)


def facet_rows(number: int, reading: Mapping[str, Any]) -> list[Row]:
    """Rows of `facets`: names as `name_key` makes them, values of the contract as they are."""
    found = {(field, value[:_LONGEST_VALUE]) for field, value in _facets(reading) if value.strip()}
    return [{"report": number, "field": field, "value": value} for field, value in sorted(found)]


def day_rows(number: int, reading: Mapping[str, Any]) -> list[Row]:
    """Rows of `event_days`: events told as news whose days are known, else the publication."""
    rows = []
    for event in reading["events"]:
        when = event["date"]
        start = when and (when["start"] or when["end"])
        if start and not event["background"]:
            end = when["end"] or start
            rows.append({"report": number, "event": event["id"], "start": start, "end": end})
    return rows or publication_rows(number, reading["report"]["published"])


def publication_rows(number: int, published: str | None) -> list[Row]:
    """The row of `event_days` of a report that dates no event; its event has no name."""
    if published is None:
        return []
    return [{"report": number, "event": "", "start": published, "end": published}]


def figure_rows(number: int, reading: Mapping[str, Any]) -> list[Row]:
    """Rows of `figures`: what is said to have happened in one event; no tolls of whole wars.

    Parts of a figure of the same status and class are left out: "6 killed, among them 2 children"
    is no report of 2 killed.
    """
    told = {claim["id"]: claim["casualty"] for claim in reading["claims"] if claim["casualty"]}
    return [
        {
            "report": number,
            "claim": claim,
            "status": casualty["status"],
            "class": casualty["class"],
            "low": min(casualty["low"], _MOST),
            "high": None if casualty["high"] is None else min(casualty["high"], _MOST),
        }
        for claim, casualty in told.items()
        if casualty["scope"] == "event"
        and casualty["polarity"] != "denied"
        and not _repeats(casualty, told.get(casualty["part_of"]))
    ]


def _repeats(part: Mapping[str, Any], whole: Mapping[str, Any] | None) -> bool:
    return (
        whole is not None and part["status"] == whole["status"] and part["class"] == whole["class"]
    )


def actor_values(name: str) -> tuple[str, ...]:
    """The facet values under which reports name the party that a person calls `name`."""
    key = name_key(name)
    return tuple(dict.fromkeys((key, *_actor_keys().get(key, ()))))


def outlet_values(name: str) -> tuple[str, ...]:
    """The facet values under which reports of an outlet stand that a person calls `name`."""
    key = name_key(name)
    return tuple(dict.fromkeys((key, *_outlet_keys().get(key, ()))))


def place_names(place: Mapping[str, Any]) -> Iterator[str]:
    """The values by which a place of a reading is found, those of the places around it too."""
    for name in (place["name"], place["name_en"], *place["within"], *_containing(place)):
        yield _key(name)
    for name in (place["name"], *place["within"]):
        yield from _names_within(name)


def party_names(actor: Mapping[str, Any]) -> Iterator[str]:
    """The values by which a party of a reading is found, those of what it is a part of too."""
    yield _key(actor["name"])
    yield _key(actor["name_en"])
    for known in _with_parents(actor["known_as"]):
        yield _key(known)


def outlet_names(reading: Mapping[str, Any]) -> Iterator[str]:
    """The values by which the publisher of a report is found."""
    for source in reading["sources"]:
        if source["id"] == reading["report"]["outlet"]:
            for name in (source["name"], source["name_en"], source["known_as"] or ""):
                yield _key(name)


def _facets(reading: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((PLACE, name) for place in reading["places"] for name in place_names(place))
    yield from ((ACTOR, name) for actor in reading["actors"] for name in party_names(actor))
    yield from ((OUTLET, name) for name in outlet_names(reading))
    for event in reading["events"]:
        yield TYPE, event["type"]
    for claim in reading["claims"]:
        if casualty := claim["casualty"]:
            yield CLASS, casualty["class"]
            yield STATUS, casualty["status"]


def _containing(place: Mapping[str, Any]) -> Iterator[str]:
    """The wider places that the gazetteer knows of a located place."""
    for _, candidates in _known_within(place["name"]):
        for found in candidates:
            if found.id == place["gazetteer"]:
                yield from (found.admin2, found.admin1, found.admin1_en)
                yield from _countries().get(found.country, ())
                return


@cache
def _countries() -> Mapping[str, tuple[str, str]]:
    """Names of the countries by their codes."""
    best_known = islice(load_gazetteer(), _MOST_COUNTRIES)
    return {p.country: (p.name, p.name_en) for p in best_known if p.kind == "country"}


def _names_within(name: str) -> Iterator[str]:
    """Known places inside a longer expression: the town in "the countryside of the town"."""
    gazetteer = load_gazetteer()
    for words, _ in _known_within(name):
        if not gazetteer.is_ambiguous(words):
            yield _key(words)


@lru_cache(maxsize=_MOST_NAMES)
def _known_within(name: str) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """Parts of a name that are places, with the places that each may be."""
    forms = [word.form for word in search_words(name)]
    found = []
    at = 0
    while at < len(forms):
        count, places = load_gazetteer().candidates(forms, at)
        if count:
            found.append((" ".join(forms[at : at + count]), places))
        at += max(count, 1)
    return tuple(found)


def _with_parents(key: str | None) -> Iterator[str]:
    actors = load_actors()
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        yield key
        key = actors[key].parent if key in actors else None


@cache
def _actor_keys() -> Mapping[str, tuple[str, ...]]:
    """Per name as `name_key` makes it, the facet values of the parties that bear it."""
    found: dict[str, list[str]] = {}
    for actor in load_actors().values():
        for name in (*actor.names, actor.name_en):
            found.setdefault(name_key(name), []).append(name_key(actor.key))
    return {key: tuple(dict.fromkeys(keys)) for key, keys in found.items()}


@cache
def _outlet_keys() -> Mapping[str, tuple[str, ...]]:
    """Per name as `name_key` makes it, the facet values of the outlets that bear it."""
    found: dict[str, list[str]] = {}
    for source in load_sources():
        for name in source.names:
            found.setdefault(name_key(name), []).append(name_key(source.key))
    return {key: tuple(dict.fromkeys(keys)) for key, keys in found.items()}
