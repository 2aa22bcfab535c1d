"""Web archives are cut between records."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from riwaya.engine.inputs import cut, reports
from riwaya.engine.pieces import Source
from riwaya.ingest import intakes
from riwaya.model.intake import Failure, Intake

pytest.importorskip("fastwarc")

_PAGE = (
    "<html><head><title>قصف على {0}</title></head><body><article><h1>قصف على {0}</h1><p>"
    + "قال ناشطون إن ثلاثة مدنيين قتلوا في قصف مدفعي. " * 5
    + "</p></article></body></html>"
)


def _record(number: int) -> bytes:
    body = _PAGE.format(f"البلدة {number}").encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        "WARC-Date: 2024-12-03T08:30:00Z\r\n"
        f"WARC-Target-URI: http://news.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _archive(path: Path, *, packed: bool) -> Path:
    records = [_record(number) for number in range(12)]
    path.write_bytes(b"".join(gzip.compress(r, mtime=0) if packed else r for r in records))
    return path


def _in_pieces(path: Path, size: int) -> tuple[int, list[Intake | Failure]]:
    source = Source(str(path), "/", size, {})
    pieces = cut(source)
    return len(pieces), [item for piece in pieces for item in reports(source, piece)]


def _whole(path: Path) -> list[Intake | Failure]:
    return list(intakes(str(path), None))  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [False, True])
def test_pieces_hold_the_pages_of_the_whole_under_the_same_names(
    tmp_path: Path, packed: bool
) -> None:
    path = _archive(tmp_path / ("a.warc.gz" if packed else "a.warc"), packed=packed)
    count, found = _in_pieces(path, 900)
    assert 4 <= count <= 12
    assert found == _whole(path)
    assert len(found) == 12


@pytest.mark.parametrize("packed", [False, True])
def test_damage_costs_what_it_costs_when_the_archive_is_read_whole(
    tmp_path: Path, packed: bool
) -> None:
    path = _archive(tmp_path / ("a.warc.gz" if packed else "a.warc"), packed=packed)
    data = bytearray(path.read_bytes())
    start = len(data) // 2
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    _, found = _in_pieces(path, 900)
    whole = _whole(path)
    assert [item.where for item in found] == [item.where for item in whole]
    assert sum(isinstance(item, Intake) for item in found) >= 10


def test_a_part_without_pages_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    requests = b"".join(
        b"WARC/1.0\r\nWARC-Type: request\r\nWARC-Date: 2024-12-03T08:30:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000009>\r\n"
        b"WARC-Target-URI: http://news.example/\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n"
        b"\r\n\r\n"
        for _ in range(20)
    )
    path.write_bytes(requests + _record(1))
    count, found = _in_pieces(path, 900)
    assert count > 2
    assert [isinstance(item, Intake) for item in found] == [True]
