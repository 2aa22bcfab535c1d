"""What `riwaya evaluate` takes in: reports, readings made before, and annotated reports read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from riwaya.cli.progress import Progress
from riwaya.cli.reports import read_intake
from riwaya.model.intake import Failure, Intake

if TYPE_CHECKING:
    from riwaya.evaluation.accounts import Account
    from riwaya.evaluation.gold import Gold


def reports_in(path: Path, progress: Progress) -> list[Intake]:
    """The reports of a file; what is none is named."""
    from riwaya.ingest import intakes

    found = []
    for one in intakes(str(path), sys.stdin.buffer):
        if isinstance(one, Failure):
            progress.fail(f"riwaya: {one.where}: {one.error}")
        else:
            found.append(one)
    return found


def readings_in(path: Path) -> list[Mapping[str, Any]]:
    """Readings as they were printed. Raises typer.BadParameter for what is none."""
    found = []
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                one = json.loads(line)
                known = isinstance(one, dict) and ("error" in one or "report" in one)
            except (ValueError, RecursionError):
                known = False
            if not known:
                raise typer.BadParameter(
                    f"{path}:{number}: no reading; give what `riwaya read --format json` printed",
                    param_hint="--readings",
                )
            if "error" not in one:
                found.append(one)
    return found


def texts_read(objects: list[Mapping[str, Any]]) -> dict[str, str]:
    """The texts of readings by report id."""
    reports = (one["report"] for one in objects if isinstance(one["report"], dict))
    told = ((one.get("id"), one.get("text")) for one in reports)
    return {name: text for name, text in told if isinstance(name, str) and isinstance(text, str)}


def outlets_of(loaded: Gold, intakes: list[Intake]) -> dict[str, str]:
    """Who published the reports, by id; what an annotation says stands above the report."""
    outlets = {one.id: one.outlet for one in intakes if one.id and one.outlet}
    return outlets | {
        one["doc_id"]: one["outlet"]
        for one in loaded.annotations
        if isinstance(one.get("doc_id"), str) and isinstance(one.get("outlet"), str)
    }


def read_annotated(
    loaded: Gold, intakes: list[Intake], texts: Mapping[str, str], progress: Progress
) -> Iterator[Mapping[str, Any]]:
    """The annotated reports read, in their order."""
    by_id = {one.id: one for one in intakes}
    for annotation in loaded.annotations:
        name = annotation["doc_id"]
        intake = by_id.get(name) or _from_annotation(loaded, annotation, texts[name])
        result = read_intake(intake, None, None)
        if isinstance(result, Failure):
            progress.fail(f"riwaya: {result.where}: {result.error}")
        else:
            yield result.to_object()
        progress.step()


def _from_annotation(loaded: Gold, annotation: Mapping[str, Any], text: str) -> Intake:
    from riwaya.ingest.days import parse_day

    def stated(key: str) -> str | None:
        value = annotation.get(key)
        return value if isinstance(value, str) else None

    day = parse_day(stated("published") or "")
    return Intake(
        where=f"{loaded.path}, report {annotation['doc_id']}",
        text=text,
        id=annotation["doc_id"],
        title=stated("title"),
        url=stated("url"),
        outlet=stated("outlet"),
        published=day,
        published_basis="given" if day else None,
    )


def accounts_of(objects: list[Mapping[str, Any]], readings: Path | None) -> list[Account]:
    """The readings as they are compared. Raises typer.BadParameter where one lacks a field."""
    from riwaya.evaluation.accounts import read_account

    try:
        return [read_account(one) for one in objects]
    except (KeyError, TypeError, AttributeError) as error:
        raise typer.BadParameter(
            f"{readings}: a reading lacks {error}; print it again with this version",
            param_hint="--readings",
        ) from error
