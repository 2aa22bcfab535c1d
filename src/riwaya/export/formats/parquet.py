"""Incidents as a Parquet table with typed columns, for pandas, R, DuckDB and the like."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from riwaya.errors import UsageError
from riwaya.export.formats.cells import Cell
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.table import COLUMNS, HOLDS, REAL, TEXT, WHOLE, row
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses

_ROWS_A_GROUP = 5_000


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The table; nothing in it is guarded, for no program runs its cells."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise UsageError(f"parquet needs: pip install 'riwaya[parquet]' ({error})") from error
    types = {TEXT: arrow.string(), WHOLE: arrow.int64(), REAL: arrow.float64()}
    schema = arrow.schema([(column.name, types[column.type]) for column in COLUMNS])
    buffer = io.BytesIO()
    with parquet.ParquetWriter(buffer, schema) as writer:
        for group in _groups((row(told, losses) for told in tolds), _ROWS_A_GROUP):
            values = [[_plain(cell) for cell in column] for column in zip(*group, strict=True)]
            writer.write_table(arrow.table(values, schema=schema))
    yield buffer.getvalue()


def _groups(rows: Iterator[list[Cell]], size: int) -> Iterator[list[list[Cell]]]:
    while group := list(islice(rows, size)):
        yield group


def _plain(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


FORMAT = Format("parquet", "the same table as Parquet", "range", HOLDS, pieces=pieces)
