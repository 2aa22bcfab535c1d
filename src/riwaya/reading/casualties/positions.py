"""Where in a document the casualty rules look: numbers, actors, people, harm, and small words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set

from riwaya.arabic.clitics import AND, BY, FOR
from riwaya.arabic.names import load_names
from riwaya.arabic.numbers import Quantity
from riwaya.arabic.words import WORD
from riwaya.reading.casualties.name_forms import name_forms
from riwaya.reading.document import Document, Found
from riwaya.reading.drafts import ActorMention

_OPENING_ROLES = ("one_of", "part", "majority", "identity")
_NOWHERE: frozenset[int] = frozenset()
_NO_ROLE: Mapping[int, Found | None] = {}


class Positions:
    """A document with its quantities and actors by first token.

    `times`: tokens that tell a time, in which no figure is read; `sources`: tokens that name who
    is credited, who is not who was harmed. `roles`: by role of casualty context, the words and
    phrases that have it, by token; None where a longer phrase hides one. `starts`: tokens where a
    phrase of people, or what opens one, can start; the others need no look. `taken`: tokens that
    are no part of a name because something else was read there. `phrased`: tokens where a set
    phrase around names starts. `marks`: the punctuation marks of the document by token.
    """

    __slots__ = (
        "_function", "_harm", "_harm_in_order", "_openings", "_people", "_starts_in_order",
        "_titles", "actors", "doc", "marks", "name_forms", "names", "phrased", "quantities",
        "roles", "sources", "starts", "taken", "times",
    )  # fmt: skip

    def __init__(
        self,
        doc: Document,
        quantities: Mapping[int, Quantity],
        actors: Mapping[int, ActorMention],
        times: frozenset[int],
        sources: Set[int],
    ) -> None:
        present = doc.present
        self.doc = doc
        self.quantities = quantities
        self.actors = actors
        self.times = times
        self.sources = sources
        self.names = load_names()
        self.name_forms = name_forms(doc.lexicon)
        self.roles = _roles(doc)
        self.marks = doc.marks
        self._people = present.get("persons", _NOWHERE)
        self._titles = present.get("titles", _NOWHERE)
        self._harm = present.get("casualties", _NOWHERE)
        self._function = present.get("function", _NOWHERE)
        self.starts = {*self._harm, *self._people, *self._titles, *quantities}
        openings = {i for role in _OPENING_ROLES for i in self.roles.get(role, _NO_ROLE)}
        self.starts |= openings
        self._openings = sorted(openings)
        self._starts_in_order = sorted(self.starts)
        self._harm_in_order = sorted(self._harm)
        self.phrased = frozenset(
            index
            for index, phrases in doc.phrases.items()
            if any(found.sense.category == "people_context" for found in phrases)
        )
        self.taken = self.phrased.union(times, quantities, actors)

    def starts_in(self, first: int, last: int) -> Sequence[int]:
        """The tokens of [first, last) where a phrase of people may start, in order."""
        order = self._starts_in_order
        return order[bisect_left(order, first) : bisect_left(order, last)]

    def harm_in(self, first: int, last: int) -> Sequence[int]:
        """The tokens of [first, last) where a casualty word may start, in order."""
        order = self._harm_in_order
        return order[bisect_left(order, first) : bisect_left(order, last)]

    def opens_people(self, first: int, last: int) -> bool:
        """Whether "one of", "among them" or the like stands in tokens [first, last)."""
        order = self._openings
        at = bisect_left(order, first)
        return at < len(order) and order[at] < last

    def role(self, index: int, role: str) -> Found | None:
        """The word or phrase of casualty context with this role at `index`."""
        return self.roles.get(role, _NO_ROLE).get(index)

    def grammar(self, index: int) -> str:
        """The role of a function word at `index`, or ""."""
        if index not in self._function:
            return ""
        word = self.doc.analyses[index].get("function")
        return str(word.sense.features["role"]) if word is not None else ""

    def particle(self, index: int) -> str:
        """The conjunction or preposition a word or number begins with, as far as can be told."""
        token = self.doc.tokens[index]
        if token.kind == WORD:
            first = token.form[:1]
            return first if first in (AND, BY, FOR) and len(token.form) > 2 else ""
        before = self.doc.tokens[index - 1] if index else None
        if before is not None and before.form in (AND, BY, FOR) and before.end == token.start:
            return before.form
        return ""

    def is_word(self, index: int) -> bool:
        """Whether the token is an Arabic word."""
        return self.doc.kinds[index] == WORD

    def is_punct(self, index: int, characters: str = "") -> bool:
        """Whether the token is punctuation, one of `characters` if given."""
        mark = self.marks.get(index)
        return mark is not None and (not characters or mark in characters)


def _roles(doc: Document) -> dict[str, dict[int, Found | None]]:
    """Per role of casualty context, what has it at each token: the longest phrase, else the word.

    A shorter phrase, hidden by a longer one, stands there as None.
    """
    roles: dict[str, dict[int, Found | None]] = {}
    for index, found in doc.starts_of("casualty_context").items():
        if index not in doc.phrases:
            roles.setdefault(found.sense.features["role"], {})[index] = found
            continue
        word = doc.analyses[index].get("casualty_context")
        if word is not None:
            roles.setdefault(word.sense.features["role"], {})[index] = Found(
                index, index + 1, word.sense, word.prefix, word.definite, word.suffix
            )
        hidden = False
        for phrase in doc.phrases.get(index, ()):
            if phrase.sense.category == "casualty_context":
                at = roles.setdefault(phrase.sense.features["role"], {})
                if hidden:
                    at.setdefault(index, None)
                else:
                    at[index] = phrase
                hidden = True
    return roles
