"""The pool outlives the death of its processes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.engine.conftest import bytes_of, read_archives

from riwaya.engine.engines import Kind, Lost, Serial, engine_of
from riwaya.engine.pool import Pool

# What is called must be known to a new process by its name: `eval` is.
_KILL = "__import__('os').kill(__import__('os').getpid(), 9)"
_PID = "__import__('os').getpid()"


def test_results_are_those_of_one_process() -> None:
    items = [(number, f"{number} * {number}") for number in range(20)]
    with Pool(2) as pool:
        assert sorted(pool.map(eval, items)) == list(Serial().map(eval, items))


def test_a_killed_process_costs_its_item_alone() -> None:
    items = [(0, "1"), (1, _KILL), (2, "3"), (3, _KILL), (4, "__import__('os')._exit(3)"), (5, "6")]
    with Pool(2) as pool:
        found = dict(pool.map(eval, items))
    assert [found[0], found[2], found[5]] == [1, 3, 6]
    assert [isinstance(found[n], Lost) for n in (1, 3, 4)] == [True] * 3
    assert "signal 9" in str(found[1])
    assert "exit status 3" in str(found[4])


def test_what_cannot_be_done_or_sent_is_lost_and_the_process_lives() -> None:
    items = [(0, _PID), (1, "1 / 0"), (2, "lambda: 0"), (3, _PID)]
    with Pool(1) as pool:
        found = dict(pool.map(eval, items))
    assert "ZeroDivisionError" in str(found[1])
    assert isinstance(found[2], Lost)
    assert found[0] == found[3]


def test_no_more_is_taken_than_there_are_processes_for() -> None:
    taken = []

    def items() -> object:
        for number in range(8):
            taken.append(number)
            yield number, str(number)

    with Pool(2) as pool:
        results = pool.map(eval, items())  # type: ignore[arg-type]
        next(results)
        assert len(taken) <= 3
        results.close()  # type: ignore[attr-defined]
        assert dict(pool.map(eval, [(0, "7")])) == {0: 7}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are seen in /proc")
def test_processes_end_with_the_block() -> None:
    with Pool(2) as pool:
        running = [result for _, result in pool.map(eval, [(n, _PID) for n in range(4)])]
        held = pool.map(eval, [(0, "__import__('time').sleep(600)"), (1, _PID)])
        running.append(next(held)[1])
    time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in running if pid != os.getpid())


def test_two_processes_read_the_same_bytes(archive: Path, read_once: bytes, tmp_path: Path) -> None:
    with engine_of(Kind.POOL, 2) as pool:
        read_archives([archive], tmp_path, engine=pool)
    assert bytes_of(tmp_path) == read_once
