"""What changed between two versions of a text, by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
# Comparing word by word takes time with the square of the words that differ.
_MOST_WORDS = 6_000


class Piece(NamedTuple):
    """Code points [start, end) of one version's text, and the words there; may be empty."""

    start: int
    end: int
    text: str


class Change(NamedTuple):
    """Words of the old text and those that stand in their place in the new one."""

    old: Piece
    new: Piece


def differences(old: str, new: str) -> list[Change]:
    """The changes from `old` to `new`, in order; differences in white space alone are none.

    Compared word by word; stretches of more than 6,000 words that differ, line by line.
    """
    before = list(_WORD.finditer(old))
    after = list(_WORD.finditer(new))
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    ours, theirs = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(ours), len(theirs)) > _MOST_WORDS:
        spans = [(_whole(words), text) for words, text in ((ours, old), (theirs, new))]
        ours, theirs = ([*_LINE.finditer(text, *span)] for span, text in spans)
    ends = [words[head - 1].end() if head else 0 for words in (before, after)]
    return list(_changes(_Side(old, ours, ends[0]), _Side(new, theirs, ends[1])))


def _shared(one: Sequence[re.Match[str]], other: Sequence[re.Match[str]]) -> int:
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine.group() != yours.group():
            break
        count += 1
    return count


def _whole(words: Sequence[re.Match[str]]) -> tuple[int, int]:
    return (words[0].start(), words[-1].end()) if words else (0, 0)


class _Side(NamedTuple):
    """A text, its words that are compared, and where the words before those end."""

    text: str
    words: Sequence[re.Match[str]]
    begin: int

    def piece(self, first: int, last: int) -> Piece:
        if first < last:
            start, end = self.words[first].start(), self.words[last - 1].end()
        else:
            start = end = self.words[first - 1].end() if first else self.begin
        return Piece(start, end, self.text[start:end])


def _changes(old: _Side, new: _Side) -> Iterator[Change]:
    matcher = SequenceMatcher(
        None, [m.group() for m in old.words], [m.group() for m in new.words], autojunk=False
    )
    for what, first, last, start, end in matcher.get_opcodes():
        if what != "equal":
            yield Change(old.piece(first, last), new.piece(start, end))
