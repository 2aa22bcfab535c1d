"""`riwaya run`: archives of any size to readings, on one machine or many."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from riwaya.cli.add import cores
from riwaya.cli.engine_option import EngineOption, WorkersOption
from riwaya.cli.progress import Progress
from riwaya.engine.engines import Kind
from riwaya.errors import UsageError

if TYPE_CHECKING:
    from riwaya.engine.shard import Shard

_SIZE = re.compile(r"(\d{1,12})\s*([kmg]?)b?\Z", re.I)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_MOST_TOLD = 100


def run(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT... OUTPUT",
            help="Files, folders or addresses such as s3://bucket/archive/*.jsonl.gz; "
            "last the folder of results.",
        ),
    ],
    engine: EngineOption = Kind.POOL,
    workers: WorkersOption = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Of the Dask scheduler, like tcp://host:8786, or its file. Default: a cluster "
            "on this machine.",
        ),
    ] = None,
    dashboard: Annotated[
        str | None,
        typer.Option(metavar="PORT", help="Show Dask's dashboard on this port of this machine."),
    ] = None,
    shard_size: Annotated[
        str, typer.Option(metavar="N", help="Bytes of input in a shard, like 512k or 4M.")
    ] = "1M",
    only_likely: Annotated[
        bool,
        typer.Option("--filter", help="Pass over reports that can hold no claim."),
    ] = False,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="MAP", help="Columns of tables, like text=Body,published=Date,url=Link."
        ),
    ] = None,
) -> None:
    """Read archives of any size into readings, one JSON object a line, in files of shards.

    JSON Lines (also packed, .gz), Parquet and WARC are cut into shards; other files are one each.
    OUTPUT holds manifest.json, which says what was made of what, and readings/shard-000000.jsonl
    and so on, in the order of the inputs. The bytes are the same whatever the engine.

    A run that was cut short, or whose inputs have changed, is finished by running it again: only
    what is missing or has changed is done. What cannot be read is named on standard error and
    stands in its place as an object with "error"; the exit status is then 1.

    Examples:

      riwaya run archive/*.jsonl readings/

      riwaya run s3://news/2024/ s3://news/readings --engine dask --scheduler tcp://head:8786
    """
    from riwaya.ingest.column_map import parse_columns

    if len(names) < 2:
        raise typer.BadParameter("name inputs, and last the folder of results")
    inputs, output = names[:-1], names[-1]
    _check(inputs, output, engine, scheduler)
    told = parse_columns(columns) if columns else {}
    size = parse_size(shard_size)
    with _ended_by_signals():
        shards = _run(
            inputs, output, engine, workers, scheduler, dashboard, size, told, only_likely
        )
    failed = _sum_up(shards, output)
    if failed:
        raise typer.Exit(1)


def _run(
    inputs: Sequence[str], output: str, engine: Kind, workers: int | None, scheduler: str | None,
    dashboard: str | None, size: int, columns: dict[str, str], only_likely: bool,
) -> Sequence[Shard]:  # fmt: skip
    from riwaya.engine.engines import engine_of
    from riwaya.engine.readings import readings_stage, readings_tasks
    from riwaya.engine.run import open_run, run_stage
    from riwaya.engine.shard import totals

    progress = Progress()
    done = told = 0

    def tell(shard: Shard, failures: Sequence[str]) -> None:
        nonlocal done, told
        for failure in failures:
            if told < _MOST_TOLD:
                told += 1
                progress.say(f"riwaya: {failure}")
        if shard.error is not None:
            progress.say(f"riwaya: {shard.name} is not done: {shard.error}")
        done += shard.counts.get("reports", 0)
        progress.at(done)

    try:
        with (
            open_run(output) as run,
            engine_of(engine, workers or cores(), scheduler, dashboard) as chosen,
        ):
            if chosen.waits:
                progress.say("riwaya: no worker has come to the scheduler yet; waiting for one")
            stage = readings_stage(size, columns, only_likely)
            tasks = readings_tasks(inputs, stage, run.context.base, chosen)
            shards = run_stage(run, stage, tasks, chosen, tell)
    finally:
        progress.clear()
    untold = totals(shards)["failed"] - told
    if untold > 0:
        progress.say(f'riwaya: {untold:,} more failed: the objects with "error" in {output}')
    return shards


def _check(inputs: Sequence[str], output: str, engine: Kind, scheduler: str | None) -> None:
    from riwaya.engine.inputs import is_inside
    from riwaya.engine.storage import is_private

    if "-" in (*inputs, output):
        raise UsageError("a run reads and writes files; `riwaya read -` reads standard input")
    if scheduler is not None and engine is not Kind.DASK:
        raise UsageError("--scheduler goes with --engine dask")
    around = next((name for name in inputs if is_inside(name, output, str(Path.cwd()))), None)
    if around is not None:
        raise UsageError(f"{output}: lies in the input {around}; name a folder beside it")
    private = next((name for name in (*inputs, output) if is_private(name)), None)
    if private is not None and engine is not Kind.SERIAL:
        raise UsageError(f"{private}: no other process sees it; use --engine serial")


def parse_size(text: str) -> int:
    """Bytes from "1000", "512k", "4M" or "1GB". Raises UsageError."""
    match = _SIZE.match(text.strip())
    size = int(match[1]) * _UNITS[match[2].lower()] if match else 0
    if size < 1:
        raise UsageError(f"--shard-size {text!r}: give bytes, like 512k or 4M")
    return size


def _sum_up(shards: Sequence[Shard], output: str) -> int:
    """Print what there is; returns how many reports and shards failed."""
    from riwaya.engine.shard import DONE, totals

    counts = totals(shards)
    undone = sum(shard.state != DONE for shard in shards)
    noun = "shard" if len(shards) == 1 else "shards"
    line = (
        f"{counts['reports']:,} reports, {counts['claims']:,} claims, {counts['failed']:,} failed, "
        f"{counts['filtered']:,} filtered, in {len(shards):,} {noun}"
    )
    typer.echo(line + (f", {undone:,} of them not done" if undone else "") + f": {output}")
    return counts["failed"] + undone


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Have SIGTERM, by which cluster managers end a job, end the run in order, as Ctrl-C does."""

    def end(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
