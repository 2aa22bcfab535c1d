"""The part of a report that shows why it was found, cut from the text as received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.arabic.search_forms import SearchWord, search_words
from riwaya.casefile.language import words_of
from riwaya.casefile.query import Phrase

SCANNED = 60_000
"""Code points of a text in which the words searched for are looked up."""

_WIDTH, _BEFORE = 240, 80
_ENDS = frozenset(".!?\u061f\u06d4\n\r\u2028\u2029")
_MOST_MARKS = 200

Groups = Sequence[Sequence[Phrase]]


class Marked(NamedTuple):
    """Code points [start, end) of a text that hold words searched for; `group`: which ones."""

    start: int
    end: int
    group: int


class Snippet(NamedTuple):
    """Code points [start, end) of a report's text, the words there, and spans to mark.

    `marks` are code points of the report's text too, in order.
    """

    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]


class Finder:
    """Finds the words searched for in texts. `groups`: as in `Wanted`."""

    def __init__(self, groups: Groups) -> None:
        self._openings: dict[str, list[tuple[int, Phrase]]] = {}
        for number, group in enumerate(groups):
            for phrase in group:
                for form in phrase.words[0]:
                    self._openings.setdefault(form, []).append((number, phrase))

    def snippet(self, text: str) -> Snippet:
        """At most 240 code points of `text` with as many of the words as can be.

        Without any, its beginning. Only the first 60,000 code points are looked at.
        """
        marks = self.marked(text)
        best = _best(marks)
        first = best[0].start if best else len(text) - len(text.lstrip())
        start = _start(text, first) if best else first
        end = _end(text, start, best[-1].end if best else start)
        return Snippet(
            start, end, text[start:end],
            tuple((m.start, m.end) for m in marks if start <= m.start and m.end <= end),
        )  # fmt: skip

    def marked(self, text: str) -> list[Marked]:
        """Where the words searched for stand in `text`, in order, without overlaps."""
        if not self._openings:
            return []
        scanned = text[:SCANNED]
        # Few texts hold masked words, so that the costly search for them is kept for those.
        return self._marked(list(search_words(scanned))) or self._marked(words_of(scanned))

    def _marked(self, words: Sequence[SearchWord]) -> list[Marked]:
        found: list[Marked] = []
        end = 0
        for index, word in enumerate(words):
            for group, phrase in self._openings.get(word.form, ()):
                last = words[index : index + len(phrase.words)]
                if (
                    word.start >= end
                    and len(last) == len(phrase.words)
                    and all(w.form in forms for w, forms in zip(last, phrase.words, strict=True))
                ):
                    end = last[-1].end
                    found.append(Marked(word.start, end, group))
            if len(found) >= _MOST_MARKS:
                break
        return found


def _best(marks: Sequence[Marked]) -> Sequence[Marked]:
    """The marks within one width that show most of what was searched for; the first such."""
    best: Sequence[Marked] = ()
    worth = (0, 0)
    for index, mark in enumerate(marks):
        near = [m for m in marks[index : index + 20] if m.end - mark.start <= _WIDTH - _BEFORE]
        near = near or [mark]
        here = len({m.group for m in near}), len(near)
        if here > worth:
            best, worth = near, here
    return best


def _start(text: str, first: int) -> int:
    """Where the sentence of `first` begins, or a word near before it."""
    floor = max(0, first - _BEFORE)
    for at in range(first, floor, -1):
        if text[at - 1] in _ENDS:
            return _past_blanks(text, at, first)
    if floor == 0:
        return _past_blanks(text, 0, first)
    return next((at for at in range(floor, first) if text[at - 1].isspace()), floor)


def _past_blanks(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _end(text: str, start: int, last: int) -> int:
    """The end of a word at the width of a snippet, or of the text."""
    end = max(last, min(len(text), start + _WIDTH))
    if end < len(text):
        blanks: Iterable[int] = range(end, max(last, end - _BEFORE), -1)
        end = next((at for at in blanks if text[at].isspace()), end)
    return start + len(text[start:end].rstrip())
