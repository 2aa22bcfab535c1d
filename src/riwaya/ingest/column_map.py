"""Which column of a table holds what: by the names that people give columns, or as told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from riwaya.errors import UnreadableFile, UsageError

_BETWEEN = re.compile(r"[\s_\-:]+")


@cache
def fields() -> tuple[str, ...]:
    """The fields of a report that a column can hold."""
    return tuple(_known())


def parse_columns(text: str) -> dict[str, str]:
    """Columns by field from "text=Body,published=Date"; a name may hold "=" but no comma.

    Raises UsageError for a field that there is not, one named twice, or a name left out.
    """
    columns: dict[str, str] = {}
    for part in text.split(","):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if name not in _known() or not equals or not column:
            known = ", ".join(fields())
            raise UsageError(f"{part.strip()!r}: write FIELD=COLUMN; the fields are {known}")
        if name in columns:
            raise UsageError(f"the column of {name} is given twice")
        columns[name] = column
    return columns


def column_map(header: Sequence[str], told: Mapping[str, str]) -> dict[str, int]:
    """The place of each field's column in `header`; fields without a column are left out.

    `told`: columns by field as the person named them; they stand above what names suggest.
    Raises UnreadableFile where a named column is missing or none can be the text.
    """
    names = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for field, column in told.items():
        if _plain(column) not in names:
            raise UnreadableFile(f"no column {column!r}; the columns are: {_listed(header)}")
        found[field] = names.index(_plain(column))
    for field, known in _known().items():
        places = [names.index(name) for name in known if name in names]
        free = [place for place in places if place not in found.values()]
        if field not in found and free:
            found[field] = free[0]
    if "text" not in found:
        raise UnreadableFile(
            "no column is known to be the text: name it with --columns text=NAME; "
            f"the columns are: {_listed(header)}"
        )
    return found


def fitting(header: Sequence[str]) -> int:
    """How many columns of a header are known by name."""
    known = {name for names in _known().values() for name in names}
    return sum(_plain(name) in known for name in header)


def _listed(header: Sequence[str]) -> str:
    shown = [name.strip()[:40] for name in header if name.strip()][:30]
    return ", ".join(shown) or "(none)"


def _plain(name: str) -> str:
    """A column's name without case, blanks and signs; Arabic folded."""
    from riwaya.arabic.script import fold  # no command without a table needs it

    return _BETWEEN.sub(" ", fold(name.casefold())).strip()


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    import yaml

    source = resources.files("riwaya.ingest").joinpath("columns.yaml")
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {field: tuple(_plain(str(name)) for name in names) for field, names in data.items()}
