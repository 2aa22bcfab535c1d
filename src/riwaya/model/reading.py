"""One report, understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from riwaya.model.claim import Claim, Person, Relation
from riwaya.model.event import Actor, Event, Place
from riwaya.model.report import Report
from riwaya.model.source import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one report; ids are local to the reading and follow the text."""

    report: Report
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    people: tuple[Person, ...]
    relations: tuple[Relation, ...]

    def to_json(self) -> str:
        """The object `riwaya.reading/1` of the contract, on one line."""
        from riwaya.model.serialise import dumps

        return dumps(self.to_object())

    def to_object(self) -> dict[str, Any]:
        """The object `riwaya.reading/1` as plain dicts and lists, keys in the contract's order."""
        from riwaya.model.serialise import reading_object

        return reading_object(self)
