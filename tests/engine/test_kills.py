"""Whatever is killed and whenever: running again gives the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.conftest import bytes_of, read_archives

from riwaya.engine.shard import DONE

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are seen in /proc"
)

_RUN = [sys.executable, "-m", "riwaya", "run", "--workers", "2", "--shard-size", "1000"]


def _started(archive: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [*_RUN, *options, str(archive), str(output)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests run in the background of a shell, Ctrl-C is ignored and stays so.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def _until(true: Callable[[], object], run: subprocess.Popen[bytes]) -> None:
    for _ in range(12_000):
        if true():
            return
        assert run.poll() is None, "the run ended too early"
        time.sleep(0.01)
    pytest.fail("it takes too long")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in found if b"spawn_main" in _command(int(child))]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _written(output: Path) -> int:
    return len(list(output.glob("readings/shard-*.jsonl")))


def test_a_killed_worker_is_made_up_for(archive: Path, read_once: bytes, tmp_path: Path) -> None:
    run = _started(archive, tmp_path)
    _until(lambda: _written(tmp_path) >= 2, run)
    os.kill(_children(run.pid)[0], signal.SIGKILL)
    out, err = run.communicate(timeout=120)
    assert (run.returncode, err) == (0, b"")
    assert b"60 reports" in out
    assert bytes_of(tmp_path) == read_once
    shards = read_archives([archive], tmp_path, size=1000)
    assert {shard.state for shard in shards} == {DONE}
    assert sum(shard.attempts for shard in shards) == len(shards) + 1


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_run_that_was_ended_is_finished_by_the_next(
    archive: Path, read_once: bytes, tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    run = _started(archive, tmp_path)
    _until(lambda: _written(tmp_path) >= 4, run)
    children = _children(run.pid)
    run.send_signal(sent)
    out, err = run.communicate(timeout=60)
    # Python may end itself by the signal after all: to a shell that is the same.
    assert run.returncode in (status, -sent)
    assert (out, err) == (b"", b"")
    for _ in range(300):
        if not any(map(_command, children)):
            break
        time.sleep(0.01)
    assert not any(map(_command, children)), "a worker goes on without its run"
    kept = {file: file.stat().st_mtime_ns for file in tmp_path.glob("readings/shard-*")}
    assert 4 <= len(kept) < 15
    ended: list[object] = []
    shards = read_archives([archive], tmp_path, size=1000, ended=ended)  # type: ignore[arg-type]
    assert bytes_of(tmp_path) == read_once
    assert not list(tmp_path.rglob("*.tmp"))
    if sent is not signal.SIGKILL:
        # Of the last ones the run may have died before it heard.
        assert len(ended) <= len(shards) - len(kept) + 2
        assert sum(file.stat().st_mtime_ns != when for file, when in kept.items()) <= 2


# A run over changed inputs that ends, as by kill -9, at its n-th step in storage, for each n.
_AT_EVERY_STEP = """
import os, shutil, sys
from pathlib import Path
from riwaya.engine import local_store
from riwaya.engine.engines import Serial
from riwaya.engine.run import open_run, run_stage
from riwaya.engine.stage import Chunk, Stage, Task, shard_name

def copied(context, inputs, options):
    for value in inputs:
        yield Chunk((value["word"] * 50 + "\\n").encode(), side=b"beside " + value["word"].encode())

def run(output, words):
    tasks = [Task(shard_name(n), ({"word": word},)) for n, word in enumerate(words)]
    with open_run(str(output)) as held:
        run_stage(held, Stage("copied", copied, side="beside"), tasks, Serial())

def tree(output):
    return {str(f.relative_to(output)): f.read_bytes() for f in sorted(output.rglob("*"))
            if f.is_file() and f.name not in (".lock", "manifest.json")}

def dying(step):
    count = 0
    def wrap(owner, name):
        real = getattr(owner, name)
        def call(*arguments, **named):
            nonlocal count
            count += 1
            if count == step:
                os._exit(9)
            return real(*arguments, **named)
        setattr(owner, name, call)
    for name in ("replace", "unlink", "mkdir", "open"):
        wrap(Path, name)
    wrap(local_store.os, "fsync")

folder = Path(sys.argv[1])
before, after = sys.argv[2:]
run(folder / "before", before)
run(folder / "expected", after)
step = 0
while True:
    step += 1
    output = folder / "out"
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(folder / "before", output)
    child = os.fork()
    if not child:
        dying(step)
        run(output, after)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    run(output, after)
    assert tree(output) == tree(folder / "expected"), step
    if status == 0:
        break
    assert status == 9, status
print(step)
"""


@pytest.mark.parametrize(("before", "after"), [("abcdef", "xacbyf"), ("abcdef", "ba")])
def test_a_run_killed_at_any_step_is_finished_by_the_next(
    tmp_path: Path, before: str, after: str
) -> None:
    script = tmp_path / "at_every_step.py"
    script.write_text(_AT_EVERY_STEP, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, script, tmp_path, before, after],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert int(run.stdout) > 20
