"""Subjects of verbs of saying: after the verb, before it, or named just before."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.lexicon import Word
from riwaya.arabic.particles import AND, BY, SO, TO
from riwaya.arabic.words import WORD
from riwaya.knowledge.states import speaking_states
from riwaya.reading.attribution.content import AFTER_VERB, Content
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.owners import Owners
from riwaya.reading.attribution.sources import SourceReader
from riwaya.reading.attribution.words import COMMAS, SOURCE_NOUNS, Words, is_verb
from riwaya.reading.document import Sentence

_CLAUSE_MARKS = frozenset(".:|!\u061f\u2022")
_OUT_OF_SUBJECT = frozenset({"complement", "relative", "break", "aux", "according"})
_BEFORE_OTHERS = frozenset({"inside", "content", "stop"})
_TIMES = frozenset({"time", "turn"})
_SAID = frozenset({"document", "unnamed_information"})


class Subject(NamedTuple):
    """Who the verb's subject is: `start` of the crediting clause, `end` of subject and verb.

    `naming` is None where the subject is understood. `returns`: "came back and said".
    """

    naming: Naming | None
    start: int
    end: int
    returns: bool


class Subjects:
    """Finds the subjects of verbs of saying in one document."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader
        self.content = Content(words, reader)
        self.owners = Owners(words, reader)

    def find(self, at: int, verb: Word, sentence: Sentence) -> Subject:
        """The subject of the verb of saying at `at`: before it, after it, or understood."""
        limit = sentence.last
        loose = not verb.sense.features.get("weak")
        if not verb.prefix:
            before = self._before(at, sentence, loose=False, whole=True)
            if before is not None:
                return Subject(before, before.first, at + 1, False)
        after = self.content.skip(at + 1, limit)
        if not self.content.marks(after, limit, strict=False):
            naming = self.reader.read(after, limit, loose=True)
            if naming is not None and not naming.certain and not loose:
                # Such a verb says something only where a that-clause follows.
                strict = self.content.find(naming.last, limit, False)[3]
                naming = naming if strict else None
            if naming is not None and self._may_say(naming, verb, limit):
                if naming.statement or naming.generic == "document":
                    owner, last = self.owners.owner(naming.first + 1, limit)
                    if owner is not None:
                        return Subject(owner, at, last, False)
                return Subject(naming, at, naming.last, False)
        if verb.prefix.startswith(SO):
            naming = self._topic(at, sentence)
            if naming is not None:
                return Subject(naming, naming.first, at + 1, False)
        if verb.prefix.startswith(AND):
            naming = self._returning(at, sentence)
            return Subject(naming, at, at + 1, naming is not None)
        naming = self._before(at, sentence, loose=loose)
        return Subject(naming, naming.first if naming else at, at + 1, False)

    def _may_say(self, subject: Naming, verb: Word, limit: int) -> bool:
        """Whether the phrase after a verb of saying can be its subject rather than its object."""
        if subject.prefix:
            return False
        if subject.certain:
            return verb.key != "publish" or subject.generic not in _SAID
        if subject.statement:
            return subject.definite
        words = self.words
        if words.is_event_noun(subject.first, definite=True):
            return False
        after = self.content.skip(subject.last, limit)
        if subject.generic is not None or self._one_of(subject):
            return self.content.marks_loosely(after) or self.content.find(after, limit, False)[3]
        if self.content.marks(after, limit, strict=True) or words.role(after, "content"):
            return True
        state = words.doc.forms[subject.first] in speaking_states()
        if not (state or words.definite(subject.first) or self.reader.personal(subject.first)):
            return False
        if words.is_punct(after, COMMAS) or words.role(after, "inside", "setting", "aside"):
            # "Abu Khalid, a resident, said: …", "the minister said in a statement that …"
            if self.content.find(after, limit, False)[3]:
                return True
            office = self.reader.read(after + 1, limit)
            if office is None or not words.is_punct(after, COMMAS):
                return False
            after = self.content.skip(office.last, limit)
            return words.is_punct(after, COMMAS) and self.content.marks_loosely(
                min(after + 1, limit - 1)
            )
        return after < limit and self.content.marks_loosely(after)

    def _before(
        self, at: int, sentence: Sentence, loose: bool, whole: bool = False
    ) -> Naming | None:
        """The subject written before the verb at `at`: the name that ends there.

        With `whole` it must be all that stands before the verb in its clause.
        """
        words = self.words
        end = at
        while end > sentence.first and "aux" in words.roles_at[end - 1]:
            end -= 1
        if end > sentence.first and "relative" in words.roles_at[end - 1]:
            end -= 1
        if end > sentence.first and words.is_punct(end - 1, COMMAS):
            end -= 1
            loose = False
        first = end
        while first > sentence.first and end - first < AFTER_VERB and self._in_subject(first - 1):
            first -= 1
        guessed: Naming | None = None
        for start in range(first, end):
            if start > first and words.is_word(start - 1):
                if whole or (guessed and words.doc.analyses[start].get(SOURCE_NOUNS) is None):
                    break
                if not _BEFORE_OTHERS.isdisjoint(words.roles_at[start - 1]):
                    continue
                if words.definite(start) and self._construct(start - 1):
                    continue
            if words.kind(start) != WORD and not words.opens_quote(start):
                continue
            naming = self.reader.read(start, end, loose=loose and start == first)
            if naming is None or naming.prefix.endswith((BY, TO)):
                continue
            last = naming.last
            while last < end and not _TIMES.isdisjoint(words.roles_at[last]):
                last += 1
            if last != end:
                continue
            if naming.certain:
                return naming
            # "The town sleeps and the council says": a guess yields to a known source after it.
            guessed = guessed or naming
        return guessed

    def _one_of(self, naming: Naming) -> bool:
        """Whether it is "one of the inhabitants": its second word is a noun for a source."""
        at = naming.first + 1
        return at < naming.last and SOURCE_NOUNS in self.words.doc.analyses[at]

    def _construct(self, at: int) -> bool:
        """Whether the noun of a source at `at` goes on in the definite word after it."""
        noun = self.words.doc.find(at, SOURCE_NOUNS)
        return (
            noun is not None
            and not (noun.definite or noun.suffix)
            and not noun.prefix.startswith(AND)
        )

    def _topic(self, at: int, sentence: Sentence) -> Naming | None:
        """The subject of "as for X, it said"."""
        words = self.words
        for index in range(at - 1, max(sentence.first - 1, at - AFTER_VERB), -1):
            found = words.role(index, "topic")
            if found is not None:
                return self.reader.read(found.last, at, loose=True)
        return None

    def _in_subject(self, at: int) -> bool:
        words = self.words
        if words.kind(at) != WORD:
            return words.doc.forms[at] not in _CLAUSE_MARKS and not words.is_punct(at, COMMAS)
        if not _OUT_OF_SUBJECT.isdisjoint(words.roles_at[at]):
            return False
        saying = words.saying(at)
        return saying is None or not is_verb(saying) or saying.sense.features.get("weak") is True

    def _returning(self, at: int, sentence: Sentence) -> Naming | None:
        """The subject of "came back and said", named between the two verbs."""
        words = self.words
        for index in range(at - 1, max(sentence.first - 1, at - 8), -1):
            found = words.role(index, "aux")
            if found is not None:
                if not found.sense.features.get("returns"):
                    return None
                naming = self.reader.read(found.last, at)
                return naming if naming is not None and naming.last == at else None
        return None
