"""`riwaya load`: a finished run into a case."""

from __future__ import annotations

from typing import Annotated

import typer

from riwaya.cli.add import WorkersOption, cores
from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.progress import Progress


def load(
    output: Annotated[
        str, typer.Argument(metavar="OUTPUT", help="The folder of results of `riwaya run`.")
    ],
    case: CaseOption = None,
    workers: WorkersOption = None,
) -> None:
    """Bring the reports of a finished run into a case, with the readings the run made of them.

    The case is then what `riwaya add` of the same inputs makes, without reading anything again;
    PostgreSQL takes the rows by COPY. The incidents come along when `riwaya link-run` has made
    them. What the case has already is passed over: a load that was cut short is finished by running
    it again.

    Example:

      riwaya load results/ --case postgresql://riwaya@db.example/archive
    """
    from riwaya.engine.loading import load_run
    from riwaya.engine.storage import store_at

    progress = Progress()
    with opened_case(case, create=True) as open_case:
        loaded = load_run(open_case, store_at(output), progress.at, workers=workers or cores())
    progress.clear()
    typer.echo(
        f"{loaded.added:,} added, {loaded.unchanged:,} already there, "
        f"{loaded.changed:,} changed, {loaded.skipped:,} skipped"
    )
    if loaded.linked is not None:
        typer.echo(f"{loaded.linked.incidents:,} incidents")
