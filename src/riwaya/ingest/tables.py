"""CSV and its relatives: any of the usual separators and encodings, read as a stream."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from typing import IO

from riwaya.errors import BadRecord, TooLarge
from riwaya.ingest.column_map import fitting
from riwaya.ingest.day_order import day_order
from riwaya.ingest.opened import Opened, as_utf8
from riwaya.ingest.rows import (
    HEADER_ROWS,
    MAX_CELL,
    MAX_COLUMNS,
    Row,
    ambiguous_dates,
    row_intakes,
    table,
)
from riwaya.model.intake import Failure, Intake

MAX_LINE = 4 * 1024 * 1024
_SEPARATORS = (",", ";", "\t", "|")


def read_delimited(source: Opened) -> Iterator[Intake | Failure]:
    """The rows of a table as reports; its header names the columns (see `column_map`).

    Rows are numbered as a spreadsheet numbers them. Raises UnreadableFile for a table without a
    column of texts; a row that is broken gives a Failure and the rest is read.
    """
    with as_utf8(source) as (stream, note):
        separator = _separator(stream)
        stream.seek(0)
        of = table(source.name, delimited_rows(source.name, stream, separator), source.columns)
        stream.seek(0)
        dates = ambiguous_dates(of, delimited_rows(source.name, stream, separator))
        order = day_order(dates, in_time_order=False)
        stream.seek(0)
        yield from row_intakes(of, delimited_rows(source.name, stream, separator), order, note)


def delimited_rows(name: str, stream: IO[bytes], separator: str) -> Iterator[Row | Failure]:
    """The rows of a table in UTF-8, numbered as a spreadsheet numbers them, the header first; a
    row that is broken or too long gives a Failure. `name`: of the file, for messages.
    """
    # The limit is one for the process, and other libraries lift it: behind a quotation mark that
    # is never closed a whole file would then be one cell.
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(_Lines(stream), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(f"{name}:{number}", BadRecord(f"a broken row: {error}"))
            continue
        except TooLarge as error:
            yield Failure(f"{name}:{number}", error)
            continue
        if len(cells) > MAX_COLUMNS:
            yield Failure(f"{name}:{number}", TooLarge(f"a row of more than {MAX_COLUMNS} cells"))
        else:
            yield number, cells


class _Lines:
    """The lines of a stream as text; one that is too long raises TooLarge, the next is read on."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._first = True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(MAX_LINE)
        if not line:
            raise StopIteration
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(1 << 20)
            raise TooLarge(f"a line longer than {MAX_LINE // (1024 * 1024)} MB")
        text = line.decode("utf-8", "replace").replace("\0", "\ufffd")
        if self._first:
            text, self._first = text.removeprefix("\ufeff"), False
        return text


def _separator(stream: IO[bytes]) -> str:
    """The separator under which most columns of a header are known, else under which most are."""

    def value(separator: str) -> tuple[int, int]:
        stream.seek(0)
        rows = itertools.islice(delimited_rows("", stream, separator), HEADER_ROWS)
        cells = [row[1] for row in rows if not isinstance(row, Failure)]
        known = max((fitting([str(cell) for cell in row]) for row in cells), default=0)
        return known, max(map(len, cells), default=0)

    return max(_SEPARATORS, key=value)
