"""Incidents as the plain objects of the JSON contract `riwaya.incident/1`."""

from __future__ import annotations

from typing import Any

from riwaya.model.incident import (
    Casualties,
    Dispute,
    Incident,
    IncidentDate,
    IncidentPlace,
    Interval,
    Origin,
    Responsibility,
    Toll,
    Victim,
)

SCHEMA = "riwaya.incident/1"


def incident_object(incident: Incident) -> dict[str, Any]:
    """The whole incident: keys in the contract's order, those added to it after them."""
    return {
        "schema": SCHEMA,
        "id": incident.id,
        "type": incident.type,
        "types": dict(incident.types),
        "date": _date(incident.date),
        "place": _place(incident.place),
        "reports": list(incident.reports),
        "origins": len(incident.origins),
        "casualties": _casualties(incident.casualties),
        "responsibility": [_responsibility(entry) for entry in incident.responsibility],
        "disputes": [_dispute(dispute) for dispute in incident.disputes],
        "grade": incident.grade,
        "claims": list(incident.claims),
        "people": [_victim(victim) for victim in incident.people],
        "register": incident.register,
        "states": [
            {"claim": s.claim, "state": s.state, "by": list(s.by), "reason": s.reason}
            for s in incident.states
        ],
        "origin_list": [_origin(origin) for origin in incident.origins],
        "members": [str(key) for key in incident.members],
    }


def _date(when: IncidentDate | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "precision": when.precision,
        "basis": when.basis,
    }


def _place(place: IncidentPlace | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "name_en": place.name_en,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def _casualties(casualties: Casualties) -> dict[str, Any]:
    return {
        "policy": casualties.policy,
        "killed": _toll(casualties.killed),
        "injured": _toll(casualties.injured),
        "why": [step.sentence for step in casualties.why],
        "steps": [
            {"sentence": step.sentence, "claims": list(step.claims)} for step in casualties.why
        ],
    }


def _toll(toll: Toll) -> dict[str, Any]:
    return {
        "civilian": _interval(toll.civilian),
        "armed": _interval(toll.armed),
        "unknown": _interval(toll.unknown),
        "all": _interval(toll.all),
        "children": _interval(toll.children),
        "women": _interval(toll.women),
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {"low": interval.low, "best": interval.best, "high": interval.high}


def _responsibility(entry: Responsibility) -> dict[str, Any]:
    return {
        "actor": entry.actor,
        "known_as": entry.known_as,
        "says": list(entry.says),
        "denies": list(entry.denies),
        "actor_en": entry.actor_en,
        "self_reported": list(entry.self_reported),
    }


def _dispute(dispute: Dispute) -> dict[str, Any]:
    return {
        "about": dispute.about,
        "sides": [
            {"value": side.value, "claims": list(side.claims), "origins": side.origins}
            for side in dispute.sides
        ],
        "subject": dispute.subject,
    }


def _victim(victim: Victim) -> dict[str, Any]:
    return {
        "id": victim.id,
        "name": victim.name,
        "name_en": victim.name_en,
        "names": list(victim.names),
        "status": victim.status,
        "role": victim.role,
        "age": victim.age,
        "mentions": list(victim.mentions),
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "id": origin.id,
        "name": origin.name,
        "claims": list(origin.claims),
        "reports": list(origin.reports),
        "reason": origin.reason,
        "party": origin.party,
    }
