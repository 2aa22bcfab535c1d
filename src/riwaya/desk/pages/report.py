"""One report: its text with what was read in it, its versions, its copies, what was received."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup

from riwaya.casefile.facets import figure_rows
from riwaya.casefile.history import Version, history
from riwaya.casefile.originals import load
from riwaya.casefile.readings import incidents_of, one_reading, readings_of
from riwaya.casefile.reviews import standing_reviews
from riwaya.desk.claim_view import claim_view
from riwaya.desk.context import Look, OpenCase, Viewer
from riwaya.desk.interface import Interface
from riwaya.desk.render import render, shown_name
from riwaya.desk.report.changes import changes
from riwaya.desk.report.outline import outline
from riwaya.desk.report.text import marked_text, plain_text
from riwaya.errors import NotInCase
from riwaya.export.index import Index
from riwaya.knowledge.actors import load_actors

router = APIRouter()

Which = Annotated[int | None, Query(ge=1, le=10**6)]

_ENDINGS = {
    "text/plain": "txt", "application/pdf": "pdf", "application/json": "json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
"""Endings of files as received. Pages are no ".html": opened from a disk they could do anything."""


@router.get("/reports/{report_id:path}")
def report(
    request: Request,
    report_id: str,
    person: Viewer,
    case: OpenCase,
    look: Look,
    version: Which = None,
    reading: Which = None,
    claim: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The reading view. `reading`: an older one by its number; `claim`: one to be shown chosen."""
    with case.reading() as connection:
        found = history(connection, report_id)
        made = readings_of(connection, found.id)
        if reading is not None:
            version = next((m.version for m in made if m.number == reading), None)
            if version is None:
                raise NotInCase(f"{found.id} has no reading {reading}")
        shown = found.version(version)
        read = shown.reading
        if reading is not None:
            read = one_reading(connection, found.id, reading)
        told = incidents_of(connection, found.id)
        mine = standing_reviews(connection, person.name) if person.may("coder") else []
    of_version = [m for m in made if m.version == shown.ordinal]
    used = next((m for m in of_version if reading in (None, m.number)), None)
    newest = shown is found.versions[-1] and (used is None or used is of_version[0])
    index = Index.of(read) if read else None
    return render(
        request,
        "report.html",
        history=found,
        version=shown,
        read=read,
        claims=[claim_view(look, index, one) for one in index.reading.claims] if index else [],
        text=marked_text(read) if read else plain_text(shown.text),
        outline=outline(read) if read else None,
        incidents=told,
        used=used,
        readings=of_version,
        newest=newest,
        chosen=claim,
        party_name=partial(_party_name, look),
        loaded=[(a, word) for a in read.actors for word in a.loaded] if read else [],
        reviewed={review.key: review for review in mine},
    )


@router.get("/difference/{report_id:path}")
def difference(
    request: Request,
    report_id: str,
    person: Viewer,
    case: OpenCase,
    old: Which = None,
    new: Which = None,
) -> Response:
    """What changed from one version to another, by default from the last but one to the last."""
    with case.reading() as connection:
        found = history(connection, report_id)
    after = found.version(new)
    if old is None:
        old = max(1, after.ordinal - 1)
    before = found.version(old)
    return render(
        request,
        "difference.html",
        history=found,
        before=before,
        after=after,
        changed=changes(before.text, after.text),
        facts=_facts(before, after),
        figures=[_figures(one) for one in (before, after)],
    )


@router.get("/original/{report_id:path}")
def original(report_id: str, person: Viewer, case: OpenCase, version: Which = None) -> Response:
    """The bytes as they were received, to be kept and never to be run."""
    with case.reading() as connection:
        shown = history(connection, report_id).version(version)
        data = load(connection, shown.original)
    ending = _ENDINGS.get(shown.media_type.partition(";")[0].strip().lower(), "bin")
    headers = {
        "content-disposition": f'attachment; filename="original-{shown.original[:16]}.{ending}"',
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
    }
    return Response(data, media_type="application/octet-stream", headers=headers)


def _party_name(look: Interface, key: str) -> Markup:
    """The party that a source sides with, which is a key of the actor list or a name."""
    known = load_actors().get(key)
    if known is None:
        return shown_name(look, key.replace("_", " "))
    return shown_name(look, known.name_ar, known.name_en)


def _facts(before: Version, after: Version) -> list[tuple[str, str | None, str | None]]:
    """What came with a version and changed: (name, before, after)."""
    named = ("title", "outlet", "published", "url")
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in named]
    return [(name, one, other) for name, one, other in pairs if one != other]


def _figures(version: Version) -> list[dict[str, Any]]:
    return figure_rows(0, version.reading.to_object()) if version.reading else []
