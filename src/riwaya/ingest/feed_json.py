"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

from __future__ import annotations

import json
import re
from typing import Any

from riwaya.errors import UnreadableFile
from riwaya.ingest.decode import decode
from riwaya.ingest.feed_entries import MAX_ENTRIES, Entry, Feed
from riwaya.ingest.markup_text import markup_text

MEDIA_TYPES = frozenset({"application/feed+json"})

_VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version')


def is_json_feed(head: bytes) -> bool:
    """Whether a document that begins with `head` says that it is a JSON Feed."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and _VERSION.search(head) is not None


def parse_json_feed(data: bytes) -> Feed:
    """The feed in `data`. Raises UnreadableFile for what is none."""
    text, _ = decode(data)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"not JSON that can be read: {error}") from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(document.get("version")):
        raise UnreadableFile("not a JSON Feed")
    if len(items) > MAX_ENTRIES:
        raise UnreadableFile(f"the feed has more than {MAX_ENTRIES} entries")
    return Feed(
        title=_text(document, "title"),
        address=_text(document, "feed_url") or _text(document, "home_page_url"),
        entries=tuple(_entry(item if isinstance(item, dict) else {}) for item in items),
    )


def _entry(item: dict[str, Any]) -> Entry:
    identifier = item.get("id")
    number = isinstance(identifier, int | float) and not isinstance(identifier, bool)
    markup = _text(item, "content_html")
    plain = _text(item, "content_text") or _text(item, "summary") or ""
    return Entry(
        guid=str(identifier) if number else _text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title") or "",
        content=markup_text(markup) if markup else plain,
        outlet=None,
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        record=json.dumps(item, ensure_ascii=False).encode("utf-8", "replace"),
        media_type="application/json",
    )


def _text(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value.strip() or None if isinstance(value, str) else None
