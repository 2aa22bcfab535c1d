"""Proof that the tables of the knowledge folder are sound: columns, cells and letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

from riwaya.arabic.lexicon.lint import Fault, letter_faults

_SEPARATOR = "|"
# As in the lexicon, but outlets may be named by a number.
_KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def table_files() -> tuple[str, ...]:
    """Names of the tab-separated tables and YAML files of the folder, in order."""
    folder = files("riwaya.knowledge") / "data"
    names = (path.name for path in folder.iterdir())
    return tuple(sorted(name for name in names if name.endswith((".tsv", ".yaml"))))


def lint_table(name: str) -> list[Fault]:
    """Every fault of one file of the folder, given by its full name."""
    text = (files("riwaya.knowledge") / "data" / name).read_text(encoding="utf-8")
    faults = [Fault(name, "", what) for what in letter_faults(text)]
    if name.endswith(".tsv"):
        faults += table_faults(name, text)
    return faults


def table_faults(name: str, text: str) -> Iterator[Fault]:
    """Faults of a table: ragged rows, stray spaces, empty or repeated items of a list, keys."""
    header, *rows = text.splitlines()
    columns = header.split("\t")
    keyed = columns[0] == "key"
    keys: Counter[str] = Counter()
    for number, row in enumerate(rows, 2):
        cells = row.split("\t")
        where = f"line {number}"
        if len(cells) != len(columns):
            yield Fault(name, where, f"{len(cells)} cells, expected {len(columns)}")
            continue
        if keyed:
            keys[cells[0]] += 1
            if not _KEY.fullmatch(cells[0]):
                yield Fault(name, where, f"not a Latin key: {cells[0]!r}")
        for column, cell in zip(columns, cells, strict=True):
            items = cell.split(_SEPARATOR) if cell else []
            if any(not item or item != " ".join(item.split()) for item in items):
                yield Fault(name, where, f"{column}: empty item or stray space in {cell!r}")
            for item, count in Counter(items).items():
                if count > 1:
                    yield Fault(name, where, f"{column}: {item} given {count} times")
    for key, count in keys.items():
        if count > 1:
            yield Fault(name, key, f"given {count} times")
