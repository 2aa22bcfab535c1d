"""Codebooks read from TOML or YAML files and checked whole before anything is written with them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

from riwaya.errors import UnreadableFile
from riwaya.ontology.codebook.columns import column
from riwaya.ontology.codebook.entries import Entries
from riwaya.ontology.codebook.fields import fields_of
from riwaya.ontology.codebook.records import ROWS, Codebook, Column, Vocabulary

MOST_BYTES = 1024 * 1024
"""The largest codebook read."""

_MOST_COLUMNS = 1_000
_POLICIES = ("range", "acled", "ucdp", "ibc")
_KEYS = ("name", "row", "policy", "delimiter", "bom", "join", "empty", "date_format",
         "vocabulary", "column")  # fmt: skip
_DEFAULT = "*"
_DELIMITERS = (",", ";", "\t", "|")


def load_codebook(path: Path) -> Codebook:
    """The codebook of a file whose name ends in .toml, .yaml or .yml.

    Raises UnreadableFile, or UsageError that names the file, the key and what to do.
    """
    return codebook_in(path, text_of(path))


def codebook_in(path: Path, text: str) -> Codebook:
    """The codebook of a text, as `load_codebook`. `path`: its file, by whose end its form is known.

    Raises UnreadableFile, UsageError.
    """
    return codebook_of(_content(path, text), str(path))


def text_of(path: Path) -> str:
    """The text of a file that holds a codebook. Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"{path}: a codebook has at most {MOST_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path}: is not UTF-8 text; save it as UTF-8") from error


def _content(path: Path, text: str) -> object:
    kind = path.suffix.lower()
    try:
        if kind == ".toml":
            return tomllib.loads(text)
        if kind in (".yaml", ".yml"):
            return yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        what = "deeper than a codebook can be" if isinstance(error, RecursionError) else error
        raise UnreadableFile(f"{path}: is not valid {kind[1:].upper()}: {what}") from error
    raise UnreadableFile(f"{path}: name a codebook .toml or .yaml")


def codebook_of(content: object, where: str) -> Codebook:
    """The codebook that the content of a file gives. Raises UsageError."""
    top = Entries.of(content, where, "the file")
    top.only(_KEYS)
    vocabularies = _vocabularies(top.table("vocabulary"))
    row = top.choice("row", ROWS)
    defaults = {key: top.text(key) for key in ("join", "empty", "date_format") if key in top}
    columns = tuple(
        column(entry, row, vocabularies, defaults)
        for entry in top.tables("column", most=_MOST_COLUMNS)
    )
    if not columns:
        raise top.wrong("column", "is missing: write a [[column]] for each of your columns")
    _names_once(top, columns)
    delimiter = top.text("delimiter", ",")
    if delimiter not in _DELIMITERS:
        raise top.wrong("delimiter", 'is one of "," ";" "|" and a tab ("\\t")')
    return Codebook(
        top.text("name", Path(where).stem),
        row,
        columns,
        top.choice("policy", _POLICIES) if "policy" in top else None,
        delimiter,
        top.flag("bom", True),
        where,
    )


def _names_once(top: Entries, columns: tuple[Column, ...]) -> None:
    names = [each.name for each in columns]
    for name in names:
        if names.count(name) > 1:
            raise top.wrong("column", f"{name!r} stands twice; give each column its own name")


def _vocabularies(found: Entries) -> dict[str, Vocabulary]:
    """The tables under `vocabulary`; "*" gives the code of every value that is not listed."""
    return {name: _vocabulary(name, found.table(name)) for name in found}


def _vocabulary(name: str, entries: Entries) -> Vocabulary:
    codes = tuple((key, entries.text(key)) for key in entries if key != _DEFAULT)
    default = entries.text(_DEFAULT) if _DEFAULT in entries else None
    if not codes and default is None:
        raise entries.wrong(None, "is empty; write our value = your code on each line")
    return Vocabulary(name, codes, default)


def unmapped(codebook: Codebook) -> list[str]:
    """Fields that rows of this kind have and no column holds, in the order of the list."""
    used = {name for column in codebook.columns for name in column.fields}
    return [name for name in fields_of(codebook.row) if name not in used]
