"""Feeds: what their entries become, and feeds made to harm."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import TooLarge, Unreachable, UnreadableFile
from riwaya.ingest import intakes
from riwaya.ingest.feed_entries import MAX_FEED_BYTES
from riwaya.ingest.feeds import feed_intakes, is_feed_data, parse_feed, read_feed_file
from riwaya.ingest.opened import opened
from riwaya.model.intake import Failure, Intake

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>شبكة الزيتونة</title><link>https://zaytuna.example/</link>
<atom:link rel="self" href="https://zaytuna.example/feed/"/>
%s
</channel></rss>"""
ITEM = """<item><title>قصف على الزيتونة</title><link>https://zaytuna.example/news/7</link>
<guid isPermaLink="false">zaytuna-7</guid><pubDate>Sun, 01 Dec 2024 01:30:00 +0300</pubDate>
<description>مقتل مدنيين [&amp;#8230;]</description>
<content:encoded><![CDATA[<p>مقتل <b>ثلاثة</b> مدنيين&nbsp;في قصف.</p>
<p>وأصيب طفل.<br>والقصف مستمر.</p>
<script>alert("</item>")</script>]]></content:encoded></item>"""


def _all(data: str | bytes, address: str | None = None, **options: Any) -> list[Intake | Failure]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(feed_intakes("feed", parse_feed(raw, address), address, **options))


def _one(data: str | bytes, address: str | None = None) -> Intake:
    (found,) = _all(data, address)
    assert isinstance(found, Intake)
    return found


def test_an_rss_item_becomes_a_report() -> None:
    found = _one(RSS % ITEM)
    assert found.text == ("قصف على الزيتونة\nمقتل ثلاثة مدنيين في قصف.\nوأصيب طفل.\nوالقصف مستمر.")
    assert found.title == "قصف على الزيتونة"
    assert found.url == "https://zaytuna.example/news/7"
    assert found.outlet == "شبكة الزيتونة"
    assert found.key == "https://zaytuna.example/feed/#zaytuna-7"


def test_the_day_is_that_of_the_place_and_the_moment_that_of_the_world() -> None:
    found = _one(RSS % ITEM)
    assert found.published == date(2024, 12, 1)
    assert found.published_at == datetime(2024, 11, 30, 22, 30, tzinfo=UTC)
    assert found.published_basis == "metadata"


def test_the_original_is_the_item_as_it_stood() -> None:
    feed = RSS % (
        "<item><title>أ</title></item>" + ITEM + '<item rdf:about="x" ><title>ب</title></item >'
    )
    originals = [found.original for found in _all(feed) if isinstance(found, Intake)]
    assert originals[1] is not None
    assert originals[1].data == ITEM.encode()
    assert originals[2] is not None
    assert originals[2].data.endswith(b"</item >")


def test_an_item_that_hides_its_end_still_has_an_original() -> None:
    """The tags cannot be told apart, so the original is the entry as parsed."""
    found = _all(RSS % "<item><title>قتيل في الزيتونة</title><item><title>جريح</title></item>")
    assert found
    for report in found:
        assert isinstance(report, Intake)
        assert report.original is not None
        assert report.original.data


def test_changed_content_keeps_the_key() -> None:
    before, after = _one(RSS % ITEM), _one(RSS % ITEM.replace("ثلاثة", "أربعة"))
    assert before.key == after.key
    assert before.text != after.text


def test_the_same_guid_of_another_feed_is_another_report() -> None:
    ours = _one(RSS % ITEM, "https://zaytuna.example/feed/")
    theirs = _one(RSS % ITEM, "https://elsewhere.example/feed/")
    assert ours.key != theirs.key


