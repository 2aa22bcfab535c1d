"""What incidents are filtered by, taken from the events that tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from riwaya.casefile.facets import (
    ACTOR,
    CLASS,
    OUTLET,
    PLACE,
    TYPE,
    outlet_names,
    party_names,
    place_names,
)
from riwaya.model.incident import Account, Incident

DISPUTE = "dispute"


def facets_of(incident: Incident, accounts: Mapping[str, Account]) -> list[dict[str, Any]]:
    """Rows of `incident_facets`; values as those of `facets`.

    Of reports that tell of more than this incident only its own events count.
    """
    found = set(_facets(incident, accounts))
    return [
        {"incident": incident.id, "field": field, "value": value[:200]}
        for field, value in sorted(found)
        if value.strip()
    ]


def _facets(incident: Incident, accounts: Mapping[str, Account]) -> Iterator[tuple[str, str]]:
    events: dict[str, set[str]] = {}
    for key in incident.members:
        events.setdefault(key.report, set()).add(key.event)
    for report, wanted in events.items():
        reading = accounts[report].reading.to_object()
        for name in outlet_names(reading):
            yield OUTLET, name
        yield from _of_events(reading, wanted)
    for name, _ in incident.types:
        yield TYPE, name
    for toll in (incident.casualties.killed, incident.casualties.injured):
        for person_class in ("civilian", "armed", "unknown"):
            if getattr(toll, person_class) is not None:
                yield CLASS, person_class
    for dispute in incident.disputes:
        yield DISPUTE, dispute.about


def _of_events(reading: Mapping[str, Any], wanted: set[str]) -> Iterator[tuple[str, str]]:
    places = {place["id"]: place for place in reading["places"]}
    actors = {actor["id"]: actor for actor in reading["actors"]}
    for event in reading["events"]:
        if event["id"] not in wanted:
            continue
        if event["place"] in places:
            for name in place_names(places[event["place"]]):
                yield PLACE, name
        for party in (*event["perpetrators"], *event["opponents"], *event["targets"]):
            if party in actors:
                for name in party_names(actors[party]):
                    yield ACTOR, name
