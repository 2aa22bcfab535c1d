"""Whether two names stand for the same party, however data sets write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from riwaya.arabic.same_name import alike
from riwaya.export.formats.countries import load_countries
from riwaya.knowledge.actors import load_actors

_STATE = frozenset({"state", "state_forces", "police", "intelligence", "external_forces"})
# ACLED writes "Military Forces of Syria (2000-2024) Air Force", GED "Government of Syria".
_OF_STATE = re.compile(
    r"(?:military|police|security|armed)\s+forces\s+of\s+(?:the\s+)?|government\s+of\s+(?:the\s+)?"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def same_party(one: str, other: str) -> bool:
    """Both stand for the state of one country, its army or its police; else the names are alike."""
    countries = _state(one), _state(other)
    if None not in countries:
        return countries[0] == countries[1]
    return alike(one, other)


@lru_cache(maxsize=4096)
def _state(name: str) -> str | None:
    """The country, in two letters, whose state or forces a name stands for."""
    text = " ".join(name.casefold().split())
    known = _forces().get(text)
    if known:
        return known
    plain = _BRACKETS.sub("", text).strip()
    start = _OF_STATE.match(plain)
    rest = plain[start.end() :] if start else plain
    return next((code for country, code in _countries() if _begins(rest, country, start)), None)


def _begins(rest: str, country: str, of_state: re.Match[str] | None) -> bool:
    """A country alone is its state; after "forces of" a branch may follow it."""
    return rest == country or (of_state is not None and rest.startswith(f"{country} "))


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    """Names of countries, long ones first: South Sudan is not Sudan."""
    found = ((each.name.casefold(), each.alpha2) for each in load_countries().values())
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _forces() -> Mapping[str, str]:
    """Countries of the states and forces of the actor list, by English name."""
    return MappingProxyType(
        {
            actor.name_en.casefold(): actor.country.upper()
            for actor in load_actors().values()
            if actor.kind in _STATE and actor.country
        }
    )
