"""Page furniture, reader comments, headline, dateline and signature told from the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.script import fold
from riwaya.reading.document import BODY, DATELINE, FURNITURE, READ_ZONES, SIGNATURE, Zone
from riwaya.reading.page.furniture_words import AGENCY, OUTLET, furniture_words, line_words
from riwaya.reading.page.pages import page_zones
from riwaya.reading.page.posts import read_frame

_LINK = r"(?:https?://|www\.|pic\.twitter\.com/|t\.me/|youtu\.be/)[!-~]*"
_LINK_MARKS = ("http", "www.", "pic.twitter.com/", "t.me/", "youtu.be/")
_HASHTAGS = re.compile("(?:#[^\\s#]{1,60}[\\s\u200e\u200f\u2705]*)+$")
_HASHTAG = re.compile("#([^\\s#]{1,60})")
_TAIL = 300
_FEW_HASHTAGS = 2
_LAST_NAME = re.compile(r"\s\|\s*([^|\n.!?]{2,80})$")
_LAST_NAME_WORDS = 8
# "Aden, 12 May (Agency) - ": what stands before the dash must name an outlet or a date.
_INLINE_DATELINE = re.compile(
    '(?:[^\n.:()\u00ab\u201c"]{1,50}\\([^()\n]{2,30}\\)\\s?[-\u2013\u2014:]'
    "|\\([^()\n]{2,30}\\)\\s?[-\u2013\u2014:]?"
    '|[^\n.:()\u00ab\u201c"/\u2013-]{2,30}[/\u2013-][^\n.:()\u00ab\u201c"/\u2013-]{2,30}[:\u2013-])\\s*'
)
_DATELINE_LENGTH = 110


def find_zones(text: str, lexicon: Lexicon) -> tuple[Zone, ...]:
    """Zones that cover the whole of `text`, in order, without gaps; none for the empty text."""
    frame = read_frame(text)
    known = furniture_words()
    found: list[Zone] = []
    if frame is None:
        found = page_zones(text, 0, len(text), known, whole=True)
    else:
        for zone in frame.zones:
            if zone.kind == BODY:
                found += page_zones(text, zone.start, zone.end, known, whole=False)
            else:
                found.append(zone)
    _set_off_signature(text, found)
    _set_off_dateline(text, found)
    parts = [piece for zone in found for piece in _without_slogans(text, zone, lexicon)]
    if any(mark in text for mark in _LINK_MARKS) or known.stands_in("post_button", text):
        parts = [part for zone in parts for part in _without_links(text, zone)]
    return tuple(_merged(len(text), parts))


@cache
def _links() -> re.Pattern[str]:
    buttons = furniture_words().pattern("post_button")
    return re.compile(rf"{_LINK}|(?:{buttons})[\d.,KM]*")


def _without_links(text: str, zone: Zone) -> Iterator[Zone]:
    """The zone with addresses and buttons in it set aside."""
    if zone.kind not in READ_ZONES:
        yield zone
        return
    here = zone.start
    for match in _links().finditer(text, zone.start, zone.end):
        yield Zone(here, match.start(), zone.kind)
        yield Zone(match.start(), match.end(), FURNITURE)
        here = match.end()
    yield Zone(here, zone.end, zone.kind)


def _without_slogans(text: str, zone: Zone, lexicon: Lexicon) -> Iterator[Zone]:
    """The zone with the hashtags of a signature set aside that cry out instead of naming."""
    if zone.kind != SIGNATURE:
        yield zone
        return
    here = zone.start
    for tag in _HASHTAG.finditer(text, zone.start, zone.end):
        if _is_slogan(tag.group(1), lexicon):
            yield Zone(here, tag.start(), SIGNATURE)
            yield Zone(tag.start(), tag.end(), FURNITURE)
            here = tag.end()
    yield Zone(here, zone.end, SIGNATURE)


def _is_slogan(tag: str, lexicon: Lexicon) -> bool:
    """Whether a verb or verbal noun stands among the joined words of a hashtag."""
    parts = tag.split("_")
    return len(parts) > 1 and any(
        word.tag == "masdar" or word.tag.startswith(("past.", "present."))
        for part in parts
        for word in lexicon.analyses(fold(part))
    )


def _set_off_signature(text: str, zones: list[Zone]) -> None:
    """Split the account's hashtags, or its name after a bar, off the last body zone."""
    for number in range(len(zones) - 1, -1, -1):
        zone = zones[number]
        if zone.kind in {SIGNATURE, DATELINE} or not text[zone.start : zone.end].strip():
            continue
        if zone.kind == BODY:
            cut = _signature_start(text, zone)
            if cut is not None:
                tail = Zone(cut, zone.end, SIGNATURE)
                zones[number : number + 1] = [Zone(zone.start, cut, BODY), tail]
            return


def _signature_start(text: str, zone: Zone) -> int | None:
    end = zone.end - len(text[max(zone.start, zone.end - _TAIL) : zone.end])
    tail = text[end : zone.end].rstrip()
    name = _LAST_NAME.search(tail)
    if name and len(line_words(name.group(1))) <= _LAST_NAME_WORDS:
        return end + name.start()
    tags = _HASHTAGS.search(tail)
    if tags is None:
        return None
    before = tail[: tags.start()]
    # Hashtags after a space may be words of the sentence; many, or set apart, they are not.
    apart = not before or not before[-1].isspace() or before.rstrip()[-1:] in ".!?\u061f"
    if apart or "\n" in before[len(before.rstrip()) :]:
        return end + tags.start()
    second = tags.group().find("#", 1)
    return end + tags.start() + second if tags.group().count("#") > _FEW_HASHTAGS else None


def _set_off_dateline(text: str, zones: list[Zone]) -> None:
    """Split "Aden (Agency) - " off the first body zone."""
    for number, zone in enumerate(zones):
        if zone.kind != BODY or not text[zone.start : zone.end].strip():
            continue
        match = _INLINE_DATELINE.match(
            text, zone.start, min(zone.end, zone.start + _DATELINE_LENGTH)
        )
        if match and _is_dateline(match.group()):
            parts = [Zone(zone.start, match.end(), DATELINE), Zone(match.end(), zone.end, BODY)]
            zones[number : number + 1] = parts
        return


def _is_dateline(prefix: str) -> bool:
    known = furniture_words()
    words = line_words(prefix)
    return known.holds(AGENCY, words) or known.holds(OUTLET, words)


def _merged(length: int, zones: Sequence[Zone]) -> Iterator[Zone]:
    """The zones made to cover [0, length): gaps go to the zone before them, like kinds join."""
    start, kind = 0, None
    for zone in zones:
        if zone.start >= zone.end:
            continue
        if kind is not None and zone.kind != kind and zone.start > start:
            yield Zone(start, zone.start, kind)
            start = zone.start
        kind = zone.kind
    if length:
        yield Zone(start, length, kind or BODY)
