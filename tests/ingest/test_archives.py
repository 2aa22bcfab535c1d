"""ZIP archives: members read as files, and guards against what archives can do."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from riwaya.errors import TooLarge
from riwaya.ingest import Failure, Intake, archives, intakes


def _zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _read(path: Path) -> list[Intake | Failure]:
    return list(intakes(str(path), io.BytesIO()))


def test_members_are_read_like_files_of_a_folder(tmp_path: Path) -> None:
    chat = {"name": "ضفاف", "type": "public_channel", "id": 7, "messages": [
        {"id": 1, "type": "message", "date": "2022-11-03T10:00:00", "text": "أصيب راع"}
    ]}  # fmt: skip
    members = {
        "x/result.json": json.dumps(chat).encode(), "x/photos/1.jpg": b"\xff\xd8\xff",
        "a.txt": b"1", "__MACOSX/a.txt": b"2", "x/.DS_Store": b"3",
        "x/photos/2.jpg": b"\xff\xd8\xff",
    }  # fmt: skip
    text, post, failure = _read(_zip(tmp_path / "a.zip", members))
    assert isinstance(text, Intake) and isinstance(post, Intake)
    assert text.where.endswith("a.zip/a.txt")
    assert (post.id, post.text) == ("tg-7-1", "أصيب راع")
    assert isinstance(failure, Failure)
    assert "2 .jpg" in str(failure.error)


def test_a_chat_exported_by_ios_is_named_by_its_archive(tmp_path: Path) -> None:
    line = "[13/11/2022, 09:00:00] سامر: أصيب راع\n"
    (found,) = _read(_zip(tmp_path / "WhatsApp Chat - ضفاف.zip", {"_chat.txt": line.encode()}))
    assert isinstance(found, Intake)
    assert (found.key or "").startswith("whatsapp:ضفاف:2022-11-13T09:00:00:")


@pytest.mark.parametrize(
    "name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt"]
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    good, bad = sorted(
        _read(_zip(tmp_path / "a.zip", {name: b"x", "b.txt": b"y"})),
        key=lambda found: isinstance(found, Failure),
    )
    assert isinstance(good, Intake)
    assert isinstance(bad, Failure)
    assert "leads out" in str(bad.error)


def test_a_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.txt": b"0" * 20_000_000, "b.txt": "أصيب راع".encode()})
    bomb, good = _read(path)
    assert isinstance(bomb, Failure)
    assert "200 times" in str(bomb.error)
    assert isinstance(good, Intake)


def test_archives_with_too_much_in_them_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _zip(tmp_path / "a.zip", {"a.txt": b"x" * 500, "b.txt": b"y" * 600})
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1000)
    (found,) = _read(path)
    assert isinstance(found, Failure) and isinstance(found.error, TooLarge)
    monkeypatch.setattr(archives, "MAX_UNPACKED", 10_000)
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    (found,) = _read(path)
    assert isinstance(found, Failure) and isinstance(found.error, TooLarge)


def test_an_archive_in_an_archive_is_not_entered(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "inner.zip", {"a.txt": b"x"}).read_bytes()
    (found,) = _read(_zip(tmp_path / "outer.zip", {"inner.zip": inner}))
    assert isinstance(found, Failure)
    assert "unpack it first" in str(found.error)


def test_names_in_utf8_without_the_flag_are_read(tmp_path: Path) -> None:
    name = "دردشة واتساب مع ضفاف.txt"
    line = "13/11/2022, 09:00 - سامر: أصيب راع\n"
    path = _zip(tmp_path / "a.zip", {name: line.encode()})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.index(mark) + offset] &= ~0x08
    path.write_bytes(data)
    (found,) = _read(path)
    assert isinstance(found, Intake)
    assert found.where == f"{path}/{name}:1"
    assert (found.key or "").startswith("whatsapp:ضفاف:")


def test_encrypted_members_are_named_as_such(tmp_path: Path) -> None:
    data = bytearray(_zip(tmp_path / "a.zip", {"a.txt": b"x"}).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = _read(tmp_path / "a.zip")
    assert isinstance(found, Failure)
    assert "encrypted" in str(found.error)


def test_a_damaged_member_fails_alone(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.txt": b"first " * 50, "b.txt": b"good"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"first first", b"fIrst first", 1))
    bad, good = _read(path)
    assert isinstance(bad, Failure)
    assert "cannot be unpacked" in str(bad.error)
    assert isinstance(good, Intake)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_archive_is_one_failure(tmp_path: Path, share: float) -> None:
    path = _zip(tmp_path / "a.zip", {f"{n}.txt": b"x" * 100 for n in range(20)})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    (found,) = _read(path)
    assert isinstance(found, Failure)


def test_an_archive_on_standard_input(tmp_path: Path) -> None:
    data = _zip(tmp_path / "a.zip", {"a.txt": "أصيب راع".encode()}).read_bytes()
    (found,) = intakes("-", io.BytesIO(data))
    assert isinstance(found, Intake)
    assert found.text == "أصيب راع"
