"""Feeds: RSS, Atom and JSON Feed, from a file or as fetched; each entry is a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from riwaya.errors import InputError, TooLarge
from riwaya.ingest import feed_json, feed_xml
from riwaya.ingest.feed_entries import MAX_FEED_BYTES, Entry, Feed, entry_intake, entry_key
from riwaya.ingest.opened import Opened
from riwaya.ingest.web.addresses import is_web_address
from riwaya.model.intake import Failure, Intake

SUFFIXES = feed_xml.SUFFIXES
MEDIA_TYPES = feed_xml.MEDIA_TYPES | feed_json.MEDIA_TYPES

ReadPage = Callable[[str, str], Intake]
"""The report at a URL: (name for messages, URL). Raises InputError."""


def is_feed(source: Opened) -> bool:
    """Whether an opened file is a feed, by its first bytes."""
    return is_feed_data(source.head)


def is_feed_data(head: bytes) -> bool:
    """Whether a document that begins with `head` is a feed."""
    return feed_xml.is_xml_feed(head) or feed_json.is_json_feed(head)


def read_feed_file(source: Opened) -> Iterator[Intake | Failure]:
    """The reports of a feed in a file. Raises UnreadableFile, TooLarge."""
    return feed_intakes(source.name, parse_feed(source.data()))


def parse_feed(data: bytes, address: str | None = None, charset: str | None = None) -> Feed:
    """The feed in `data`. `address`: where it was fetched; `charset`: what its server stated.

    Raises UnreadableFile, TooLarge.
    """
    if len(data) > MAX_FEED_BYTES:
        raise TooLarge(f"a feed of more than {MAX_FEED_BYTES // (1024 * 1024)} MB")
    if feed_json.is_json_feed(data[: 64 * 1024]):
        return feed_json.parse_json_feed(data)
    return feed_xml.parse_xml_feed(data, address, charset)


def feed_intakes(
    name: str,
    feed: Feed,
    address: str | None = None,
    read_page: ReadPage | None = None,
    wanted: Callable[[Entry], bool] = lambda entry: True,
) -> Iterator[Intake | Failure]:
    """The reports of a feed in its order.

    `read_page`: reads the pages that entries link to; then the report is the page, and the entry
    itself where its page cannot be read, with a note why. `wanted`: which entries to give.
    """
    for number, entry in enumerate(feed.entries, 1):
        if not wanted(entry):
            continue
        where = f"{name}:{number}"
        try:
            if read_page is not None and entry.link and is_web_address(entry.link):
                yield _followed(where, feed, entry, address, read_page)
            else:
                yield entry_intake(where, feed, entry, address)
        except InputError as error:
            yield Failure(where, error, entry_key(feed, entry, address))


def _followed(
    where: str, feed: Feed, entry: Entry, address: str | None, read_page: ReadPage
) -> Intake:
    """The page of an entry, with what only the feed says of it."""
    try:
        page = read_page(where, entry.link or "")
    except InputError as error:
        own = entry_intake(where, feed, entry, address)
        note = f"the text is that of the feed: its page cannot be read ({error})"
        return replace(own, notes=(*own.notes, note))
    page = replace(
        page,
        key=entry_key(feed, entry, address),
        title=page.title or " ".join(entry.title.split()) or None,
        outlet=page.outlet or entry.outlet or feed.title,
    )
    if page.published_at is not None:
        return page
    try:
        own = entry_intake(where, feed, entry, address)
    except InputError:
        return page
    if page.published in (None, own.published) and own.published is not None:
        return replace(
            page,
            published=own.published,
            published_basis=own.published_basis,
            published_at=own.published_at,
        )
    return page
