"""Findings, in token indices, made into the records of a Reading."""

from __future__ import annotations

from dataclasses import replace

from riwaya.model import Reading, Report
from riwaya.reading.assemble.claims import make_claims
from riwaya.reading.assemble.events import make_events
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.parties import make_actors, make_places
from riwaya.reading.assemble.people import make_people
from riwaya.reading.assemble.relations import make_relations
from riwaya.reading.assemble.sources import make_sources

__all__ = ["Findings", "assemble"]


def assemble(report: Report, outlet: str | None, findings: Findings) -> Reading:
    """The Reading of `report` from what the steps found; ids follow the order of the text."""
    sources = make_sources(findings, outlet)
    actors = make_actors(findings)
    places = make_places(findings)
    events = make_events(findings, sources, actors, places)
    claims = make_claims(findings, sources, actors, events)
    people = make_people(findings, claims)
    relations = make_relations(
        findings, claims, events, places.records, sources.records, actors.records
    )
    return Reading(
        report=replace(report, outlet=sources.outlet),
        sources=sources.records,
        actors=actors.records,
        places=places.records,
        events=events,
        claims=tuple(claims.records),
        people=people,
        relations=relations,
    )
