"""RSS and Atom through feedparser, after a check that keeps it from harm."""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.ingest.decode import decode
from riwaya.ingest.feed_entries import MAX_ENTRIES, Entry, Feed
from riwaya.ingest.markup_text import markup_text

MEDIA_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
SUFFIXES = (".rss", ".atom", ".rdf")

# The parser takes some 50 microseconds for a tag in a broken feed.
_MOST_TAGS = 500_000

# The root element, or its declaration.
_ROOT = re.compile(
    r"\s*(?:<!DOCTYPE\s+[^>\[]{0,1000}>\s*)?<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF|atom:feed)\b",
    re.I,
)
_MARGINS = (("<?", "?>"), ("<!--", "-->"))
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>", re.I)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.I)
_ENTITY = re.compile(r"<!ENTITY", re.I)
# What hides tags, to its end or the end of the document; or the tag of an entry.
_TOKEN = re.compile(
    r"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?:[A-Za-z][\w.-]{0,40}:)?(?:item|entry)(?=[\s/>])[^<>]{0,4000}?(?P<empty>/?)>"
)


def is_xml_feed(head: bytes) -> bool:
    """Whether a document that begins with `head` is RSS or Atom."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return _ROOT.match(text, _prolog_end(text)) is not None


def _prolog_end(text: str) -> int:
    """Where the comments and instructions end that stand before the root element."""
    position = 0
    while True:
        while text[position : position + 1].isspace():
            position += 1
        end = next((e for start, e in _MARGINS if text.startswith(start, position)), None)
        found = text.find(end, position) if end else -1
        if end is None or found < 0:
            return position
        position = found + len(end)


def parse_xml_feed(data: bytes, address: str | None, charset: str | None = None) -> Feed:
    """The feed in `data`. `address`: where it was fetched, for links that are relative.

    Raises UnreadableFile for what is no feed, and for documents that define entities: these
    expand to any size, or to files of this machine, and feeds need none. Raises TooLarge for
    feeds that would take minutes.
    """
    try:
        import feedparser
    except ImportError as error:
        raise UnreadableFile("reading feeds needs: pip install 'riwaya[web]'") from error
    match = _ENCODING.search(data[:1024])
    text, _ = decode(data, charset or (match[1].decode("ascii") if match else None))
    if _ENTITY.search(text):
        raise UnreadableFile("the feed defines entities, which can expand to any size: not read")
    if text.count("<") > _MOST_TAGS:
        raise TooLarge(f"a feed of more than {_MOST_TAGS} tags")
    # In one known encoding, so that the parser sees what was checked.
    text = _DECLARATION.sub("", text, count=1).replace("\0", "\ufffd")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address or ""}
    try:
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,  # only text is taken out, and the record is kept as it was
        )
    # It mends broken feeds with parsers that fail in many ways.
    except Exception as error:
        raise UnreadableFile(f"the feed cannot be parsed: {error}") from error
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableFile("not RSS or Atom")
    if len(parsed.entries) > MAX_ENTRIES:
        raise UnreadableFile(f"the feed has more than {MAX_ENTRIES} entries")
    records: list[str | None] = list(_records(text))
    if len(records) != len(parsed.entries):
        records = [None] * len(parsed.entries)
    return Feed(
        title=_line(parsed.feed.get("title")),
        address=_own_address(parsed.feed),
        entries=tuple(map(_entry, parsed.entries, records)),
    )


def _records(text: str) -> Iterator[str]:
    """The entries as they stand in the document, from their first character to their last."""
    depth = start = 0
    for token in _TOKEN.finditer(text):
        if token["close"] is None:
            continue
        if token["close"]:
            depth -= 1
            if depth == 0:
                yield text[start : token.end()]
            depth = max(depth, 0)
        elif token["empty"]:
            if depth == 0:
                yield token[0]
        else:
            if depth == 0:
                start = token.start()
            depth += 1


def _entry(entry: Mapping[str, Any], record: str | None) -> Entry:
    """`record`: the entry as it stands, or None in a feed so broken that it cannot be told."""
    contents = [_plain(part) for part in entry.get("content") or ()]
    summary = _plain(entry.get("summary_detail") or {})
    parsed = entry.get("published_parsed")
    whole = record or json.dumps(entry, ensure_ascii=False, sort_keys=True, default=str)
    return Entry(
        guid=_line(entry.get("id")),
        link=_line(entry.get("link")),
        title=_plain(entry.get("title_detail") or {}),
        content=max((summary, *contents), key=len),
        outlet=_line((entry.get("source") or {}).get("title")),
        published=_line(entry.get("published")),
        # Asked for outright it gives the day of publication for want of another.
        updated=_line(entry.get("updated")) if "updated" in entry else None,
        record=whole.encode("utf-8", "replace"),
        media_type="application/xml" if record else "application/json",
        parsed=datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None,
    )


def _plain(detail: Mapping[str, Any]) -> str:
    """The text of a title or content, which says whether it is markup."""
    value = str(detail.get("value") or "")
    return value.strip() if detail.get("type") == "text/plain" else markup_text(value)


def _own_address(feed: Mapping[str, Any]) -> str | None:
    links = feed.get("links") or ()
    own = next((link.get("href") for link in links if link.get("rel") == "self"), None)
    return _line(own) or _line(feed.get("link")) or _line(feed.get("id"))


def _line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
