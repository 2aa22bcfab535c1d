"""`riwaya evaluate`: the reader held against reports that a person annotated."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.cli.output import opened
from riwaya.cli.progress import Progress
from riwaya.cli.reports import read_intake
from riwaya.errors import InputError
from riwaya.model.intake import Failure, Intake

if TYPE_CHECKING:
    from riwaya.evaluation.gold import Gold

_MOST_FAULTS = 50
_MOST_RESAMPLES = 100_000


class Format(StrEnum):
    """How an evaluation is shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="A folder with annotations.json and reports.jsonl, or a file of annotations.",
        ),
    ],
    reports: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The reports. Default: reports.jsonl beside GOLD."),
    ] = None,
    readings: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Score these, as `riwaya read --format json` printed them, and read nothing.",
        ),
    ] = None,
    output_format: Annotated[
        Format,
        typer.Option(
            "--format", help="text: tables. json: one object. html: a page without network."
        ),
    ] = Format.TEXT,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here instead of to standard output.")
    ] = None,
    bootstrap: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=_MOST_RESAMPLES, help="Samples for the intervals; 0 for none."
        ),
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", help="Of the samples.")] = 0,
    examples: Annotated[
        int, typer.Option(metavar="N", min=0, max=1000, help="Errors shown of each kind.")
    ] = 10,
) -> None:
    """Score the reader on your own annotated reports: precision, recall and F1, with intervals.

    The form of annotations is described in docs/how-to/evaluate.md. Annotations that cannot be
    scored are named with file, report and advice, and nothing is scored: exit status 2. A report
    that cannot be read is named and counts as missed: exit status 1.

    Examples:

      riwaya evaluate my-gold

      riwaya evaluate my-gold --format html --output accuracy.html
    """
    from riwaya.evaluation.accounts import annotated_account
    from riwaya.evaluation.gold import load_gold, remarks
    from riwaya.evaluation.result import evaluate as scored

    progress = Progress()
    try:
        loaded = load_gold(_there(gold, "GOLD"), _there(reports, "--reports"))
    except InputError as error:
        progress.say(f"riwaya: {error}")
        raise typer.Exit(2) from error
    objects = _objects(_there(readings, "--readings")) if readings else []
    intakes = [] if loaded.reports is None else _intakes(loaded.reports, progress)
    made, outlets = _texts_read(objects), _outlets(loaded, intakes)
    held = loaded.texts() | {one.id: one.text for one in intakes if one.id}
    texts = made | held
    _require_sound(loaded, texts, progress)
    for remark in remarks(loaded, held, made):
        progress.say(f"riwaya: {remark}")
    if not readings:
        objects = list(_read(loaded, intakes, texts, progress))
    progress.clear()
    result = scored(
        [
            annotated_account(one, texts[one["doc_id"]], outlets.get(one["doc_id"], ""))
            for one in loaded.annotations
        ],
        _accounts(objects, readings),
        bootstrap,
        seed,
        examples,
    )
    with opened(output) as write:
        for piece in _pieces(output_format, loaded, readings, result):
            write(piece)
    if progress.failures:
        raise typer.Exit(1)


def _there(path: Path | None, option: str) -> Any:
    if path is not None and not path.exists():
        raise typer.BadParameter(f"there is no {path}", param_hint=option)
    return path


def _intakes(path: Path, progress: Progress) -> list[Intake]:
    from riwaya.ingest import intakes

    found = []
    for one in intakes(str(path), sys.stdin.buffer):
        if isinstance(one, Failure):
            progress.fail(f"riwaya: {one.where}: {one.error}")
        else:
            found.append(one)
    return found


def _objects(path: Path) -> list[Mapping[str, Any]]:
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


def _texts_read(objects: list[Mapping[str, Any]]) -> dict[str, str]:
    """The texts of readings by report id."""
    reports = (one["report"] for one in objects if isinstance(one["report"], dict))
    told = ((one.get("id"), one.get("text")) for one in reports)
    return {name: text for name, text in told if isinstance(name, str) and isinstance(text, str)}


def _outlets(loaded: Gold, intakes: list[Intake]) -> dict[str, str]:
    outlets = {one.id: one.outlet for one in intakes if one.id and one.outlet}
    return outlets | {
        one["doc_id"]: one["outlet"]
        for one in loaded.annotations
        if isinstance(one.get("doc_id"), str) and isinstance(one.get("outlet"), str)
    }


def _require_sound(loaded: Gold, texts: Mapping[str, str], progress: Progress) -> None:
    from riwaya.evaluation.gold import gold_faults

    faults = gold_faults(loaded, texts)
    found = list(itertools.islice(faults, _MOST_FAULTS))
    for fault in found:
        progress.say(f"riwaya: {fault}")
    more = sum(1 for _ in faults)
    if more:
        progress.say(f"riwaya: and {more:,} more of the kind")
    if found:
        raise typer.Exit(2)
    if not loaded.annotations:
        raise typer.BadParameter(f"{loaded.path} holds no annotation", param_hint="GOLD")


def _read(
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


def _accounts(objects: list[Mapping[str, Any]], readings: Path | None) -> list[Any]:
    from riwaya.evaluation.accounts import read_account

    try:
        return [read_account(one) for one in objects]
    except (KeyError, TypeError, AttributeError) as error:
        raise typer.BadParameter(
            f"{readings}: a reading lacks {error}; print it again with this version",
            param_hint="--readings",
        ) from error


def _pieces(chosen: Format, loaded: Gold, readings: Path | None, result: Any) -> Iterator[str]:
    from riwaya.evaluation.subject import Subject
    from riwaya.reading.version import knowledge_digest, program_version

    subject = Subject(
        str(loaded.path), loaded.digest, program_version(), knowledge_digest(),
        str(readings) if readings else "",
    )  # fmt: skip
    if chosen is Format.JSON:
        from riwaya.evaluation.evaluation_json import evaluation_json

        yield evaluation_json(subject, result)
    elif chosen is Format.HTML:
        from riwaya.evaluation.evaluation_html import evaluation_page

        yield evaluation_page(subject, result)
    else:
        from riwaya.evaluation.evaluation_text import evaluation_text

        yield from evaluation_text(subject, result)
