"""Zones of posts as they are copied from social networks, often with no line breaks left.

The interface leaves marks around a post: who it was shared with, a time stamp, counts of reactions.
Between them stands the post; after them stand other people's comments.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from riwaya.reading.document import BODY, COMMENTS, DATELINE, FURNITURE, Zone
from riwaya.reading.page.furniture_words import FurnitureWords, furniture_words

_LETTERS = "\u0620-\u064a\u0671-\u06d3"
_DIGIT = "[0-9\u0660-\u0669]"
# "March 4, 2023", "4 March 2023" (any script), "Mar 4", "3h"
_DATE = (
    rf"(?:[A-Z][a-z]{{2,8}} \d{{1,2}}(?:, \d{{4}})?(?: at \d{{1,2}}:\d{{2}}\s?[AP]M)?"
    rf"|{_DIGIT}{{1,2}} [A-Z{_LETTERS}][a-z{_LETTERS}]{{2,12}}(?:[,\u060c]? {_DIGIT}{{4}})?"
    r"|\d{1,2}[hdwmy])"
)
_DATE_BEFORE = re.compile(rf"{_DATE}\s*\u00b7\s*$")
_SHORT_DATE = r"[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?"
_HANDLE = re.compile(
    rf"@(?:[A-Za-z0-9_]{{1,15}}?(?={_SHORT_DATE})|[A-Za-z0-9_]{{1,15}}(?![A-Za-z0-9_]))"
    rf"({_SHORT_DATE})?"
)
_AFTER_STAMP = re.compile(f"[^\n{_LETTERS}]{{0,120}}")
_NAME_START = re.compile('[.!?\u061f\u2026"\u201d\u00bb]\\s?(?=[^.!?\u061f\u2026]*$)')
_STAMP_WINDOW = 60
_NAME_LENGTH = 60
_TOP = 2_000


class Post(NamedTuple):
    """Code points [start, end) of the words of one post and the name of its account, or None."""

    start: int
    end: int
    account: tuple[int, int] | None


class Frame(NamedTuple):
    """The zones of a text made of posts and, among them, the posts to be read."""

    zones: tuple[Zone, ...]
    posts: tuple[Post, ...]


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    counts: re.Pattern[str]
    stamp: re.Pattern[str]
    owner: re.Pattern[str]
    header: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known: FurnitureWords = furniture_words()
    half = known.pattern("half_day")
    clock = rf"{_DIGIT}{{1,2}}:{_DIGIT}{{2}}"
    return _Patterns(
        opening=re.compile(known.pattern("post_start")),
        closing=re.compile(known.pattern("post_end")),
        counts=re.compile(
            rf"(?:{_DIGIT}[\d.,]*\s?[KMB]?\s*(?:{known.pattern('post_count')})\s*)+$"
        ),
        # A video's length may be glued to the hour.
        stamp=re.compile(
            rf"(?:\d\d:\d\d(?=\d{{1,2}}:\d\d))?{clock}\s?(?:{half})\s?\u00b7\s?{_DATE}"
        ),
        owner=re.compile(
            rf"Facebook[\u200e\u200f]?([^\n]{{1,120}}?)[\u200e\u200f]?(?:{known.pattern('post_page')})"
        ),
        header=re.compile(rf"\s*(?:{known.pattern('post_header')})\s*"),
    )


def read_frame(text: str) -> Frame | None:
    """The posts of `text` and what surrounds them, or None when it shows no marks of a post."""
    patterns, known = _patterns(), furniture_words()
    if known.stands_in("post_start", text) or known.stands_in("post_end", text):
        return _shared_posts(text, patterns)
    if ("\u00b7" in text and patterns.stamp.search(text)) or _opens_with_handle(text):
        return _stamped_posts(text, patterns)
    return None


def account_name(text: str) -> tuple[int, int] | None:
    """The name of the account whose page or post this is, as the interface shows it."""
    match = _patterns().owner.search(text, 0, _TOP)
    if match is None:
        return None
    # The name alone stands in the heading below; there no possessive is glued to it.
    name = match.group(1)
    below = text.find(name, match.end(), match.end() + 2 * len(name) + _STAMP_WINDOW)
    return (below, below + len(name)) if below >= 0 else match.span(1)


def _opens_with_handle(text: str) -> bool:
    line = text.lstrip()[:200].split("\n", 1)[0]
    match = _HANDLE.search(line)
    return match is not None and _is_author(line, match)


def _shared_posts(text: str, patterns: _Patterns) -> Frame:
    """Posts between "shared with" and the reactions; what follows the reactions is comments."""
    zones: list[Zone] = []
    posts: list[Post] = []
    account = account_name(text)
    marks = sorted(
        [(m.start(), m.end(), True) for m in patterns.opening.finditer(text)]
        + [(m.start(), m.end(), False) for m in patterns.closing.finditer(text)]
    )
    here = 0
    reading = not any(opens for _, _, opens in marks)
    before = FURNITURE
    for start, end, opens in marks:
        if start < here:
            continue
        if opens:
            window = max(here, start - _STAMP_WINDOW)
            date = _DATE_BEFORE.search(text, window, start)
            head = date.start() if date else start
            if reading:
                # A second post with no reactions between: its heading begins its line.
                head = max(here, text.rfind("\n", here, head) + 1)
                _read(zones, posts, here, head, account)
                zones.append(Zone(head, date.start() if date else start, FURNITURE))
                head = date.start() if date else start
            else:
                zones.append(Zone(here, head, before))
            zones += [Zone(head, start, DATELINE), Zone(start, end, FURNITURE)]
            reading = True
        else:
            if reading:
                counts = patterns.counts.search(text, max(here, start - _STAMP_WINDOW), start)
                stop = counts.start() if counts else start
                _read(zones, posts, here, stop, account)
                zones.append(Zone(stop, end, FURNITURE))
            else:
                zones.append(Zone(here, end, before))
            reading, before = False, COMMENTS
        here = end
    if reading:
        _read(zones, posts, here, len(text), account)
    else:
        zones.append(Zone(here, len(text), before))
    return Frame(tuple(zones), tuple(posts))


def _read(
    zones: list[Zone], posts: list[Post], start: int, end: int, account: tuple[int, int] | None
) -> None:
    zones.append(Zone(start, end, BODY))
    posts.append(Post(start, end, account))


class _Author(NamedTuple):
    start: int
    end: int
    handle: str
    name: tuple[int, int]


def _stamped_posts(text: str, patterns: _Patterns) -> Frame:
    """Posts after "Name@handle" and before "9:14 AM · Mar 4, 2023"; replies follow the stamp."""
    authors = _authors(text)
    stamps = [m.span() for m in patterns.stamp.finditer(text)]
    last = stamps[-1][0] if stamps else len(text)
    events = sorted(
        [(a.start, a.end, a) for a in authors] + [(s, e, None) for s, e in stamps],
        key=lambda event: event[0],
    )
    zones: list[Zone] = []
    posts: list[Post] = []
    main: set[str] = set()
    here, author, stamped = 0, None, False
    for start, end, who in [*events, (len(text), len(text), None)]:
        if start < here:
            continue
        at_end = start == len(text)
        own = author is not None and author.handle in main
        if stamped:
            zones.append(Zone(here, start, COMMENTS))
        elif start <= last or own or (at_end and not main and not stamps):
            zones.append(Zone(here, start, BODY))
            if text[here:start].strip():
                posts.append(Post(here, start, author.name if author else None))
        else:
            zones.append(Zone(here, start, COMMENTS))
        if who is not None:
            zones.append(Zone(start, end, FURNITURE))
            author, stamped, here = who, False, end
        elif not at_end:
            after = _AFTER_STAMP.match(text, end)
            counts = after.end() if after else end
            zones += [Zone(start, end, DATELINE), Zone(end, counts, FURNITURE)]
            if author is not None:
                main.add(author.handle)
            author, stamped, here = None, True, counts
    return Frame(tuple(zones), tuple(posts))


def _authors(text: str) -> list[_Author]:
    """Each "Name@handle" that heads a post, with the name's span."""
    found: list[_Author] = []
    for match in _HANDLE.finditer(text):
        if not _is_author(text, match):
            continue
        floor = found[-1].end if found else 0
        line = max(floor, text.rfind("\n", max(0, match.start() - 400), match.start()) + 1)
        if match.start() - line > _NAME_LENGTH:
            # A quoted post glued to the words before it: its author follows a sentence's end.
            window = match.start() - _NAME_LENGTH
            stop = _NAME_START.search(text, window, match.start())
            line = stop.end() if stop else match.start()
        header = _patterns().header.match(text, line, match.start())
        name = header.end() if header and header.end() < match.start() else line
        handle = match.group().removesuffix(match.group(1) or "")
        found.append(_Author(line, match.end(), handle, (name, match.start())))
    return found


def _is_author(text: str, match: re.Match[str]) -> bool:
    """A handle glued to the name before it and to the post, its date or the line end after it."""
    before = text[match.start() - 1 : match.start()]
    if not before or before.isspace() or before in "(.\u200f\u200e":
        return False
    after = text[match.end() : match.end() + 1]
    return bool(match.group(1)) or not after or after in "\n\r#[" or not after.isascii()
