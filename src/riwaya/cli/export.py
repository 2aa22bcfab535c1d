"""`riwaya export`: a case written out for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import opened
from riwaya.cli.progress import Progress


class Format(StrEnum):
    """What can be written."""

    JSONL = "jsonl"


def export(
    output: Annotated[str, typer.Option(metavar="FILE", help="Write here; - for standard output.")],
    output_format: Annotated[
        Format, typer.Option("--format", help="jsonl: the newest reading of every report.")
    ] = Format.JSONL,
    case: CaseOption = None,
) -> None:
    """Write the readings of a case, one object a line, in the order of the reports' ids.

    The same case gives the same bytes, however and in how many steps it was filled.
    """
    from riwaya.export.case_readings import export_readings

    progress = Progress()
    with opened_case(case) as open_case, opened(output) as write:
        for line in export_readings(open_case, output):
            write(line)
            progress.step()
    progress.clear()
