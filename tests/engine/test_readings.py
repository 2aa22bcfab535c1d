"""What stands in the lines of a run."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.engine.conftest import bytes_of, lines, objects_of, packed, read_archives, record

from riwaya.engine.shard import totals
from riwaya.errors import UnreadableFile
from riwaya.export.json import json_pieces
from riwaya.ingest import intakes
from riwaya.model import Reading
from riwaya.model.intake import Failure, Intake
from riwaya.reading.read import read


def _as_read(item: Intake | Failure) -> Reading | Failure:
    if isinstance(item, Failure):
        return item
    return read(
        item.text,
        published=item.published,
        outlet=item.outlet,
        url=item.url,
        title=item.title,
        report_id=item.id,
        published_basis=item.published_basis,
    )


def test_lines_are_those_of_the_reader_whatever_the_shards(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(range(8)) + b"broken\n\n" + b'{"id": "x"}\n' + lines(range(8, 12)))
    expected = "".join(json_pieces(map(_as_read, intakes(str(path), None))))  # type: ignore[arg-type]
    for size in (1, 1500, 1 << 20):
        shards = read_archives([path], tmp_path / f"out{size}", size=size)
        assert bytes_of(tmp_path / f"out{size}").decode() == expected
        counts = totals(shards)
        assert (counts["reports"], counts["failed"]) == (14, 2)


def test_packing_changes_no_reading(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(range(12)))
    (tmp_path / "b.jsonl.gz").write_bytes(packed(lines(range(12))))
    read_archives([tmp_path / "a.jsonl"], tmp_path / "plain", size=1 << 20)
    read_archives([tmp_path / "b.jsonl.gz"], tmp_path / "packed", size=1000)
    assert bytes_of(tmp_path / "plain") == bytes_of(tmp_path / "packed")


def test_reports_have_the_ids_that_they_would_have_in_a_case(tmp_path: Path) -> None:
    text, url = "قتل مدنيان في قصف على بلدة السدرة.", "https://news.example/a"
    path = tmp_path / "a.jsonl"
    rows = [{"text": text, "url": f"{url}?utm_source=x"}, {"text": text + " ", "url": url}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    read_archives([path], tmp_path / "out")
    first, second = objects_of(tmp_path / "out")
    assert first["report"]["id"] == second["report"]["id"]  # type: ignore[index]


def test_the_filter_passes_over_what_holds_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    idle = {"id": "idle", "text": "افتتح المعرض السنوي للزهور في الحديقة العامة."}
    path.write_text(json.dumps(idle) + "\n" + json.dumps(record(1)), encoding="utf-8")
    shards = read_archives([path], tmp_path / "all")
    assert totals(shards)["filtered"] == 0
    shards = read_archives([path], tmp_path / "likely", only_likely=True)
    counts = totals(shards)
    assert (counts["reports"], counts["filtered"], counts["failed"]) == (2, 1, 0)
    skipped, reading = objects_of(tmp_path / "likely")
    assert skipped["report"] == {"id": "idle"}
    assert skipped["input"] == f"{path}:1"
    assert "claims" not in skipped and skipped["skipped"]
    assert reading == objects_of(tmp_path / "all")[1]


def test_a_defect_of_the_reader_costs_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(text: str, **_: object) -> Reading:
        if "رقم 2" in text:
            raise (ZeroDivisionError("by zero") if "رقم 2." in text else UnreadableFile("no"))
        return read(text)

    monkeypatch.setattr("riwaya.reading.read.read", fails)
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines([1, 2, 3, 20]))
    shards = read_archives([path], tmp_path / "out")
    assert totals(shards)["failed"] == 2
    found = objects_of(tmp_path / "out")
    assert [one.get("error") for one in found] == [
        None,
        "the reader failed (ZeroDivisionError: by zero); please report this",
        None,
        "no",
    ]
    assert found[1]["report"] == {"id": "g2"}


def test_beside_each_line_stands_what_a_case_keeps(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines([1]) + b"broken\n")
    read_archives([path], tmp_path / "out")
    (side,) = (tmp_path / "out" / "intakes").iterdir()
    first, second = (json.loads(line) for line in gzip.decompress(side.read_bytes()).splitlines())
    assert (first["id"], first["where"]) == ("g1", f"{path}:1")
    assert "error" in second
    # Nothing of when it was made: the same bytes each time.
    assert side.read_bytes()[4:8] == bytes(4)
