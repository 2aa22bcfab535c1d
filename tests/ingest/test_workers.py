"""Processes that read do not outlive the one that began them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import multiprocessing, sys, time
from riwaya.ingest.workers import readers
from riwaya.model.intake import Intake

if __name__ == "__main__":
    with readers(2) as read:
        work = [(Intake("t", "قتل راع"), "x")] * 100
        assert len(read(work)()) == 100
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        time.sleep(600)
"""


def is_running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are seen in /proc")
def test_they_end_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert children
    assert all(map(is_running, children))
    # Ctrl-C reaches the whole group: it is for the parent to say what becomes of the others.
    os.kill(children[0], signal.SIGINT)
    time.sleep(0.2)
    assert is_running(children[0])
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(600):
        if not any(map(is_running, children)):
            return
        time.sleep(0.1)
    pytest.fail("a process goes on without its parent")
