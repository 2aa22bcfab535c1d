"""Fetching from servers that are slow, too generous, or send us where we must not go."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from riwaya.errors import TooLarge, Unreachable
from riwaya.ingest.web import addresses
from riwaya.ingest.web.connect import Limits
from riwaya.ingest.web.fetch import Fetched, fetch

NOW = datetime(2024, 12, 1, 10, 0, tzinfo=UTC)


def _get(url: str, **options: Any) -> Fetched:
    return fetch(url, allow_private=True, clock=lambda: NOW, **options)


def test_what_came_is_recorded(site: Any) -> None:
    url = site.page("/خبر", "نص", ETag='"1"')
    answer = _get(url)
    assert (answer.status, answer.body) == (200, "نص".encode())
    assert answer.header("etag") == '"1"'
    assert answer.header("content-type") == "text/html; charset=utf-8"
    assert answer.retrieved == NOW
    _, headers = site.asked[0]
    assert headers["user-agent"].startswith("Riwaya/")
    assert headers["host"] in url


def test_private_addresses_are_refused_without_the_switch(site: Any) -> None:
    url = site.page("/", "x")
    with pytest.raises(Unreachable, match="not on the public internet"):
        fetch(url, allow_private=False)
    assert site.asked == []


def test_the_environment_is_asked(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.page("/", "x")
    monkeypatch.delenv("RIWAYA_ALLOW_PRIVATE_ADDRESSES", raising=False)
    with pytest.raises(Unreachable):
        fetch(url)
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE_ADDRESSES", "1")
    assert fetch(url).status == 200


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "file:///etc/passwd",
     "ftp://example.org/", "http://a:b@example.org/", "//0.0.0.0/", "http://2130706433/"],
)  # fmt: skip
def test_redirects_are_checked_as_well(site: Any, target: str) -> None:
    site.answers["/start"] = (302, {"Location": target}, b"")
    with pytest.raises(Unreachable):
        _get(site.origin + "/start")


def test_a_redirect_inside_is_refused_though_the_start_is_public(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own server counts as public here, so that the first request is made."""
    private = [net for net in addresses._PRIVATE if not str(net).startswith("127.")]
    monkeypatch.setattr(addresses, "_PRIVATE", tuple(private))
    site.answers["/start"] = (302, {"Location": "http://inside.example/"}, b"")
    with pytest.raises(Unreachable, match=r"10\.0\.0\.1"):
        fetch(site.origin + "/start", allow_private=False, resolve=lambda host, port: ["10.0.0.1"])
    assert site.paths() == ["/start"]


def test_a_name_is_resolved_once_and_the_checked_address_connected_to(site: Any) -> None:
    """A name server that answers differently the second time is not asked a second time."""
    answers: Iterator[list[str]] = iter([["127.0.0.1"], ["169.254.169.254"]])
    port = int(site.page("/a", "نص").split(":")[2].split("/")[0])
    answer = _get(f"http://news.example:{port}/a", resolve=lambda host, port: next(answers))
    assert answer.status == 200
    assert site.asked[0][1]["host"] == f"news.example:{port}"


def test_the_next_of_several_addresses_is_tried(site: Any) -> None:
    port = int(site.page("/a", "نص").split(":")[2].split("/")[0])
    resolve = lambda host, port: ["127.0.0.77", "127.0.0.1"]  # noqa: E731
    site_only_here = f"http://news.example:{port}/a"
    assert _get(site_only_here, resolve=resolve).body == "نص".encode()


def test_redirects_are_followed_to_the_end(site: Any) -> None:
    raw = "/الوجهة".encode().decode("latin-1")  # servers send such paths as they are
    site.answers["/a"] = (301, {"Location": "b?x=1"}, b"")
    site.answers["/b?x=1"] = (307, {"Location": raw}, b"")
    site.page("/الوجهة", "وصلنا")
    answer = _get(site.origin + "/a")
    assert answer.body == "وصلنا".encode()
    assert answer.asked.endswith("/a")
    assert answer.url.endswith("/%D8%A7%D9%84%D9%88%D8%AC%D9%87%D8%A9")


