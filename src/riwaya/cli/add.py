"""`riwaya add`: reports into a case."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import opened
from riwaya.cli.progress import Progress
from riwaya.cli.reports import published_day
from riwaya.model.intake import STANDARD_INPUT, Failure, Intake

WorkersOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Processes that read. Default: one for each core."),
]


def add(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="WHAT...",
            help="Files, folders, web addresses, feeds, or - for standard input.",
        ),
    ],
    case: CaseOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what came of it as one line of JSON.")
    ] = False,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="MAP", help="Columns of tables, like text=Body,published=Date,url=Link."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication for reports that state none."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher of reports that name none.")
    ] = None,
    workers: WorkersOption = None,
) -> None:
    """Take reports into a case: keep them as received, read them, and make them findable.

    Text, HTML, PDF, DOCX, JSON Lines, CSV, XLSX, Telegram and WhatsApp exports, WARC and WACZ
    archives, ZIP, RSS, Atom and JSON feeds, lists of web addresses, and folders of all these.

    What the case has already is passed over, so that a run that was cut short is finished by
    running it again. A report that comes again with other words is kept as a new version. What
    cannot be read is named on standard error, and the exit status is 1.

    Examples:

      riwaya add reports/ --case aleppo.db

      riwaya add https://example.org/news/123 export/result.json

      riwaya add table.xlsx --columns text=Body,published=Date
    """
    from riwaya.ingest.add import add as take_in

    day = published_day(published)
    if what.count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input (-) can be read only once", param_hint="WHAT")
    progress = Progress()

    def tell(done: Intake | Failure) -> None:
        if isinstance(done, Failure):
            progress.fail(f"riwaya: {done.where}: {done.error}")
        else:
            for note in done.notes:
                progress.say(f"riwaya: {done.where}: {note}")
        progress.step()

    def inputs() -> Iterator[Intake | Failure]:
        from riwaya.ingest.column_map import parse_columns
        from riwaya.ingest.inputs import inputs_of

        given = parse_columns(columns) if columns else None
        for name in what:
            for found in inputs_of(name, sys.stdin.buffer, given):
                if isinstance(found, Intake):
                    if day is not None and found.published is None:
                        found = replace(found, published=day, published_basis="given")
                    if outlet is not None and found.outlet is None:
                        found = replace(found, outlet=outlet)
                yield found

    with opened_case(case, create=True) as open_case:
        summary = take_in(open_case, inputs(), workers=workers or cores(), tell=tell)
    progress.clear()
    with opened(None) as write:
        if as_json:
            write(json.dumps(summary.to_object(), ensure_ascii=False) + "\n")
        else:
            write(
                f"{summary.added:,} added, {summary.unchanged:,} already there, "
                f"{summary.changed:,} changed, {summary.skipped:,} skipped\n"
            )
    if summary.skipped:
        raise typer.Exit(1)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
