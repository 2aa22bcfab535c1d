"""The list of incidents: filtered, sorted, counted; the same as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from riwaya.casefile.incident_list import (
    ANY,
    SORTS,
    IncidentQuery,
    IncidentRow,
    every_incident,
    incident_counts,
    incident_page,
)
from riwaya.casefile.open import Case
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.downloads import csv_response, json_lines_response
from riwaya.desk.queries import day_of, one_of, words_of
from riwaya.desk.render import incident_url, render
from riwaya.ontology import load_terms

router = APIRouter()

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
DISPUTES = ("count", "class", "perpetrator", "cause", "occurrence")


def incident_query(
    since: str = "", until: str = "", place: str = "", actor: str = "", outlet: str = "",
    type: str = "", grade: str = "", disputed: str = "", unreviewed: str = "",
    sort: str = "", order: str = "", after: str = "",
) -> IncidentQuery:  # fmt: skip
    """The filters of a list as they stand in its address; raises BadRequest."""
    return IncidentQuery(
        since=day_of(since, "since"),
        until=day_of(until, "until"),
        place=words_of(place),
        actor=words_of(actor),
        outlet=words_of(outlet),
        event_type=one_of(type, load_terms()["event_types"], "type"),
        grade=one_of(grade, GRADES, "grade"),
        disputed=one_of(disputed, (ANY, *DISPUTES), "disputed"),
        unreviewed=bool(one_of(unreviewed, ("yes",), "unreviewed")),
        sort=one_of(sort, SORTS, "sort") or "date",
        descending=(one_of(order, ("up", "down"), "order") or "down") == "down",
        after=after[:200] or None,
    )


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