def test_a_circle_of_redirects_ends(site: Any) -> None:
    site.answers["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(Unreachable, match="redirects"):
        _get(site.origin + "/a", limits=Limits(redirects=3))
    assert len(site.asked) == 4


def test_gzip_is_taken_off(site: Any) -> None:
    url = site.page("/", gzip.compress("مضغوط".encode()), Content_Encoding="gzip")
    assert _get(url).body == "مضغوط".encode()


def test_a_gzip_bomb_is_stopped(site: Any) -> None:
    url = site.page("/", gzip.compress(b"0" * 8_000_000), Content_Encoding="gzip")
    with pytest.raises(TooLarge, match="unpacks to more than"):
        _get(url, limits=Limits(body_bytes=1_000_000))


def test_damaged_gzip_is_told(site: Any) -> None:
    url = site.page("/", gzip.compress(b"x" * 1000)[:-9], Content_Encoding="gzip")
    with pytest.raises(Unreachable, match="damaged gzip"):
        _get(url)


def test_a_body_over_the_limit_is_not_read(site: Any) -> None:
    with pytest.raises(TooLarge):
        _get(site.page("/", b"0" * 5000), limits=Limits(wire_bytes=4000))


def test_a_body_without_a_stated_length_is_bounded(site: Any) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b"0" * 1000)

    site.answers["/"] = endless
    with pytest.raises(TooLarge):
        _get(site.origin + "/", limits=Limits(wire_bytes=100_000))


def _drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    _drip(handler)


def _silence(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


@pytest.mark.parametrize("answer", [_drip, _drip_body, _silence])
def test_slow_servers_are_given_up(site: Any, answer: Any) -> None:
    site.answers["/"] = answer
    with pytest.raises(Unreachable):
        _get(site.origin + "/", limits=Limits(read=0.3, total=0.5))


def test_a_body_that_breaks_off_is_no_page(site: Any) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    site.answers["/"] = broken
    with pytest.raises(Unreachable):
        _get(site.origin + "/")


def test_what_is_no_http_is_told(site: Any) -> None:
    site.answers["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    with pytest.raises(Unreachable):
        _get(site.origin + "/")


def test_a_closed_port_is_told(site: Any) -> None:
    with pytest.raises(Unreachable, match="cannot be connected to"):
        _get("http://127.0.0.1:1/")


def test_tls_is_not_spoken_to_a_server_that_cannot(site: Any) -> None:
    with pytest.raises(Unreachable):
        _get(site.origin.replace("http:", "https:") + "/")


def test_marks_of_an_earlier_answer_are_sent(site: Any) -> None:
    site.answers["/feed"] = (304, {"ETag": '"2"'}, b"")
    answer = _get(site.origin + "/feed", etag='"2"', last_modified="Sun, 01 Dec 2024 08:00:00 GMT")
    assert answer.status == 304
    _, headers = site.asked[0]
    assert headers["if-none-match"] == '"2"'
    assert headers["if-modified-since"] == "Sun, 01 Dec 2024 08:00:00 GMT"


def test_marks_with_line_ends_send_no_headers_of_their_own(site: Any) -> None:
    site.page("/", "x")
    with pytest.raises(Unreachable):
        _get(site.origin + "/", etag='"1"\r\nX-Evil: 1')
    assert site.asked == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Sun, 01 Dec 2024 10:05:00 GMT", 300.0),
        ("Sun, 01 Dec 2024 09:00:00 GMT", 0.0),
        ("999999999999", 86400.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(site: Any, value: str, seconds: float | None) -> None:
    site.answers["/"] = (503, {"Retry-After": value}, b"")
    assert _get(site.origin + "/").retry_after == seconds
