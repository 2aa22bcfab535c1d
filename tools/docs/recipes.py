"""The additions that how-to pages show, made in a copy of the project.

A mark before a block says what is done with it:

    <!-- end of: PATH -->              the block is added to the end of a file
    <!-- row of: PATH -->              `column: value` lines become a row of a table
    <!-- new file: PATH -->            the block is a file
    <!-- in PATH after: WORDS -->      the block goes below the first line with these words
    <!-- in PATH instead of: WORDS --> the block takes the place of the first line with these words

Paths are those of the project. Blocks are read as they stand: what a page shows is what is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

IN_PROJECT = "src/"
"""How paths of the project begin; other files are inputs of the page's commands."""

_MARK = re.compile(
    r"^<!-- (?:(?P<kind>end of|row of|new file): (?P<path>\S+)"
    r"|in (?P<inside>\S+) (?P<where>after|instead of): (?P<words>.*?)) -->\n+"
    r"```[^\n]*\n(?P<block>.*?)^```$",
    re.M | re.S,
)


class Addition(NamedTuple):
    """One change: what is done (a kind of mark), to which file, at which words, with what."""

    kind: str
    path: str
    words: str
    block: str


def additions(page: Path) -> Iterator[Addition]:
    """The changes that a page shows, in their order."""
    for mark in _MARK.finditer(page.read_text(encoding="utf-8")):
        yield Addition(
            mark["kind"] or mark["where"],
            mark["path"] or mark["inside"],
            mark["words"] or "",
            mark["block"],
        )


def apply(addition: Addition, root: Path) -> None:
    """Make one change below `root`. Raises ValueError where its words are not found."""
    path = root / addition.path
    if addition.kind == "new file":
        path.write_text(addition.block, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    if addition.kind == "end of":
        text = f"{text}\n{addition.block}"
    elif addition.kind == "row of":
        text += _row(text, addition.block)
    else:
        lines = text.splitlines(keepends=True)
        at = next((n for n, line in enumerate(lines) if addition.words in line), None)
        if at is None:
            raise ValueError(f"{addition.path} has no line with {addition.words!r}")
        end = at + 1
        begin = end if addition.kind == "after" else at
        text = "".join([*lines[:begin], addition.block, *lines[end:]])
    path.write_text(text, encoding="utf-8")


def _row(text: str, block: str) -> str:
    """A row for the table `text`, from `column: value` lines; columns not named stay empty."""
    columns = text.splitlines()[0].split("\t")
    given = {str(key): str(value) for key, value in yaml.safe_load(block).items()}
    if unknown := given.keys() - set(columns):
        raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
    return "\t".join(given.get(column, "") for column in columns) + "\n"
