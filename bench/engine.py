"""Runs over one archive on every engine, some with processes killed: bytes, speed, memory.

    python bench/engine.py [ARCHIVE.jsonl] [--count N] [--workers N] [--only NAME,...]

Without ARCHIVE, N invented reports (default 20,000) are read. Each line tells a run: wall seconds,
processor seconds of all its processes, its efficiency (processor seconds of the serial run, divided
by workers times wall), processor seconds against the serial run, which part of the time its workers
had work (also while other programs had the processors: on a machine that is not idle, the
efficiency is at most this part divided by that cost), and the memory of the largest worker when a
tenth, half and nine tenths of the work are done. Last, whether all readings are the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from case import generated

SAMPLE = 0.25
POINTS = (0.1, 0.5, 0.9)


@dataclass
class Watched:
    """A run while it goes on: what was seen of it."""

    process: subprocess.Popen[bytes]
    output: Path
    shards: int
    done: int = 0
    memory: dict[float, float] = field(default_factory=dict)
    busy: dict[int, float] = field(default_factory=dict)

    def workers(self) -> list[int]:
        """Processes that read: those that the run has spawned, or itself."""
        found = [pid for pid in _descendants(self.process.pid) if b"spawn_main" in _command(pid)]
        return found or [self.process.pid]

    def look(self) -> None:
        """Note progress, and memory at the points."""
        self.done = len(list((self.output / "readings").glob("shard-*")))
        self.busy.update((pid, seconds) for pid in self.workers() if (seconds := _wanting(pid)))
        for point in POINTS:
            if point not in self.memory and self.shards and self.done >= point * self.shards:
                self.memory[point] = max(map(_megabytes, self.workers()))


Kill = Callable[[Watched], None]


def main() -> None:
    """Run all and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", help="names of runs, with commas")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = chosen.archive or _write(folder / "generated.jsonl", chosen.count)
        _say(f"{archive.name}: {archive.stat().st_size / 1e6:.1f} MB, {chosen.workers} workers")
        _say(
            f"{'':<22} {'wall':>7} {'cpu':>7} {'eff.':>6} {'cpu/serial':>10} "
            f"{'busy':>6}  worker MB at 10/50/90%"
        )
        wanted = chosen.only.split(",") if chosen.only else None
        digests, serial = {}, None
        for title, engine, kill in _runs():
            if wanted and title not in wanted and title != "serial":
                continue
            output = folder / title.replace(" ", "-")
            wall, cpu, busy, memory = _run(archive, output, engine, chosen.workers, kill)
            workers = 1 if engine == "serial" else chosen.workers
            serial = serial or cpu
            digests[title] = _digest(output)
            efficiency = serial / (workers * wall)
            shown = " / ".join(f"{memory.get(point, 0):.0f}" for point in POINTS)
            _say(
                f"{title:<22} {wall:>7.1f} {cpu:>7.1f} {efficiency:>6.2f} {cpu / serial:>10.2f} "
                f"{busy / (workers * wall):>6.2f}  {shown}"
            )
        same = len(set(digests.values())) == 1
        _say(
            f"readings: {'all the same bytes' if same else 'DIFFERENT'}, {digests['serial'][:16]}…"
        )
    sys.exit(not same)


def _runs() -> Iterator[tuple[str, str, Kill | None]]:
    yield "serial", "serial", None
    yield "pool", "pool", None
    yield "dask", "dask", None
    yield "pool worker killed", "pool", _kill_worker
    yield "dask worker killed", "dask", _kill_worker
    yield "pool run killed", "pool", _kill_run


def _kill_worker(run: Watched) -> None:
    workers = run.workers()
    assert run.process.pid not in workers, "no worker is seen"
    os.kill(workers[0], signal.SIGKILL)


def _kill_run(run: Watched) -> None:
    run.process.kill()


def _run(
    archive: Path, output: Path, engine: str, workers: int, kill: Kill | None
) -> tuple[float, float, float, dict[float, float]]:
    """(wall seconds, processor seconds, seconds with work, memory); what was killed runs again."""
    command = [
        sys.executable, "-m", "riwaya", "run", str(archive), str(output),
        "--engine", engine, "--workers", str(workers),
    ]  # fmt: skip
    began, used = time.perf_counter(), _children_seconds()
    memory: dict[float, float] = {}
    busy = 0.0
    while True:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        run = Watched(process, output, 0, memory=memory)
        while process.poll() is None:
            time.sleep(SAMPLE)
            run.shards = run.shards or _planned(output)
            run.look()
            if kill is not None and run.shards and run.done >= run.shards / 3:
                kill(run)
                kill = None
        busy += sum(run.busy.values())
        if process.returncode in (0, 1):
            return time.perf_counter() - began, _children_seconds() - used, busy, memory


def _planned(output: Path) -> int:
    try:
        stages = json.loads((output / "manifest.json").read_bytes())["stages"]
        return len(stages.get("readings", {}).get("shards", ()))
    except (OSError, ValueError):
        return 0


def _digest(output: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted((output / "readings").iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _write(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for report in generated(count):
            line = {
                "id": report.id,
                "text": report.text,
                "outlet": report.outlet,
                "published": report.published and report.published.isoformat(),
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def _descendants(pid: int) -> list[int]:
    """Processes that any thread of a process began, and theirs."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, thread.read_text(encoding="ascii").split())
    return [one for child in found for one in (child, *_descendants(child))]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _megabytes(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    sizes = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(sizes[0]) / 1024 if sizes else 0.0


def _wanting(pid: int) -> float:
    """Seconds in which a process ran or waited for a processor, all its threads together."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            total += sum(map(int, thread.read_text(encoding="ascii").split()[:2]))
    return total / 1e9


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
