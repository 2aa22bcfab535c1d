"""As much of a shell as the pages need: pipes, files, variables; `riwaya` in this process."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tools.docs.command_line import commands, inputs

from riwaya.cli.app import app, run

_TOOLS = frozenset({"cat", "cp", "grep", "head", "ls", "mkdir", "mv", "rm", "sort", "tail", "wc"})
"""Programs of every system that pages may use; all others have to be marked as not run."""
_SETS = re.compile(r"[A-Z_]+=")
_REPEATABLE = ("add", "link", "incidents")
_ENDLESS = ("serve", "watch")
"""Commands that run until they are stopped: they are only looked at."""
_ADDRESS = re.compile(r"[a-z0-9]+://")
_BY_ADDRESS = ("show", "watch")
"""Commands that take a web address only as a name, or are only looked at."""
_PASSWORD = b"a password for pages\n"


class _Done(NamedTuple):
    """What came of a command: status, standard output, and all that a terminal shows."""

    status: int
    out: bytes
    shown: str


class _Kept(NamedTuple):
    """What a command left in a case, and what came of it."""

    files: dict[str, bytes]
    done: _Done


_kept: dict[tuple[str, ...], _Kept] = {}


class Shell:
    """Runs lines in a folder. Cases that pages build with the same commands are built once."""

    def __init__(self, folder: Path, samples: Mapping[str, Path]) -> None:
        self._folder = folder
        self._samples = samples
        self._variables: dict[str, str] = {}
        self._history: dict[str, tuple[str, ...]] = {}

    def run(self, line: str) -> str:
        """What a line prints. Raises AssertionError for a command that fails or is not known."""
        shown = b""
        data = b""
        parts = _piped(line)
        for number, words in enumerate(parts):
            words, data, target = _redirected(words, data)
            while words and _SETS.match(words[0]):
                name, _, value = words.pop(0).partition("=")
                self._variables[name] = value
            if not words:
                continue
            if words[0] == "export":
                self._variables.update(word.split("=", 1) for word in words[1:])  # type: ignore[misc]
                continue
            done = self._one(words, data)
            assert done.status == 0, f"status {done.status}: {done.shown}"
            data, shown = done.out, done.shown.encode()
            if target:
                Path(target).write_bytes(data)
                shown = b""
            elif number + 1 < len(parts):
                shown = b""
        return shown.decode()

    def check(self, line: str) -> None:
        """Raise AssertionError where `riwaya` has no such command or option."""
        known = {tuple(one.name.split()): one for one in commands(app)}
        for part in _piped(line):
            words = [word for word in part if not _SETS.match(word)]
            if not words or Path(words[0]).name != "riwaya" or words[1:2] == ["--version"]:
                continue
            found = known.get(tuple(words[1:3])) or known.get(tuple(words[1:2]))
            assert found, f"there is no command {' '.join(words[:3])}"
            options = {one.written for one in inputs(found.function) if one.is_option}
            for word in words:
                assert not word.startswith("--") or word == "--" or word.split("=")[0] in options, (
                    f"riwaya {found.name} has no option {word}"
                )

    def _one(self, words: list[str], data: bytes) -> _Done:
        program = Path(words[0]).name
        if program == "riwaya" and words[1] not in _BY_ADDRESS:
            asked = next(filter(_ADDRESS.match, words), None)
            assert asked is None, f"{asked} asks the network; mark the block as not run"
        if program == "riwaya" and words[1] in _ENDLESS:
            self.check(shlex.join(words))
            return _Done(0, b"", "")
        if program == "riwaya":
            asks = words[1:3] == ["user", "add"]
            return self._riwaya(words[1:], data or (_PASSWORD if asks else b""))
        assert program in _TOOLS, f"{program} is not run by tests; mark the block as not run"
        found = subprocess.run(
            [shutil.which(program) or program, *words[1:]],
            input=data, capture_output=True, check=False,
        )  # fmt: skip
        return _Done(found.returncode, found.stdout, (found.stdout + found.stderr).decode())

    def _riwaya(self, words: list[str], data: bytes) -> _Done:
        case = _case_of(words, self._variables)
        key = (*self._history.get(case, ()), "\n".join(self._named(w) for w in words if w != case))
        self._history[case] = key
        begun = len(key) > 1 or not (self._folder / case).exists()
        may_repeat = begun and words[0] in _REPEATABLE and "--output" not in words and not data
        if may_repeat and key in _kept:
            for name, content in _kept[key].files.items():
                (self._folder / f"{case}{name}").write_bytes(content)
            return _kept[key].done
        done = self._fresh(words, data)
        if may_repeat and done.status == 0:
            found = {n: self._folder / f"{case}{n}" for n in ("", "-wal", "-shm")}
            files = {name: path.read_bytes() for name, path in found.items() if path.exists()}
            _kept[key] = _Kept(files, done)
        return done

    def _named(self, word: str) -> str:
        """A word of a command; an input with the file of the project that it stands for."""
        return f"{word}={self._samples.get(word.rstrip('/'))}"

    def _fresh(self, words: Sequence[str], data: bytes) -> _Done:
        environment = {"RIWAYA_WHO": "amal", **self._variables}
        # One process: starting others takes longer than reading what pages read.
        with (
            mock.patch("riwaya.cli.add.cores", lambda: 1),
            mock.patch.dict(os.environ, environment),
        ):
            return _called(words, data)


class _Screen(io.BytesIO):
    """A stream that also writes where a terminal would show it."""

    def __init__(self, shown: list[bytes]) -> None:
        super().__init__()
        self._shown = shown

    def write(self, data: Any, /) -> int:
        self._shown.append(bytes(data))
        return super().write(data)


def _called(words: Sequence[str], data: bytes) -> _Done:
    """`riwaya` run in this process, with streams of its own."""
    shown: list[bytes] = []
    out, error, status = _Screen(shown), _Screen(shown), 0
    streams = [io.TextIOWrapper(one, "utf-8", write_through=True) for one in (out, error)]
    given = io.TextIOWrapper(io.BytesIO(data), "utf-8")
    with (
        mock.patch.object(sys, "argv", ["riwaya", *words]),
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        try:
            run()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    return _Done(status, out.getvalue(), b"".join(shown).decode())


def _piped(line: str) -> list[list[str]]:
    """The words of each command of a line, without its comment."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    parts: list[list[str]] = [[]]
    for word in lexer:
        if word == "#":
            break
        if word == "|":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _redirected(words: list[str], data: bytes) -> tuple[list[str], bytes, str | None]:
    """The words without `< FILE` and `> FILE`, what comes in, and where what comes out goes."""
    left: list[str] = []
    target = None
    rest = iter(words)
    for word in rest:
        if word == ">":
            target = next(rest)
        elif word == "<":
            data = Path(next(rest)).read_bytes()
        else:
            left.append(word)
    return left, data, target


def _case_of(words: Sequence[str], variables: dict[str, str]) -> str:
    for at, word in enumerate(words):
        if word == "--case":
            return words[at + 1]
        if word.startswith("--case="):
            return word.partition("=")[2]
    return variables.get("RIWAYA_CASE", "riwaya.db")
