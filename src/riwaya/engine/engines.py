"""What an engine does: call a function for each of many items, and say what came of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker that had an item ended before it was done, or could not do it."""

    reason: str


class Engine(Protocol):
    """Calls functions of modules, which never raise, with what can be pickled."""

    def map(
        self, function: Callable[[Item], Result], items: Iterable[tuple[int, Item]]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """The results in the order they are done, each with the number of its item.

        `items` are taken as workers become free. Closing the iterator gives up what is not done.
        """
        ...

    @property
    def waits(self) -> bool:
        """Whether there is nobody yet to do the work, as while a cluster still starts."""
        ...


class Kind(StrEnum):
    """The engines there are."""

    SERIAL = "serial"
    POOL = "pool"
    DASK = "dask"


class Serial:
    """The work done here, one item after another."""

    waits = False

    def map(
        self, function: Callable[[Item], Result], items: Iterable[tuple[int, Item]]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """As `Engine.map`."""
        for number, item in items:
            yield number, function(item)


@contextmanager
def engine_of(
    kind: Kind, workers: int, scheduler: str | None = None, dashboard: str | None = None
) -> Iterator[Engine]:
    """The engine of a kind; its workers end with the block.

    `scheduler`, `dashboard`: see `riwaya.engine.dask`. Raises UsageError when a library is missing.
    """
    if kind is Kind.SERIAL:
        yield Serial()
    elif kind is Kind.POOL:
        from riwaya.engine.pool import Pool

        with Pool(workers) as pool:
            yield pool
    else:
        from riwaya.engine.dask import dask_engine

        with dask_engine(workers, scheduler, dashboard) as engine:
            yield engine
