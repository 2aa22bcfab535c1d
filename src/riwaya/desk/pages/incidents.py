"""The list of incidents: filtered, sorted, counted; the same as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from riwaya.casefile.incident_list import (
    IncidentQuery,
    IncidentRow,
    every_incident,
    incident_counts,
    incident_page,
)
from riwaya.casefile.open import Case
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.downloads import csv_response, json_lines_response
from riwaya.desk.filters import DISPUTES, GRADES, incident_query
from riwaya.desk.queries import one_of
from riwaya.desk.render import incident_url, render
from riwaya.ontology import load_terms

router = APIRouter()


@router.get("/")
def start(person: Viewer) -> Response:
    """The first page is the list of incidents."""
    return RedirectResponse("/incidents", 307)


@router.get("/incidents")
def incidents(
    request: Request,
    person: Viewer,
    case: OpenCase,
    query: Annotated[IncidentQuery, Depends(incident_query)],
    format: str = "",
) -> Response:
    """The incidents of a case that meet the filters."""
    form = one_of(format, ("html", "csv", "json"), "format")
    if form == "csv":
        return csv_response(
            "incidents", (*IncidentRow._fields, "url"), _table(case, request, query)
        )
    if form == "json":
        return json_lines_response("incidents", _objects(case, request, query))
    with case.reading() as connection:
        page = incident_page(connection, query)
        counts = incident_counts(connection, query)
    return render(
        request, "incidents.html", page=page, counts=counts, asked=query,
        types=list(load_terms()["event_types"]), grades=GRADES, disputes=DISPUTES,
    )  # fmt: skip


def _table(case: Case, request: Request, query: IncidentQuery) -> Iterator[tuple[object, ...]]:
    with case.reading() as connection:
        for row in every_incident(connection, query):
            yield (*row, _address(request, row.id))


def _objects(case: Case, request: Request, query: IncidentQuery) -> Iterator[dict[str, object]]:
    with case.reading() as connection:
        for row in every_incident(connection, query):
            yield {**row._asdict(), "url": _address(request, row.id)}


def _address(request: Request, incident_id: str) -> str:
    return f"{str(request.base_url).rstrip('/')}{incident_url(incident_id)}"
