"""A stage of work: a list of shards, and the pure function that makes each one's output."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from riwaya.engine.program import Program, this_program
from riwaya.engine.storage import Store
from riwaya.engine.writing import Digesting, packing
from riwaya.errors import RiwayaError, RunError
from riwaya.ingest.processes import collect_seldom

FENCE = ".lock"
"""The file whose first word says which run may write."""

MOST_FAILURES = 20
"""How many failures of one shard are told; all are counted, and stand in the output."""

PREFIX = "shard-"
"""What the names of outputs begin with."""

# New objects after which Python looks for cycles among them; it would after 700.

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")

Inputs = Sequence[Mapping[str, Any]]
"""What an output is made of, as JSON: names, ranges, and SHA-256 of contents."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a process may open: `store` holds the results, paths of inputs start at `base`."""

    store: Store
    base: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an output.

    `side`: what goes into the file beside it, in stages that have one. `counts` are added up.
    `failure`: what to tell of it, if anything.
    """

    data: bytes
    counts: Mapping[str, int] = field(default_factory=dict)
    failure: str | None = None
    side: bytes = b""


Process = Callable[[Context, Inputs, Mapping[str, Any]], Iterator[Chunk]]
"""Makes an output from inputs and the stage's options. A function of a module, and a pure one:
the same inputs, options and program give the same bytes, whenever and wherever."""


@dataclass(frozen=True, slots=True)
class Stage:
    """`name`: of its folder. `options`: JSON that changes outputs. `suffix`: of its files.
    `side`: the folder of packed files beside them, if any."""

    name: str
    process: Process
    options: Mapping[str, Any] = field(default_factory=dict)
    suffix: str = ".jsonl"
    side: str | None = None

    def output(self, task: str) -> str:
        """The file of a task, relative to the folder of results. Raises ValueError."""
        if not _NAME.match(task) or not _NAME.match(self.name):
            raise ValueError(f"no name for a stage or a shard: {self.name}/{task}")
        return f"{self.name}/{task}{self.suffix}"

    def beside(self, task: str) -> str | None:
        """The file beside the output of a task, if there is one."""
        return f"{self.side}/{task}{self.suffix}.gz" if self.side else None


@dataclass(frozen=True, slots=True)
class Task:
    """One shard to be made: its name in the stage, and all that its output depends on."""

    name: str
    inputs: tuple[Mapping[str, Any], ...]


def shard_name(number: int) -> str:
    """The name of the shard in that place, from 0."""
    return f"{PREFIX}{number:06}"


def key_of(stage: Stage, task: Task, program: Program) -> str:
    """SHA-256 of all that an output depends on: equal keys mean equal bytes."""
    whole = [
        stage.name, stage.suffix, stage.side, stage.options,
        program.version, program.code, program.knowledge, task.inputs,
    ]  # fmt: skip
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Job:
    """A task on its way to a worker. `token`: of the run that gave it."""

    context: Context
    stage: Stage
    task: Task
    program: Program
    token: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the output's digest, size and counts, or the `error` there is instead.

    `again`: whether another try may end better.
    """

    sha256: str | None = None
    size: int = 0
    side_size: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    error: str | None = None
    again: bool = False


def execute(job: Job) -> Outcome:
    """Do a job, in whichever process, and write its output. Never raises."""
    collect_seldom()
    try:
        here = this_program()
        if here != job.program:
            raise RunError(
                f"a worker runs another Riwaya ({here.version}, code {here.code[:8]}, knowledge "
                f"{here.knowledge[:8]}); install the same on all"
            )
        return _written(job)
    except RiwayaError as error:
        return Outcome(error=str(error))
    except OSError as error:
        return Outcome(error=f"{type(error).__name__}: {error}", again=True)
    except Exception as error:  # a defect costs one shard and not all that follow
        return Outcome(error=f"{type(error).__name__}: {error}; please report this")


def _written(job: Job) -> Outcome:
    counts: Counter[str] = Counter()
    failures: list[str] = []
    store, stage, task = job.context.store, job.stage, job.task
    beside = stage.beside(task.name)
    with ExitStack() as stack:
        # The one behind appears first: where an output is, what belongs to it is there as well.
        output = Digesting(stack.enter_context(store.writing(stage.output(task.name))))
        side = stack.enter_context(packing(store, beside)) if beside else None
        for chunk in stage.process(job.context, task.inputs, stage.options):
            output.write(chunk.data)
            if side is not None:
                side.write(chunk.side)
            counts.update(chunk.counts)
            if chunk.failure is not None and len(failures) < MOST_FAILURES:
                failures.append(chunk.failure)
        check_fence(store, job.token)
    return Outcome(
        sha256=output.sha256,
        size=output.size,
        side_size=store.size(beside) if beside else None,
        counts=dict(sorted(counts.items())),
        failures=tuple(failures),
    )


def check_fence(store: Store, token: str) -> None:
    """Raise RunError when another run holds the folder by now: a worker can outlive its run, and
    a run on a machine that slept can be taken for dead."""
    owner = store.read(FENCE) or b""
    if owner.split(b"\n", 1)[0] != token.encode("ascii"):
        raise RunError("another run has begun to write into the same folder; this one stopped")
