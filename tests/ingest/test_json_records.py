"""JSON files of one report or an array of them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from riwaya.errors import BadRecord
from riwaya.ingest import Failure, Intake, intakes

REPORT = {"id": "a", "text": "أصيب راع", "published": "2022-11-03"}


def _read(path: Path, content: str) -> list[Intake | Failure]:
    path.write_text(content, encoding="utf-8")
    return list(intakes(str(path), io.BytesIO()))


@pytest.mark.parametrize("indent", [None, 2])
def test_one_report_over_any_number_of_lines(tmp_path: Path, indent: int | None) -> None:
    content = json.dumps(REPORT, ensure_ascii=False, indent=indent)
    (found,) = _read(tmp_path / "a.json", content)
    assert isinstance(found, Intake)
    assert (found.id, found.text) == ("a", "أصيب راع")
    assert found.original is not None
    assert json.loads(found.original.data) == REPORT
    (again,) = intakes("-", io.BytesIO(content.encode()))
    assert isinstance(again, Intake)
    assert again.id == "a"


def test_an_array_with_what_is_no_report_in_its_place(tmp_path: Path) -> None:
    content = json.dumps([REPORT, {"id": "b"}, 5, [REPORT], REPORT | {"id": "c"}], indent=1)
    found = _read(tmp_path / "a.json", content)
    assert [type(f).__name__ for f in found] == [
        "Intake", "Failure", "Failure", "Failure", "Intake"
    ]  # fmt: skip
    assert [f.id for f in found] == ["a", "b", None, None, "c"]
    assert found[-1].where.endswith("a.json:5")


def test_an_array_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    content = json.dumps([REPORT] * 5, indent=1)
    found = _read(tmp_path / "a.json", content[:-30])
    assert [isinstance(f, Intake) for f in found] == [True] * 4 + [False]


@pytest.mark.parametrize("content", ['{"a": 1}', "[]]", "{", "text", '"text"', "[1, 2]"])
def test_other_json_is_a_failure_with_a_reason(tmp_path: Path, content: str) -> None:
    found = _read(tmp_path / "a.json", content)
    assert found
    assert all(isinstance(f, Failure) and isinstance(f.error, BadRecord) for f in found)
