"""What every kind of feed comes down to: entries, each with its own record, and their reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from riwaya.errors import BadRecord
from riwaya.ingest.days import parse_day, parse_moment
from riwaya.ingest.url_days import URL_NOTE, day_in_url, moment_in_url
from riwaya.ingest.web.addresses import is_web_address
from riwaya.model.intake import Intake, Original

MAX_FEED_BYTES = 16 * 1024 * 1024
MAX_ENTRIES = 20_000

_CUT_OFF = ("[…]", "[...]", "…", "...")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the feed gives it, title and content as plain text.

    `guid`: what the feed identifies it by. `published`: as written; `updated`: likewise. `parsed`:
    the moment of publication where a parser knew a form that is not standard. `record`: the bytes
    of the entry alone, of `media_type`.
    """

    guid: str | None
    link: str | None
    title: str
    content: str
    outlet: str | None
    published: str | None
    updated: str | None
    record: bytes
    media_type: str
    parsed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `address`: what it calls its own address, or its site's; None if neither."""

    title: str | None
    address: str | None
    entries: tuple[Entry, ...]


def entry_key(feed: Feed, entry: Entry, address: str | None) -> str | None:
    """What stays the same of an entry when its text changes; None when it names nothing.

    It holds the feed's address: "post-12" of one feed is not that of another, and a feed cannot
    give new versions of what another feed has published.
    """
    own = entry.guid or entry.link
    return f"{address or feed.address or feed.title or ''}#{own}" if own else None


def entry_intake(where: str, feed: Feed, entry: Entry, address: str | None) -> Intake:
    """The report that an entry is: its title, then its content. Raises BadRecord without text."""
    title = " ".join(entry.title.split())
    headed = not title or " ".join(entry.content.split()).startswith(title)
    text = entry.content if headed else f"{title}\n{entry.content}".strip()
    if not text.strip():
        raise BadRecord("the entry has neither a title nor a text")
    notes: tuple[str, ...] = ()
    if entry.content.endswith(_CUT_OFF):
        notes = ("the feed gives only the beginning of the text",)
    intake = Intake(
        where=where,
        text=text,
        title=title or None,
        url=entry.link if entry.link and is_web_address(entry.link) else None,
        outlet=entry.outlet or feed.title,
        key=entry_key(feed, entry, address),
        notes=notes,
        original=Original(entry.record, entry.media_type),
    )
    return _dated(intake, entry)


def _dated(intake: Intake, entry: Entry) -> Intake:
    """With the day of publication; for want of one that of the last change, with a note."""
    note: str | None = None
    day, moment = _when(entry.published)
    if day is None and entry.parsed is not None:
        day, moment = entry.parsed.date(), entry.parsed
    if day is None and entry.updated:
        day, moment = _when(entry.updated)
        note = "the feed gives the day of the last change only" if day else None
    if day is None and intake.url:
        day, moment = day_in_url(intake.url), moment_in_url(intake.url)
        note = URL_NOTE if day else None
    if day is None and entry.published:
        note = f"not a date that is understood: {entry.published[:40]!r}"
    return replace(
        intake,
        published=day,
        published_basis="metadata" if day else None,
        published_at=moment,
        notes=(*intake.notes, note) if note else intake.notes,
    )


def _when(text: str | None) -> tuple[date | None, datetime | None]:
    """The day as written there and the moment in UTC, of a date as RSS or Atom write them."""
    if not text:
        return None, None
    day = parse_day(text)
    if day is not None:
        return day, parse_moment(text)
    try:
        stamp = parsedate_to_datetime(text)
        day = parse_day(stamp.date().isoformat())
        moment = stamp.astimezone(UTC) if day and stamp.tzinfo else None
    except (ValueError, OverflowError, IndexError):
        return None, None
    return day, moment
