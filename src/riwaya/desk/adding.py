"""Reports taken into the case from the desk, and linked."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from riwaya.casefile.identity import identity
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.desk.jobs import Job
from riwaya.desk.uploads import Given, check_address
from riwaya.ingest.add import add
from riwaya.ingest.inputs import inputs_of
from riwaya.model.intake import Failure, Intake, Original

_MOST_NAMED = 50
_LONGEST_NAME = 100


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


def linking(case: Case) -> Callable[[Job], dict[str, Any]]:
    """The job that links the reports that came in otherwise."""

    def work(job: Job) -> dict[str, Any]:
        job.at("linking")
        linked = bring_up_to_date(case, lambda count: job.at("linking", count))
        return {"linked": linked.reports, "incidents_changed": linked.changed}

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


def _name(intake: Intake) -> str:
    """What a report is called where it has no title: its first words."""
    return " ".join((intake.title or intake.text[:_LONGEST_NAME]).split()) or intake.where
