"""The map and the timeline of incidents: each shows what is selected on the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from riwaya.casefile.incident_list import IncidentQuery, every_page, incident_page
from riwaya.casefile.incident_map import days_of, number_of_incidents, sites_of, span_of
from riwaya.casefile.open import Case
from riwaya.desk.context import OpenCase, Viewer, interface_for
from riwaya.desk.filters import DISPUTES, GRADES, incident_query
from riwaya.desk.i18n import translations, words
from riwaya.desk.map_ground import ground_of
from riwaya.desk.map_library import library_urls, outlines_url
from riwaya.desk.map_shapes import collection, incident_feature, site_features
from riwaya.desk.queries import number_of, one_of
from riwaya.desk.render import render, term, translate
from riwaya.desk.timeline import UNITS, bars, unit_of
from riwaya.ontology import load_terms

router = APIRouter()

COLOURS = ("grade", "type")
_ROWS, _UNLOCATED_ROWS = 50, 20
_MOST_FEATURES = 100_000
_SELECTION = frozenset({"begun", "box", "after", "unit", "colour", "sort", "order", "format"})
_OUTLINE_SOURCES = (
    "Who's On First, Mesoshapes, Natural Earth, Quattroshapes (CC BY, includes data from "
    "foursquare quattroshapes), Global Map of Palestine © ISCGM/PNA"
)
_TEXTS = (
    "map.bar", "map.only_these", "map.close", "map.zoom_in", "map.zoom_out", "map.period_start",
    "map.period_end", "map.undated", "map.killed", "map.precision_1", "map.precision_2",
    "map.precision_3", "map.map", "map.no_days",
)  # fmt: skip

Asked = Annotated[IncidentQuery, Depends(incident_query)]


@router.get("/map")
def map_page(request: Request, person: Viewer, case: OpenCase, query: Asked) -> Response:
    """Map, timeline, and the incidents selected on them."""
    return _page(request, "map.html", case, query)


@router.get("/map/selected")
def selected(request: Request, person: Viewer, case: OpenCase, query: Asked) -> Response:
    """Of the page only the incidents selected: what changes with each selection."""
    return _page(request, "parts/map_selected.html", case, query)


@router.get("/map/incidents.geojson")
def incidents(
    request: Request, person: Viewer, case: OpenCase, query: Asked, most: str = ""
) -> Response:
    """Incidents as GeoJSON (RFC 7946), the latest first; without geometry those without a point."""
    limit = number_of(most, "most", 1, _MOST_FEATURES) or _MOST_FEATURES
    return collection(_features(case, query, limit))


@router.get("/map/sites.geojson")
def sites(
    request: Request, person: Viewer, case: OpenCase, query: Asked, colour: str = ""
) -> Response:
    """Places with how many incidents each has, what most of them are, and how many were killed."""
    field = one_of(colour, COLOURS, "colour") or COLOURS[0]
    values = GRADES if field == "grade" else tuple(load_terms()["event_types"])
    with case.reading() as connection:
        found = sites_of(connection, query, field, values)
    return collection(site_features(found, values), cell=found.cell)


@router.get("/map/timeline.json")
def timeline(
    request: Request, person: Viewer, case: OpenCase, query: Asked, unit: str = ""
) -> dict[str, Any]:
    """Bars by day, week, month or year: of all incidents that fit, and of those in the area."""
    chosen = one_of(unit, UNITS, "unit")
    everywhere = replace(query, begun=None, box=None)
    with case.reading() as connection:
        span = span_of(connection, everywhere)
        chosen = unit_of(*span, chosen) if span else chosen
        days = days_of(connection, everywhere, chosen or "day")
        boxed = replace(query, begun=None)
        here = days_of(connection, boxed, chosen or "day") if query.box else days
    return bars(days, here, chosen, span)


def _page(request: Request, template: str, case: Case, query: IncidentQuery) -> Response:
    with case.reading() as connection:
        page = incident_page(connection, replace(query, limit=_ROWS))
        total = number_of_incidents(connection, query)
        nowhere = replace(query, box=None, located=False, limit=_UNLOCATED_ROWS, after=None)
        unlocated = incident_page(connection, nowhere)
        number_unlocated = number_of_incidents(connection, nowhere)
    given = dict(request.query_params)
    filters = {key: value for key, value in given.items() if key not in _SELECTION and value}
    kept = {key: value for key, value in given.items() if key not in ("after", "format") and value}
    return render(
        request, template, page=page, asked=query, total=total, unlocated=unlocated,
        number_unlocated=number_unlocated, filters=filters, filter_query=urlencode(filters),
        list_query=_list_query(kept), unlocated_query=_list_query(
            {key: value for key, value in kept.items() if key != "box"} | {"located": "no"}
        ),
        address=partial(_address, kept), texts=_texts(request), labels=_labels(request),
        outline_sources=_OUTLINE_SOURCES,
        forms_on_map=translations()["map.on_map"][interface_for(request).language],
        library=library_urls(), outlines=outlines_url(),
        ground=ground_of(request.app.state.settings.map_tiles),
        types=list(load_terms()["event_types"]), grades=GRADES, disputes=DISPUTES,
        colours=COLOURS, units=UNITS,
    )  # fmt: skip


def _address(kept: dict[str, str], **changes: str | None) -> str:
    """The page with parts of its query changed."""
    query = urlencode({key: value for key, value in (kept | changes).items() if value})
    return f"/map?{query}" if query else "/map"


def _texts(request: Request) -> dict[str, str]:
    """What the page's scripts say."""
    language = interface_for(request).language
    return {key.partition(".")[2]: words(key, language) for key in _TEXTS}


def _labels(request: Request) -> dict[str, dict[str, str]]:
    interface = interface_for(request)
    types = load_terms()["event_types"]
    return {
        "grade": {grade: translate(interface, f"incidents.grade_{grade}") for grade in GRADES},
        "type": {key: term(interface, "event_types", key) for key in types},
    }


def _list_query(given: dict[str, str]) -> str:
    return urlencode({key: value for key, value in given.items() if key not in ("unit", "colour")})


def _features(case: Case, query: IncidentQuery, most: int) -> Iterator[dict[str, Any]]:
    number = 0
    with case.reading() as connection:
        for page in every_page(connection, query):
            for row in page.rows:
                if number == most:
                    return
                number += 1
                yield incident_feature(row)
