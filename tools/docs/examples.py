"""The commands and programs that pages of the documentation show, run as a reader would.

A page's blocks are run in their order in one folder: `console` blocks (lines that begin with `$ `,
each with what it prints below it), `sh` blocks (commands alone) and `python` blocks (what they
print may stand in a `text` block right after). In what is expected `...` stands for anything.

    <!-- sample: report.txt is src/riwaya/samples/clash.txt -->   an input that the page names
    <!-- not run: needs a network -->                             the next block is only looked at

`python -m tools.docs.examples PAGE...` runs pages and says what differs; with --update it writes
what was printed into them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tools.docs.recipes import IN_PROJECT, additions, apply
from tools.docs.shell import Shell

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)[^`]*$")
_MARK = re.compile(r"<!--\s*(?P<what>not run|sample)\s*(?::\s*(?P<text>.*?))?\s*-->")
_ISOLATES = re.compile("[\u2066-\u2069]")
_SHELL, _PYTHON = ("console", "sh"), ("python",)


class Step(NamedTuple):
    """One command or program of a page.

    `line`: where it stands, from 1. `expected`: what it prints, None where the page does not say;
    `first`, `last`: the lines of that in the page. `exempt`: why it is not run, None if it is.
    """

    page: Path
    line: int
    language: str
    source: str
    expected: tuple[str, ...] | None
    first: int
    last: int
    exempt: str | None

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}: {self.source.splitlines()[0]}"


class Block(NamedTuple):
    """A fenced block; `begin`: the line of its first line of content, from 1."""

    language: str
    begin: int
    lines: tuple[str, ...]
    exempt: str | None


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page. Raises ValueError for a mark without a reason."""
    found: list[Block] = []
    inside: tuple[str, str, int] | None = None
    content: list[str] = []
    exempt = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if inside is not None:
            indent, language, begin = inside
            if line.strip() == "```":
                found.append(Block(language, begin, tuple(content), exempt))
                inside, exempt = None, None
            else:
                content.append(line.removeprefix(indent))
        elif fence := _FENCE.match(line):
            inside, content = (fence["indent"], fence["language"], number + 1), []
        elif (mark := _MARK.search(line)) and mark["what"] == "not run":
            if not mark["text"]:
                raise ValueError(f"{page}:{number}: not run, and no reason")
            exempt = mark["text"]
    return found


def samples(page: Path) -> Mapping[str, Path]:
    """The inputs that a page names, and the files of the project they stand for."""
    marks = _MARK.finditer(page.read_text(encoding="utf-8"))
    pairs = [m["text"].split(" is ") for m in marks if m["what"] == "sample"]
    return {name.strip().rstrip("/"): ROOT / path.strip() for name, path in pairs}


def steps(page: Path) -> list[Step]:
    """Everything that a page has to be run, in its order."""
    found: list[Step] = []
    every = blocks(page)
    for at, block in enumerate(every):
        if block.language in _PYTHON:
            after = every[at + 1] if at + 1 < len(every) else None
            told = after if after and _follows(page, block, after) else None
            end = told.begin + len(told.lines) - 1 if told else 0
            found.append(
                Step(
                    page, block.begin, "python", "\n".join(block.lines),
                    told.lines if told else None, told.begin if told else 0, end, block.exempt,
                )
            )  # fmt: skip
        elif block.language in _SHELL:
            found += _commands(page, block)
    return found


def _follows(page: Path, block: Block, after: Block) -> bool:
    """Whether a block of output stands right after a program, with nothing between."""
    lines = page.read_text(encoding="utf-8").splitlines()
    between = lines[block.begin + len(block.lines) : after.begin - 2]
    return after.language == "text" and not any(line.strip() for line in between)


def _commands(page: Path, block: Block) -> Iterator[Step]:
    is_console = block.language == "console"
    at = 0
    while at < len(block.lines):
        line = block.lines[at]
        begin = at
        at += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if is_console and not line.startswith("$ "):
            raise ValueError(f"{page}:{block.begin + begin}: a console block begins with `$ `")
        source = line.removeprefix("$ ")
        while source.endswith("\\"):
            source = source[:-1] + block.lines[at].strip()
            at += 1
        first = at
        while is_console and at < len(block.lines) and not block.lines[at].startswith("$ "):
            at += 1
        told = block.lines[first:at] if is_console else None
        yield Step(
            page, block.begin + begin, "sh", source, told,
            block.begin + first, block.begin + at - 1, block.exempt,
        )  # fmt: skip


def alike(expected: Sequence[str], printed: str) -> bool:
    """Whether what was printed is what the page says; `...` there stands for anything."""
    pattern = "\n".join(line.rstrip() for line in expected).strip("\n")
    found = re.escape(_ISOLATES.sub("", pattern)).replace(r"\.\.\.", "(?s:.*)")
    return re.fullmatch(found, _plain(printed)) is not None


def _plain(printed: str) -> str:
    lines = _ISOLATES.sub("", printed).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


class Runner:
    """Runs the steps of one page in a folder that is its current one."""

    def __init__(self, page: Path, folder: Path) -> None:
        self._shell = Shell(folder, samples(page))
        self._names: dict[str, object] = {"__name__": "__page__"}
        for name, source in samples(page).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copyfile(source, target)
        for addition in additions(page):
            if not addition.path.startswith(IN_PROJECT):
                apply(addition, folder)

    def run(self, step: Step) -> str:
        """What a step prints. Raises AssertionError where it fails."""
        if step.exempt is not None:
            self._shell.check(step.source) if step.language == "sh" else None
            return ""
        if step.language == "sh":
            return self._shell.run(step.source)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            # The pages are our own; a reader runs the same.
            exec(compile(step.source, str(step), "exec"), self._names)
        return out.getvalue()


def differences(page: Path, folder: Path) -> Iterator[tuple[Step, str]]:
    """The steps of a page that fail or print something else, with what they printed."""
    runner = Runner(page, folder)
    for step in steps(page):
        try:
            printed = runner.run(step)
        except Exception:
            yield step, f"failed:\n{traceback.format_exc(limit=-2)}"
            continue
        if step.exempt is None and step.expected is not None and not alike(step.expected, printed):
            yield step, _plain(printed)


def updated(page: Path, found: Sequence[tuple[Step, str]]) -> str:
    """The text of a page with what was printed in the place of what it says.

    Where it ends with a line `...`, as many lines as stand before that are kept.
    """
    lines = page.read_text(encoding="utf-8").splitlines()
    for step, printed in reversed(found):
        if printed.startswith("failed:"):
            continue
        new = printed.splitlines()
        if step.expected and step.expected[-1].strip() == "..." and len(new) >= len(step.expected):
            new = [*new[: len(step.expected) - 1], "..."]
        lines[step.first - 1 : step.last] = new
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run the pages given; 1 where one differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--update", action="store_true")
    given = parser.parse_args()
    recipes = [page.name for page in given.pages if page.name.startswith("add-")]
    if recipes and given.update:
        # Their commands hold in a copy of the program to which they were applied.
        parser.error(f"{recipes[0]} changes the program; see tests/docs/test_recipes.py")
    differ = False
    for page in [path.resolve() for path in given.pages]:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            found = list(differences(page, Path(folder)))
        for step, printed in found:
            print(f"{step}\n{printed}\n", file=sys.stderr)
            differ = True
        if given.update:
            page.write_text(updated(page, found), encoding="utf-8")
    return int(differ)


if __name__ == "__main__":
    os.environ.pop("RIWAYA_CASE", None)
    sys.exit(main())
