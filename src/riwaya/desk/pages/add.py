"""Adding reports in the page: files, an address, a text; and what comes of it, as it comes."""

from __future__ import annotations

import shutil
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import JSONResponse, RedirectResponse

from riwaya.desk.adding import (
    LONGEST_TEXT,
    MOST_FILES,
    Given,
    adding,
    check_address,
    keep_file,
    new_folder,
)
from riwaya.desk.context import Coder, DeskSettings, OpenCase, RunningJobs
from riwaya.desk.queries import day_of, words_of
from riwaya.desk.render import render
from riwaya.desk.security.refusals import BadRequest, Forbidden, NotFound

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


def given_by(form: FormData) -> Given:
    """What a form of the page, or of the API, gives. Raises BadRequest and UsageError."""
    url, text = _field(form, "url"), str(form.get("text") or "")
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not (url or text.strip() or files):
        raise BadRequest("nothing was given; choose files, or write an address or a text")
    if len(files) > MOST_FILES:
        raise BadRequest(f"{len(files)} files; give at most {MOST_FILES} at a time, or a ZIP file")
    if len(text) > LONGEST_TEXT:
        raise BadRequest(f"a text of more than {LONGEST_TEXT:,} characters; give it as a file")
    published = day_of(_field(form, "published"), "published")
    text_url = _field(form, "text_url")
    for address in (url, text_url):
        if address:
            check_address(address)
    folder = new_folder()
    try:
        paths = [keep_file(folder, n, f.filename or "", f.file) for n, f in enumerate(files)]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Given(
        folder=folder,
        files=tuple[Path, ...](paths),
        url=url,
        text=text if text.strip() else None,
        title=words_of(_field(form, "title")),
        text_url=text_url,
        published=published,
        outlet=words_of(_field(form, "outlet")),
    )


def _field(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.strip() or None if isinstance(value, str) else None
