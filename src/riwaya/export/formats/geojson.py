"""Incidents as points on a map: GeoJSON by RFC 7946."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses
from riwaya.model.incident import IncidentPlace
from riwaya.model.serialise import dumps
from riwaya.model.serialise_incident import incident_object
from riwaya.ontology import label

_KEPT = ("type", "date", "place", "casualties", "responsibility", "disputes", "grade", "origins")


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """One FeatureCollection, a feature a line; positions are [longitude, latitude] in WGS 84."""
    yield b'{"type":"FeatureCollection","features":['
    before = "\n"
    for told in tolds:
        losses.seen(told)
        yield f"{before}{dumps(_feature(told))}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _feature(told: Told) -> dict[str, Any]:
    whole = incident_object(told.incident)
    casualties = whole["casualties"]
    properties = {key: whole[key] for key in _KEPT} | {
        "type_en": label("event_types", told.incident.type),
        "country": told.whereabouts.country_name or None,
        "admin1": told.whereabouts.admin1 or None,
        "casualties": {key: casualties[key] for key in ("policy", "killed", "injured")},
        "types": whole["types"],
        "reports": whole["reports"],
        "sources": list(told.outlets),
        "urls": list(told.urls),
    }
    return {
        "type": "Feature",
        "id": told.id,
        "geometry": _point(told.incident.place),
        "properties": properties,
    }


def _point(place: IncidentPlace | None) -> dict[str, Any] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


FORMAT = Format(
    "geojson",
    "GeoJSON (RFC 7946), a point an incident",
    "range",
    frozenset({
        "ranges", "open", "injured", "classes", "groups", "disputes", "roles", "parties",
        "denials", "grade", "types", "days", "reports", "undated", "placeless",
    }),
    pieces=pieces,
)  # fmt: skip
