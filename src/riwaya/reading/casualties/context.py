"""The view of a document that casualty rules work on: people and words of harm at a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from riwaya.arabic.clitics import HIS, TA_MARBUTA
from riwaya.arabic.inflection import RELATIVE_ENDINGS as _RELATIVE_ENDINGS
from riwaya.arabic.lexicon import Word
from riwaya.arabic.numbers import Quantity, find_quantities
from riwaya.arabic.words import WORD
from riwaya.reading.casualties.positions import Positions
from riwaya.reading.document import NUMBER, Document, Found
from riwaya.reading.drafts import ActorMention

_COMMAS_INSIDE = 2
_COMPLETION_WINDOW, _OPENING_WINDOW = 24, 8
_OWN_MEANING = frozenset(
    {"persons", "titles", "casualties", "casualty_context", "function", "place_nouns"}
)

# Somebody "of" an actor of these kinds is no fighter for that.
_UNARMED_KINDS = frozenset({"state", "tribal", "unidentified"})


class Context(Positions):
    """Reads the words for people and for harm of one document.

    What was read at a token is kept, since many rules ask for the same; it never changes.
    """

    __slots__ = ("_counted", "_harmed", "_person_at")

    def __init__(
        self,
        doc: Document,
        quantities: Mapping[int, Quantity],
        actors: Mapping[int, ActorMention],
        times: frozenset[int],
        sources: Set[int],
    ) -> None:
        super().__init__(doc, quantities, actors, times, sources)
        self._person_at: dict[int, Found | None] = {}
        self._harmed: dict[int, Found | None] = {}
        self._counted: dict[int, Found | None] = {}

    def person(self, index: int) -> Found | None:
        """A word for a person (or a title) at `index`."""
        if index not in self._people and index not in self._titles:
            return None
        try:
            return self._person_at[index]
        except KeyError:
            found = self._person_at[index] = self._read_person(index)
            return found

    def _read_person(self, index: int) -> Found | None:
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
        if index not in self._harm:
            return None
        known = self._counted if counted else self._harmed
        try:
            return known[index]
        except KeyError:
            found = known[index] = self._read_casualty(index, counted)
            return found

    def _read_casualty(self, index: int, counted: bool) -> Found | None:
        for phrase in self.doc.phrases.get(index, ()):
            if phrase.sense.category == "casualties":
                return phrase
        if "casualties" not in self.doc.analyses[index]:
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
        token = self.doc.tokens[index]
        if token.kind != WORD or index in self.times or index in self.quantities:
            return False
        words = self.doc.analyses[index]
        person = words.get("persons")
        if person is not None and person.sense.features.get("others"):
            return bool(person.sense.features.get("single"))
        if person is not None and person.sense.features.get("national"):
            return True
        if len(token.form) <= 4 or not token.form.endswith(_RELATIVE_ENDINGS):
            return False
        return _OWN_MEANING.isdisjoint(words)

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
    quantities = {
        q.first: q for q in find_quantities(doc.tokens, doc.begun[NUMBER]) if not q.ordinal
    }
    credited = frozenset(index for first, last in sources for index in range(first, last))
    inside = frozenset(index for first, last in times for index in range(first, last))
    return Context(doc, quantities, {a.first: a for a in actors}, inside, credited)
