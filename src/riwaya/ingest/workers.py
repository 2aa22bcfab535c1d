"""Reports read on all cores, by processes that end with the one that began them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from riwaya.casefile.digest import Digest, digest
from riwaya.ingest.processes import collect_seldom, end_with_the_parent
from riwaya.model.intake import Intake

# Starting processes takes as long as reading about this many reports.
_WORTH_A_POOL = 96

Work = Sequence[tuple[Intake, str]]
"""Reports, each with its id in the case."""

Read = Callable[[Work], Callable[[], list[Digest]]]
"""Begins to read a batch, and gives a function that waits for its digests."""


def _digests(work: Work) -> list[Digest]:
    collect_seldom()
    return [digest(intake, report_id) for intake, report_id in work]


@contextmanager
def readers(
    workers: int, digests: Callable[[Sequence[Any]], list[Digest]] = _digests
) -> Iterator[Callable[[Sequence[Any]], Callable[[], list[Digest]]]]:
    """A function that reads batches on `workers` processes; they end with the block.

    The first reports are read here; processes are started once there are many. `digests`: what
    is done with a batch, a function of a module; given none, its reports are read.
    """
    pool: ProcessPoolExecutor | None = None
    seen = 0

    def begin(work: Sequence[Any]) -> Callable[[], list[Digest]]:
        nonlocal pool, seen
        seen += len(work)
        if workers < 2 or seen < _WORTH_A_POOL or not work:
            # Read only when the batch's turn has come, so that an interrupt loses little.
            return lambda: digests(work)
        if pool is None:
            # Not forked: the case's connections must not be shared with another process.
            pool = ProcessPoolExecutor(
                workers, mp_context=get_context("spawn"), initializer=_obey_the_parent
            )
        future: Future[list[Digest]] = pool.submit(digests, work)
        return future.result

    try:
        yield begin
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def _obey_the_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_the_parent()
