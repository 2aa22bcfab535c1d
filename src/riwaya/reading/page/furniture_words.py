"""The words by which page furniture is known, from the lexicon file `furniture.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from riwaya.arabic.lexicon.entries import expand, load_entries
from riwaya.arabic.script import INVISIBLE, fold

_CATEGORY = "furniture"
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PHRASE = 6

CLOSING, INLINE, LABEL, PROMO = "closing", "inline", "label", "promo"
CREDIT, STAMP, SOURCE, CAPTION = "credit", "stamp", "source", "caption"
CLOCK, AGO, OUTLET, AGENCY, URGENT, DESK = "clock", "ago", "outlet", "agency", "urgent", "desk"
_LINE_ROLES = frozenset({CLOSING, INLINE, LABEL, PROMO, CREDIT, STAMP, SOURCE, DESK})


class Opening(NamedTuple):
    """A set phrase at the beginning of a line: its role and how many words it has."""

    role: str
    words: int


class FurnitureWords:
    """Set phrases of pages by role, and the strings of the interfaces of sites."""

    def __init__(self, entries: dict[str, dict[str, object]]) -> None:
        self._openings: dict[tuple[str, ...], str] = {}
        self._first_words: set[str] = set()
        self._words: dict[str, set[tuple[str, ...]]] = {}
        self._marks: dict[str, tuple[str, ...]] = {}
        for key, entry in entries.items():
            features = entry.get("features")
            role = str(features["role"]) if isinstance(features, dict) else key
            if isinstance(features, dict) and features.get("marks"):
                self._marks[role] = tuple(features["marks"])
            for form, _ in expand(_CATEGORY, key, entry):
                phrase = tuple(form.split())
                self._words.setdefault(role, set()).add(phrase)
                if role in _LINE_ROLES:
                    self._openings.setdefault(phrase, role)
                    self._first_words.add(phrase[0])

    def opening(self, words: Sequence[str]) -> Opening | None:
        """The longest set phrase that `words` (folded) begin with."""
        if not words or words[0] not in self._first_words:
            return None
        for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            role = self._openings.get(tuple(words[:length]))
            if role is not None:
                return Opening(role, length)
        return None

    def is_word(self, role: str, word: str) -> bool:
        """Whether one folded word has the role."""
        return (word,) in self._words.get(role, ())

    def holds_exactly(self, role: str, words: Sequence[str]) -> bool:
        """Whether `words` (folded) are a word or phrase of the role, no more and no less."""
        return tuple(words) in self._words.get(role, ())

    def holds(self, role: str, words: Sequence[str]) -> bool:
        """Whether a word or phrase of the role stands anywhere in `words` (folded)."""
        phrases = self._words.get(role, set())
        return any(
            tuple(words[at : at + length]) in phrases
            for at in range(len(words))
            for length in (1, 2, 3)
        )

    def marks(self, role: str) -> tuple[str, ...]:
        """Interface strings of a role as they stand in pages."""
        return self._marks.get(role, ())

    def stands_in(self, role: str, text: str) -> bool:
        """Whether an interface string of a role stands in a text; told fast."""
        return any(mark in text for mark in self._marks.get(role, ()))

    def pattern(self, role: str) -> str:
        """A regular expression for any mark of the role, the longest first."""
        return "|".join(re.escape(mark) for mark in sorted(self.marks(role), key=len, reverse=True))


@cache
def furniture_words() -> FurnitureWords:
    """The furniture words of the package, read once per process."""
    return FurnitureWords(load_entries(_CATEGORY))


def line_words(line: str) -> tuple[str, ...]:
    """The folded words of a line, numbers left out."""
    return tuple(filter(None, map(fold, _WORD.findall(INVISIBLE.sub("", line)))))


def after_words(line: str, count: int) -> str:
    """What follows the first `count` words of a line."""
    line = INVISIBLE.sub("", line)
    end = 0
    for number, match in enumerate(_WORD.finditer(line), 1):
        end = match.end()
        if number == count:
            break
    return line[end:].lstrip()
