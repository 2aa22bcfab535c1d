"""A Dask cluster gives the bytes of one process, also when it loses a worker."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.engine.conftest import bytes_of

from riwaya.engine.dask import dask_engine
from riwaya.engine.engines import Kind, Lost, engine_of
from riwaya.engine.readings import readings_stage, readings_tasks
from riwaya.engine.run import open_run, run_stage
from riwaya.engine.shard import DONE
from riwaya.errors import RunError, UsageError

pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers of this machine, with a scheduler that has an address."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs="CRITICAL",
    ) as made:
        yield made


def _pids(cluster: Any) -> list[int]:
    return [worker.pid for worker in cluster.workers.values()]


def test_a_worker_killed_in_the_middle_changes_no_byte(
    cluster: Any, archive: Path, read_once: bytes, tmp_path: Path
) -> None:
    before = _pids(cluster)
    killed: list[int] = []

    def kill_one(*_: object) -> None:
        if not killed:
            os.kill(before[0], signal.SIGKILL)
            killed.append(before[0])

    stage = readings_stage(1000, {}, only_likely=False)
    with (
        open_run(str(tmp_path)) as run,
        engine_of(Kind.DASK, 2, cluster.scheduler_address) as engine,
    ):
        tasks = readings_tasks([str(archive)], stage, run.context.base, engine)
        assert len(tasks) > 10
        shards = run_stage(run, stage, tasks, engine, kill_one)
    assert killed
    assert [shard.state for shard in shards] == [DONE] * len(tasks)
    assert bytes_of(tmp_path) == read_once


def test_an_item_that_kills_every_worker_is_given_up(cluster: Any) -> None:
    with dask_engine(2, cluster.scheduler_address, None) as engine:
        items = [(0, "__import__('os')._exit(1)"), (1, "2")]
        found = dict(engine.map(eval, items))
    assert isinstance(found[0], Lost)
    assert "KilledWorker" in found[0].reason
    assert found[1] == 2


def test_an_error_is_lost_with_its_words(cluster: Any) -> None:
    with dask_engine(2, cluster.scheduler_address, None) as engine:
        # Workers that the test before has ended are on their way back.
        deadline = time.monotonic() + 60
        while engine.waits and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not engine.waits
        ((_, found),) = engine.map(eval, [(0, "1 / 0")])
    assert isinstance(found, Lost)
    assert found.reason == "ZeroDivisionError: division by zero"


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(UsageError, match=r"pip install 'riwaya\[cluster\]'"),
        dask_engine(1, None, None),
    ):
        pass


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("dask")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "0.3s"}),
        pytest.raises(RunError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        dask_engine(1, "tcp://127.0.0.1:9", None),
    ):
        pass
