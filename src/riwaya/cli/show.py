"""`riwaya show`: one report of a case, with its versions and what was read in it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import OutputClosedError, opened
from riwaya.cli.terminal import is_coloured


class ShowFormat(StrEnum):
    """Formats of a report."""

    text = "text"
    json = "json"


def show(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its id, or the web address it came from.")
    ],
    case: CaseOption = None,
    version: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="This version. Default: the newest.")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="What changed from the version before, by words.")
    ] = False,
    original: Annotated[
        bool, typer.Option("--original", help="Write the bytes as they were received.")
    ] = False,
    form: Annotated[ShowFormat, typer.Option("--format")] = ShowFormat.text,
) -> None:
    """Show a report: where each version came from, which others share its text, what it claims.

    Examples:

      riwaya show r-0123456789abcdef

      riwaya show r-0123456789abcdef --diff

      riwaya show r-0123456789abcdef --version 1 --original > page.html
    """
    from riwaya.casefile.history import history
    from riwaya.casefile.originals import load
    from riwaya.export.show_json import show_json
    from riwaya.export.show_text import (
        ADDED,
        ADDED_COLOURS,
        REMOVED,
        REMOVED_COLOURS,
        difference_text,
        show_text,
    )

    if original and (diff or form is ShowFormat.json):
        raise typer.BadParameter("goes neither with --diff nor --format", param_hint="--original")
    with opened_case(case) as open_case, open_case.reading() as connection:
        found = history(connection, report)
        shown = found.version(version)
        data = load(connection, shown.original) if original else None
    if data is not None:
        _write_bytes(data)
        return
    older = None
    if diff:
        if shown is found.versions[0]:
            raise typer.BadParameter(
                f"{found.id} has no version before {shown.ordinal}", param_hint="--diff"
            )
        older = found.versions[found.versions.index(shown) - 1]
    with opened(None) as write:
        if form is ShowFormat.json:
            write(show_json(found, shown, older) + "\n")
        elif older is not None:
            marks = (REMOVED_COLOURS, ADDED_COLOURS) if is_coloured() else (REMOVED, ADDED)
            write(difference_text(found, older, shown, *marks))
        else:
            write(show_text(found, shown))


def _write_bytes(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error
