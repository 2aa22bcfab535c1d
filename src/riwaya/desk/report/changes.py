"""Two versions of a text as one, with what was taken out and what was put in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.export.differences import Change, differences

SAME, REMOVED, ADDED, GAP = "same", "removed", "added", "gap"
# Long stretches that are the same tell little: their ends are shown.
_LONGEST, _ENDS = 900, 300
_MOST_CHANGES = 2_000
_LONGEST_CHANGE = 20_000


class Stretch(NamedTuple):
    """Words of a text: `kind` is one of those above; a gap holds how many characters it stands
    for in place of words.
    """

    kind: str
    text: str
    left_out: int = 0


class Changes(NamedTuple):
    """The stretches in the order of the new text; how many changes there are, and how many
    of them are shown."""

    stretches: tuple[Stretch, ...]
    total: int
    shown: int


def changes(old: str, new: str) -> Changes:
    """What became of `old` in `new`, by words."""
    found = differences(old, new)
    shown = found[:_MOST_CHANGES]
    return Changes(tuple(_stretches(new, shown, len(found) > len(shown))), len(found), len(shown))


def _stretches(new: str, shown: list[Change], cut: bool) -> Iterator[Stretch]:
    position = 0
    for change in shown:
        yield from _same(new[position : change.new.start])
        for kind, piece in ((REMOVED, change.old.text), (ADDED, change.new.text)):
            if piece:
                yield Stretch(kind, piece[:_LONGEST_CHANGE], max(0, len(piece) - _LONGEST_CHANGE))
        position = change.new.end
    rest = new[position:]
    if cut:
        yield Stretch(GAP, "", len(rest))
    else:
        yield from _same(rest)


def _same(text: str) -> Iterator[Stretch]:
    if len(text) <= _LONGEST:
        if text:
            yield Stretch(SAME, text)
        return
    yield Stretch(SAME, text[:_ENDS])
    yield Stretch(GAP, "", len(text) - 2 * _ENDS)
    yield Stretch(SAME, text[-_ENDS:])
