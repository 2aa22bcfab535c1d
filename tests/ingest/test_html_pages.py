"""Web pages: article, headline and facts; no markup of any kind is followed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import UnreadableFile
from riwaya.ingest.html import read_html
from riwaya.model.intake import Original

HEADLINE = "قتلى في قصف على بلدة النخيل"
BODY = (
    "قتل ثلاثة مدنيين وأصيب خمسة آخرون، مساء أمس الاثنين، في قصف مدفعي على بلدة النخيل. "
    "وقالت مصادر محلية إن القصف استهدف السوق القديم عند ذروة الازدحام."
)


def _page(head: str = "", body: str = f"<p>{BODY}</p><p>{BODY}</p>") -> bytes:
    return (
        f"<!doctype html><html><head><title>{HEADLINE} - ضفاف</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/a'>أخبار</a></li></ul></nav>"
        f"<article><h1>{HEADLINE}</h1>{body}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode()


def test_article_with_its_headline_first_and_no_menu() -> None:
    intake = read_html("p.html", _page())
    assert intake.text.startswith(HEADLINE)
    assert BODY in intake.text
    assert "الرئيسية" not in intake.text
    assert intake.title == HEADLINE


ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "من البيانات"}


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def _linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


PUBLISHED = "article:published_time"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (_meta(PUBLISHED, "2024-03-12T01:20:00+03:00"), (2024, 3, 12)),
        ('<meta name="DC.date.issued" content="2024-03-11">', (2024, 3, 11)),
        (_linked(ARTICLE | {"datePublished": "2024-03-10"}), (2024, 3, 10)),
        (_linked({"@graph": [ARTICLE | {"datePublished": "2024-03-09T10:00Z"}]}), (2024, 3, 9)),
        (_meta(PUBLISHED, "1970-01-01T00:00:00Z"), None),
        (_meta("article:modified_time", "2024-03-12"), None),
        (_meta(PUBLISHED, "12 آذار 2024"), None),
        ('<script type="application/ld+json">{broken</script>', None),
        ("", None),
    ],
)
def test_day_of_publication(head: str, day: tuple[int, int, int] | None) -> None:
    intake = read_html("p.html", _page(head))
    assert intake.published == (date(*day) if day else None)
    assert intake.published_basis == ("metadata" if day else None)


def test_a_stated_time_with_a_zone_is_the_moment() -> None:
    intake = read_html("p.html", _page(_meta(PUBLISHED, "2024-03-12T01:20:00+03:00")))
    assert intake.published_at == datetime(2024, 3, 11, 22, 20, tzinfo=UTC)
    intake = read_html("p.html", _page(_meta(PUBLISHED, "2024-03-12T01:20:00")))
    assert (intake.published, intake.published_at) == (date(2024, 3, 12), None)


def _time(day: str, name: str = "") -> str:
    return f'<time datetime="{day}" class="{name}">{day}</time>'


@pytest.mark.parametrize(
    ("inside", "outside", "day"),
    [
        (_time("2024-03-12"), "", date(2024, 3, 12)),
        (
            _time("2024-03-12T10:00:00Z") + _time("2024-03-12"),
            _time("2024-01-01"),
            date(2024, 3, 12),
        ),
        (_time("2024-03-12") + _time("2024-03-13"), "", None),
        (_time("2024-03-12") + _time("2024-03-13", "entry-date published"), "", date(2024, 3, 13)),
        ("", _time("2024-01-01"), None),
        (
            '<span itemprop="datePublished" content="2024-03-12T10:00Z">x</span>',
            "",
            date(2024, 3, 12),
        ),
        ('<abbr class="published" title="2024-03-12T10:00">x</abbr>', "", date(2024, 3, 12)),
        (_time("12 آذار"), "", None),
    ],
)
def test_time_elements_count_when_marked_or_of_one_day_in_the_one_article(
    inside: str, outside: str, day: date | None
) -> None:
    page = _page(body=f"<p>{BODY}</p><p>{BODY}</p>{inside}").replace(
        b"<footer>", b"<footer>" + outside.encode()
    )
    assert read_html("p.html", page).published == day


def test_the_day_in_the_canonical_address_comes_last_and_is_noted() -> None:
    link = '<link rel="canonical" href="https://difaf.example/2024/03/09/x">'
    intake = read_html("p.html", _page(link))
    assert (intake.published, intake.published_basis) == (date(2024, 3, 9), "metadata")
    assert "address" in intake.notes[0]
    intake = read_html("p.html", _page(link + _meta(PUBLISHED, "2024-03-12")))
    assert (intake.published, intake.notes) == (date(2024, 3, 12), ())


def test_the_page_is_kept_as_received() -> None:
    page = _page()
    assert read_html("p.html", page).original == Original(page, "text/html")


def test_address_and_publisher() -> None:
    head = (
        '<link rel="canonical" href="https://difaf.example/a/1">'
        '<meta property="og:site_name" content="وكالة ضفاف">'
    )
    intake = read_html("p.html", _page(head))
    assert intake.url == "https://difaf.example/a/1"
    assert intake.outlet == "وكالة ضفاف"


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    assert read_html("p.html", _page('<link rel="canonical" href="javascript:x">')).url is None


def test_encoding_that_the_page_names() -> None:
    data = _page('<meta charset="windows-1256">').decode().encode("cp1256")
    intake = read_html("p.html", data)
    assert BODY in intake.text
    assert "windows-1256" in intake.notes[0]


def test_scripts_are_no_text() -> None:
    intake = read_html("p.html", _page(body=f"<script>var قتل = 1</script><p>{BODY}</p>"))
    assert "var" not in intake.text


@pytest.mark.parametrize("data", [b"<html><script>app()</script></html>", b"<html></html>"])
def test_a_page_without_text_is_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read_html("p.html", data)


def test_an_empty_file_is_an_empty_report() -> None:
    assert read_html("p.html", b"").text == ""


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/!-[]&;\"'= aهpdivscript\0\n", max_size=120))
def test_broken_markup_gives_text_or_a_clear_error(markup: str) -> None:
    try:
        read_html("p.html", markup.encode())
    except UnreadableFile as error:
        assert str(error)
