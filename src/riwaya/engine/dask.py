"""The work done by a Dask cluster: one on this machine, or any that has a scheduler.

Workers write results themselves; digests and counts alone come back. A worker that is lost is
made up for by Dask; a shard that ends several of them is given up.
"""

from __future__ import annotations

import importlib
import itertools
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from riwaya.engine.engines import Lost
from riwaya.errors import RunError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

# So many items are on their way for each thread of the cluster: it must never wait for us.
_AHEAD = 4
_LEAST_AHEAD = 64

# Workers would note every 10 ms where they are, and keep that: time, and memory that grows.
_SETTINGS = {"distributed.worker.profile.enabled": False}


@contextmanager
def dask_engine(workers: int, scheduler: str | None, dashboard: str | None) -> Iterator[Dask]:
    """A cluster as engine.

    `scheduler`: an address like tcp://host:8786, or the file that a scheduler writes it to; None
    for `workers` processes of this machine, which end with the block. `dashboard`: the port on
    which such a cluster shows itself. Certificates and all else are taken from Dask's own
    configuration. Raises UsageError when the library is missing, RunError when nobody answers.
    """
    distributed = _library()
    if scheduler is None:
        with _ctrl_c_ignored(), _library("dask").config.set(_SETTINGS):
            local = distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=f"127.0.0.1:{dashboard}" if dashboard else None,
                security=_certificates(),
                silence_logs="CRITICAL",
            )
        with local as cluster, distributed.Client(cluster) as client:
            yield Dask(client)
        return
    try:
        if scheduler.endswith(".json"):
            client = distributed.Client(scheduler_file=scheduler)
        else:
            client = distributed.Client(scheduler)
    except (OSError, ValueError, TimeoutError) as error:
        raise RunError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        yield Dask(client)


def _library(name: str = "distributed") -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError("--engine dask needs: pip install 'riwaya[cluster]'") from error


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Processes begun in the block leave Ctrl-C to this one, which ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _certificates() -> bool:
    """Whether connections on this machine can be secured: without, any user of it could send
    work to the scheduler."""
    try:
        import cryptography  # noqa: F401
    except ImportError:
        return False
    return True


class Dask:
    """A cluster behind a client."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def waits(self) -> bool:
        """Whether no worker has come to the scheduler yet."""
        return not self._client.nthreads()

    def map(
        self, function: Callable[[Item], Result], items: Iterable[tuple[int, Item]]
    ) -> Iterator[tuple[int, Result | Lost]]:
        """As `Engine.map`. So many items are under way that no worker waits for the next."""
        left = iter(items)
        threads = sum(self._client.nthreads().values())
        numbers: dict[Any, int] = {}

        def submitted(count: int) -> Iterator[Any]:
            for number, item in itertools.islice(left, count):
                # Not named after its arguments: a run asks again only for what is to be redone.
                future = self._client.submit(function, item, pure=False)
                numbers[future.key] = number
                yield future

        under_way = _library().as_completed(list(submitted(max(_LEAST_AHEAD, _AHEAD * threads))))
        try:
            for future in under_way:
                number = numbers.pop(future.key)
                yield number, _result(future)
                future.release()
                under_way.update(list(submitted(1)))
        finally:
            self._client.cancel(list(under_way.futures))


def _result(future: Any) -> Any:
    if future.status == "finished":
        return future.result()
    error = future.exception()
    return Lost(f"{type(error).__name__}: {error}")
