"""`riwaya link-run`: the incidents of a finished run."""

from __future__ import annotations

from typing import Annotated

import typer

from riwaya.cli.add import cores
from riwaya.cli.engine_option import EngineOption, WorkersOption
from riwaya.cli.progress import Progress
from riwaya.engine.engines import Kind


def link_run(
    output: Annotated[
        str, typer.Argument(metavar="OUTPUT", help="The folder of results of `riwaya run`.")
    ],
    engine: EngineOption = Kind.POOL,
    workers: WorkersOption = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of the Dask scheduler, as for `riwaya run`."),
    ] = None,
) -> None:
    """Link the readings of a finished run into incidents, without a case.

    OUTPUT/incidents then holds one JSON object a line, by day, then id: what `riwaya incidents
    --format json` prints for a case with the same reports, byte for byte. No process holds more
    than a part of the readings. A linking that was cut short goes on where it was.

    Example:

      riwaya run archive/*.jsonl results/ && riwaya link-run results/
    """
    from riwaya.engine.engines import engine_of
    from riwaya.engine.incidents.finished import readings_of
    from riwaya.engine.incidents.link_run import link_run as linked_by
    from riwaya.engine.run import open_run
    from riwaya.engine.storage import store_at

    # Before the folder is held: what is no finished run stays as it is.
    readings_of(store_at(output))
    progress = Progress()
    with (
        open_run(output) as run,
        engine_of(engine, workers or cores(), scheduler) as chosen,
    ):
        made = linked_by(
            run, chosen, lambda stage, tasks: progress.note(f"{stage}: {tasks:,} to do")
        )
    progress.clear()
    typer.echo(
        f"{made.reports:,} reports, {made.mentions:,} mentions of events, "
        f"{made.incidents:,} incidents{'' if made.new else ', as before'}: {output}"
    )
