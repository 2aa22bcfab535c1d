"""`riwaya read`: reports to claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from riwaya.cli.output import opened
from riwaya.cli.progress import Progress
from riwaya.cli.reports import published_day, readings
from riwaya.model import Reading
from riwaya.model.intake import Failure


class Format(StrEnum):
    """Output formats of `riwaya read`."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Text, HTML, PDF or DOCX, one report each; .jsonl with one report a line; "
            "- for standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication, like 2024-12-01, for all reports."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the publisher, for all reports.")
    ] = None,
    output_format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="text: a summary in English. json: one object a report, one per line. "
            "html: one page that needs no network.",
        ),
    ] = Format.TEXT,
    output: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write here instead of to standard output."),
    ] = None,
) -> None:
    """Read reports and print every claim in them, with its source and its words.

    A line of a .jsonl file is an object with "id" and "text", and if known "title", "url",
    "outlet" and "published".

    A report that cannot be read is named on standard error; in JSON its line is an object with
    "error". The others are still read, and the exit status is 1.

    Examples:

      riwaya read report.txt --published 2024-12-01

      riwaya read archive.jsonl --format json --output readings.jsonl

      pdftotext report.pdf - | riwaya read -
    """
    day = published_day(published)
    progress = Progress()
    with opened(output) as write:
        for piece in _pieces(output_format, readings(files, day, outlet, progress)):
            write(piece)
    progress.clear()
    if progress.failures:
        raise typer.Exit(1)


def _pieces(chosen: Format, results: Iterable[Reading | Failure]) -> Iterator[str]:
    # Each format is imported when asked for: `riwaya --version` needs none.
    if chosen is Format.JSON:
        from riwaya.export.json import json_pieces

        return json_pieces(results)
    if chosen is Format.HTML:
        from riwaya.export.html import html_pieces

        return html_pieces(results)
    from riwaya.export.text import text_pieces

    return text_pieces(results)
