"""Excel workbooks: typed cells, sheets, bombs and damage."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from riwaya.errors import TooLarge
from riwaya.ingest import Failure, Intake, intakes

Rows = list[list[Any]]


def _write(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _read(path: Path) -> list[Intake | Failure]:
    return list(intakes(str(path), io.BytesIO()))


def test_dates_and_numbers_keep_their_type(tmp_path: Path) -> None:
    rows: Rows = [
        ["المعرف", "النص", "تاريخ النشر", "عدد"],
        [7, "أصيب راع", datetime(2022, 11, 3, 22, 15), 2.5],
        [None, None, None, None],
        [8, "وقتل آخر", "3/11/2022", None],
    ]
    first, second = _read(_write(tmp_path / "a.xlsx", Sheet=rows))
    assert isinstance(first, Intake) and isinstance(second, Intake)
    assert (first.id, first.text, first.published) == ("7", "أصيب راع", date(2022, 11, 3))
    assert first.published_at is None
    assert first.original is not None
    assert json.loads(first.original.data) == {
        "المعرف": "7", "النص": "أصيب راع", "تاريخ النشر": "2022-11-03T22:15:00", "عدد": "2.5"
    }  # fmt: skip
    assert second.where.endswith("a.xlsx:Sheet:4")
    assert second.published == date(2022, 11, 3)


def test_every_sheet_with_a_column_of_texts_is_read(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "a.xlsx",
        one=[["text"], ["أصيب راع"]],
        legend=[["colour"], ["red"]],
        two=[[None], ["النص"], ["وقتل آخر"]],
    )
    found = _read(path)
    assert [getattr(f, "text", f) for f in found] == ["أصيب راع", "وقتل آخر"]


def test_no_such_sheet_is_one_failure_that_names_the_columns(tmp_path: Path) -> None:
    (found,) = _read(_write(tmp_path / "a.xlsx", one=[["colour"], ["red"]], two=[]))
    assert isinstance(found, Failure)
    assert "colour" in str(found.error)


def test_a_formula_counts_by_the_value_that_was_stored(tmp_path: Path) -> None:
    (found,) = _read(_write(tmp_path / "a.xlsx", one=[["text"], ["=1+1"], ["أصيب راع"]]))
    assert isinstance(found, Intake)  # no value was stored beside the formula
    assert found.text == "أصيب راع"


def _packed(path: Path, part: str, content: bytes) -> Path:
    """A workbook with one part put in the place of its own."""
    _write(path, one=[["text"], ["أصيب راع"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _packed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b" " * 30_000_000)
    (found,) = _read(bomb)
    assert isinstance(found, Failure)
    assert isinstance(found.error, TooLarge)
    monkeypatch.setattr("riwaya.ingest.workbooks.MAX_FILE_BYTES", 100)
    (found,) = _read(_write(tmp_path / "b.xlsx", one=[["text"], ["a"]]))
    assert isinstance(found, Failure)
    assert isinstance(found.error, TooLarge)


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    (found,) = _read(_packed(tmp_path / "a.xlsx", "xl/sharedStrings.xml", laughs))
    assert isinstance(found, Failure)
    assert "declarations" in str(found.error)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_damage_is_a_failure(tmp_path: Path, part: str) -> None:
    found = _read(_packed(tmp_path / "a.xlsx", part, b"<worksheet><broken"))
    assert found
    assert all(isinstance(f, Failure) for f in found)
