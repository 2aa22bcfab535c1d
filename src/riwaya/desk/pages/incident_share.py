"""One incident to hand on: a page that needs nothing else, with names withheld where wanted."""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.responses import HTMLResponse

from riwaya.casefile import log
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.dossier.record import load
from riwaya.desk.queries import one_of
from riwaya.export.dossier_html import dossier_page
from riwaya.export.dossier_redaction import NONE, Redaction
from riwaya.incidents.policies import POLICIES

router = APIRouter()

# The page brings its style along and names it by its hash; nothing else of it is allowed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@router.get("/incidents/{incident_id}/dossier")
def dossier(
    incident_id: str,
    person: Viewer,
    case: OpenCase,
    policy: str = "",
    victims: str = "",
    sources: str = "",
    download: str = "",
) -> Response:
    """The dossier as one file. `victims`, `sources`: "yes" withholds their names. `download`:
    "yes" gives it as a file to keep. What is handed on is noted in the log.
    """
    rule = one_of(policy, POLICIES, "policy") or POLICIES[0]
    redaction = Redaction(
        victims=one_of(victims, ("yes",), "victims") is not None,
        sources=one_of(sources, ("yes",), "sources") is not None,
    )
    kept = one_of(download, ("yes",), "download") is not None
    with case.reading() as connection:
        found = load(connection, incident_id, rule, person)
    page = dossier_page(found.incident, found.cluster, found.accounts, redact=redaction)
    withheld = [name for name in ("victims", "sources") if getattr(redaction, name)]
    told = f"dossier as html, {rule}" + (
        f", without names of {' and '.join(withheld)}" if withheld else ""
    )
    with case.writing() as connection:
        deed = log.Deed("export", found.incident.id, "", told)
        log.append(connection, case.moment(), case.who, [deed])
    headers = {"content-security-policy": _POLICY}
    if kept:
        part = "" if redaction == NONE else "-redacted"
        name = f"incident-{found.incident.id}{part}.html"
        headers["content-disposition"] = f'attachment; filename="{name}"'
    return HTMLResponse(page, headers=headers)
