"""Excel workbooks through openpyxl, read row by row; formulas by the value that was stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from riwaya.errors import InputError, TooLarge, UnreadableFile
from riwaya.ingest.archives import ZIP_MAGIC, check_size, is_bomb
from riwaya.ingest.day_order import day_order
from riwaya.ingest.opened import Opened
from riwaya.ingest.rows import MAX_COLUMNS, Cell, Row, ambiguous_dates, row_intakes, table
from riwaya.model.intake import MAX_FILE_BYTES, Failure, Intake

MAX_ROWS = 1_048_576
"""What a sheet of Excel can hold."""
_MAX_EMPTY = 10_000
_DECLARATIONS = 4096


def is_workbook(source: Opened) -> bool:
    """Whether it is packed as Excel's files are."""
    packed = source.head.startswith(ZIP_MAGIC)
    return packed and (source.suffix in (".xlsx", ".xlsm") or b"xl/" in source.head)


def read_workbook(source: Opened) -> Iterator[Intake | Failure]:
    """The rows of every sheet with a column of texts, as reports.

    Cells typed as dates are dates. Raises UnreadableFile for what is no workbook or has no such
    sheet, TooLarge for one that unpacks to too much. Macros are not run.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise UnreadableFile("reading XLSX needs: pip install 'riwaya[excel]'") from error
    data = source.data()
    _check(data)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
    # Damaged packages fail in openpyxl, zipfile and the XML parser, each with errors of its own.
    except Exception as error:
        raise UnreadableFile(f"not an Excel file that can be opened: {error}") from error
    reasons = []
    read_any = False
    try:
        for sheet in book.worksheets:
            where = f"{source.name}:{sheet.title}"
            try:
                yield from _sheet(where, sheet, source)
                read_any = True
            except UnreadableFile as error:
                reasons.append(f"sheet {sheet.title!r}: {error}")
    finally:
        book.close()
    if not read_any:
        raise UnreadableFile("; ".join(reasons[:3]) or "the workbook has no sheet")


def _sheet(where: str, sheet: Any, source: Opened) -> Iterator[Intake | Failure]:
    of = table(where, _rows(where, sheet), source.columns)
    order = day_order(ambiguous_dates(of, _rows(where, sheet)), in_time_order=False)
    yield from row_intakes(of, _rows(where, sheet), order, None)


def _rows(where: str, sheet: Any) -> Iterator[Row | Failure]:
    """Rows that hold anything; a Failure where the sheet is damaged or without end."""
    empty = 0
    number = 0
    try:
        for number, values in enumerate(
            sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True), 1
        ):
            cells = [_cell(value) for value in values]
            empty = 0 if any(cells) else empty + 1
            if empty > _MAX_EMPTY:
                return
            if not empty:
                yield number, cells
    except Exception as error:  # as above
        reason = UnreadableFile(f"the sheet is damaged after row {number}: {error}")
        yield Failure(f"{where}:{number + 1}", reason)


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _check(data: bytes) -> None:
    """Refuse what unpacks to too much, and parts that declare entities, which can grow too."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive, 8 * MAX_FILE_BYTES)
            for entry in archive.infolist():
                if is_bomb(entry):
                    raise TooLarge(f"{entry.filename} unpacks to far more than a table holds")
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        declared = b"<!DOCTYPE" in part.read(_DECLARATIONS)
                    if declared:
                        raise UnreadableFile("an Excel file with declarations that none has")
    except InputError:
        raise
    except Exception as error:
        raise UnreadableFile(f"not an Excel file that can be opened: {error}") from error
