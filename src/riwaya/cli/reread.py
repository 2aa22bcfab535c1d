"""`riwaya reread`: old readings made anew."""

from __future__ import annotations

import typer

from riwaya.cli.add import WorkersOption, cores
from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.progress import Progress


def reread(case: CaseOption = None, workers: WorkersOption = None) -> None:
    """Read again what another version of the program or of its knowledge has read.

    The older readings are kept beside the new ones. A run that was cut short is finished by
    running it again.
    """
    from riwaya.ingest.add import reread as read_again

    progress = Progress()
    with opened_case(case) as open_case:
        done = read_again(open_case, workers=workers or cores(), tell=progress.step)
    progress.clear()
    typer.echo(f"{done:,} read again")
