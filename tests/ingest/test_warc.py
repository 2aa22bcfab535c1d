"""Web archives: which records become reports, and what damage costs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import brotli
import pytest

from riwaya.errors import TooLarge
from riwaya.ingest import intakes, warc
from riwaya.ingest.opened import opened
from riwaya.ingest.warc import is_warc, read_warc
from riwaya.model.intake import Failure, Intake

PAGE = (
    "<html><head><title>قصف على {0}</title><meta property='article:published_time' "
    "content='2024-12-01T10:00:00+03:00'></head><body><article><h1>قصف على {0}</h1><p>"
    + "قال ناشطون إن ثلاثة مدنيين قتلوا في قصف مدفعي. " * 5
    + "</p></article></body></html>"
)


def _record(
    uri: str, block: bytes, kind: str = "response", length: int | None = None, **more: str
) -> bytes:
    """A record as crawlers write them; `more`: further headers, _ for -."""
    media = "application/http; msgtype=response" if kind == "response" else "text/html"
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000001>",
        "WARC-Date": "2024-12-03T08:30:00Z",
        "WARC-Target-URI": uri,
        "Content-Type": media,
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def _http(body: str | bytes, status: str = "200 OK", **headers: str) -> bytes:
    named = {"Content-Type": "text/html; charset=utf-8"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    data = body if isinstance(body, bytes) else body.encode()
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


def _page(place: str) -> bytes:
    return _record(f"https://news.example/{place}", _http(PAGE.format(place)))


def _read(data: bytes, skipped: Counter[str] | None = None) -> list[Intake | Failure]:
    return list(read_warc("a.warc", io.BytesIO(data), skipped))


def _titles(results: list[Intake | Failure]) -> list[str | None]:
    return [found.title for found in results if isinstance(found, Intake)]


def _failures(results: list[Intake | Failure]) -> list[Failure]:
    return [found for found in results if isinstance(found, Failure)]


RECORDS = [_page(place) for place in ("النخيل", "الزيتونة", "السنديان", "الرمان")]
TITLES = [f"قصف على {place}" for place in ("النخيل", "الزيتونة", "السنديان", "الرمان")]


def test_a_page_keeps_where_and_when_it_was_fetched() -> None:
    body = PAGE.format("النخيل")
    record = _record("<https://news.example/a>", _http(body, X_Cache="HIT"))
    (found,) = _read(record)
    assert isinstance(found, Intake)
    assert found.url == "https://news.example/a"
    assert found.published == date(2024, 12, 1)
    assert found.original is not None
    assert found.original.data == body.encode()
    assert found.original.media_type == "text/html"
    assert found.original.retrieved == datetime(2024, 12, 3, 8, 30, tzinfo=UTC)
    assert ("x-cache", "HIT") in found.original.headers
    assert ("warc-date", "2024-12-03T08:30:00Z") in found.original.headers
    assert found.notes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"".join(RECORDS),
        b"".join(map(gzip.compress, RECORDS)),
        gzip.compress(b"".join(RECORDS)),
    ],
    ids=["plain", "a member each", "one member"],
)
def test_plain_and_packed(data: bytes) -> None:
    results = _read(data)
    assert _titles(results) == TITLES
    assert not _failures(results)


def test_what_is_no_page_is_counted() -> None:
    skipped: Counter[str] = Counter()
    data = b"".join(
        [
            _record("", b"software: crawler\r\n", "warcinfo"),
            _record("https://news.example/a", b"GET / HTTP/1.1\r\n\r\n", "request"),
            _record("https://news.example/a", _http(""), "revisit"),
            _record("https://news.example/a", _http(""), "revisit"),
            _record("https://news.example/b", _http("gone", "404 Not Found")),
            _record("https://news.example/c", _http("", "301 Moved", Location="/d")),
            _record("https://news.example/e.jpg", _http(b"\xff\xd8", Content_Type="image/jpeg")),
            _record("https://news.example/robots.txt", _http("a", Content_Type="text/plain")),
            _record("https://ads.example/f", _http("<html><body><img src=x></body></html>")),
            RECORDS[0],
        ]
    )
    assert _titles(_read(data, skipped)) == TITLES[:1]
    assert skipped == {
        "warcinfo records": 1,
        "request records": 1,
        "revisit records": 2,
        "answers of status 404": 1,
        "answers of status 301": 1,
        "image/jpeg": 1,
        "robots.txt": 1,
        "pages without text": 1,
    }


def test_an_archive_without_pages_says_what_it_holds() -> None:
    (failure,) = _read(_record("https://news.example/a", _http(""), "revisit"))
    assert isinstance(failure, Failure)
    assert "1 revisit" in str(failure.error)


def test_resources_and_texts_taken_out_of_pages_are_read() -> None:
    data = _record("https://news.example/a", PAGE.format("النخيل").encode(), "resource")
    text = "قتيلان في قصف على الرمان"
    data += _record(
        "https://news.example/b", text.encode(), "conversion", Content_Type="text/plain"
    )
    data += _record("urn:view:https://news.example/a", b"\x89PNG", "resource")
    results = _read(data)
    assert [r.text[:24] for r in results if isinstance(r, Intake)] == [
        "قصف على النخيل\nقال ناشطو",
        text,
    ]
    assert len(results) == 2


def _chunked(data: bytes) -> bytes:
    half = len(data) // 2
    parts = (data[:half], data[half:])
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


BODY = PAGE.format("النخيل").encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(BODY), {"Content_Encoding": "gzip"}),
        (brotli.compress(BODY), {"Content_Encoding": "br"}),
        (_chunked(BODY), {"Transfer_Encoding": "chunked"}),
        (
            _chunked(gzip.compress(BODY)),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        ),
        (BODY, {"Content_Encoding": "gzip"}),
        (BODY, {"Transfer_Encoding": "chunked"}),
    ],
)
def test_codings_are_taken_off_and_wrong_headers_forgiven(
    body: bytes, headers: dict[str, str]
) -> None:
    (found,) = _read(_record("https://news.example/a", _http(body, **headers)))
    assert isinstance(found, Intake)
    assert found.original is not None
    assert found.original.data == BODY


def test_a_page_that_unpacks_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.ingest.web.archived.MAX_FILE_BYTES", 1000)
    bomb = _record("https://x.example/", _http(gzip.compress(b"0" * 9999), Content_Encoding="gzip"))
    results = _read(bomb + RECORDS[0])
    assert isinstance(_failures(results)[0].error, TooLarge)


def test_the_encoding_that_the_server_named_counts() -> None:
    page = "<html><body><p>" + "مقتل مدني في قصف على النخيل. " * 9 + "</p></body></html>"
    block = _http(page.encode("iso8859-6"), Content_Type="text/html; charset=ISO-8859-6")
    (found,) = _read(_record("https://news.example/a", block))
    assert isinstance(found, Intake)
    assert "مقتل مدني" in found.text
    assert any("iso-8859-6" in note for note in found.notes)


@pytest.mark.parametrize("spelling", ["base32", "hex"])
def test_a_digest_that_does_not_match_is_noted(spelling: str) -> None:
    block = _http(PAGE.format("النخيل"))
    right = hashlib.sha1(block).digest()
    wrong = hashlib.sha1(b"other").digest()
    spell = (lambda d: base64.b32encode(d).decode()) if spelling == "base32" else bytes.hex
    good, bad = _read(
        _record("https://news.example/a", block, WARC_Block_Digest=f"sha1:{spell(right)}")
        + _record("https://news.example/b", block, WARC_Block_Digest=f"sha1:{spell(wrong)}")
    )
    assert isinstance(good, Intake)
    assert isinstance(bad, Intake)
    assert good.notes == ()
    assert any("digest" in note for note in bad.notes)


def _with_damaged(damage: bytes) -> bytes:
    members = list(map(gzip.compress, RECORDS))
    members[1] = damage
    return b"".join(members)


def _with_length(length: bytes) -> bytes:
    return re.sub(b"(Content-Length: )[0-9]+", b"\\g<1>" + length, RECORDS[1])


_WHOLE = gzip.compress(RECORDS[1])


@pytest.mark.parametrize(
    "data",
    [
        _with_damaged(_WHOLE[:60] + b"\xff\xff\xff" + _WHOLE[63:]),
        _with_damaged(_WHOLE[: len(_WHOLE) // 2]),
        _with_damaged(b"\x1f\x8b\x08" + b"\xff" * 200),
        _with_damaged(b"\0" * 200),
        RECORDS[0] + b"lost bytes\r\n\r\n" + RECORDS[2] + RECORDS[3],
        RECORDS[0] + _with_length(b"99999999") + RECORDS[2] + RECORDS[3],
        RECORDS[0] + _with_length(b"150") + RECORDS[2] + RECORDS[3],
        RECORDS[0] + RECORDS[1][:300] + b"\r\n" + RECORDS[2] + RECORDS[3],
    ],
    ids=["bytes", "cut", "magic", "zeros", "between", "length over", "length under", "cut plain"],
)  # fmt: skip
def test_damage_costs_what_is_damaged(data: bytes) -> None:
    results = _read(data)
    titles = _titles(results)
    assert titles[0] == TITLES[0]
    assert titles[-2:] == TITLES[2:]
    assert 1 <= len(_failures(results)) <= 2


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_breaks_off(packed: bool) -> None:
    pack = gzip.compress if packed else bytes
    results = _read(pack(RECORDS[0]) + pack(RECORDS[1])[:-80])
    assert _titles(results) == TITLES[:1]
    (failure,) = _failures(results)
    assert "cut short" in str(failure.error)


def test_a_record_over_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_FILE_BYTES", 5000)
    results = _read(_record("https://news.example/big", _http("x" * 6000)) + RECORDS[0])
    assert isinstance(_failures(results)[0].error, TooLarge)
    assert _titles(results) == TITLES[:1]


@pytest.mark.parametrize(
    "member",
    [
        RECORDS[1] + b"\r\n" * 4_000_000,
        _record("https://news.example/big", _http(b"\0" * 8_000_000)),
    ],
    ids=["line ends", "one record"],
)
def test_a_bomb_is_stopped_and_the_next_record_read(
    member: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riwaya.ingest.web.inflate._UNSUSPECTED_MEMBER", 1_000_000)
    monkeypatch.setattr(warc, "MAX_FILE_BYTES", 2_000_000)
    results = _read(gzip.compress(member) + gzip.compress(RECORDS[0]))
    assert any(isinstance(failure.error, TooLarge) for failure in _failures(results))
    assert _titles(results)[-1] == TITLES[0]


def test_a_file_of_many_small_bombs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.ingest.web.inflate._UNSUSPECTED_FILE", 2_000_000)
    picture = _http(b"\0" * 500_000, Content_Type="image/png")
    member = gzip.compress(_record("https://news.example/p", picture))
    results = _read(gzip.compress(RECORDS[0]) + member * 50 + gzip.compress(RECORDS[1]))
    assert _titles(results) == TITLES[:1]
    assert "the rest is not read" in str(_failures(results)[-1].error)


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b\x08" * 5000, b"\nWARC/1.0 " * 5000, b"\nWARC/1.0\r\n" * 5000]
)
def test_a_file_of_nothing_but_beginnings_is_given_up(data: bytes) -> None:
    results = _read(data)
    assert results
    assert len(_failures(results)) == len(results) <= 3


def test_told_by_content_and_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, RECORDS)))
    with path.open("rb") as stream:
        assert is_warc(opened(str(path), stream, path))
    results = list(intakes(str(path), io.BytesIO()))
    assert _titles(results) == TITLES
    first = results[0]
    assert first.where.startswith(f"{path}@0 https://news.example/")


def test_other_gzip_files_are_no_archives() -> None:
    assert not is_warc(opened("a.gz", io.BytesIO(gzip.compress(b"text"))))
    assert not is_warc(opened("a.txt", io.BytesIO(b"text")))
