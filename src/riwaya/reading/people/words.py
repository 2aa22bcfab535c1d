"""The words around names, looked up forwards and backwards."""

from __future__ import annotations

from bisect import bisect_left

from riwaya.arabic.clitics import HIS
from riwaya.arabic.words import WORD
from riwaya.reading.adjectives import describes_event
from riwaya.reading.casualties.context import Context
from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.people.lead import honoured
from riwaya.reading.roles import within

FEMININE = "\u0629"
OPENING = "\"\u201c\u201d\u00ab(\u2018'[\u201e"
CLOSING = "\"\u201c\u201d\u00bb)\u2019']"
COMMAS = "\u060c,"
STOPS = ".;\u061b!\u061f?"
LIST_MARKS = "-\u2013\u2014\u2022*_./)\u25aa\u25cf\u25e6|#:"

COUNTING = ("each", "identity", "part")
_TELLING_ROLES = frozenset({"naming", "identified", "alias", "list", "target", "blessing"})

_LONGEST_TITLE = 5
_AROUND, _PERSONS, _TITLES = "people_context", "persons", "titles"


class Words:
    """A context with what names need: actors by their last token, set phrases by their end.

    `listing`: the tokens, in order, of words that announce a list of names. `counting`: those of
    words that say who was counted ("each of", "they are", "among them").
    """

    __slots__ = (
        "_around", "_persons", "_phrase_ends", "_sayings", "_telling", "_titles", "actor_ends",
        "context", "counting", "doc", "listing",
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        doc = context.doc
        self.context = context
        self.doc = doc
        self.actor_ends = {actor.last - 1: actor for actor in context.actors.values()}
        self._around = doc.starts_of(_AROUND)
        self._persons = doc.starts_of(_PERSONS)
        self._titles = doc.starts_of(_TITLES)
        self._sayings = doc.starts_of("sayings")
        self._phrase_ends = _phrase_ends(doc)
        self.counting = frozenset(
            index
            for role in COUNTING
            for index, found in context.roles.get(role, {}).items()
            if found is not None
        )
        telling = {index for index, title in self._titles.items() if honoured(title)}
        telling |= self.counting
        self.listing = []
        for index, found in self._around.items():
            role = found.sense.features["role"]
            if role in _TELLING_ROLES:
                telling.add(index)
                if role == "list":
                    self.listing.append(index)
        self._telling = sorted(telling)

    def may_tell(self, sentence: Sentence) -> bool:
        """Whether anything in a sentence without figures can say that a person named was harmed.

        A word or title of harm, a word that names, identifies or lists, a pronoun for those told of
        before: without any of them no name in the sentence is of a victim.
        """
        first, last = sentence.first, sentence.last
        if self.context.harm_in(first, last) or within(self._telling, first, last):
            return True
        grammar = self.context.grammar
        return any(grammar(index) == "pronoun" for index in range(first, last))

    def role(self, index: int) -> str:
        """The role of a word or phrase around names that starts at `index`, or ""."""
        found = self._around.get(index)
        return str(found.sense.features["role"]) if found is not None else ""

    def found(self, index: int) -> Found | None:
        """The word or phrase around names that starts at `index`, or None."""
        return self._around.get(index)

    def lists_in(self, first: int, last: int) -> bool:
        """Whether a word that announces a list of names stands in tokens [first, last)."""
        at = bisect_left(self.listing, first)
        return at < len(self.listing) and self.listing[at] < last

    def role_ending(self, index: int, first: int) -> tuple[str, int]:
        """(role, first token) of the word or phrase around names that ends at `index`."""
        if index < first:
            return "", index
        found = self._around.get(index)
        if found is not None and found.last == index + 1:
            return str(found.sense.features["role"]), index
        low = max(first, index - 4)
        for phrase in self._phrase_ends.get(index, ()):
            if phrase.sense.category == _AROUND and low <= phrase.first < index:
                return str(phrase.sense.features["role"]), phrase.first
        return "", index

    def title_ending(self, index: int, first: int) -> Found | None:
        """The longest noun or phrase for a person or title that ends at `index`, or None."""
        best: Found | None = None
        low = max(first, index - _LONGEST_TITLE)
        if index >= low:
            best = self._title_of_one_word(index)
        for phrase in self._phrase_ends.get(index, ()):
            titled = phrase.sense.category == _PERSONS or phrase.sense.category == _TITLES
            if titled and low <= phrase.first < index and not self._misread(phrase):
                best = phrase
        return best

    def _title_of_one_word(self, index: int) -> Found | None:
        best: Found | None = None
        if index in self._persons:
            found: Found | None = self._persons[index]
            if found is not None and found.last == index + 1:
                found = self.context.person(index)
            if found is not None and found.last == index + 1 and not self._misread(found):
                best = found
        if index in self._titles:
            found = self._titles[index]
            if found.last == index + 1 and not self._misread(found):
                best = found
        return best

    def _misread(self, found: Found) -> bool:
        """A feminine noun read as a trade, or its ending as a pronoun."""
        if describes_event(self.doc, found):
            return True
        text = self.doc.tokens[found.last - 1].text
        if found.suffix == HIS:
            return not text.endswith(HIS)
        feminine = found.tag == "singular.f" and not (found.definite or found.suffix)
        return feminine and found.sense.category == _TITLES and not text.endswith(HIS)

    def casualty_ending(self, index: int, first: int) -> Found | None:
        """The casualty word or phrase that ends at `index`, or None."""
        casualty = self.context.casualty
        for start in range(index, max(first, index - 3) - 1, -1):
            found = casualty(start)
            if found is not None and found.last == index + 1:
                return found
        return None

    def is_word(self, index: int) -> bool:
        """Whether the token is an Arabic word."""
        return self.doc.kinds[index] == WORD

    def is_mark(self, index: int, characters: str) -> bool:
        """Whether the token, if there is one, is one of these punctuation marks."""
        mark = self.context.marks.get(index)
        return mark is not None and mark in characters

    def says(self, index: int) -> bool:
        """Whether the word is a verb of saying."""
        if index not in self._sayings:
            return False
        word = self.doc.analyses[index].get("sayings")
        if word is None or not word.tag.startswith(("past", "present")):
            return False
        return not (word.suffix and self.doc.tokens[index].text.endswith(FEMININE))


def make_words(context: Context) -> Words:
    """Index the actors and set phrases of a document by their last tokens."""
    return Words(context)


def _phrase_ends(doc: Document) -> dict[int, list[Found]]:
    """The longest phrase of each category at a token, by the last token, nearest start first."""
    ends: dict[int, list[Found]] = {}
    for phrases in doc.phrases.values():
        seen: set[str] = set()
        for phrase in phrases:
            category = phrase.sense.category
            if category not in seen:
                seen.add(category)
                if category in (_AROUND, _PERSONS, _TITLES):
                    ends.setdefault(phrase.last - 1, []).append(phrase)
    for found in ends.values():
        # At one start a title is preferred to a noun for a person: it comes last.
        found.sort(key=lambda phrase: (-phrase.first, phrase.sense.category == _TITLES))
    return ends
