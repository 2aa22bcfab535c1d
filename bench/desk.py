"""How fast the desk answers in a large case, under a real load tool (wrk).

    python bench/desk.py [COUNT] [--case CASE] [--seconds N]

Fills a case with COUNT invented reports (default 100,000) unless CASE holds one already, links it,
serves it on this machine and asks for lists, dossiers, reports, the map and searches with two
connections at once. Prints the median and the 99th percentile of each. wrk is a package of Debian.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from case import generated
from sqlalchemy import func, select

from riwaya.casefile.digest import Digest, digest, packed, unpacked
from riwaya.casefile.keep import keep
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.schema import incidents, reports
from riwaya.casefile.sketches import Sketch
from riwaya.model.intake import Intake

BASE = 2_000
BATCH = 500
YEARS = 3
_DAY = re.compile(r"\b(20\d\d)(-\d\d-\d\d)\b")


def fill(case: Case, count: int) -> None:
    """Reports read once and told anew of other years, so that a large case takes minutes."""
    base = list(generated(min(BASE, count)))
    with ProcessPoolExecutor() as pool:
        read = list(pool.map(_read, base, chunksize=50))
    for start in range(0, count, BASE):
        told = [
            _other_years(intake, found, start // BASE)
            for intake, found in list(zip(base, read, strict=True))[: count - start]
        ]
        for first in range(0, len(told), BATCH):
            keep(case, told[first : first + BATCH])
        sys.stderr.write(f"\r{start + len(told):,} reports")
    sys.stderr.write("\n")


def _read(intake: Intake) -> Digest:
    return digest(intake, intake.id or "")


def _other_years(intake: Intake, found: Digest, turn: int) -> tuple[Intake, Digest]:
    """The report with another id, its days in another year, and no copy of itself."""

    def moved(text: str) -> str:
        return _DAY.sub(lambda day: f"{int(day[1]) + YEARS * turn}{day[2]}", text)

    name = f"{intake.id}-{turn}"
    text = moved(unpacked(found.reading or b"")).replace(f'"{intake.id}"', f'"{name}"', 1)
    day = moved(found.published or "")
    told = replace(
        intake,
        id=name,
        text=f"{intake.text} {turn}",
        published=date.fromisoformat(day.replace("-02-29", "-02-28")),
    )
    sketch = Sketch(0, f"{turn:08}{intake.id:>56}", b"", ())
    reading = packed(text.replace("-02-29", "-02-28"))
    return told, replace(found, reading=reading, published=day[:10], sketch=sketch)


def pages(case: Case) -> dict[str, str]:
    """The addresses to ask for, by what they show."""
    with case.reading() as connection:
        shown = connection.execute(
            select(incidents.c.id).order_by(incidents.c.reports.desc(), incidents.c.id).limit(1)
        ).scalar()
        usual = connection.execute(
            select(func.min(incidents.c.id)).where(incidents.c.reports == 2)
        ).scalar()
        report = connection.execute(select(func.min(reports.c.id))).scalar()
    return {
        "incidents": "/incidents",
        "incidents, filtered": f"/incidents?place={quote('سرمين')}&type=shelling&grade=weak",
        "incidents, by killed": "/incidents?sort=killed",
        "incident of two reports": f"/incidents/{usual}",
        "incident with most reports": f"/incidents/{shown}",
        "report": f"/reports/{report}",
        "search, a common word": f"/search?q={quote('قصف')}",
        "search, two words": f"/search?q={quote('سرمين الهاون')}",
        "search, filtered": f"/search?q={quote('غارة')}&since=2030-01-01&until=2031-01-01",
        "map": "/map",
        "review": "/review",
    }


def load(origin: str, path: str, seconds: int) -> str:
    """Median and 99th percentile of one address under load, as wrk prints them."""
    with urllib.request.urlopen(origin + path) as answer:
        answer.read()
    output = subprocess.run(
        ["wrk", "-t1", "-c2", f"-d{seconds}s", "--timeout", "30s", "--latency", origin + path],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    median = re.search(r"^\s+50%\s+(\S+)", output, re.M)
    slow = re.search(r"^\s+99%\s+(\S+)", output, re.M)
    failed = "Non-2xx" in output
    return f"{median[1] if median else '?':>10} {slow[1] if slow else '?':>10}" + (
        " (answers that are errors)" if failed else ""
    )


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--case")
    parser.add_argument("--seconds", type=int, default=5)
    chosen = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        address = chosen.case or str(Path(folder) / "case.db")
        case = open_case(address, create=True)
        with case.reading() as connection:
            held = connection.execute(select(func.count(reports.c.number))).scalar() or 0
        if not held:
            fill(case, chosen.count)
        linked = bring_up_to_date(case)
        _say(f"{max(held, chosen.count):,} reports, {linked.incidents:,} incidents")
        asked = pages(case)
        case.close()
        _measure(address, asked, chosen.seconds)


def _measure(address: str, asked: dict[str, str], seconds: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "riwaya", "serve", "--case", address, "--port", str(port)]
    desk = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait(origin)
        _say(f"{'':<28} {'median':>10} {'99 %':>10}")
        for name, path in asked.items():
            _say(f"{name:<28} {load(origin, path, seconds)}")
    finally:
        desk.terminate()
        desk.wait()


def _wait(origin: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{origin}/incidents").close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("the desk did not start")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