def test_atom() -> None:
    found = _one(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>مرصد النخيل</title><id>tag:nakhil</id>
        <entry><title type="html">جرحى &lt;i&gt;في&lt;/i&gt; النخيل</title><id>urn:x:1</id>
        <link href="https://nakhil.example/1"/><published>2024-11-30T23:30:00+03:00</published>
        <updated>2024-12-02T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>جريحان.</p><p>ونزوح.</p></div></content>
        </entry></feed>"""
    )
    assert found.text == "جرحى في النخيل\nجريحان.\nونزوح."
    assert found.published == date(2024, 11, 30)
    assert found.key == "tag:nakhil#urn:x:1"
    assert found.url == "https://nakhil.example/1"


def test_the_day_of_a_change_is_taken_for_want_of_another_and_said_so() -> None:
    found = _one(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>م</title><entry><title>خبر</title>'
        "<id>1</id><updated>2024-12-02T00:00:00Z</updated></entry></feed>"
    )
    assert found.published == date(2024, 12, 2)
    assert any("last change" in note for note in found.notes)


def test_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "وكالة السنديان",
        "feed_url": "https://sindyan.example/feed.json",
        "items": [
            {"id": 12, "url": "https://sindyan.example/12", "title": "حصيلة",
             "content_text": "القتلى < 5\nوالجرحى 7",
             "date_published": "2024-12-01T10:00:00+03:00"},
            {"id": "13", "content_html": "<p>لا ضحايا</p>"},
            {"id": "14"},
            "no item",
        ],
    }  # fmt: skip
    data = json.dumps(feed).encode()
    assert is_feed_data(data)
    first, second, third, fourth = _all(data)
    assert isinstance(first, Intake)
    assert first.text == "حصيلة\nالقتلى < 5\nوالجرحى 7"
    assert first.key == "https://sindyan.example/feed.json#12"
    assert first.published_at == datetime(2024, 12, 1, 7, 0, tzinfo=UTC)
    assert first.original is not None
    assert json.loads(first.original.data) == feed["items"][0]
    assert isinstance(second, Intake)
    assert second.text == "لا ضحايا"
    assert isinstance(third, Failure)
    assert isinstance(fourth, Failure)


def test_an_entry_without_words_costs_itself_alone() -> None:
    results = _all(RSS % ("<item><guid>1</guid></item>" + ITEM))
    assert isinstance(results[0], Failure)
    assert isinstance(results[1], Intake)


def test_a_date_that_is_not_understood_is_told() -> None:
    found = _one(RSS % "<item><title>خبر</title><pubDate>أمس مساء</pubDate></item>")
    assert found.published is None
    assert any("not a date" in note for note in found.notes)


def test_a_text_that_breaks_off_is_told() -> None:
    found = _one(
        RSS % "<item><title>خبر</title><description>قتل [&amp;#8230;]</description></item>"
    )
    assert any("only the beginning" in note for note in found.notes)


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "utf-8-sig"])
def test_feeds_in_other_encodings(encoding: str) -> None:
    text = (RSS % "<item><title>مقتل مدني في الزيتونة</title></item>").replace("UTF-8", encoding)
    data = text.encode(encoding)
    assert is_feed_data(data[:200])
    assert _one(data).text == "مقتل مدني في الزيتونة"


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    found = _all(
        RSS % (ITEM + "<item><title>جرحى & نازحون</title><description>أ<br>ب</description>")
    )
    texts = [report.text for report in found if isinstance(report, Intake)]
    assert texts[0].startswith("قصف على الزيتونة")
    assert texts[1].startswith("جرحى & نازحون")


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&a9;</title></item></channel></rss>"
)
EXTERNAL = (
    '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&f;</title></item></channel></rss>"
)
QUADRATIC = (
    f'<!DOCTYPE rss [<!entity x "{"ha" * 50_000}">]>'
    f"<rss><channel><item><title>{'&x;' * 50_000}</title></item></channel></rss>"
)
HIDDEN = "<!-- <rss> -->" + EXTERNAL


@pytest.mark.parametrize("feed", [BILLION_LAUGHS, EXTERNAL, QUADRATIC, HIDDEN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feeds_that_define_entities_are_refused(feed: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile, match="entities"):
        parse_feed(feed.encode(encoding))


@pytest.mark.parametrize("feed", [BILLION_LAUGHS, EXTERNAL, QUADRATIC])
def test_such_a_file_is_known_for_a_feed_and_not_read_as_a_text(feed: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed)
    (failure,) = intakes(str(path), io.BytesIO())
    assert isinstance(failure, Failure)
    assert "entities" in str(failure.error)


def test_definitions_in_an_encoding_without_its_mark_are_not_read_either() -> None:
    with pytest.raises(UnreadableFile):
        parse_feed(BILLION_LAUGHS.encode("utf-16-le"))


def test_an_encoding_that_hides_definitions_is_not_believed() -> None:
    hidden = '<?xml version="1.0" encoding="utf-7"?>' + EXTERNAL.replace("<!", "+ADwAIQ-")
    found = list(feed_intakes("feed", parse_feed(hidden.encode())))
    assert "root:" not in repr(found)


def test_a_declared_doctype_alone_does_no_harm() -> None:
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss.dtd">'
    )
    feed = f"{doctype}<rss version='0.91'><channel><item><title>خبر</title></item></channel></rss>"
    assert is_feed_data(feed.encode())
    assert _one(feed).text == "خبر"


def test_a_feed_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        parse_feed(b"<rss>" + b" " * MAX_FEED_BYTES)


def test_a_feed_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(TooLarge, match="tags"):
        parse_feed(b"<rss>" + b"<a>" * 1_000_000)


@pytest.mark.parametrize("data", [b"", b"just words", b"<html><body>page</body></html>", b"{}"])
def test_what_is_no_feed(data: bytes) -> None:
    assert not is_feed_data(data)
    with pytest.raises(UnreadableFile):
        parse_feed(data)


def test_deep_and_unfinished_markup_ends() -> None:
    deep = "<div>" * 20_000 + "قتيلان"
    found = _all(
        RSS % f"<item><title>خبر</title><description><![CDATA[{deep}]]></description></item>"
    )
    assert len(found) == 1
    assert _all(RSS % ("<![CDATA[" * 50_000)) == []
    assert len(_all(RSS % ("<item>" * 5_000))) <= 5_000


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "saved.xml"
    path.write_text(RSS % ITEM)
    with path.open("rb") as stream:
        (found,) = read_feed_file(opened(str(path), stream, path))
    assert isinstance(found, Intake)
    assert found.where == f"{path}:1"
    assert found.outlet == "شبكة الزيتونة"


def test_pages_are_followed_and_keep_what_the_feed_says() -> None:
    def read_page(where: str, url: str) -> Intake:
        return Intake(where=where, text=f"صفحة {url}", url=url)

    (found,) = _all(RSS % ITEM, read_page=read_page)
    assert isinstance(found, Intake)
    assert found.text == "صفحة https://zaytuna.example/news/7"
    assert found.key == "https://zaytuna.example/feed/#zaytuna-7"
    assert found.published == date(2024, 12, 1)
    assert found.outlet == "شبكة الزيتونة"


def test_a_page_that_cannot_be_read_leaves_the_entry_and_a_note() -> None:
    def read_page(where: str, url: str) -> Intake:
        raise Unreachable("the server answers 404 Not Found")

    (found,) = _all(RSS % ITEM, read_page=read_page)
    assert isinstance(found, Intake)
    assert found.text.startswith("قصف على الزيتونة")
    assert any("404" in note for note in found.notes)


def test_entries_that_are_not_wanted_are_left_out() -> None:
    feed = parse_feed((RSS % (ITEM + "<item><title>آخر</title></item>")).encode())
    found = list(feed_intakes("feed", feed, wanted=lambda entry: entry.guid is None))
    assert [report.where for report in found] == ["feed:2"]


def test_standard_input_is_no_special_case() -> None:
    (found,) = read_feed_file(opened("-", io.BytesIO((RSS % ITEM).encode())))
    assert found.where == "-:1"
