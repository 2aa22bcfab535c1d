"""Stages of work in one folder of results: what is missing or has changed is done, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from riwaya.engine.engines import Engine, Lost
from riwaya.engine.lock import locked
from riwaya.engine.manifest import Manifest, load
from riwaya.engine.moves import move
from riwaya.engine.program import this_program
from riwaya.engine.shard import DONE, FAILED, Shard
from riwaya.engine.stage import PREFIX, Context, Job, Outcome, Stage, Task, execute
from riwaya.engine.storage import Store, store_at
from riwaya.errors import RunError

ATTEMPTS = 3
"""How often a shard is tried whose worker died or whose storage failed."""

Tell = Callable[[Shard, Sequence[str]], None]
"""Hears of a shard that ended, and of the failures in it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A folder of results that is held by this process. `token`: what workers know it by."""

    context: Context
    manifest: Manifest
    token: str

    @property
    def store(self) -> Store:
        """Where the results lie."""
        return self.context.store


@contextmanager
def open_run(output: str) -> Iterator[Run]:
    """Hold the folder of results at a path or address, made if need be.

    However the block is left, the manifest then says what is done. Raises RunError when another
    run holds it or it holds something else; UsageError when the address cannot be reached.
    """
    store = store_at(output)
    with _usable(store), locked(store) as token:
        store.sweep("")
        manifest = load(store, token)
        run = Run(Context(store, str(Path.cwd())), manifest, token)
        try:
            yield run
        finally:
            manifest.save()
            for stage in manifest.stages():
                # What workers that were ended with the run had begun to write.
                _sweep(store, *_folders(manifest.shards(stage)))


@contextmanager
def _usable(store: Store) -> Iterator[None]:
    """Turn an error of storage before the work into one that says what to do."""
    try:
        yield
    except FileExistsError as error:
        raise RunError(f"{store.root}: is a file; name a folder for the results") from error
    except PermissionError as error:
        raise RunError(f"{store.root}: cannot be written: {error.strerror or error}") from error


def _folders(shards: Sequence[Shard]) -> list[str]:
    return sorted({name.rpartition("/")[0] for name in _files(shards)})


def run_stage(
    run: Run, stage: Stage, tasks: Sequence[Task], engine: Engine, tell: Tell = lambda *_: None
) -> Sequence[Shard]:
    """Bring a stage to `tasks`, and return its shards in their order.

    Outputs of tasks there are no more are taken away. `tell` hears of each shard that ends now.
    """
    manifest = run.manifest
    moved = manifest.plan(stage, tasks)
    # Before any file is touched: until they are all in place, what is moved counts as missing.
    manifest.save()
    _sweep(run.store, stage.name, stage.side)
    move(run.store, manifest, stage.name, moved)
    _remove_strays(run, stage)
    waiting = [n for n, shard in enumerate(manifest.shards(stage.name)) if shard.state != DONE]
    for attempt in range(1, ATTEMPTS + 1):
        waiting = _tried(run, stage, tasks, waiting, engine, tell, last=attempt == ATTEMPTS)
        if not waiting:
            break
    manifest.save()
    return manifest.shards(stage.name)


def _tried(
    run: Run, stage: Stage, tasks: Sequence[Task], places: Sequence[int], engine: Engine,
    tell: Tell, *, last: bool,
) -> list[int]:  # fmt: skip
    """Do the tasks at `places`; returns those that are worth another try."""
    program = this_program()
    jobs = ((n, Job(run.context, stage, tasks[n], program, run.token)) for n in places)
    again = []
    shards = run.manifest.shards(stage.name)
    for place, found in engine.map(execute, jobs):
        outcome = Outcome(error=found.reason, again=True) if isinstance(found, Lost) else found
        shard = shards[place].after(outcome)
        if shard.state == DONE and not run.manifest.is_there(shard):
            reason = "what a worker wrote is not seen here: all need one storage"
            shard = shard.after(Outcome(error=f"{run.store.root}/{shard.output}: {reason}"), 0)
        run.manifest.update(stage.name, place, shard)
        if shard.state == FAILED and outcome.again and not last:
            again.append(place)
        else:
            tell(shard, outcome.failures)
        run.manifest.save_if_due()
    return again


def _remove_strays(run: Run, stage: Stage) -> None:
    """Take away what lies in the folders of a stage and is no output of it any more."""
    wanted = _files(run.manifest.shards(stage.name))
    for folder in filter(None, (stage.name, stage.side)):
        for name in run.store.names(folder):
            if name.startswith(PREFIX) and f"{folder}/{name}" not in wanted:
                run.store.remove(f"{folder}/{name}")


def _sweep(store: Store, *folders: str | None) -> None:
    for folder in filter(None, folders):
        store.sweep(folder)


def drop_stage(run: Run, stage: str) -> None:
    """Take away a stage that was only on the way to others, and its files."""
    shards = run.manifest.shards(stage)
    run.manifest.drop(stage)
    run.manifest.save()
    for name in sorted(_files(shards)):
        run.store.remove(name)
    _sweep(run.store, *_folders(shards))


def _files(shards: Sequence[Shard]) -> set[str]:
    return {name for shard in shards for name in shard.files}


def finished(run: Run, stage: str) -> Sequence[Shard]:
    """The shards of a stage whose output is there, in order: the inputs of the next stage."""
    return tuple(shard for shard in run.manifest.shards(stage) if shard.state == DONE)
