"""Tables as CSV, their cells safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from riwaya.export.safe import clean

Cell = str | int | float | None

BOM = "\ufeff"
"""By this spreadsheet programs know UTF-8; without it Arabic shows as nonsense."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROWS_A_PIECE = 200
_SPACES = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def guarded(value: Cell) -> Cell:
    """A value for a cell: text on one line; what a spreadsheet would run begins with '."""
    if not isinstance(value, str):
        return value
    risky = value.startswith(_FORMULA)
    text = clean(_SPACES.sub(" ", value))
    return f"'{text}" if risky or text.lstrip().startswith(_FORMULA) else text


def csv_pieces(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    bom: bool,
    second: Sequence[str] = (),
    delimiter: str = ",",
) -> Iterator[bytes]:
    """A table as UTF-8 CSV by RFC 4180; empty cells for None. `second`: a row of tags."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    if bom:
        buffer.write(BOM)
    writer.writerow([guarded(name) for name in columns])
    if second:
        writer.writerow(second)
    for number, row in enumerate(rows, 1):
        writer.writerow(["" if value is None else guarded(value) for value in row])
        if number % _ROWS_A_PIECE == 0:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def several(values: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "; ".join(values)
