"""`riwaya evaluate`: the reader held against reports that a person annotated."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.cli.evaluate_inputs import (
    accounts_of,
    outlets_of,
    read_annotated,
    readings_in,
    reports_in,
    texts_read,
)
from riwaya.cli.output import opened
from riwaya.cli.progress import Progress
from riwaya.errors import InputError

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
    objects = readings_in(_there(readings, "--readings")) if readings else []
    intakes = [] if loaded.reports is None else reports_in(loaded.reports, progress)
    made, outlets = texts_read(objects), outlets_of(loaded, intakes)
    held = loaded.texts() | {one.id: one.text for one in intakes if one.id}
    texts = made | held
    _require_sound(loaded, texts, progress)
    for remark in remarks(loaded, held, made):
        progress.say(f"riwaya: {remark}")
    if not readings:
        objects = list(read_annotated(loaded, intakes, texts, progress))
    progress.clear()
    result = scored(
        [
            annotated_account(one, texts[one["doc_id"]], outlets.get(one["doc_id"], ""))
            for one in loaded.annotations
        ],
        accounts_of(objects, readings),
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
