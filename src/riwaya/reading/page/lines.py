"""The lines of a page, each told by its looks: paragraph, headline, list item, label, stamp …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from riwaya.reading.page.furniture_words import (
    AGO,
    CLOCK,
    CLOSING,
    CREDIT,
    DESK,
    INLINE,
    LABEL,
    PROMO,
    SOURCE,
    STAMP,
    FurnitureWords,
    Opening,
    after_words,
    line_words,
)

PARAGRAPH, SENTENCE, ITEM, HEAD, SHORT, FOREIGN = (
    "paragraph", "sentence", "item", "head", "short", "foreign",
)  # fmt: skip

_LINE = re.compile("[^\n\r\u2028\u2029]+")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_STOP = re.compile("[.!?\u061f\u06d4][\\s\"'\u201c\u201d\u00bb\u203a)\\]]*$")
_CUT = re.compile("(?:\u2026|\\.\\.\\.)[\\s\"'\u201d\u00bb]*$")
_ITEM = re.compile(
    "(?:[-\u2013\u2014*\u2022\u25aa\u25ab\u25cf\u25cb\u25a0\u25e6\u2666\u27a2\u2714\u2705\u00b7]"
    "|[\u2600-\u27bf\U0001f300-\U0001faff]"
    "|\\d{1,3}\\s?[-_.)/\u2013])"
)
_QUESTION = re.compile("[!?\u061f][\\s\"'\u201c\u201d\u00bb\u203a)\\]]*$")
_EMBEDDED = re.compile("[-\u2013\u2014].{1,80}\\(@")
_CREDIT_ENDING = re.compile("\\([^()]{2,50}\\)$")
_LINKED = re.compile("\\|\\s|(?<!\\.)\\.\\.(?!\\.)")
_CLOCK_FIRST = re.compile(r"\d{1,2}:\d{2}\s")
# Of a long line only the beginning is looked at; no set phrase reaches further.
_HEAD_LENGTH = 120
_PARAGRAPH_WORDS = 14
_LONG_PARAGRAPH_WORDS = 25
_SENTENCE_WORDS = 5
_SHORT_WORDS = 3
_LABEL_TAIL = 2
_CLOSING_TAIL = 4
_CREDIT_WORDS = 6
_SOURCE_WORDS = 8
_OPENING_WORDS = 40


class Line(NamedTuple):
    """One line that is not blank: text[start:end], its folded words and what it looks like.

    `words`: those of the beginning only; `size`: how many the whole line has; `stop`: ends like a
    sentence; `cut`: ends in an ellipsis; `alone`: the set phrase that tells the kind is the whole
    line; `linked`: has the bar or the two dots of headlines; `bracket`: ends in a short bracket.
    """

    start: int
    end: int
    words: tuple[str, ...]
    size: int
    kind: str
    stop: bool
    cut: bool
    colon: bool
    alone: bool
    linked: bool
    bracket: bool


def lines_of(text: str, start: int, end: int, known: FurnitureWords) -> Iterator[Line]:
    """The lines of text[start:end] that are not blank, in order."""
    for match in _LINE.finditer(text, start, end):
        piece = match.group()
        stripped = piece.strip()
        if stripped:
            first = match.start() + len(piece) - len(piece.lstrip())
            yield _line(stripped, first, known)


def _line(piece: str, start: int, known: FurnitureWords) -> Line:
    beginning = piece[:_HEAD_LENGTH]
    words = line_words(beginning)
    count = len(words) if len(piece) <= _HEAD_LENGTH else piece.count(" ") + 1
    ending = piece[-8:]
    stop = _STOP.search(ending) is not None
    cut = ("\u2026" in ending or "..." in ending) and _CUT.search(ending) is not None
    kind, alone = _kind(piece, beginning, words, count, stop and not cut, known)
    linked = ("|" in beginning or ".." in beginning) and _LINKED.search(beginning) is not None
    bracket = piece[-1] == ")" and (
        _CREDIT_ENDING.search(piece, max(0, len(piece) - 60)) is not None
    )
    end = start + len(piece)
    colon = piece[-1] == ":"
    return Line(start, end, words, count, kind, stop, cut, colon, alone, linked, bracket)


def _kind(
    piece: str,
    beginning: str,
    words: tuple[str, ...],
    count: int,
    stop: bool,
    known: FurnitureWords,
) -> tuple[str, bool]:
    opening = known.opening(words) if count <= _OPENING_WORDS else None
    if opening is not None and _says(opening, beginning, words, count, stop, known):
        return opening.role, opening.words == count
    if not _ARABIC.search(beginning) and not (
        len(piece) > _HEAD_LENGTH and _ARABIC.search(piece, _HEAD_LENGTH)
    ):
        return (STAMP if words and _is_stamp(words, known) else FOREIGN), True
    if count <= 9 and any(map(str.isdigit, beginning)) and _is_stamp(words, known):
        return STAMP, True
    if count <= 4 and all(known.is_word(AGO, word) for word in words):
        return AGO, True
    if _EMBEDDED.match(beginning):
        return FOREIGN, False
    if _ITEM.match(beginning):
        return ITEM, False
    # Headlines ask and exclaim; only a full stop makes a short line prose.
    full = stop and not _QUESTION.search(piece[-8:])
    if count >= _LONG_PARAGRAPH_WORDS or (count >= _PARAGRAPH_WORDS and full):
        return PARAGRAPH, False
    if full and count >= _SENTENCE_WORDS:
        return SENTENCE, False
    if count > _SHORT_WORDS and piece.endswith(":"):
        return SENTENCE, False
    if count <= _SHORT_WORDS:
        return SHORT, False
    return HEAD, bool(_CLOCK_FIRST.match(beginning))


def _says(
    opening: Opening,
    beginning: str,
    words: tuple[str, ...],
    count: int,
    stop: bool,
    known: FurnitureWords,
) -> bool:
    """Whether a line that begins with a set phrase is furniture, not a sentence that uses it."""
    role, length = opening
    if count == length:
        return True
    rest = after_words(beginning, length)
    parted = rest[:1] in {":", "|", "\u061b", "/"}
    if role in {CREDIT, SOURCE}:
        most = _CREDIT_WORDS if role == CREDIT else _SOURCE_WORDS
        named = count - length <= most and not any(map(str.isdigit, rest))
        return named and (parted or length > 1)
    if role == STAMP:
        strangers = sum(
            1 for w in words[length:] if not known.is_word(CLOCK, w) and not known.is_word(AGO, w)
        )
        return any(map(str.isdigit, rest)) and strangers <= 1
    if role == DESK:
        return False
    if role == LABEL:
        return length > 1 and count <= length + _LABEL_TAIL and not stop
    if role == CLOSING:
        return length > 1 and (parted or count <= length + _CLOSING_TAIL) and not stop
    return role in {INLINE, PROMO} and (length > 1 or parted)


def _is_stamp(words: tuple[str, ...], known: FurnitureWords) -> bool:
    return all(known.is_word(CLOCK, word) for word in words)
