"""Views as tables and JSON for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from starlette.responses import StreamingResponse

from riwaya.export.safe import clean

# Some spreadsheets take the wide forms for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BOM = "\ufeff"
_ROWS_A_PIECE = 200


def csv_response(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingResponse:
    """A table, with the mark by which spreadsheet programs know UTF-8, every row there is."""
    return _attachment(_csv_pieces(columns, rows), "text/csv; charset=utf-8", f"{name}.csv")


def json_lines_response(name: str, objects: Iterable[Any]) -> StreamingResponse:
    """Objects one a line."""
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
    return _attachment(lines, "application/x-ndjson", f"{name}.jsonl")


def cell(value: Any) -> Any:
    """A value for a table: text that a spreadsheet would take for a formula begins with '."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _csv_pieces(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(_BOM)
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        writer.writerow([cell(value) for value in row])
        if number % _ROWS_A_PIECE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _attachment(pieces: Iterable[str], media_type: str, name: str) -> StreamingResponse:
    encoded = (piece.encode("utf-8", "replace") for piece in pieces)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(encoded, media_type=media_type, headers=headers)
