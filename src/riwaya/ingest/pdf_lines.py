"""Lines of a PDF page put back into reading order from where the characters stand.

A PDF stores glyphs and their places. Extractors guess the order of Arabic, and turn around some
words of a line and not others, so the order is taken from the places alone: right to left, with
numbers and Latin words left to right inside.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Where a file has no blank between words, a gap of this share of the size of the letters is one.
_BLANK = 0.21
# Characters belong to one line when their baselines lie within this share of their size.
_SAME_LINE = 0.3
# A line of this share of the longest one is full.
_FULL = 0.75
_ENDS = (".", "!", "?", ":", "\u061f", "\u2026")
_RIGHT, _NUMBER, _LEFT, _MARK, _NEUTRAL = "right", "number", "left", "mark", "neutral"
_KINDS = {
    "R": _RIGHT, "AL": _RIGHT, "EN": _NUMBER, "AN": _NUMBER, "ES": _MARK, "CS": _MARK,
    "ET": _MARK, "L": _LEFT,
}  # fmt: skip
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class Glyph(NamedTuple):
    """A character and its place on the page, in points from the lower left corner.

    `size`: height of the letters.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float


def page_lines(glyphs: Iterable[Glyph]) -> Iterator[str]:
    """The lines of a page in the order in which the file gives them, each in reading order."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text in "\r\n" or (glyph.text.isspace() and glyph.right <= glyph.left):
            continue  # blanks without width stand anywhere
        if line and not _continues(line[-1], glyph):
            yield _in_order(line).strip()
            line = []
        line.append(glyph)
    if line:
        yield _in_order(line).strip()


def paragraphs(lines: Sequence[str]) -> str:
    """The lines of a page with those joined that only the width of the page has broken.

    A line is broken when it is about as long as the longest and ends no sentence.
    """
    full = _FULL * max(map(len, lines), default=0)
    return "".join(
        line + (" " if len(line) >= full and not line.endswith(_ENDS) else "\n") for line in lines
    ).strip()


def _continues(last: Glyph, glyph: Glyph) -> bool:
    return abs(last.baseline - glyph.baseline) <= _SAME_LINE * max(last.size, glyph.size, 1)


def _in_order(line: Sequence[Glyph]) -> str:
    """The text of one line, its characters given in any order."""
    right_to_left = any(_kind(glyph) == _RIGHT for glyph in line)
    if not right_to_left:
        return "".join(_with_blanks(sorted(line, key=lambda g: g.left)))
    # Of two letters that share a box, as in a ligature, the file gives the first one first.
    visual = sorted(line, key=lambda g: -(g.left + g.right))
    return "".join(_with_blanks(_numbers_turned(visual)))


def _numbers_turned(visual: Sequence[Glyph]) -> list[Glyph]:
    """A line from right to left with its numbers and Latin words turned left to right."""
    out: list[Glyph] = []
    run: list[Glyph] = []  # a stretch from left to right, as it stands from right to left
    for glyph, forward in zip(visual, _forward(visual), strict=True):
        numbers = run and _kind(run[-1]) == _kind(glyph) == _NUMBER
        if run and (not forward or (numbers and _blank(run[-1], glyph))):
            out.extend(reversed(run))
            run = []
        if forward:
            run.append(glyph)
        else:
            out.append(glyph._replace(text=glyph.text.translate(_MIRRORED)))
    return out + run[::-1]


def _forward(visual: Sequence[Glyph]) -> list[bool]:
    """Per character, whether it belongs to a stretch that runs from left to right.

    Signs do between digits that they touch, and signs of any kind between Latin letters.
    """
    kinds = [_kind(glyph) for glyph in visual]
    before = list(itertools.accumulate(kinds, _last_letter))
    after = list(itertools.accumulate(reversed(kinds), _last_letter))[::-1]
    out = []
    for index, kind in enumerate(kinds):
        sides = {before[index], after[index]}
        touches = 0 < index < len(visual) - 1 and not (
            _blank(visual[index - 1], visual[index]) or _blank(visual[index], visual[index + 1])
        )
        out.append(
            kind in (_NUMBER, _LEFT)
            or (kind == _MARK and sides == {_NUMBER} and touches)
            or (kind in (_MARK, _NEUTRAL) and sides == {_LEFT})
        )
    return out


def _last_letter(letter: str, kind: str) -> str:
    return letter if kind in (_MARK, _NEUTRAL) else kind


def _kind(glyph: Glyph) -> str:
    return _KINDS.get(unicodedata.bidirectional(glyph.text[0]), _NEUTRAL)


def _with_blanks(glyphs: Iterable[Glyph]) -> Iterator[str]:
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _blank(before, glyph) and not _is_space(before, glyph):
            yield " "
        yield glyph.text
        before = glyph


def _is_space(*glyphs: Glyph) -> bool:
    return any(glyph.text.isspace() for glyph in glyphs)


def _blank(one: Glyph, other: Glyph) -> bool:
    """Whether two characters, one beside the other, stand apart."""
    gap = max(other.left - one.right, one.left - other.right)
    return _is_space(one, other) or gap > _BLANK * max(one.size, other.size)
