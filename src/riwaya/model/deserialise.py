"""Readings as records again from the plain objects of the JSON contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from riwaya.model.claim import Casualty, Claim, Person, Relation
from riwaya.model.event import Actor, DateRange, Event, LoadedTerm, Place, Weapon
from riwaya.model.reading import Reading
from riwaya.model.report import Report
from riwaya.model.source import Source
from riwaya.model.span import Span

Object = dict[str, Any]


def reading_record(value: Object) -> Reading:
    """The Reading that `reading_object` wrote. Raises KeyError or ValueError for anything else."""
    return Reading(
        report=_report(value["report"]),
        sources=tuple(map(_source, value["sources"])),
        actors=tuple(map(_actor, value["actors"])),
        places=tuple(map(_place, value["places"])),
        events=tuple(map(_event, value["events"])),
        claims=tuple(map(_claim, value["claims"])),
        people=tuple(map(_person, value["people"])),
        relations=tuple(map(_relation, value["relations"])),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(value: Object | None) -> Span | None:
    return Span(value["start"], value["end"], value["text"]) if value else None


def _spans(values: Sequence[Object]) -> tuple[Span, ...]:
    return tuple(Span(v["start"], v["end"], v["text"]) for v in values)


def _report(value: Object) -> Report:
    return Report(**{**value, "published": _day(value["published"])})


def _source(value: Object) -> Source:
    return Source(**{**value, "mentions": _spans(value["mentions"])})


def _actor(value: Object) -> Actor:
    loaded = tuple(LoadedTerm(**term) for term in value["loaded"])
    return Actor(**{**value, "loaded": loaded, "mentions": _spans(value["mentions"])})


def _place(value: Object) -> Place:
    within = tuple(value["within"])
    return Place(**{**value, "within": within, "mentions": _spans(value["mentions"])})


def _date(value: Object | None) -> DateRange | None:
    if value is None:
        return None
    return DateRange(**{**value, "start": _day(value["start"]), "end": _day(value["end"])})


def _event(value: Object) -> Event:
    return Event(
        **{
            **value,
            "date": _date(value["date"]),
            "perpetrators": tuple(value["perpetrators"]),
            "opponents": tuple(value["opponents"]),
            "targets": tuple(value["targets"]),
            "weapons": tuple(Weapon(**w) for w in value["weapons"]),
            "evidence": _spans(value["evidence"]),
        }
    )


def _casualty(value: Object | None) -> Casualty | None:
    if value is None:
        return None
    fields = {name: field for name, field in value.items() if name != "class"}
    return Casualty(**fields, person_class=value["class"])


def _claim(value: Object) -> Claim:
    return Claim(
        **{
            **value,
            "chain": tuple(value["chain"]),
            "cue": _span(value["cue"]),
            "casualty": _casualty(value["casualty"]),
            "about": tuple(value["about"]),
            "evidence": _spans(value["evidence"]),
        }
    )


def _person(value: Object) -> Person:
    return Person(**{**value, "evidence": _spans(value["evidence"])})


def _relation(value: Object) -> Relation:
    return Relation(
        kind=value["kind"],
        about=value["about"],
        source_claim=value["from"],
        target_claim=value["to"],
        reason=value["reason"],
    )
