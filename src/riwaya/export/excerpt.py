"""The sentence around some words of a report, with marks on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.export.safe import clean
from riwaya.model import Span

_ENDS = frozenset(".!?\u061f\u06d4\n\r\u2028\u2029")
# A report on one endless line is cut, so that an excerpt stays an excerpt.
_FARTHEST = 300


class Mark(NamedTuple):
    """Words to mark, and what to put before and after them."""

    span: Span
    before: str
    after: str


def sentence_around(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """Code points [start, end) of the sentences that hold all `spans`.

    They end at a full stop, question or exclamation mark or line end, and lie at most 300 code
    points beyond the words.
    """
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = first
    while start > max(0, first - _FARTHEST) and not _ends(text, start - 1):
        start -= 1
    end = last
    while end < min(len(text), last + _FARTHEST) and not _ends(text, end):
        end += 1
    return start, end


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends with the sign there: not in 3.5, nor in a word masked by a stop."""
    if text[at] not in _ENDS:
        return False
    inside = 0 < at < len(text) - 1 and _in_word(text[at - 1]) and _in_word(text[at + 1])
    return text[at] != "." or not inside


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "\u0640"


def marked_excerpt(text: str, marks: Sequence[Mark]) -> str:
    """The sentence around the marked words on one line, safe to print, with the marks set.

    Spans may nest or overlap: each mark stands exactly at the ends of its words.
    """
    if not marks:
        return ""
    start, end = sentence_around(text, [m.span for m in marks])
    inserts: dict[int, list[str]] = {}
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end)):
        inserts.setdefault(mark.span.start, []).append(mark.before)
        inserts.setdefault(mark.span.end, []).insert(0, mark.after)
    pieces: list[str] = []
    for offset in range(start, end):
        pieces.extend(inserts.get(offset, ()))
        pieces.append(clean(text[offset]))
    pieces.extend(inserts.get(end, ()))
    return " ".join("".join(pieces).split())
