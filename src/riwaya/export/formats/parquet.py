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

_ROWS_A_GROUP = 1_000


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The table; nothing in it is guarded, for no program runs its cells."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise UsageError(f"parquet needs: pip install 'riwaya[parquet]' ({error})") from error
    types = {TEXT: arrow.string(), WHOLE: arrow.int64(), REAL: arrow.float64()}
    schema = arrow.schema([(column.name, types[column.type]) for column in COLUMNS])
    drain = _Drain()
    with parquet.ParquetWriter(drain, schema) as writer:
        for group in _groups((row(told, losses) for told in tolds), _ROWS_A_GROUP):
            values = [[_plain(cell) for cell in column] for column in zip(*group, strict=True)]
            writer.write_table(arrow.table(values, schema=schema))
            yield drain.taken()
    yield drain.taken()


class _Drain(io.RawIOBase):
    """A file that is only written to and hands on what it has, so that no more is kept."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._count = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._count += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._count

    def taken(self) -> bytes:
        """What was written since the last call."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece


def _groups(rows: Iterator[list[Cell]], size: int) -> Iterator[list[list[Cell]]]:
    while group := list(islice(rows, size)):
        yield group


def _plain(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


FORMAT = Format("parquet", "the same table as Parquet", "range", HOLDS, pieces=pieces)
