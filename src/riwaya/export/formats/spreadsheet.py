"""Incidents as a table for spreadsheets: CSV, and XLSX with Arabic from the right."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.errors import UsageError
from riwaya.export.formats.cells import Cell, csv_pieces, guarded
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.table import COLUMNS, HOLDS, row
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses

_NAMES = [column.name for column in COLUMNS]
_TAGS = [column.hxl for column in COLUMNS]
# The most that a cell and a sheet of XLSX hold.
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# A ZIP file notes when each part was made; the same case has to give the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def csv_table(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The table as CSV, every incident in it."""
    rows = (row(told, losses) for told in tolds)
    return csv_pieces(_NAMES, rows, bom=True, second=_TAGS if setting.hxl else ())


def xlsx_table(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The table as a workbook of one sheet. Raises UsageError for what a sheet cannot hold."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise UsageError(f"xlsx needs: pip install 'riwaya[excel]' ({error})") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("incidents")
    sheet.freeze_panes = "B2"
    sheet.append(_NAMES)
    if setting.hxl:
        sheet.append(_TAGS)
    count = 1 + bool(setting.hxl)
    for told in tolds:
        count += 1
        if count > _MOST_ROWS:
            raise UsageError("more incidents than a sheet holds; export them as csv or parquet")
        sheet.append([_cell(sheet, value, told) for value in row(told, losses)])
    buffer = io.BytesIO()
    book.save(buffer)
    yield _timeless(buffer.getvalue())


def _cell(sheet: Any, value: Cell, told: Told) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    safe = guarded(value)
    if not isinstance(safe, str):
        return safe
    if len(safe.encode("utf-16-le")) // 2 > _LONGEST_CELL:
        raise UsageError(
            f"a cell of incident {told.id} is longer than XLSX allows; export as csv or parquet"
        )
    cell = WriteOnlyCell(sheet, value=safe)
    # A text beginning with = would be kept as a formula; all cells are text or numbers.
    cell.data_type = "s"
    if _ARABIC.search(safe[:1] or " "):
        cell.alignment = Alignment(horizontal="right", readingOrder=2)
    return cell


def _timeless(data: bytes) -> bytes:
    """A workbook without the moments at which its parts were made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return made.getvalue()


CSV = Format(
    "csv", "a CSV of our own columns for spreadsheets", "range", HOLDS, pieces=csv_table, hxl=True
)
XLSX = Format(
    "xlsx", "the same table as an Excel workbook", "range", HOLDS, pieces=xlsx_table, hxl=True
)
