"""The incidents of a view, or one of them, in the formats of the field."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from riwaya.casefile.incident_list import IncidentQuery
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.dossier.record import load
from riwaya.desk.downloads import attachment
from riwaya.desk.export_files import FILES
from riwaya.desk.filters import incident_query
from riwaya.desk.queries import one_of
from riwaya.errors import IncidentMoved
from riwaya.export.case_incidents import Wish, incident_pieces
from riwaya.export.dossier_redaction import Redaction
from riwaya.export.formats.registry import FORMATS
from riwaya.export.losses import Losses, holds_under
from riwaya.incidents.policies import POLICIES

router = APIRouter()


@router.get("/export")
def export(
    person: Viewer,
    case: OpenCase,
    query: Annotated[IncidentQuery, Depends(incident_query)],
    form: Annotated[str, Query(alias="as")] = "",
    incident: str = "",
    victims: str = "",
    sources: str = "",
) -> Response:
    """The incidents that meet the filters as a file. `incident`: only this one. `victims`,
    `sources`: "yes" withholds their names. What is handed on is noted in the log.
    """
    name = one_of(form, FILES, "as") or "csv"
    redaction = Redaction(
        victims=one_of(victims, ("yes",), "victims") is not None,
        sources=one_of(sources, ("yes",), "sources") is not None,
    )
    only = None
    if incident:
        with case.reading() as connection:
            try:
                found = load(connection, incident, POLICIES[0], person, shortened=True)
                only = found.incident.id
            except IncidentMoved as moved:
                only = moved.into[0]
    wish = Wish(FORMATS[name], query, redaction=redaction, only=only)
    losses = Losses(holds_under(wish.rule, wish.form.holds))
    pieces = incident_pieces(case, wish, losses, "a browser")
    media_type, ending = FILES[name]
    part = f"incident-{only}" if only else "incidents"
    return attachment(pieces, media_type, f"{part}-{name}.{ending}")
