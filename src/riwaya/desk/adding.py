"""Reports taken into the case from the desk: files, an address, or a text."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from starlette.datastructures import FormData, UploadFile

from riwaya.casefile.identity import identity
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.desk.jobs import Job
from riwaya.desk.queries import day_of, words_of
from riwaya.errors import UsageError
from riwaya.ingest.add import add
from riwaya.ingest.inputs import inputs_of
from riwaya.ingest.web.addresses import LONGEST_URL, is_web_address
from riwaya.model.intake import Failure, Intake, Original

MOST_FILES = 200
LONGEST_TEXT = 2_000_000
_MOST_NAMED = 50
_LONGEST_NAME = 100
_UNSAFE = re.compile(r"[^\w.\- ()\[\]]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave to be added. `folder`: holds the files, each in a folder of its own, and
    is removed at the end. `published`, `outlet`: for reports that do not say so themselves.
    """

    folder: Path
    files: tuple[Path, ...] = ()
    url: str | None = None
    text: str | None = None
    title: str | None = None
    text_url: str | None = None
    published: date | None = None
    outlet: str | None = None


def _name(intake: Intake) -> str:
    """What a report is called where it has no title: its first words."""
    return " ".join((intake.title or intake.text[:_LONGEST_NAME]).split()) or intake.where


def linking(case: Case) -> Callable[[Job], dict[str, Any]]:
    """The job that links the reports that came in otherwise."""

    def work(job: Job) -> dict[str, Any]:
        job.at("linking")
        linked = bring_up_to_date(case, lambda count: job.at("linking", count))
        return {"linked": linked.reports, "incidents_changed": linked.changed}

    return work


def given_by(form: FormData) -> Given:
    """What a form gives; its files are kept. Raises UsageError."""
    url, text = _field(form, "url"), str(form.get("text") or "")
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not (url or text.strip() or files):
        raise UsageError("nothing was given; choose files, or write an address or a text")
    if len(files) > MOST_FILES:
        raise UsageError(f"{len(files)} files; give at most {MOST_FILES} at a time, or a ZIP file")
    if len(text) > LONGEST_TEXT:
        raise UsageError(f"a text of more than {LONGEST_TEXT:,} characters; give it as a file")
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
        files=tuple(paths),
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


def new_folder() -> Path:
    """A folder for what is uploaded; nobody else at this machine can look into it."""
    return Path(tempfile.mkdtemp(prefix="riwaya-"))


def keep_file(folder: Path, number: int, name: str, content: BinaryIO) -> Path:
    """Write an uploaded file under `folder`; of its name only the harmless part is kept."""
    place = folder / f"{number:04d}"
    place.mkdir()
    path = place / safe_name(name)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
    return path


def safe_name(name: str) -> str:
    """The last part of a file's name, without what could lead elsewhere."""
    last = PurePosixPath(name.replace("\\", "/")).name
    cleaned = _UNSAFE.sub("_", last).lstrip(". ")
    suffix = PurePosixPath(cleaned).suffix[:20]
    stem = cleaned.removesuffix(suffix)[: _LONGEST_NAME - len(suffix)]
    return (stem + suffix) or "file"


def check_address(url: str) -> str:
    """A web address; raises UsageError for anything else, above all for names of files here."""
    if len(url) > LONGEST_URL or not is_web_address(url):
        raise UsageError(f"{url[:80]!r} is no web address like https://example.org/news")
    return url


def adding(case: Case, given: Given, workers: int) -> Callable[[Job], dict[str, Any]]:
    """The job that takes `given` into the case and links what is new."""

    def work(job: Job) -> dict[str, Any]:
        found: dict[str, str] = {}

        def tell(done: Intake | Failure) -> None:
            job.at("reading", job.count + 1)
            if isinstance(done, Intake) and len(found) < _MOST_NAMED:
                found.setdefault(identity(done).id, _name(done))

        job.at("reading")
        try:
            summary = add(case, _inputs(given), workers=workers, tell=tell)
            job.at("linking")
            linked = bring_up_to_date(case, lambda count: job.at("linking", count))
        finally:
            shutil.rmtree(given.folder, ignore_errors=True)
        hidden = str(given.folder)
        result = summary.to_object()
        for error in result["errors"]:
            error["error"] = _without(hidden, error["error"])
        reports = [{"id": name, "title": title} for name, title in found.items()]
        return result | {"reports": reports, "incidents_changed": linked.changed}

    return work


def _inputs(given: Given) -> Iterator[Intake | Failure]:
    """Everything given, in order; where it lay meanwhile is nobody's business."""
    for found in _as_they_come(given):
        where = _without(str(given.folder), found.where)
        if isinstance(found, Failure):
            yield replace(found, where=where)
            continue
        if given.published and found.published is None:
            found = replace(found, published=given.published, published_basis="given")
        yield replace(found, where=where, outlet=found.outlet or given.outlet)


def _as_they_come(given: Given) -> Iterable[Intake | Failure]:
    for path in given.files:
        yield from inputs_of(str(path), io.BytesIO())
    if given.url:
        yield from inputs_of(check_address(given.url), io.BytesIO())
    if given.text:
        yield _pasted(given)


def _pasted(given: Given) -> Intake:
    text = given.text or ""
    data = text.encode("utf-8", "surrogatepass")
    return Intake(
        where="pasted",
        text=text,
        title=given.title,
        url=given.text_url,
        original=Original(data, "text/plain; charset=utf-8"),
    )


def _without(folder: str, words: str) -> str:
    """`words` without the folder of the upload and the number that follows it."""
    return re.sub(re.escape(folder) + r"(/\d{4}/)?", "", words)
