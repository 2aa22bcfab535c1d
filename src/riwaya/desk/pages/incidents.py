"""The list of incidents: filtered, sorted, counted; the same as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from riwaya.casefile.incident_list import (
    IncidentQuery,
    IncidentRow,
    every_page,
    incident_counts,
    incident_page,
    sources_of,
    unlinked,
)
from riwaya.casefile.open import Case
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.downloads import csv_response, json_lines_response
from riwaya.desk.export_files import FILES
from riwaya.desk.filters import DISPUTES, GRADES, incident_query
from riwaya.desk.queries import one_of, tidied
from riwaya.desk.render import incident_url, render
from riwaya.ontology import load_terms

router = APIRouter()

_OF_THE_PAGE = frozenset({"after", "sort", "order", "format"})
_TABLE_COLUMNS = (*IncidentRow._fields, "source", "url", "desk")


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
        return csv_response("incidents", _TABLE_COLUMNS, _table(case, request, query))
    if form == "json":
        return json_lines_response("incidents", _objects(case, request, query))
    if tidy := tidied(request):
        return tidy
    with case.reading() as connection:
        page = incident_page(connection, query)
        counts = incident_counts(connection, query)
        waiting = unlinked(connection)
    return render(
        request, "incidents.html", page=page, counts=counts, asked=query, waiting=waiting,
        types=list(load_terms()["event_types"]), grades=GRADES, disputes=DISPUTES,
        formats=list(FILES), exported={
            key: value for key, value in request.query_params.items() if key not in _OF_THE_PAGE
        },
    )  # fmt: skip


def _rows(case: Case, query: IncidentQuery) -> Iterator[tuple[IncidentRow, str, str]]:
    """Every incident with the outlets and web addresses of its reports."""
    with case.reading() as connection:
        for page in every_page(connection, query):
            sources = sources_of(connection, [row.id for row in page.rows])
            for row in page.rows:
                outlets = dict.fromkeys(outlet for outlet, _ in sources[row.id] if outlet)
                addresses = dict.fromkeys(url for _, url in sources[row.id] if url)
                yield row, "; ".join(outlets), " ".join(addresses)


def _table(case: Case, request: Request, query: IncidentQuery) -> Iterator[tuple[object, ...]]:
    for row, outlets, addresses in _rows(case, query):
        yield (*row, outlets, addresses, _address(request, row.id))


def _objects(case: Case, request: Request, query: IncidentQuery) -> Iterator[dict[str, object]]:
    for row, outlets, addresses in _rows(case, query):
        seen = _address(request, row.id)
        yield {**row._asdict(), "source": outlets, "url": addresses, "desk": seen}


def _address(request: Request, incident_id: str) -> str:
    """Where the desk shows an incident."""
    return f"{str(request.base_url).rstrip('/')}{incident_url(incident_id)}"
