"""The words around names, looked up forwards and backwards."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.arabic.clitics import HIS
from riwaya.arabic.words import PUNCT, WORD
from riwaya.reading.adjectives import describes_event
from riwaya.reading.casualties.context import Context
from riwaya.reading.document import Found
from riwaya.reading.drafts import ActorMention

FEMININE = "\u0629"
OPENING = "\"\u201c\u201d\u00ab(\u2018'[\u201e"
CLOSING = "\"\u201c\u201d\u00bb)\u2019']"
COMMAS = "\u060c,"
STOPS = ".;\u061b!\u061f?"
LIST_MARKS = "-\u2013\u2014\u2022*_./)\u25aa\u25cf\u25e6|#:"

_LONGEST_TITLE = 5
_GRAMMAR_OF_TITLES = ("persons", "titles")


@dataclass(frozen=True, slots=True)
class Words:
    """A context with what names need: actors by their last token."""

    context: Context
    actor_ends: dict[int, ActorMention]

    def role(self, index: int) -> str:
        """The role of a word or phrase around names that starts at `index`, or ""."""
        found = self.found(index)
        return str(found.sense.features["role"]) if found is not None else ""

    def found(self, index: int) -> Found | None:
        """The word or phrase around names that starts at `index`, or None."""
        return self.context.doc.find(index, "people_context")

    def role_ending(self, index: int, first: int) -> tuple[str, int]:
        """(role, first token) of the word or phrase around names that ends at `index`."""
        for start in range(index, max(first, index - 4) - 1, -1):
            found = self.found(start)
            if found is not None and found.last == index + 1:
                return str(found.sense.features["role"]), start
        return "", index

    def title_ending(self, index: int, first: int) -> Found | None:
        """The longest noun or phrase for a person or title that ends at `index`, or None."""
        best: Found | None = None
        doc = self.context.doc
        for start in range(index, max(first, index - _LONGEST_TITLE) - 1, -1):
            for category in _GRAMMAR_OF_TITLES:
                found = doc.find(start, category)
                if category == "persons" and found is not None and found.last == start + 1:
                    found = self.context.person(start)
                if found is not None and found.last == index + 1 and not self._misread(found):
                    best = found
        return best

    def _misread(self, found: Found) -> bool:
        """A feminine noun read as a trade, or its ending as a pronoun."""
        if describes_event(self.context.doc, found):
            return True
        text = self.context.doc.tokens[found.last - 1].text
        if found.suffix == HIS:
            return not text.endswith(HIS)
        feminine = found.tag == "singular.f" and not (found.definite or found.suffix)
        return feminine and found.sense.category == "titles" and not text.endswith(HIS)

    def casualty_ending(self, index: int, first: int) -> Found | None:
        """The casualty word or phrase that ends at `index`, or None."""
        for start in range(index, max(first, index - 3) - 1, -1):
            found = self.context.casualty(start)
            if found is not None and found.last == index + 1:
                return found
        return None

    def is_word(self, index: int) -> bool:
        """Whether the token is an Arabic word."""
        return self.context.doc.tokens[index].kind == WORD

    def is_mark(self, index: int, characters: str) -> bool:
        """Whether the token, if there is one, is one of these punctuation marks."""
        if index >= len(self.context.doc.tokens):
            return False
        token = self.context.doc.tokens[index]
        return token.kind == PUNCT and token.form in characters

    def says(self, index: int) -> bool:
        """Whether the word is a verb of saying."""
        word = self.context.doc.words(index).get("sayings")
        if word is None or not word.tag.startswith(("past", "present")):
            return False
        return not (word.suffix and self.context.doc.tokens[index].text.endswith(FEMININE))


def make_words(context: Context) -> Words:
    """Index the actors of a document by their last tokens."""
    return Words(context, {a.last - 1: a for a in context.actors.values()})
