"""Parquet is cut by rows, whatever its row groups are like."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.engine.conftest import record

from riwaya.engine.inputs import cut, reports
from riwaya.engine.pieces import Source
from riwaya.errors import RunError
from riwaya.model.intake import Failure, Intake

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def _write(path: Path, rows: int, group: int, **columns: list[Any]) -> Path:
    records = [record(number) for number in range(rows)]
    table = {key: [one[key] for one in records] for key in records[0]} | columns
    parquet.write_table(pyarrow.table(table), path, row_group_size=group)
    return path


def _found(path: Path, size: int, **columns: str) -> tuple[int, list[Intake | Failure]]:
    source = Source(str(path), "/", size, columns)
    pieces = cut(source)
    return len(pieces), [item for piece in pieces for item in reports(source, piece)]


@pytest.mark.parametrize(
    ("group", "size", "pieces"),
    [
        (5, 2_000, range(3, 13)),  # small groups together
        (1000, 2_000, range(3, 20)),  # a large group in parts
        (1000, 1 << 20, range(1, 2)),
    ],
)
def test_each_row_is_in_one_piece(tmp_path: Path, group: int, size: int, pieces: range) -> None:
    count, found = _found(_write(tmp_path / "a.parquet", 60, group), size)
    assert [item.id for item in found] == [f"g{n}" for n in range(60)]
    assert count in pieces
    first = found[0]
    assert isinstance(first, Intake)
    assert first.text == record(0)["text"]
    assert first.where == f"{tmp_path}/a.parquet:1"
    assert first.published is not None
    assert first.published.isoformat() == record(0)["published"]


def test_columns_of_any_type_and_name_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = {
        "Body": ["قتل مدني", None, "جرح مدني"],
        "Date": [date(2024, 3, 1), date(2024, 3, 2), None],
        "number": [7, 8, 9],
        "vector": [[0.5], [0.25], None],
    }
    parquet.write_table(pyarrow.table(table), path)
    _, found = _found(path, 1000, text="Body", published="Date", id="number")
    assert [item.id for item in found] == ["7", None, "9"]
    first, empty, last = found
    assert isinstance(first, Intake) and first.published == date(2024, 3, 1)
    assert isinstance(empty, Failure) and "no text in column" in str(empty.error)
    assert isinstance(last, Intake) and last.published is None


def test_the_order_of_days_and_months_is_that_of_the_whole_file(tmp_path: Path) -> None:
    days = ["03/04/2024"] * 59 + ["04/25/2024"]
    count, found = _found(_write(tmp_path / "a.parquet", 60, 10, published=days), 1500)
    assert count > 3
    assert [item.published for item in found if isinstance(item, Intake)][:2] == [
        date(2024, 3, 4),
        date(2024, 3, 4),
    ]


def test_what_is_no_parquet_file_is_one_failure(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.parquet", 60, 10)
    path.write_bytes(path.read_bytes()[:-200])
    count, found = _found(path, 1500)
    assert count == 1
    assert [str(item.error)[:40] for item in found if isinstance(item, Failure)] == [
        "not a Parquet file that can be opened: P"
    ]


def test_a_file_without_texts_is_one_failure_that_names_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"height": [1.5], "width": [2.5]}), path)
    _, found = _found(path, 1500)
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert "height, width" in str(found[0].error)


def test_damage_in_a_row_group_costs_what_is_behind_it(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.parquet", 60, 10)
    start = parquet.ParquetFile(path).metadata.row_group(3).column(1).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 60] = b"\xff" * 60
    path.write_bytes(bytes(data))
    _, found = _found(path, 1 << 20)
    assert [item.id for item in found[:30]] == [f"g{n}" for n in range(30)]
    failure = found[-1]
    assert isinstance(failure, Failure)
    assert "damaged after row 30" in str(failure.error)


def test_a_file_that_changes_under_the_run_is_not_taken_for_what_was_planned(
    tmp_path: Path,
) -> None:
    path = _write(tmp_path / "a.parquet", 60, 10)
    source = Source(str(path), "/", 1500, {})
    piece = cut(source)[1]
    _write(path, 60, 10, text=["جرح مدني"] * 60)
    with pytest.raises(RunError, match="has changed since the run began"):
        list(reports(source, piece))
