"""What a person names, and the files behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.conftest import lines, packed

from riwaya.engine.inputs import cut, files_of, grouped, is_inside, piece_of, reports
from riwaya.engine.pieces import Piece, Source
from riwaya.errors import UsageError
from riwaya.model.intake import Failure, Intake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files of several kinds."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a.jsonl").write_bytes(lines(range(3)))
    (tmp_path / "b" / "c.jsonl.gz").write_bytes(packed(lines(range(3, 6))))
    (tmp_path / "report.txt").write_text("قتل مدنيان في قصف على بلدة السدرة.", encoding="utf-8")
    (tmp_path / "table.csv.gz").write_bytes(packed("id,text\nt1,قتل مدني\n".encode()))
    return tmp_path


def _ids(name: str, base: Path) -> list[str | None]:
    found = []
    for file in files_of(name, str(base)):
        if isinstance(file, Failure):
            found.append(str(file.error))
            continue
        source = Source(file, str(base), 1000, {})
        found += [item.id or item.where for piece in cut(source) for item in reports(source, piece)]
    return found


def test_a_folder_stands_for_its_files_in_order(folder: Path) -> None:
    report = str(folder / "report.txt")
    assert _ids(str(folder), folder) == ["g0", "g1", "g2", report, "t1", "g3", "g4", "g5"]


@pytest.mark.parametrize("pattern", ["*.jsonl", "file://{}/*.jsonl"])
def test_a_pattern_stands_for_what_fits_it(folder: Path, pattern: str) -> None:
    pytest.importorskip("fsspec")
    (folder / "aa.jsonl").write_bytes(lines([9]))
    assert _ids(pattern.format(folder), folder) == ["g0", "g1", "g2", "g9"]


def test_relative_names_start_at_the_base_and_stay_as_given(folder: Path) -> None:
    source = Source("a.jsonl", str(folder), 1000, {})
    found = [item for piece in cut(source) for item in reports(source, piece)]
    assert [item.where for item in found] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.jsonl", "cannot be opened: No such file"),
        ("none*.jsonl", "cannot be opened: No such file"),
        ("/dev/zero", "neither a file nor a folder"),
        ("picture.jpg", "not a kind of file that is read"),
        ("memory://nowhere/a.jsonl", "cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_one_failure_that_says_why(
    folder: Path, name: str, reason: str
) -> None:
    pytest.importorskip("fsspec")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    (file,) = files_of(name, str(folder))
    source = Source(str(file), str(folder), 1000, {})
    (piece,) = cut(source)
    (failure,) = reports(source, piece)
    assert isinstance(failure, Failure)
    assert reason in str(failure.error)
    assert failure.where == name


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    (found,) = files_of(str(tmp_path), "/")
    assert isinstance(found, Failure)
    assert "without files" in str(found.error)


def test_an_address_of_no_known_kind_is_wrong_use() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError, match="gopher://old/a"):
        list(files_of("gopher://old/a", "/"))


def test_windows_json_lines_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(range(9)).decode().encode("utf-16"))
    source = Source(str(path), "/", 500, {})
    pieces = cut(source)
    assert len(pieces) == 1
    found = [item for piece in pieces for item in reports(source, piece)]
    assert [item.id for item in found if isinstance(item, Intake)] == [f"g{n}" for n in range(9)]


def test_a_new_small_file_changes_few_groups() -> None:
    pieces = [Piece(f"texts/{number:04}.txt", "file") for number in range(400)]
    before = list(grouped(pieces, 64))
    after = list(grouped([*pieces[:7], Piece("texts/0006b.txt", "file"), *pieces[7:]], 64))
    assert 400 / 64 <= len(before) <= 60
    assert len(set(after) - set(before)) <= 2
    assert [piece for group in before for piece in group] == pieces


def test_a_piece_of_a_cut_file_has_its_shard_to_itself() -> None:
    small = Piece("a.txt", "file")
    large = Piece("b.jsonl", "json_lines", start=0, stop=9, first=1)
    assert list(grouped([small, large, large], 64)) == [(small,), (large,), (large,)]


def test_pieces_come_out_of_the_manifest_as_they_went_in() -> None:
    piece = Piece("a.jsonl", "json_lines", "ab", 0, 9, 1, packed=True, broken="cut short")
    assert piece_of(piece.to_object()) == piece
    assert "month_first" not in piece.to_object()
    assert piece.to_object()["start"] == 0


@pytest.mark.parametrize(
    ("name", "output", "inside"),
    [
        ("/a", "/a/out", True),
        ("/a", "/a", True),
        ("/a/b", "/a/out", False),
        ("/a", "/ab", False),
        ("out/../b", "b/c", True),
        ("s3://a/in", "s3://a/in/out", True),
        ("s3://a/in", "s3://a/inner", False),
        ("/a", "s3://a", False),
    ],
)
def test_results_inside_an_input_are_known(name: str, output: str, inside: bool) -> None:
    assert is_inside(name, output, "/base") is inside
