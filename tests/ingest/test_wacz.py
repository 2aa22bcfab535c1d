"""WACZ: contents checked against their digests, and archives made to harm."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from riwaya.errors import TooLarge
from riwaya.ingest import archives, intakes
from riwaya.model.intake import Failure, Intake

TEXT = "قال ناشطون إن ثلاثة مدنيين قتلوا في قصف مدفعي على بلدة النخيل. " * 5


def _warc(uri: str = "https://news.example/a", text: str = TEXT) -> bytes:
    page = f"<html><head><title>قصف</title></head><body><p>{text}</p></body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Date: 2024-12-03T08:30:00.123456Z\r\nWARC-Target-URI: {uri}\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def _package(members: dict[str, bytes]) -> bytes:
    resources = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        for name, data in members.items()
    ]
    return json.dumps({"profile": "data-package", "resources": resources}).encode()


def _zip(path: Path, members: dict[str, bytes], packed: bool = False) -> Path:
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _wacz(folder: Path, archive: dict[str, bytes], **more: bytes) -> Path:
    """A sound WACZ of these web archives; `more`: further members that are not listed."""
    members = {"archive/" + name: data for name, data in archive.items()}
    package = _package(members)
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    listed = {"datapackage.json": package, "datapackage-digest.json": json.dumps(digest).encode()}
    return _zip(folder / "crawl.wacz", {**members, **listed, **more})


def _read(path: Path) -> tuple[list[Intake], list[Failure]]:
    results = list(intakes(str(path), io.BytesIO()))
    reports = [found for found in results if isinstance(found, Intake)]
    return reports, [found for found in results if isinstance(found, Failure)]


def test_all_archives_are_read_in_order(tmp_path: Path) -> None:
    archive = {"2.warc.gz": _warc("https://b.example/"), "1.warc.gz": _warc("https://a.example/")}
    reports, failures = _read(_wacz(tmp_path, archive))
    assert [report.url for report in reports] == ["https://a.example/", "https://b.example/"]
    assert failures == []
    assert reports[0].notes == ()
    assert "/archive/1.warc.gz@0 https://a.example/" in reports[0].where
    assert reports[0].original is not None
    assert reports[0].original.retrieved is not None


def test_packed_members_are_read_as_well(tmp_path: Path) -> None:
    members = {"archive/a.warc.gz": _warc()}
    path = _zip(tmp_path / "a.wacz", {**members, "datapackage.json": _package(members)}, True)
    reports, failures = _read(path)
    assert len(reports) == 1
    assert failures == []


def test_an_archive_that_was_changed_is_not_read(tmp_path: Path) -> None:
    package = _package({"archive/a.warc.gz": _warc()})
    changed = {"archive/a.warc.gz": _warc(text=TEXT.replace("ثلاثة", "تسعة"))}
    reports, failures = _read(_zip(tmp_path / "a.wacz", {**changed, "datapackage.json": package}))
    assert reports == []
    assert "digest" in str(failures[0].error)


def test_a_list_of_contents_that_was_changed_with_them_is_told(tmp_path: Path) -> None:
    digest = json.dumps({"path": "datapackage.json", "hash": "sha256:" + "0" * 64}).encode()
    members = {"archive/a.warc.gz": _warc()}
    more = {"datapackage.json": _package(members), "datapackage-digest.json": digest}
    _, failures = _read(_zip(tmp_path / "a.wacz", {**members, **more}))
    assert failures[0].where.endswith("/datapackage.json")


def test_what_cannot_be_checked_is_read_and_noted(tmp_path: Path) -> None:
    reports, _ = _read(_wacz(tmp_path, {}, **{"archive/late.warc.gz": _warc()}))
    assert any("does not list" in note for note in reports[0].notes)
    (tmp_path / "more").mkdir()
    bare = _zip(tmp_path / "more" / "bare.wacz", {"archive/a.warc.gz": _warc()})
    reports, _ = _read(bare)
    assert any("could not be checked" in note for note in reports[0].notes)


@pytest.mark.parametrize("package", [b"not json", b"[]", b'{"resources": 7}', b"[" * 100_000])
def test_a_broken_list_of_contents_does_no_harm(tmp_path: Path, package: bytes) -> None:
    members = {"archive/a.warc.gz": _warc(), "datapackage.json": package}
    reports, failures = _read(_zip(tmp_path / "a.wacz", members))
    assert len(reports) == 1
    assert failures == []


@pytest.mark.parametrize(
    "name", ["../../archive/x.warc.gz", "/etc/x.warc.gz", "..\\x.warc.gz", "C:\\x.warc.gz"]
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    reports, failures = _read(_wacz(tmp_path, {"a.warc.gz": _warc()}, **{name: _warc()}))
    assert len(reports) == 1
    assert "leads out" in str(failures[0].error)
    assert len(failures) == 1


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    members = {"archive/a.warc.gz": _warc(), "archive/b.warc": b"\0" * 30_000_000}
    reports, failures = _read(_zip(tmp_path / "a.wacz", members, packed=True))
    assert len(reports) == 1
    assert isinstance(failures[0].error, TooLarge)


def test_an_absurd_number_of_members_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 10)
    members = {f"pages/{number}": b"" for number in range(20)}
    reports, failures = _read(_wacz(tmp_path, {"a.warc.gz": _warc()}, **members))
    assert reports == []
    assert isinstance(failures[0].error, TooLarge)


def test_damage_to_the_zip_is_told(tmp_path: Path) -> None:
    members = {"archive/a.warc.gz": _warc(), "archive/b.warc.gz": _warc("https://b.example/")}
    path = _zip(tmp_path / "a.wacz", members)
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF
    path.write_bytes(data)
    reports, failures = _read(path)
    assert [report.url for report in reports] == ["https://b.example/"]
    assert failures


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    _, failures = _read(path)
    assert "cannot be opened" in str(failures[0].error) or "can be opened" in str(failures[0].error)


def test_a_wacz_without_web_archives_is_told(tmp_path: Path) -> None:
    _, failures = _read(_wacz(tmp_path, {}))
    assert "no web archive" in str(failures[0].error)
