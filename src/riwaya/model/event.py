"""What happened, where, when and who took part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from riwaya.model.span import Span


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """A partisan word as written and its neutral counterpart."""

    term: str
    neutral: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party named in a report. `known_as`: key in the actor list, or None."""

    id: str
    name: str
    name_en: str
    kind: str
    known_as: str | None = None
    loaded: tuple[LoadedTerm, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a report.

    `within`: names of the wider places, nearest first. `precision`: 1 exact, 2 near or part of
    the place, 3 region (ACLED geo_precision); None when not located.
    """

    id: str
    name: str
    name_en: str
    kind: str
    within: tuple[str, ...] = ()
    gazetteer: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """When: inclusive days where known, the words that say it, and how they were understood.

    `weekday`: kept when the day of the week is all that is known.
    """

    start: date | None
    end: date | None
    text: str
    precision: str
    basis: str
    weekday: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon as named in the report; `kind` is a key of the weapon list."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Event:
    """A violent event told in a report.

    `type` and `occurrence`: values of the contract. `background`: recalled as context rather
    than reported as news. `source`: id of the innermost source, None for the outlet's own voice.
    """

    id: str
    type: str
    subtype: str | None
    occurrence: str
    background: bool
    place: str | None
    date: DateRange | None
    perpetrators: tuple[str, ...]
    opponents: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[Weapon, ...]
    source: str | None
    evidence: tuple[Span, ...]
