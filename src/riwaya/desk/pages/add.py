"""Adding reports in the page: files, an address, a text; and what comes of it, as it comes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, RedirectResponse

from riwaya.desk.adding import adding, linking
from riwaya.desk.context import Coder, DeskSettings, OpenCase, RunningJobs
from riwaya.desk.render import render
from riwaya.desk.security.refusals import Forbidden, NotFound
from riwaya.desk.uploads import MOST_FILES, given_by

router = APIRouter()


@router.get("/add")
def add_page(
    request: Request, person: Coder, jobs: RunningJobs, settings: DeskSettings
) -> Response:
    """The form."""
    most = settings.most_upload // (1024 * 1024)
    return render(request, "add.html", running=jobs.running(), most=most, most_files=MOST_FILES)


@router.post("/add")
async def add_reports(
    request: Request, person: Coder, case: OpenCase, jobs: RunningJobs, settings: DeskSettings
) -> Response:
    """Begin to take in what was given and show how it goes."""
    given = await run_in_threadpool(given_by, await request.form())
    job = jobs.begin("add", person.name, adding(case, given, settings.workers))
    return RedirectResponse(f"/add/{job.id}", 303)


@router.post("/add/link")
def link_reports(person: Coder, case: OpenCase, jobs: RunningJobs) -> Response:
    """Begin to link the reports that came in otherwise; once is enough."""
    begun = [job for job in jobs.running() if job.what == "link" and job.who == person.name]
    job = begun[0] if begun else jobs.begin("link", person.name, linking(case))
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{job_id}")
def progress(
    request: Request, job_id: str, person: Coder, jobs: RunningJobs, format: str = ""
) -> Response:
    """How far a job has come, and at the end what came of it."""
    job = jobs.get(job_id)
    if job is None:
        raise NotFound("nothing is known of this work any more; what it added is in the case")
    if job.who != person.name and not person.may("admin"):
        raise Forbidden("somebody else began this work")
    if format == "json":
        return JSONResponse(job.to_object())
    return render(request, "adding.html", job=job)
