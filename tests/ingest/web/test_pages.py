"""Fetched pages as reports: by their kind, their address, their encoding."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from riwaya.errors import Unreachable, UnreadableFile
from riwaya.ingest.web.pages import Page, check_arrival, lasting_address, read_page

WHEN = datetime(2024, 12, 3, tzinfo=UTC)
HEADERS = (("content-type", "text/html"), ("server", "x"))
ARTICLE = "<p>" + "قال ناشطون إن ثلاثة مدنيين قتلوا في قصف على النخيل. " * 4 + "</p>"


def _page(
    body: str | bytes, content_type: str = "text/html", url: str = "https://news.example/a"
) -> Page:
    return Page(
        url, content_type, body if isinstance(body, bytes) else body.encode(), HEADERS, WHEN
    )


def test_the_original_is_the_body_with_when_and_how_it_came() -> None:
    found = read_page("here", _page(f"<html><body>{ARTICLE}</body></html>"))
    assert found.where == "here"
    assert found.original is not None
    assert found.original.data.startswith(b"<html>")
    assert found.original.headers == HEADERS
    assert found.original.retrieved == WHEN


@pytest.mark.parametrize(
    ("content_type", "body", "kind"),
    [
        ("text/html; charset=utf-8", "<p>a", "text/html"),
        ("TEXT/HTML", "<p>a", "text/html"),
        ("text/plain", "<p>a", "text/plain"),
        ("", "<!DOCTYPE html><p>a", "text/html"),
        ("", "words", "text/plain"),
        ("application/octet-stream", "<html>", "text/html"),
        ("text/html", "%PDF-1.7", "application/pdf"),
    ],
)
def test_kinds(content_type: str, body: str, kind: str) -> None:
    assert _page(body, content_type).media_type == kind


def test_plain_text() -> None:
    assert read_page("here", _page("سقط جريحان", "text/plain; charset=utf-8")).text == "سقط جريحان"


@pytest.mark.parametrize("content_type", ["image/png", "application/zip", "video/mp4"])
def test_other_kinds_are_named(content_type: str) -> None:
    with pytest.raises(UnreadableFile, match=content_type):
        read_page("here", _page(b"\x89PNG", content_type))


def test_an_empty_page_is_no_report() -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        read_page("here", _page(" \n"))


def test_the_server_names_the_encoding() -> None:
    data = f"<html><body>{ARTICLE}</body></html>".encode("windows-1256")
    found = read_page("here", _page(data, "text/html; charset=Windows-1256"))
    assert "ثلاثة مدنيين" in found.text
    assert found.original is not None
    assert found.original.data == data
    assert any("windows-1256" in note for note in found.notes)


def test_a_server_that_names_no_encoding_there_is_is_not_believed() -> None:
    found = read_page(
        "here", _page(f"<html><body>{ARTICLE}</body></html>", "text/html; charset=nonsense")
    )
    assert "ثلاثة مدنيين" in found.text


def test_a_day_in_the_address_is_taken_for_want_of_another() -> None:
    url = "https://news.example/2024/12/01/a"
    found = read_page("here", _page(f"<html><body>{ARTICLE}</body></html>", url=url))
    assert found.published == date(2024, 12, 1)
    assert any("address" in note for note in found.notes)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://news.example/story/7", "https://news.example/story/7"),
        ("https://www.news.example/story/7", "https://www.news.example/story/7"),
        ("https://news.example/story/7#top", "https://news.example/story/7"),
        (None, "https://m.news.example/story/7?from=x"),
        ("https://elsewhere.example/story/7", "https://m.news.example/story/7?from=x"),
        ("https://news.example/", "https://m.news.example/story/7?from=x"),
        ("javascript:alert(1)", "https://m.news.example/story/7?from=x"),
        ("https://[broken", "https://m.news.example/story/7?from=x"),
    ],
)
def test_a_page_may_name_its_lasting_address_on_its_own_site(
    canonical: str | None, url: str
) -> None:
    assert lasting_address("https://m.news.example/story/7?from=x#part", canonical) == url


def test_a_page_that_is_gone_is_not_the_front_page() -> None:
    with pytest.raises(Unreachable, match="front page"):
        check_arrival("https://news.example/story/7", "https://www.news.example/")


@pytest.mark.parametrize(
    ("asked", "arrived"),
    [
        ("https://news.example/", "https://www.news.example/"),
        ("https://short.example/x7", "https://news.example/"),
        ("https://news.example/7", "https://news.example/story/7"),
    ],
)
def test_other_redirects_are_fine(asked: str, arrived: str) -> None:
    check_arrival(asked, arrived)
