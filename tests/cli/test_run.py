"""`riwaya run` as a person and other programs see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_LINES = [
    {"id": "a", "text": "قتل ثلاثة مدنيين في قصف على بلدة النخيل.", "published": "2024-03-12"},
    {"id": "b", "text": "افتتح المعرض السنوي للزهور في الحديقة العامة."},
    {"id": "c", "text": "جرح خمسة أطفال في انفجار لغم قرب قرية السدرة."},
]


def riwaya(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "riwaya", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=120, check=False, cwd=cwd,
        env=os.environ | {"COLUMNS": "100"},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive in it."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _LINES)
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_it_gives_what_read_gives_and_says_how_much(folder: Path) -> None:
    run = riwaya("run", "a.jsonl", "out", "--engine", "serial", "--shard-size", "100", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    read = riwaya("read", "a.jsonl", "--format", "json", cwd=folder)
    claims = sum(len(json.loads(line)["claims"]) for line in read.stdout.splitlines())
    assert claims > 1
    expected = f"3 reports, {claims} claims, 0 failed, 0 filtered, in 3 shards: out\n"
    assert run.stdout == expected
    files = sorted((folder / "out" / "readings").iterdir())
    assert [file.name for file in files] == [f"shard-00000{n}.jsonl" for n in range(3)]
    assert "".join(file.read_text(encoding="utf-8") for file in files) == read.stdout


def test_what_cannot_be_read_is_named_each_time_counted_and_in_its_place(folder: Path) -> None:
    with (folder / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    run = riwaya("run", "a.jsonl", "b.jsonl", "out", "--engine", "serial", cwd=folder)
    assert run.returncode == 1
    assert run.stdout.startswith("5 reports, ")
    assert run.stdout.endswith(" claims, 2 failed, 0 filtered, in 2 shards: out\n")
    first, second = run.stderr.splitlines()
    assert first.startswith("riwaya: a.jsonl:4: not JSON")
    assert second == "riwaya: b.jsonl: cannot be opened: No such file or directory"
    lines = (folder / "out/readings/shard-000000.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[3])["input"] == "a.jsonl:4"
    # Nothing is done again, and still the run is not without failures.
    again = riwaya("run", "a.jsonl", "b.jsonl", "out", "--engine", "serial", cwd=folder)
    assert (again.returncode, again.stdout) == (1, run.stdout)
    assert again.stderr == 'riwaya: 2 more failed: the objects with "error" in out\n'


def test_the_filter_is_counted(folder: Path) -> None:
    run = riwaya("run", "a.jsonl", "out", "--engine", "serial", "--filter", cwd=folder)
    assert run.stdout.startswith("3 reports, ")
    assert run.stdout.endswith(" claims, 0 failed, 1 filtered, in 1 shard: out\n")
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.jsonl"], "last the folder of results"),
        (["a.jsonl", "out", "--shard-size", "big"], "give bytes, like 512k or 4M"),
        (["a.jsonl", "out", "--shard-size", "0"], "give bytes, like 512k or 4M"),
        (["-", "out"], "`riwaya read -` reads standard input"),
        ([".", "out"], "out: lies in the input ."),
        (["a.jsonl", "out", "--scheduler", "tcp://h:1"], "--scheduler goes with --engine dask"),
        (["a.jsonl", "out", "--columns", "txt=a"], "the fields are"),
        (["memory://a.jsonl", "out"], "no other process sees it; use --engine serial"),
        (["a.jsonl", "nosuch://bucket/out"], "nosuch://bucket/out: cannot be reached"),
    ],
)
def test_wrong_use_is_told_and_leaves_nothing(
    folder: Path, arguments: list[str], message: str
) -> None:
    run = riwaya("run", *arguments, cwd=folder)
    assert run.returncode == 2
    assert message in " ".join(run.stderr.split())
    assert not (folder / "out").exists()


def test_a_folder_in_use_or_of_something_else_is_an_error(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    run = riwaya("run", "a.jsonl", "out", "--engine", "serial", cwd=folder)
    assert run.returncode == 1
    assert "holds 'notes.txt' and no manifest.json: name a new or empty folder" in run.stderr
    assert [file.name for file in (folder / "out").iterdir() if file.name[0] != "."] == [
        "notes.txt"
    ]
