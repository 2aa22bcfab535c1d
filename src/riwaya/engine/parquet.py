"""Parquet cut by rows: small row groups together, large ones in parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any

from riwaya.engine.pieces import GROWTH, Piece, Source
from riwaya.engine.storage import opened_input
from riwaya.engine.streams import digest_of
from riwaya.errors import RunError, UnreadableFile
from riwaya.ingest.column_map import column_map
from riwaya.ingest.day_order import DayOrder, day_order
from riwaya.ingest.rows import Cell, Row, Table, ambiguous_dates, row_intakes
from riwaya.model.intake import Failure, Intake

KIND = "parquet"
MAGIC = b"PAR1"
_BATCH = 256


def cut(source: Source) -> Iterator[Piece]:
    """Pieces of rows of about the size, as far as whole row groups are not smaller.

    Raises UnreadableFile for a file that is damaged or has no column of texts.
    """
    with opened_input(source.name, source.base) as stream:
        file = _file(stream)
        table = _table(source, file)
        order = day_order(
            ambiguous_dates(table, _rows(source.name, file, table, 0, file.metadata.num_rows)),
            in_time_order=False,
        )
        digests: dict[int, str] = {}
        for start, stop in _ranges(file.metadata, source.size):
            sha256 = _digest(stream, file.metadata, start, stop, digests)
            yield Piece(source.name, KIND, sha256, start, stop, month_first=not order.day_first)


def read(source: Source, piece: Piece) -> Iterator[Intake | Failure]:
    """The reports of a piece; rows count from 1. Raises RunError when the file has changed."""
    start, stop = piece.start or 0, piece.stop or 0
    with opened_input(source.name, source.base) as stream:
        file = _file(stream)
        if _digest(stream, file.metadata, start, stop, {}) != piece.sha256:
            raise RunError(f"{source.name}: has changed since the run began; run it again")
        table = _table(source, file)
        order = DayOrder(day_first=not piece.month_first)
        yield from row_intakes(table, _rows(source.name, file, table, start, stop), order, None)


def _file(stream: IO[bytes]) -> Any:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableFile("reading Parquet needs: pip install 'riwaya[parquet]'") from error
    try:
        return ParquetFile(stream)
    except Exception as error:
        raise UnreadableFile(f"not a Parquet file that can be opened: {error}") from error


def _table(source: Source, file: Any) -> Table:
    """The columns that are needed, and no others."""
    names = file.schema_arrow.names
    found = column_map(names, source.columns)
    header = tuple(names[place] for place in sorted(found.values()))
    places = {name: header.index(names[place]) for name, place in found.items()}
    return Table(source.name, 0, header, places)


def _rows(name: str, file: Any, table: Table, start: int, stop: int) -> Iterator[Row | Failure]:
    """The rows of a range, numbered from 1 in the file; behind damage one Failure."""
    row = 0
    try:
        for group in range(file.metadata.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            if row + count <= start or row >= stop:
                row += count
                continue
            for batch in file.iter_batches(
                _BATCH, [group], columns=list(table.header), use_threads=False
            ):
                if row + batch.num_rows > start and row < stop:
                    columns = [column.to_pylist() for column in batch.columns]
                    for offset, cells in enumerate(zip(*columns, strict=True), row):
                        if start <= offset < stop:
                            yield offset + 1, [_cell(value) for value in cells]
                row += batch.num_rows
                if row >= stop:
                    break
    except Exception as error:  # of the library; what it read before is good
        reason = UnreadableFile(f"the file is damaged after row {row}: {error}")
        yield Failure(f"{name}:{row + 1}", reason)


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str | date):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _ranges(metadata: Any, size: int) -> Iterator[tuple[int, int]]:
    start = row = weight = 0
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        if weight and weight + group.total_byte_size > size:
            yield start, row
            start, weight = row, 0
        if group.total_byte_size <= size:
            row, weight = row + group.num_rows, weight + group.total_byte_size
            continue
        for step in _steps(group.num_rows, group.total_byte_size, size):
            yield row, row + step
            row += step
        start = row
    if row > start:
        yield start, row


def _steps(rows: int, weight: int, size: int) -> Iterator[int]:
    """How many rows each part of a large row group has; what is before a part is decoded too."""
    done = 0
    while done < rows:
        step = min(rows - done, max(1, size * rows // weight, done // GROWTH))
        yield step
        done += step


def _digest(stream: IO[bytes], metadata: Any, start: int, stop: int, known: dict[int, str]) -> str:
    """SHA-256 over the schema and the row groups that hold these rows. `known`: of groups."""
    columns = [(str(field.name), str(field.type)) for field in metadata.schema.to_arrow_schema()]
    whole = hashlib.sha256(f"{columns}\n{start} {stop}\n".encode("utf-8", "surrogatepass"))
    row = 0
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        if row < stop and row + group.num_rows > start:
            if number not in known:
                known[number] = _group_digest(stream, group)
            whole.update(known[number].encode())
        row += group.num_rows
    return whole.hexdigest()


def _group_digest(stream: IO[bytes], group: Any) -> str:
    parts: list[str] = []
    for column in map(group.column, range(group.num_columns)):
        first = column.data_page_offset
        if column.has_dictionary_page and column.dictionary_page_offset is not None:
            first = min(first, column.dictionary_page_offset)
        parts.append(digest_of(stream, first, first + column.total_compressed_size))
    return _joined(parts)


def _joined(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
