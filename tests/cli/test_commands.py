"""The command line as other programs see it: output, messages, exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLES = Path(str(files("riwaya") / "samples"))
CLASH = SAMPLES / "clash.txt"
RECORDS = [
    {"id": "b", "text": "قتل ثلاثة مدنيين في قصف على بلدة النخيل.", "published": "2024-03-12"},
    {"id": "a", "text": ""},
    {"id": "c", "text": "\ud83d قتل مدني\0 \u202e."},
]


def riwaya(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "riwaya", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, timeout=60, check=False,
        env=os.environ | (env or {}),
    )  # fmt: skip


def _jsonl(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines))
    return path


def test_text_is_the_default() -> None:
    run = riwaya("read", CLASH, "--published", "2024-03-12")
    assert run.returncode == 0
    assert run.stderr == b""
    text = run.stdout.decode()
    assert "Published: Tuesday 12 March 2024 (given)" in text
    assert "Claims" in text


def test_json_keeps_order_and_names_what_failed(tmp_path: Path) -> None:
    archive = _jsonl(tmp_path / "in.jsonl", *RECORDS[:2], "broken", RECORDS[2])
    run = riwaya("read", archive, tmp_path / "none.txt", CLASH, "--format", "json")
    assert run.returncode == 1
    objects = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert [o["report"]["id"] for o in objects[:4]] == ["b", "a", None, "c"]
    assert [("error" in o) for o in objects] == [False, False, True, False, True, False]
    assert objects[0]["report"]["published"] == "2024-03-12"
    assert objects[0]["report"]["published_basis"] == "given"
    assert objects[3]["report"]["text"] == RECORDS[2]["text"]
    messages = run.stderr.decode()
    assert "in.jsonl:3" in messages
    assert "none.txt" in messages


def test_json_does_not_depend_on_locale_or_hash_seed() -> None:
    runs = [
        riwaya("read", CLASH, "--format", "json", env=env)
        for env in (
            {"LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
            {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    ]
    assert runs[0].returncode == 0
    assert runs[0].stdout == runs[1].stdout


def test_standard_input_and_options() -> None:
    run = riwaya(
        "read", "-", "--format", "json", "--published", "2024-03-12", "--outlet", "وكالة ضفاف",
        stdin=CLASH.read_bytes(),
    )  # fmt: skip
    reading = json.loads(run.stdout)
    assert reading["report"]["text"] == CLASH.read_text(encoding="utf-8")
    outlet = next(s for s in reading["sources"] if s["id"] == reading["report"]["outlet"])
    assert outlet["name"] == "وكالة ضفاف"


def test_html_into_a_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    target.write_text("old")
    target.chmod(0o640)
    run = riwaya("read", CLASH, "--format", "html", "--output", target)
    assert (run.returncode, run.stdout) == (0, b"")
    assert target.read_text(encoding="utf-8").endswith("</html>\n")
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["nonsense"],
        ["read", CLASH, "--format", "xml"],
        ["read", CLASH, "--published", "12/03/2024"],
        ["read", CLASH, "--published", "2024-02-30"],
        ["read", CLASH, "--published", "0999-01-01"],
        ["read", "-", "-"],
        ["read", CLASH, "--output", "/nonexistent/folder/x"],
        ["explain"],
        ["explain", CLASH, "--claim", "c999"],
    ],
)
def test_wrong_use(arguments: list[str | Path]) -> None:
    run = riwaya(*arguments)
    assert run.returncode == 2
    assert run.stderr + run.stdout
    assert b"Traceback" not in run.stderr


def test_help_and_version() -> None:
    assert b"--published" in riwaya("read", "--help").stdout
    assert riwaya("--version").stdout.startswith(b"riwaya 0.")


def test_version_does_not_load_the_reader() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "riwaya", "--version"]
    run = subprocess.run(command, capture_output=True, timeout=60, check=True)
    loaded = run.stderr.decode()
    for module in ("riwaya.reading", "riwaya.knowledge", "riwaya.arabic", "yaml", "trafilatura"):
        assert f" {module}\n" not in loaded, module


def test_explain_shows_rule_and_marked_words() -> None:
    run = riwaya("explain", CLASH, "--published", "2024-03-12")
    assert run.returncode == 0
    text = run.stdout.decode()
    assert "rule" in text
    assert "[" in text and "{" in text
    one = riwaya("explain", CLASH, "--claim", "c2").stdout.decode()
    assert "\nc2 " in one and "\nc1 " not in one


def test_a_closed_pipe_ends_the_run_quietly(tmp_path: Path) -> None:
    archive = _jsonl(tmp_path / "in.jsonl", *[RECORDS[0]] * 3000)
    with subprocess.Popen(
        [sys.executable, "-m", "riwaya", "read", str(archive), "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 128 + signal.SIGPIPE


def test_an_interrupt_leaves_no_half_file(tmp_path: Path) -> None:
    archive = _jsonl(tmp_path / "in.jsonl", *[RECORDS[0]] * 50_000)
    folder = tmp_path / "out"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "riwaya", "read", str(archive), "--format", "json",
         "--output", str(folder / "r.jsonl")], stderr=subprocess.PIPE,
        # Where the tests run in the background of a shell, Ctrl-C is ignored and stays so.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 120
        while not any(folder.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        messages = process.stderr.read()
        # To a shell both are 130. Python ends itself by the signal, however its exit was asked
        # for, when that signal came while a dataclass was being made.
        assert process.wait(timeout=60) in (130, -signal.SIGINT)
    assert b"Traceback" not in messages
    assert list(folder.iterdir()) == []
