"""Where the words and set phrases of one category of the lexicon stand in a document, by role."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from riwaya.arabic.lexicon import Word
from riwaya.arabic.memo import Memo
from riwaya.reading.document import Document, Found

# So many tokens beyond the ends may be asked about.
_BEYOND = 8
WordRoles = Memo[str, Mapping[str, Word]]
"""Per folded form, its analysis by role; empty for a form without any."""


class Roles:
    """The roles of one category in one document.

    `by_form`: what a form can be, shared by all documents. Scans ask `places` where a role is and
    look only there; `at` answers for single tokens, and `of[token]` is the set of roles there,
    for questions that need no more (empty for the next few tokens beyond both ends of the text).
    """

    __slots__ = ("_by_form", "_forms", "_phrases", "_places", "_starts", "of")

    def __init__(self, doc: Document, category: str, by_form: WordRoles) -> None:
        forms, sentence_of = doc.forms, doc.sentence_of
        self._starts = doc.starts_of(category)
        self._by_form, self._forms = by_form, forms
        self._phrases: dict[int, tuple[Found, ...]] = {}
        for index, phrases in doc.phrases.items():
            own = tuple(found for found in phrases if found.sense.category == category)
            if own:
                self._phrases[index] = own
        self.of: list[Collection[str]] = [()] * (len(forms) + _BEYOND)
        places: dict[str, list[int]] = {}
        for index in self._starts:
            words = by_form[forms[index]]
            if not words:
                continue
            self.of[index] = words
            if sentence_of[index] < 0:
                continue
            for role in words:
                if role in places:
                    places[role].append(index)
                else:
                    places[role] = [index]
        phrased: set[str] = set()
        for index, own in self._phrases.items():
            self.of[index] = {*self.of[index], *(found.sense.features["role"] for found in own)}
            for found in own:
                places.setdefault(found.sense.features["role"], []).append(index)
                phrased.add(found.sense.features["role"])
        for role in phrased:
            places[role] = sorted(set(places[role]))
        self._places = places

    def at(self, index: int, *roles: str) -> Found | None:
        """The longest phrase, else the word, at token `index` that has one of these roles."""
        if index not in self._starts:
            return None
        if index in self._phrases:
            for found in self._phrases[index]:
                if found.sense.features["role"] in roles:
                    return found
        words = self._by_form[self._forms[index]]
        for role in roles:
            if role in words:
                word = words[role]
                return Found(index, index + 1, word.sense, word.prefix, word.definite, word.suffix)
        return None

    def places(self, role: str) -> Sequence[int]:
        """The tokens of sentences that have a role, in order."""
        return self._places.get(role, ())

    def places_of(self, *roles: str) -> list[int]:
        """The tokens of sentences that have one of the roles, in order."""
        found = [self._places[role] for role in roles if role in self._places]
        return sorted(set().union(*found)) if len(found) > 1 else list(found[0]) if found else []

    def places_in(self, role: str, first: int, last: int) -> Sequence[int]:
        """The tokens of [first, last) that have a role, in order."""
        places = self._places.get(role)
        if not places:
            return ()
        return places[bisect_left(places, first) : bisect_left(places, last)]


def within(order: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of the ascending tokens `order` that lie in [first, last)."""
    return order[bisect_left(order, first) : bisect_left(order, last)]
