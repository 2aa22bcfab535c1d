"""Views as tables and JSON for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.responses import StreamingResponse

from riwaya.export.formats.cells import csv_pieces


def csv_response(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingResponse:
    """A table, with the mark by which spreadsheet programs know UTF-8, every row there is."""
    return attachment(csv_pieces(columns, rows, bom=True), "text/csv; charset=utf-8", f"{name}.csv")


def json_lines_response(name: str, objects: Iterable[Any]) -> StreamingResponse:
    """Objects one a line."""
    lines = (
        f"{json.dumps(one, ensure_ascii=False)}\n".encode("utf-8", "replace") for one in objects
    )
    return attachment(lines, "application/x-ndjson", f"{name}.jsonl")


def attachment(pieces: Iterable[bytes], media_type: str, name: str) -> StreamingResponse:
    """A file to keep, sent as it is made."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type=media_type, headers=headers)
