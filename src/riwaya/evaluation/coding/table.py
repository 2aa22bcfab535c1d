"""A table that somebody coded, read row by row; broken rows are named and passed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from riwaya.errors import BadRecord, UnreadableFile
from riwaya.evaluation.coding.scheme import RowFault, Scheme
from riwaya.ingest.opened import as_utf8, opened
from riwaya.ingest.rows import Row
from riwaya.ingest.tables import delimited_rows
from riwaya.model.coded import CodedRecord
from riwaya.model.intake import Failure

_SEPARATORS = (",", ";", "\t", "|")


def coded_rows(path: Path, scheme: Scheme) -> Iterator[CodedRecord | Failure]:
    """The rows of a CSV file in their order, numbered as spreadsheets number them.

    Raises UnreadableFile for a file that cannot be opened or lacks columns of the scheme, and
    TooLarge for one that is neither UTF-8 nor small.
    """
    try:
        with path.open("rb") as stream, as_utf8(opened(str(path), stream, path)) as (text, _):
            yield from coded_stream(str(path), text, scheme)
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from error


def coded_stream(name: str, stream: IO[bytes], scheme: Scheme) -> Iterator[CodedRecord | Failure]:
    """The same of a stream in UTF-8 that can be read from its start. Raises UnreadableFile."""
    separator = scheme.delimiter or _separator(name, stream)
    stream.seek(0)
    rows = delimited_rows(name, stream, separator)
    header = _header(name, rows, scheme)
    seen: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Failure):
            yield row
            continue
        number, cells = row
        texts = [str(cell) for cell in cells]
        if not any(text.strip() for text in texts):
            continue
        where = f"{name}:{number}"
        if len(texts) > len(header):
            fault = f"{len(texts)} cells under {len(header)} columns; quote cells that hold commas"
            yield Failure(where, BadRecord(fault))
            continue
        try:
            record = scheme.read(dict(zip(header, texts, strict=False)))
        except RowFault as error:
            yield Failure(where, BadRecord(str(error)))
            continue
        if record.key in seen:
            first = seen[record.key]
            fault = f"{record.key[:60]!r} stands in row {first} already; only that one counts"
            yield Failure(where, BadRecord(fault))
            continue
        seen[record.key] = number
        yield record


def _separator(name: str, stream: IO[bytes]) -> str:
    """The separator that cuts the header into most columns."""

    def columns(separator: str) -> int:
        stream.seek(0)
        first = next(delimited_rows(name, stream, separator), None)
        return 0 if first is None or isinstance(first, Failure) else len(first[1])

    return max(_SEPARATORS, key=columns)


def _header(name: str, rows: Iterator[Row | Failure], scheme: Scheme) -> list[str]:
    """Names of columns as the scheme writes them, whatever their case."""
    first = next(rows, None)
    if first is None or isinstance(first, Failure):
        raise UnreadableFile(f"{name}: the table is empty, or its header cannot be read")
    known = {column.casefold(): column for column in scheme.columns}
    names = [str(cell).strip() for cell in first[1]]
    names = [known.get(one.casefold(), one) for one in names]
    lower = {one.casefold() for one in names}
    missing = [column for column in scheme.required if column.casefold() not in lower]
    if missing:
        raise UnreadableFile(
            f"{name}: no column {', '.join(missing)}, so not in the columns of {scheme.format}; "
            f"the columns are: {', '.join(one[:40] for one in names[:40])}"
        )
    twice = sorted({one for one in names if one and names.count(one) > 1})
    if twice:
        raise UnreadableFile(f"{name}: two columns are called {twice[0]!r}; rename one")
    return names
