"""Incidents and places as GeoJSON (RFC 7946): longitude before latitude, WGS 84, no crs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from starlette.responses import StreamingResponse

from riwaya.casefile.incident_list import IncidentRow
from riwaya.casefile.incident_map import Sites
from riwaya.desk.render import incident_url
from riwaya.export.safe import one_line

GEOJSON = "application/geo+json"
_A_PIECE = 500


def collection(features: Iterable[dict[str, Any]], **members: Any) -> StreamingResponse:
    """A FeatureCollection with further members, sent as it is made."""
    return StreamingResponse(_pieces(features, members), media_type=GEOJSON)


def incident_feature(row: IncidentRow) -> dict[str, Any]:
    """An incident; without geometry where it has no point."""
    geometry = None
    if row.longitude is not None and row.latitude is not None:
        geometry = {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    properties = row._asdict()
    for key in ("id", "latitude", "longitude"):
        del properties[key]
    for key in ("place", "place_en"):
        properties[key] = one_line(properties[key]) if properties[key] else None
    properties["desk"] = incident_url(row.id)
    return {"type": "Feature", "id": row.id, "geometry": geometry, "properties": properties}


def site_features(found: Sites, values: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Places; `most`: the value that most incidents there have, the first of those even."""
    for number, site in enumerate(found.sites):
        most = max(range(len(values)), key=lambda index: (site.counts[index], -index))
        yield {
            "type": "Feature",
            "id": number,
            "bbox": list(site.box),
            "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]},
            "properties": {
                "box": ",".join(map(str, site.box)),
                "incidents": site.incidents,
                "killed": site.killed,
                "precision": site.precision or 3,
                "most": values[most],
            },
        }


def _pieces(features: Iterable[dict[str, Any]], members: dict[str, Any]) -> Iterator[bytes]:
    head = json.dumps({"type": "FeatureCollection", **members})
    piece, separator = [head[:-1], ', "features": ['], ""
    for number, feature in enumerate(features, 1):
        piece.append(separator + json.dumps(feature, ensure_ascii=False))
        separator = ",\n"
        if number % _A_PIECE == 0:
            yield "".join(piece).encode()
            piece = []
    yield "".join([*piece, "]}"]).encode()
