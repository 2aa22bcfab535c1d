"""JSON Lines are cut behind line ends, by their bytes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.conftest import lines, packed

from riwaya.engine.inputs import cut, reports
from riwaya.engine.pieces import Piece, Source
from riwaya.errors import RunError
from riwaya.model.intake import Failure, Intake


def _source(path: Path, size: int = 1500) -> Source:
    return Source(str(path), "/", size, {})


def _ids(source: Source, pieces: tuple[Piece, ...]) -> list[str | None]:
    return [found.id for piece in pieces for found in reports(source, piece)]


def test_pieces_hold_whole_lines_and_together_the_file(tmp_path: Path) -> None:
    data = lines(range(40))
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    pieces = cut(_source(path))
    ranges = [(piece.start or 0, piece.stop or 0) for piece in pieces]
    assert len(ranges) > 5
    assert b"".join(data[start:stop] for start, stop in ranges) == data
    assert all(data[stop - 1 : stop] == b"\n" for _, stop in ranges)
    assert all(1500 <= stop - start < 3000 for start, stop in ranges[:-1])
    assert [data[:start].count(b"\n") + 1 for start, _ in ranges] == [p.first for p in pieces]


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
@pytest.mark.parametrize("pack", [False, True])
def test_each_report_is_in_one_piece(tmp_path: Path, end: bytes, pack: bool) -> None:
    data = b"\xef\xbb\xbf" + lines(range(30)).rstrip() + end
    path = tmp_path / ("a.jsonl.gz" if pack else "a.jsonl")
    path.write_bytes(packed(data) if pack else data)
    source = _source(path)
    pieces = cut(source)
    assert len(pieces) > 3
    assert _ids(source, pieces) == [f"g{n}" for n in range(30)]


def test_what_must_be_unpacked_from_the_start_is_cut_into_ever_larger_pieces(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = lines(range(3000))
    path.write_bytes(packed(data))
    pieces = cut(_source(path, 1000))
    unpacked = sum(piece.stop or 0 for piece in pieces)
    assert unpacked < 18 * len(data)
    assert len(pieces) < len(data) / 1000 / 3


def test_a_change_changes_the_digest_of_its_piece_alone(tmp_path: Path) -> None:
    data = lines(range(40))
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    before = cut(_source(path))
    place = data.index("رقم 20".encode())
    path.write_bytes(data[:place] + data[place:].replace(b"20", b"21", 1))
    after = cut(_source(path))
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert (changed[0].start or 0) <= place < (changed[0].stop or 0)


def test_failures_name_the_line_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(range(20)) + b"{broken\n" + lines(range(20, 40)))
    source = _source(path)
    found = [item for piece in cut(source) for item in reports(source, piece)]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [item.where for item in failures] == [f"{path}:21"]
    assert sum(isinstance(item, Intake) for item in found) == 40


@pytest.mark.parametrize("damage", ["cut short", "overwritten"])
def test_of_a_damaged_gzip_file_what_is_before_the_damage_is_read(
    tmp_path: Path, damage: str
) -> None:
    whole = packed(lines(range(400)))
    place = len(whole) // 2
    broken = whole[:place] if damage == "cut short" else whole[:place] + b"\xff" * 500
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(broken)
    source = _source(path)
    found = [item for piece in cut(source) for item in reports(source, piece)]
    good = [item.id for item in found if isinstance(item, Intake)]
    # Where bytes were overwritten, some are unpacked wrongly before that shows.
    assert good[:150] == [f"g{n}" for n in range(150)]
    failures = [item for item in found if isinstance(item, Failure)]
    assert "cannot be unpacked" in str(failures[-1].error)
    assert failures[-1].where == str(path)


@pytest.mark.parametrize("kind", ["a.jsonl", "a.jsonl.gz"])
def test_a_file_that_changes_under_the_run_is_not_taken_for_what_was_planned(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / kind
    write = packed if kind.endswith("gz") else bytes
    path.write_bytes(write(lines(range(30))))
    source = _source(path)
    last = cut(source)[-1]
    path.write_bytes(write(lines(range(1, 31))))
    with pytest.raises(RunError, match="has changed since the run began"):
        list(reports(source, last))
