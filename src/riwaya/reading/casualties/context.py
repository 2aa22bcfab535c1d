"""The view of a document that the casualty rules work on: quantities, actors and word roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from riwaya.arabic.clitics import AND, BY, FOR, HIS, TA_MARBUTA
from riwaya.arabic.inflection import RELATIVE_ENDINGS as _RELATIVE_ENDINGS
from riwaya.arabic.lexicon import Word
from riwaya.arabic.names import NameWords, load_names
from riwaya.arabic.numbers import Quantity, find_quantities
from riwaya.arabic.words import PUNCT, WORD
from riwaya.reading.document import Document, Found
from riwaya.reading.drafts import ActorMention

_COMMAS_INSIDE = 2
_COMPLETION_WINDOW, _OPENING_WINDOW = 24, 8
_OWN_MEANING = ("persons", "titles", "casualties", "casualty_context", "function", "place_nouns")

# Somebody "of" an actor of these kinds is no fighter for that.
_UNARMED_KINDS = frozenset({"state", "tribal", "unidentified"})


@dataclass(frozen=True, slots=True)
class Context:
    """A document with its quantities and actors by first token.

    `times`: tokens that tell a time, in which no figure is read; `sources`: tokens that name who
    is credited, who is not who was harmed.
    """

    doc: Document
    quantities: Mapping[int, Quantity]
    actors: Mapping[int, ActorMention]
    times: frozenset[int]
    names: NameWords
    roles: Mapping[str, Set[int]]
    sources: Set[int]
    starts: Set[int]
    """Tokens where a phrase of people, or what opens one, can start; the others need no look."""

    def role(self, index: int, role: str) -> Found | None:
        """The word or phrase of casualty context with this role at `index`."""
        if index not in self.roles.get(role, ()):
            return None
        found = self.doc.find(index, "casualty_context")
        if found is not None and found.sense.features["role"] == role:
            return found
        word = self.doc.words(index).get("casualty_context")
        if word is not None and word.sense.features["role"] == role:
            return Found(index, index + 1, word.sense, word.prefix, word.definite, word.suffix)
        return None

    def grammar(self, index: int) -> str:
        """The role of a function word at `index`, or ""."""
        if index not in self.doc.present.get("function", ()):
            return ""
        word = self.doc.words(index).get("function")
        return str(word.sense.features["role"]) if word is not None else ""

    def person(self, index: int) -> Found | None:
        """A word for a person (or a title) at `index`."""
        found = self.doc.find(index, "persons")
        title = self.doc.find(index, "titles")
        longer = found is not None and title is not None and title.last > found.last
        if found is not None and not longer and self._written_so(found):
            return self._relative_of(found) if found.last == index + 1 else found
        if title is not None and not self._written_so(title):
            return None
        if title is not None and title.sense.features.get("type") == "honorific":
            return None
        if title is not None and title.tag == "singular.f" and not title.definite:
            # Feminine occupations are written like abstract nouns and like places.
            owned = self._relative_of(title)
            return owned if owned.suffix else None
        return title

    def _written_so(self, found: Found) -> bool:
        """Whether the letters as written allow the reading, which folding may have blurred.

        A pronoun "his" is not written with ta marbuta; a feminine noun has an open ta only
        before a pronoun, so that "and she found" is no grandmother.
        """
        if found.tag.startswith("construct") and not found.suffix:
            return False
        return found.suffix != HIS or not self.doc.tokens[found.first].text.endswith(TA_MARBUTA)

    def _relative_of(self, found: Found) -> Found:
        """ "His son" where folding makes it "a daughter": the letter as written decides."""
        if found.suffix or not self.doc.tokens[found.first].text.endswith(HIS):
            return found
        for word in self.doc.lexicon.analyses(self.doc.forms[found.first]):
            known = word.sense.features.get("kin") or word.sense.features.get("beside")
            if word.sense.category == found.sense.category and word.suffix and known:
                return Found(found.first, found.last, word.sense, word.prefix, False, word.suffix)
        return found

    def casualty(self, index: int, counted: bool = False) -> Found | None:
        """A casualty word at `index`, unless its form is one the entry does not mean.

        `counted`: a number stands before it, after which Arabic may put the singular.
        """
        if index not in self.doc.present.get("casualties", ()):
            return None
        for phrase in self.doc.phrases.get(index, ()):
            if phrase.sense.category == "casualties":
                return phrase
        if "casualties" not in self.doc.words(index):
            return None
        for word in self.doc.lexicon.analyses(self.doc.forms[index]):
            if counted and word.sense.features.get("frame") != "count":
                continue
            if word.sense.category == "casualties":
                last = self._meant(word, index, counted)
                if last:
                    return Found(index, last, word.sense, word.prefix, word.definite, word.suffix)
        return None

    def _meant(self, word: Word, index: int, counted: bool) -> int:
        """The end of the casualty word if the conditions its entry puts on it hold, else 0."""
        features = word.sense.features
        if word.suffix == HIS and self.doc.tokens[index].text.endswith(TA_MARBUTA):
            return 0
        if features.get("unprefixed") and word.prefix:
            return 0
        plural = counted or word.sense.tag.startswith("plural")
        if features.get("plural_only") and not plural:
            return 0
        opening = features.get("preceded_by")
        if opening is not None:
            start = max(index - _OPENING_WINDOW, 0)
            before = any(self.role(probe, str(opening)) for probe in range(start, index))
            return index + 1 if before else 0
        completion = features.get("completed_by")
        if completion is None:
            return index + 1
        stop = min(index + _COMPLETION_WINDOW, len(self.doc.tokens))
        commas = 0
        for probe in range(index + 1, stop):
            commas += self.is_punct(probe, "،,")
            if self.is_punct(probe, ".") or commas > _COMMAS_INSIDE:
                return 0
            completed = self.role(probe, str(completion))
            if completed:
                # The people of "took the lives of" come after both words, of others between.
                return completed.last if features["frame"] == "lives" else index + 1
        return 0

    def is_adjective(self, index: int) -> bool:
        """A word that only describes the noun before it: a nationality, "other" in the singular.

        Told by its relative ending; words with a meaning of their own in the lexicon are not.
        """
        if not self.is_word(index) or index in self.times or index in self.quantities:
            return False
        words = self.doc.words(index)
        person = words.get("persons")
        if person is not None and person.sense.features.get("others"):
            return bool(person.sense.features.get("single"))
        if person is not None and person.sense.features.get("national"):
            return True
        if any(category in words for category in _OWN_MEANING):
            return False
        token = self.doc.tokens[index]
        return len(token.form) > 4 and token.form.endswith(_RELATIVE_ENDINGS)

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
        return self.doc.tokens[index].kind == WORD

    def is_punct(self, index: int, characters: str = "") -> bool:
        """Whether the token is punctuation, one of `characters` if given."""
        token = self.doc.tokens[index]
        return token.kind == PUNCT and (not characters or token.form in characters)

    def armed_actor(self, index: int) -> ActorMention | None:
        """The armed party named at `index`, or None."""
        actor = self.actors.get(index)
        return actor if actor is not None and actor.kind not in _UNARMED_KINDS else None


def make_context(
    doc: Document,
    actors: Sequence[ActorMention],
    times: Sequence[tuple[int, int]],
    sources: Sequence[tuple[int, int]] = (),
) -> Context:
    """Index a document for the casualty rules; `times` and `sources` are token ranges."""
    quantities = {q.first: q for q in find_quantities(doc.tokens) if not q.ordinal}
    credited = frozenset(index for first, last in sources for index in range(first, last))
    inside = frozenset(index for first, last in times for index in range(first, last))
    roles = _roles(doc)
    return Context(
        doc, quantities, {a.first: a for a in actors}, inside, load_names(), roles, credited,
        _starts(doc, quantities, roles),
    )  # fmt: skip


def _starts(
    doc: Document, quantities: Mapping[int, Quantity], roles: Mapping[str, Set[int]]
) -> frozenset[int]:
    found = set(quantities)
    for category in ("persons", "titles", "casualties"):
        found |= doc.present.get(category, set())
    for role in ("one_of", "part", "majority", "identity"):
        found |= roles.get(role, set())
    return frozenset(found)


def _roles(doc: Document) -> dict[str, set[int]]:
    """Per role of casualty context, the tokens where a word or phrase has it."""
    roles: dict[str, set[int]] = {}
    for index in doc.present.get("casualty_context", ()):
        for phrase in doc.phrases.get(index, ()):
            if phrase.sense.category == "casualty_context":
                roles.setdefault(phrase.sense.features["role"], set()).add(index)
        word = doc.words(index).get("casualty_context")
        if word is not None:
            roles.setdefault(word.sense.features["role"], set()).add(index)
    return roles
