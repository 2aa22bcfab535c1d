"""A pool of processes that outlives the death of any of them.

One pipe a worker, so that it is known which item a dead one had; the pool of the standard library
gives up all items and all workers when one is killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self, TypeVar

from riwaya.engine.engines import Lost
from riwaya.engine.pool_worker import serve

Item = TypeVar("Item")
Result = TypeVar("Result")

_PATIENCE = 5.0


class _Worker:
    """A process and the pipe to it. Spawned, not forked: a forked process would inherit the locks
    of threads that it does not have, and all memory of this one."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        # With no other end open here, the death of the process ends the pipe.
        theirs.close()
        self.number = 0

    def end(self) -> None:
        self.process.kill()
        self.process.join(_PATIENCE)
        self.pipe.close()


class Pool:
    """`workers` processes, started when there is work for them, ended with the block."""

    waits = False

    def __init__(self, workers: int) -> None:
        self._most = workers
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in [*self._idle, *self._busy.values()]:
            worker.end()

    def map(
        self, function: Callable[[Item], Result], items: Iterable[tuple[int, Item]]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """As `Engine.map`. Each worker has one item at a time, so that memory is bounded."""
        left = iter(items)
        try:
            while True:
                while len(self._busy) < self._most and (taken := next(left, None)) is not None:
                    yield from self._give(function, *taken)
                if not self._busy:
                    return
                for pipe in wait(list(self._busy)):
                    yield self._take(pipe)
        finally:
            # What was given up must not be handed to the next caller.
            for worker in self._busy.values():
                worker.end()
            self._busy.clear()

    def _give(
        self, function: Callable[..., Any], number: int, item: Any
    ) -> Iterator[tuple[int, Lost]]:
        worker = self._idle.pop() if self._idle else _Worker()
        worker.number = number
        try:
            worker.pipe.send((function, item))
        except OSError:
            yield number, self._lost(worker)
        else:
            self._busy[worker.pipe] = worker

    def _take(self, pipe: Any) -> tuple[int, Any]:
        worker = self._busy.pop(pipe)
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            return worker.number, self._lost(worker)
        self._idle.append(worker)
        return worker.number, result

    def _lost(self, worker: _Worker) -> Lost:
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        worker.end()
        how = f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"
        return Lost(f"the worker process died ({how}); was there too little memory?")
