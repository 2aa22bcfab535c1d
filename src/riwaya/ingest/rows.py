"""Rows of a table made into reports, whichever kind of file they come from."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from riwaya.errors import BadRecord, UnreadableFile
from riwaya.ingest.column_map import column_map, fitting
from riwaya.ingest.day_order import DayOrder
from riwaya.ingest.days import parse_day, parse_moment
from riwaya.ingest.url_days import URL_NOTE, day_in_url, moment_in_url
from riwaya.model.intake import Failure, Intake, Original

MEDIA_TYPE = "application/json"
MAX_COLUMNS = 1000
HEADER_ROWS = 10
"""How many rows are searched for the header."""
MAX_CELL = 1024 * 1024
"""Characters of one cell; Excel holds 32,767."""

Cell = str | date | datetime
Row = tuple[int, Sequence[Cell]]
"""The number of a row as spreadsheets count, from 1, and its cells."""

_DIGITS = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_LONGEST_DATE = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A table's header, its row, and where its columns are. `where`: for messages."""

    where: str
    row: int
    header: tuple[str, ...]
    columns: Mapping[str, int]


def table(where: str, rows: Iterable[Row | Failure], told: Mapping[str, str]) -> Table:
    """A table by its header: the first of its first rows that names a column of texts.

    Titles and hints for programs ("sep=;") may stand above it; a row below the first one needs
    two columns with known names to be one. Raises UnreadableFile where no row is a header, saying
    what the first one that is not empty holds.
    """
    first: UnreadableFile | None = None
    for row in itertools.islice(rows, HEADER_ROWS):
        if isinstance(row, Failure):
            continue
        names = tuple(str(cell) for cell in row[1])
        if not any(name.strip() for name in names):
            continue
        try:
            columns = column_map(names, told)
        except UnreadableFile as error:
            first = first or error
            continue
        if first is not None and not told and fitting(names) < 2:
            continue
        return Table(where, row[0], _unique(names), columns)
    raise first or UnreadableFile("the table is empty, or has no header that can be read")


def row_intakes(
    of: Table, rows: Iterable[Row | Failure], order: DayOrder, note: str | None
) -> Iterator[Intake | Failure]:
    """The reports of a table's rows, in order; empty rows and HXL tags are passed over.

    `order`: of days and months in digits. `note`: put on the first report.
    """
    notes = [text for text in (note, order.note) if text]
    for row in _below(of, rows):
        found = row if isinstance(row, Failure) else _row(of, row, order)
        if isinstance(found, Intake) and notes:
            found, notes = replace(found, notes=(*notes, *found.notes)), []
        if found is not None:
            yield found


def ambiguous_dates(of: Table, rows: Iterable[Row | Failure]) -> Iterator[tuple[int, int, int]]:
    """The dates of a table in digits with the year last, as (year, first, second)."""
    column = of.columns.get("published")
    if column is None:
        return
    for row in _below(of, rows):
        cell = _cell(row[1], column) if not isinstance(row, Failure) else None
        match = _DIGITS.match(cell) if isinstance(cell, str) else None
        if match:
            yield int(match[3]), int(match[1]), int(match[2])


def _below(of: Table, rows: Iterable[Row | Failure]) -> Iterator[Row | Failure]:
    """The rows below the header, and failures."""
    for row in rows:
        if isinstance(row, Failure) or row[0] > of.row:
            yield row


def _row(of: Table, row: Row, order: DayOrder) -> Intake | Failure | None:
    number, cells = row
    where = f"{of.where}:{number}"
    filled = [str(cell) for cell in cells if str(cell).strip()]
    if not filled or (number == of.row + 1 and all(cell.startswith("#") for cell in filled)):
        return None
    if any(len(cell) > MAX_CELL for cell in filled):
        return Failure(where, BadRecord(f"a cell of more than {MAX_CELL} characters"))
    values = {name: _cell(cells, place) for name, place in of.columns.items()}
    text = values["text"]
    if text is None:
        return Failure(where, BadRecord(f"no text in column {of.header[of.columns['text']]!r}"))
    stated, url = values.get("published"), _string(values.get("url"))
    day = _day(stated, order) if stated else None
    notes: tuple[str, ...] = ()
    moment = parse_moment(stated) if isinstance(stated, str) else None
    basis = "given" if day else None
    if stated and not day:
        notes = (f"not a date that is understood: {str(stated)[:40]!r}",)
    elif not day and url and (day := day_in_url(url)):
        basis, notes, moment = "metadata", (URL_NOTE,), moment_in_url(url)
    retrieved = values.get("retrieved")
    return Intake(
        where=where,
        text=str(text),
        id=_string(values.get("id")),
        title=_string(values.get("title")),
        url=url,
        outlet=_string(values.get("outlet")),
        published=day,
        published_basis=basis,
        published_at=moment,
        notes=notes,
        original=Original(
            _as_json(of, cells),
            MEDIA_TYPE,
            retrieved=parse_moment(retrieved) if isinstance(retrieved, str) else None,
        ),
    )


def _cell(cells: Sequence[Cell], place: int) -> Cell | None:
    cell = cells[place] if place < len(cells) else ""
    return cell if not isinstance(cell, str) or cell.strip() else None


def _string(cell: Cell | None) -> str | None:
    return str(cell).strip() if cell is not None else None


def _day(cell: Cell, order: DayOrder) -> date | None:
    """The day of a cell: a date of the workbook, ISO, digits in the file's order, or in words."""
    if isinstance(cell, datetime):
        return parse_day(cell.date().isoformat())
    if isinstance(cell, date):
        return parse_day(cell.isoformat())
    found = parse_day(cell)
    if found is None and (match := _YEAR_FIRST.match(cell)):
        found = DayOrder().day(int(match[1]), int(match[3]), int(match[2]))
    if found is None and (match := _DIGITS.match(cell)):
        found = order.day(int(match[3]), int(match[1]), int(match[2]))
    if found is None and len(cell) <= _LONGEST_DATE:
        from riwaya.arabic.dates import day_written  # loads the lexicon

        found = day_written(cell)
    return parse_day(found.isoformat()) if found else None


def _as_json(of: Table, cells: Sequence[Cell]) -> bytes:
    """The row as an object of the header's names, empty cells left out."""
    names = (*of.header, *(f"column {n + 1}" for n in range(len(of.header), len(cells))))
    row = {
        name: cell if isinstance(cell, str) else cell.isoformat()
        for name, cell in zip(names, cells, strict=False)
        if str(cell) != ""
    }
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """The names, numbered where they are empty or come again."""
    seen: dict[str, int] = {}
    out = []
    for place, name in enumerate(names, 1):
        name = name.strip() or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(out)
