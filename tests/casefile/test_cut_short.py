"""Runs that are killed, and runs side by side, leave the case that one quiet run would."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from riwaya.casefile.copies import groups
from riwaya.casefile.open import open_case
from riwaya.casefile.schema import reports
from riwaya.casefile.verify import verify

REPORTS = 260
KILLS = 3


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Invented reports, some of them copies of others."""
    chance = random.Random(3)
    towns = ("سرمين", "تدمر", "سنجار", "حرض", "سبها", "خانيونس", "صور", "الفاشر")
    arms = ("قصف مدفعي", "غارة جوية", "انفجار عبوة ناسفة", "رصاص قناص")
    file = tmp_path / "reports.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(REPORTS):
            town, arm = chance.choice(towns), chance.choice(arms)
            text = (
                f"قتل {chance.randint(2, 40)} مدنيا وأصيب {chance.randint(2, 90)} آخرون جراء {arm} "
                f"في {town} صباح اليوم، وقال مصدر طبي إن بين القتلى {chance.randint(2, 9)} أطفال. "
                f"ونقل الجرحى إلى المشفى رقم {number % 50}، وأغلقت السلطات الطرق إلى {town}."
            )
            record = {
                "id": f"n{number}",
                "text": text,
                "published": f"2024-05-{number % 28 + 1:02}",
            }
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return file


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """A `riwaya` of its own, in a group of processes that can be killed together."""
    command = [sys.executable, "-m", "riwaya", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


def finished(*arguments: str | Path) -> bytes:
    process = start(*arguments)
    output, _ = process.communicate()
    assert process.returncode == 0
    return output


def exported(case: str, folder: Path) -> bytes:
    target = folder / "exported.jsonl"
    finished("export", "--case", case, "--output", target)
    return target.read_bytes()


def test_a_run_killed_again_and_again_is_finished_by_the_last(
    address: str, archive: Path, tmp_path: Path
) -> None:
    quiet = str(tmp_path / "quiet.db")
    finished("add", "--case", quiet, archive)
    chance = random.Random(7)
    for _ in range(KILLS):
        process = start("add", "--case", address, archive, "--workers", "2")
        time.sleep(chance.uniform(0.2, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    finished("add", "--case", address, archive)
    again = json.loads(finished("add", "--json", "--case", address, archive))
    assert (again["added"], again["unchanged"], again["skipped"]) == (0, REPORTS, 0)
    assert exported(address, tmp_path) == exported(quiet, tmp_path)
    one, other = open_case(address), open_case(quiet)
    with one.reading() as first, other.reading() as second:
        assert verify(first).faults == ()
        assert groups(first) == groups(second)
    one.close()
    other.close()


def test_two_processes_adding_at_once_lose_nothing_and_double_nothing(
    address: str, archive: Path, tmp_path: Path
) -> None:
    lines = archive.read_text(encoding="utf-8").splitlines(keepends=True)
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_text("".join(reversed(lines)), encoding="utf-8")
    running = [
        start("add", "--json", "--case", address, file, "--workers", "1")
        for file in (archive, backwards)
    ]
    summaries = [json.loads(process.communicate()[0]) for process in running]
    assert sum(summary["added"] for summary in summaries) == REPORTS
    assert sum(summary["unchanged"] for summary in summaries) == REPORTS
    case = open_case(address)
    with case.reading() as connection:
        ids = list(connection.execute(select(reports.c.id)).scalars())
        assert sorted(ids) == sorted(f"n{n}" for n in range(REPORTS))
        assert verify(connection).faults == ()
    case.close()
