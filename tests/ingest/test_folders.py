"""Folders: what is read, in which order, what is passed over and what is said of the rest."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from riwaya.ingest import Failure, Intake, folders, intakes


def _read(folder: Path) -> list[Intake | Failure]:
    return list(intakes(str(folder), io.BytesIO()))


def _names(found: list[Intake | Failure], folder: Path) -> list[str]:
    return [str(Path(f.where).relative_to(folder)) for f in found]


def test_files_of_all_kinds_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/a/1.txt", "c.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("أصيب راع")
    (tmp_path / "d.jsonl").write_text('{"text": "1"}\n{"text": "2"}\n')
    found = _read(tmp_path)
    assert _names(found, tmp_path) == [
        "a.txt", "c.txt", "d.jsonl:1", "d.jsonl:2", "b/2.txt", "b/a/1.txt"
    ]  # fmt: skip
    assert all(isinstance(f, Intake) for f in found)


@pytest.mark.parametrize(
    "name",
    [
        ".hidden", ".git/config", "~$a.docx", "a.txt~", "#a.txt#", ".a.swp", "x.tmp", "Thumbs.db",
        "__MACOSX/a.txt", "a.pdf.crdownload", "desktop.ini",
    ],
)  # fmt: skip
def test_what_systems_and_editors_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x")
    (tmp_path / "a.txt").write_text("أصيب راع")
    assert _names(_read(tmp_path), tmp_path) == ["a.txt"]


def test_kinds_that_are_not_read_are_counted_in_one_failure(tmp_path: Path) -> None:
    for name in ("1.jpg", "2.jpg", "3.mp4", "a.txt"):
        (tmp_path / name).write_bytes("أصيب راع".encode())
    good, failure = _read(tmp_path)
    assert isinstance(good, Intake)
    assert isinstance(failure, Failure)
    assert failure.where == str(tmp_path)
    assert "2 .jpg, 1 .mp4" in str(failure.error)


def test_a_broken_file_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "b.txt").write_text("أصيب راع")
    first, second = _read(tmp_path)
    assert isinstance(first, Failure)
    assert isinstance(second, Intake)


def test_links_are_not_followed_and_those_that_lead_out_are_said(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    (inside / "deep").mkdir(parents=True)
    (outside / "secret.txt").write_text("x")
    (inside / "a.txt").write_text("أصيب راع")
    (inside / "again.txt").symlink_to(inside / "a.txt")
    (inside / "deep" / "circle").symlink_to(inside)
    (inside / "escape.txt").symlink_to(outside / "secret.txt")
    (inside / "escape").symlink_to(outside)
    (inside / "nowhere").symlink_to(inside / "missing")
    found = _read(inside)
    failures = {Path(f.where).name: str(f.error) for f in found if isinstance(f, Failure)}
    assert failures == {
        "escape": "a link that leads out of the folder",
        "escape.txt": "a link that leads out of the folder",
        "nowhere": "a link that leads nowhere",
    }
    assert [Path(f.where).name for f in found if isinstance(f, Intake)] == ["a.txt"]


def test_a_link_given_by_the_person_is_the_folder_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("أصيب راع")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [type(f) for f in _read(tmp_path / "link")] == [Intake]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = _read(tmp_path)
    assert isinstance(found, Failure)
    assert "neither a file nor a folder" in str(found.error)


def test_folders_in_folders_without_end_are_not_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MAX_DEPTH", 2)
    deep = tmp_path / "1" / "2" / "3"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    (tmp_path / "1" / "2" / "b.txt").write_text("أصيب راع")
    good, failure = _read(tmp_path)
    assert isinstance(good, Intake)
    assert isinstance(failure, Failure)
    assert "deeper" in str(failure.error)
