"""`riwaya compare`: the program's incidents held against those that people coded by hand."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import opened
from riwaya.cli.progress import Progress

if TYPE_CHECKING:
    from riwaya.casefile.open import Case
    from riwaya.evaluation.comparing.compare import Comparison


class Format(StrEnum):
    """How a comparison is shown."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def compare(
    case: CaseOption = None,
    coder: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this coder coded.")
    ] = None,
    output_format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="text: tables. json: one object. csv: every difference. html: a page without "
            "network.",
        ),
    ] = Format.TEXT,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here instead of to standard output.")
    ] = None,
    km: Annotated[
        float,
        typer.Option(
            "--km", metavar="N", min=0, max=20_000, help="How far apart points still agree."
        ),
    ] = 10.0,
    examples: Annotated[
        int, typer.Option(metavar="N", min=0, max=10_000, help="Differences shown of each field.")
    ] = 5,
) -> None:
    """Say how far the program agrees with what `riwaya import` took in, field by field.

    Both sides are compared in the columns of the coder's own data set, so only on what that format
    can hold.

    Examples:

      riwaya compare --case aleppo.db

      riwaya compare --coder amal --format html --output amal.html
    """
    progress = Progress()
    with opened_case(case) as open_case:
        found = _compared(open_case, coder, km, progress)
    with opened(output) as write:
        for piece in _pieces(output_format, found, examples):
            write(piece)


def _compared(
    open_case: Case, coder: str | None, km: float, progress: Progress
) -> list[Comparison]:
    from riwaya.casefile.coded import coders, records
    from riwaya.casefile.linking import bring_up_to_date
    from riwaya.casefile.trails import successors
    from riwaya.evaluation.comparing.compare import compare as compared
    from riwaya.evaluation.comparing.machine import machine_records, scheme_and_format

    bring_up_to_date(open_case, progress.at)
    progress.clear()
    found = []
    with open_case.reading() as connection:

        def successor(incident: str) -> str | None:
            return next((one.id for one in successors(connection, incident)), None)

        known = coders(connection, coder)
        if not known:
            whose = f"of {coder}" if coder else "coded by hand"
            raise typer.BadParameter(
                f"the case holds nothing {whose}; take a table in with `riwaya import`",
                param_hint="--coder" if coder else "--case",
            )
        for number, who, content in known:
            scheme, form = scheme_and_format(who, content)
            machine = machine_records(connection, scheme, form)
            for fault in machine.faults:
                progress.say(f"riwaya: not compared: {fault}")
            coded = tuple(records(connection, number))
            found.append(compared(who, scheme, coded, machine, km, successor))
    return found


def _pieces(chosen: Format, found: list[Comparison], examples: int) -> Iterator[str]:
    if chosen is Format.TEXT:
        from riwaya.evaluation.comparing.comparison_text import comparison_text

        yield from comparison_text(found, examples)
    elif chosen is Format.HTML:
        from riwaya.evaluation.comparing.comparison_html import comparison_page

        yield comparison_page(found, examples)
    elif chosen is Format.CSV:
        from riwaya.evaluation.comparing.comparison_csv import comparison_csv

        for piece in comparison_csv(found):
            yield piece.decode("utf-8")
    else:
        from riwaya.evaluation.comparing.comparison_json import comparison_json

        yield comparison_json(found, examples)
