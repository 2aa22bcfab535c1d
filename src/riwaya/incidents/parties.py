"""Who the parties are, across reports that name them differently.

A party is known by its key in the actor list, else by its folded name. A force and the body it
belongs to are one party when accounts are compared; so are allies that fight side by side, which
reports name for one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from riwaya.errors import DataError
from riwaya.incidents.claims import Telling, ToldClaim, name_key
from riwaya.knowledge.actors import load_actors
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Actor, Source

_SPEAKING = frozenset({"military", "armed_group", "official", "state_media", "other"})
_STATE = "state_"
_UNIDENTIFIED = "unidentified"
_FILE = "allies.yaml"
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the accounts of an incident name it. `key`: in the actor list, else folded."""

    key: str
    name: str
    name_en: str
    known_as: str | None


def party_of(actor: Actor) -> Party:
    """The party that an actor of a reading is; names are the neutral ones where known."""
    if actor.known_as in load_actors():
        return party_by_key(actor.known_as or "")
    key = name_key(actor.name)
    return Party(key, actor.name, english_name(actor), None)


def party_by_key(key: str) -> Party:
    """The party of a key of the actor list; raises KeyError for others."""
    known = load_actors()[key]
    return Party(known.key, known.name_ar, known.name_en, known.key)


def blamed(told: ToldClaim, telling: Telling) -> tuple[Party, ...]:
    """The parties that a claim is about, in its order; "unknown gunmen" are none."""
    actors = {
        actor.id: actor
        for actor in telling.reading(told.report).actors
        if actor.kind != _UNIDENTIFIED
    }
    parties = [party_of(actors[word]) for word in told.claim.about if word in actors]
    return tuple(dict.fromkeys(parties))


def bodies(key: str) -> frozenset[str]:
    """A party with the larger bodies it belongs to, by key."""
    found: list[str] = []
    actor = load_actors().get(key)
    while actor is not None and actor.key not in found:
        found.append(actor.key)
        actor = load_actors().get(actor.parent or "")
    return frozenset(found or [key])


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of parties share one, or one holds a part or an ally of the other."""
    here, there = set(one), set(other)
    mine = {body for key in here for body in bodies(key)}
    theirs = {body for key in there for body in bodies(key)}
    return bool(mine & theirs) or bool(_camps(here) & _camps(there))


def known(keys: Iterable[str]) -> bool:
    """Whether the camp of every party is known, so that a difference says something."""
    return all(_side(key) for key in keys)


def _side(key: str) -> str:
    actor = load_actors().get(key)
    return actor.side if actor is not None else ""


def _camps(keys: Iterable[str]) -> set[str]:
    camps = load_allies()
    sides = {side for key in keys if (side := _side(key))}
    return {camp for side in sides for camp in camps.get(side, (side,))}


@cache
def load_allies() -> Mapping[str, tuple[str, ...]]:
    """The alliances by the side that belongs to them; raises DataError on a broken file."""
    content = yaml.safe_load((files("riwaya.incidents") / _FILE).read_text(encoding="utf-8"))
    sides = {actor.side for actor in load_actors().values()}
    camps: dict[str, tuple[str, ...]] = {}
    for name, entry in content.items():
        for side in entry["sides"]:
            if side not in sides:
                raise DataError(f"{_FILE}: {name}: no actor is of the side {side!r}")
            camps[side] = (*camps.get(side, (side,)), name)
    return camps


def speaker(source: Source | None) -> str | None:
    """The key of the party that a source speaks for, None for others."""
    if source is None or source.kind not in _SPEAKING:
        return None
    return _speaker(source.name, source.known_as, source.alignment or "")


@lru_cache(maxsize=1 << 14)
def _speaker(name: str, known_as: str | None, alignment: str) -> str | None:
    key = name_key(name)
    found = party_names().get(key)
    if found is None and known_as in load_actors():
        found = known_as
    if found is None:
        found = _within(key)
    if found is None and known_as and alignment.startswith(_STATE):
        found = _state(alignment.removeprefix(_STATE))
    return found


def _within(name: str) -> str | None:
    """The longest name of a party among the words of a source: "the spokesman of the army"."""
    words = name.split()
    names = party_names()
    for length in range(min(6, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            phrase = " ".join(words[first : first + length])
            if len(phrase) >= _SHORTEST and phrase in names:
                return names[phrase]
    return None


def _state(country: str) -> str | None:
    for actor in load_actors().values():
        if actor.kind == "state" and actor.country == country:
            return actor.key
    return None


@cache
def party_names() -> Mapping[str, str]:
    """Key by matching name of every party; a name that two bear means neither."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for actor in load_actors().values():
        for written in (*actor.names, actor.name_en):
            name = name_key(written)
            if names.setdefault(name, actor.key) != actor.key:
                shared.add(name)
    return {name: key for name, key in names.items() if name not in shared}
