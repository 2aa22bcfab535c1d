"""URLs and lists of URLs to reports."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import TooLarge, Unreachable
from riwaya.ingest import intakes
from riwaya.ingest.inputs import inputs_of
from riwaya.ingest.opened import opened
from riwaya.ingest.url_list import is_url_list, listed_urls, read_url_list
from riwaya.ingest.web.fetch import Fetched, fetch
from riwaya.ingest.web.read import read_url
from riwaya.model.intake import Failure, Intake

NOW = datetime(2024, 12, 1, 10, 0, tzinfo=UTC)
PAGE = (
    "<html><head><title>خبر {0}</title></head><body><p>" + "مقتل مدني في قصف. " * 9 + "</p></body>"
)
FEED = """<rss version="2.0"><channel><title>شبكة</title>
<item><title>قصف</title><link>{0}/news/1</link><guid isPermaLink="false">1</guid></item>
<item><title>اشتباك</title><link>{0}/news/2</link></item></channel></rss>"""


def _fetch(url: str, /, **marks: Any) -> Fetched:
    return fetch(url, allow_private=True, clock=lambda: NOW, **marks)


def _reports(url: str, full: bool = False) -> list[Intake | Failure]:
    return list(read_url(url, _fetch, full))


def test_a_page(site: Any) -> None:
    (found,) = _reports(site.page("/a", PAGE.format(1)))
    assert isinstance(found, Intake)
    assert found.title == "خبر 1"
    assert found.url == site.origin + "/a"
    assert found.where == site.origin + "/a"


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503, 799])
def test_other_answers_are_told(site: Any, status: int) -> None:
    site.answers["/a"] = (status, {"Content-Type": "text/html"}, PAGE.format(1).encode())
    (failure,) = _reports(site.origin + "/a")
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, Unreachable)
    assert str(status) in str(failure.error)


@pytest.mark.parametrize(
    "content_type", ["application/rss+xml", "text/xml; charset=utf-8", "text/html", "text/plain"]
)
def test_a_feed_whatever_its_server_calls_it(site: Any, content_type: str) -> None:
    url = site.page("/feed", FEED.format("https://news.example"), Content_Type=content_type)
    results = _reports(url)
    assert [found.text for found in results if isinstance(found, Intake)] == ["قصف", "اشتباك"]
    first = results[0]
    assert isinstance(first, Intake)
    assert first.key == f"{url}#1"
    assert first.original is not None
    assert first.original.retrieved == NOW
    assert ("content-type", content_type) in first.original.headers


def test_the_pages_of_a_feed(site: Any) -> None:
    url = site.page("/feed", FEED.format(site.origin), Content_Type="application/rss+xml")
    site.page("/news/1", PAGE.format(1))
    first, second = _reports(url, full=True)
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert first.text.startswith("خبر 1")
    assert first.key == f"{url}#1"
    assert second.text == "اشتباك"
    assert any("404" in note for note in second.notes)


def test_json_lines(site: Any) -> None:
    url = site.page("/a", '{"text": "قتيل"}\n{}\n', Content_Type="application/x-ndjson")
    first, second = _reports(url)
    assert isinstance(first, Intake)
    assert first.where == f"{url}:1"
    assert isinstance(second, Failure)


def test_a_list_reads_each_address_once_and_goes_on_after_failures(site: Any) -> None:
    site.page("/a", PAGE.format(1))
    site.page("/b", PAGE.format(2))
    here = site.origin
    lines = f"# قائمة\n{here}/a\r\n\n<{here}/gone> remark\nnot one\n{here}/a\n{here}/b"
    data = io.BytesIO(("\ufeff" + lines).encode())
    results = list(read_url_list(opened("list.txt", data, read_url=_reports)))
    assert [getattr(found, "title", None) for found in results] == ["خبر 1", None, None, "خبر 2"]
    assert results[1].where == f"list.txt:4: {site.origin}/gone"
    assert results[2].where == "list.txt:5"
    assert site.paths() == ["/a", "/gone", "/b"]


def test_lines_that_are_too_long_are_passed_over() -> None:
    data = io.BytesIO(b"http://a.example/" + b"a" * 100_000 + b"\nhttp://b.example/\n")
    (_, first), (_, second) = listed_urls("list", data.readline)
    assert isinstance(first, Failure)
    assert isinstance(first.error, TooLarge)
    assert second == "http://b.example/"


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("https://a.example/1\nhttp://b.example/2\n", True),
        ("\ufeff# list\n\n  https://a.example/1  \n", True),
        ("HTTPS://A.EXAMPLE/1", True),
        ("", False),
        ("# only remarks\n", False),
        ("قصف على النخيل\nhttps://a.example/1\n", False),
        ("https://a.example/1 قصف على النخيل\n", False),
    ],
)
def test_lists_are_told_from_texts_that_hold_an_address(text: str, is_list: bool) -> None:
    source = opened("a.txt", io.BytesIO(text.encode()), read_url=_reports)
    assert is_url_list(source) is is_list


def test_a_list_is_a_text_like_others_where_the_web_is_left_alone(
    site: Any, tmp_path: Path
) -> None:
    site.page("/a", PAGE.format(1))
    path = tmp_path / "list.txt"
    path.write_text(f"{site.origin}/a\n")
    (text,) = intakes(str(path), io.BytesIO())
    assert isinstance(text, Intake)
    assert text.text == f"{site.origin}/a\n"
    assert site.asked == []
    for name, stdin in ((str(path), b""), ("-", path.read_bytes()), (str(tmp_path), b"")):
        (found,) = intakes(name, io.BytesIO(stdin), None, _reports)
        assert isinstance(found, Intake)
        assert found.title == "خبر 1"


def test_whatever_is_named(site: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE_ADDRESSES", "1")
    url = site.page("/a", PAGE.format(1))
    (tmp_path / "list.txt").write_text(url)
    (tmp_path / "b.txt").write_text("قتيل في النخيل")
    (page,) = inputs_of(url, io.BytesIO())
    first, second = inputs_of(str(tmp_path), io.BytesIO())
    assert isinstance(page, Intake)
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert page.title == second.title == "خبر 1"
    assert first.text == "قتيل في النخيل"
