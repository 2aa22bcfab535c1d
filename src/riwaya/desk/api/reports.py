"""Reports: listed, one with its versions, what was read in it, what was received; and new ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from riwaya.casefile.history import History, Version, history
from riwaya.casefile.open import Case
from riwaya.casefile.originals import load
from riwaya.casefile.search import Query as ReportQuery
from riwaya.casefile.search import search
from riwaya.desk.adding import adding
from riwaya.desk.api.answers import ANSWERS, json_text
from riwaya.desk.api.shapes import JobState, NewReport, ReportLine, ReportList
from riwaya.desk.context import Coder, DeskSettings, OpenCase, RunningJobs, Viewer
from riwaya.desk.filters import search_query
from riwaya.desk.security.refusals import BadRequest, NotFound
from riwaya.desk.uploads import given_by
from riwaya.export.search_json import search_json
from riwaya.export.show_json import show_json
from riwaya.model.serialise import dumps

router = APIRouter(tags=["reports"], responses=ANSWERS)

Limit = Annotated[int, Query(ge=1, le=1_000)]
Which = Annotated[int | None, Query(ge=1, description="Of this version; default the newest.")]
Searched = Annotated[ReportQuery, Depends(search_query)]


@router.get("/reports")
def list_reports(person: Viewer, case: OpenCase, query: Searched, limit: Limit = 50) -> ReportList:
    """The reports of the case, newest first; the filters are those of the search."""
    with case.reading() as connection:
        found = search(connection, replace(query, limit=limit))
    lines = [
        ReportLine(id=h.id, published=h.published, outlet=h.outlet, title=h.title, url=h.url)
        for h in found.hits
    ]
    return ReportList(reports=lines, total=found.total, exact=found.exact, next=found.next)


@router.get("/search")
def search_reports(person: Viewer, case: OpenCase, query: Searched, limit: Limit = 20) -> Response:
    """Reports by their words and by what was read in them, as `riwaya.search/1`."""
    query = replace(query, limit=limit)
    with case.reading() as connection:
        return json_text(search_json(query, search(connection, query)))


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": NewReport.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        },
                        **{name: {"type": "string"} for name in NewReport.model_fields},
                    },
                }
            },
        },
    }
}


@router.post("/reports", status_code=202, openapi_extra=_BODY)
async def add_reports(
    request: Request, person: Coder, case: OpenCase, jobs: RunningJobs, settings: DeskSettings
) -> JobState:
    """Begin to add reports: files, an address, or a text. Ask `/jobs/{id}` how it goes."""
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = NewReport.model_validate_json(await request.body())
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise BadRequest(f"{where}: {first['msg']}") from error
        form = FormData({k: v for k, v in body.model_dump().items() if v is not None})
    else:
        form = await request.form()
    given = await run_in_threadpool(given_by, form)
    job = jobs.begin("add", person.name, adding(case, given, settings.workers))
    return JobState(**job.to_object())


@router.get("/jobs/{job_id}")
def job_state(job_id: str, person: Coder, jobs: RunningJobs) -> JobState:
    """How far work has come."""
    job = jobs.get(job_id)
    if job is None or not (job.who == person.name or person.may("admin")):
        raise NotFound("nothing is known of this work")
    return JobState(**job.to_object())


@router.get("/reports/{report_id:path}/reading")
def reading_of(report_id: str, person: Viewer, case: OpenCase, version: Which = None) -> Response:
    """What was read in a report, as `riwaya.reading/1`."""
    _, shown = _version(case, report_id, version)
    if shown.reading is None:
        raise NotFound(f"the report could not be read: {shown.failure or 'no reading'}")
    return json_text(dumps(shown.reading.to_object()))


@router.get("/reports/{report_id:path}/original", response_class=Response)
def original_of(report_id: str, person: Viewer, case: OpenCase, version: Which = None) -> Response:
    """The bytes as they were received, to be kept and never to be run."""
    _, shown = _version(case, report_id, version)
    with case.reading() as connection:
        data = load(connection, shown.original)
    headers = {
        "content-disposition": f'attachment; filename="{shown.original[:16]}.bin"',
        "content-security-policy": "default-src 'none'; sandbox",
        "x-riwaya-media-type": shown.media_type.encode("ascii", "replace").decode()[:200],
    }
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get("/reports/{report_id:path}/versions")
def versions_of(report_id: str, person: Viewer, case: OpenCase) -> Response:
    """A report with all its versions and copies, as `riwaya.report/1`."""
    return one_report(report_id, person, case)


@router.get("/reports/{report_id:path}")
def one_report(report_id: str, person: Viewer, case: OpenCase, version: Which = None) -> Response:
    """A report with its versions, its copies, and the reading of one version."""
    found, shown = _version(case, report_id, version)
    return json_text(show_json(found, shown))


def _version(case: Case, report_id: str, version: int | None) -> tuple[History, Version]:
    with case.reading() as connection:
        found = history(connection, report_id)
    return found, found.version(version)
