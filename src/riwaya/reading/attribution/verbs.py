"""Finite verbs, participles and masdars of saying, with their subjects."""

from __future__ import annotations

from riwaya.arabic.lexicon import Word
from riwaya.arabic.particles import AND
from riwaya.reading.attribution.content import AFTER_VERB, Content
from riwaya.reading.attribution.cue import ACCORDING, SAYS, Cue, make_cue
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.sources import SourceReader
from riwaya.reading.attribution.subjects import Subjects
from riwaya.reading.attribution.words import COMMAS, Words, gender
from riwaya.reading.document import Sentence


class VerbCues:
    """Reads cues whose head is a form of a verb of saying."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader
        self.content = Content(words, reader)
        self.subjects = Subjects(words, reader)

    def verb(self, at: int, verb: Word, sentence: Sentence) -> Cue | None:
        """A finite verb of saying, with its subject after it, before it or understood."""
        if verb.tag.endswith(".first") or verb.suffix:
            return None
        if at > sentence.first and self.words.role(at - 1, "inside", "content"):
            return None
        if verb.sense.features.get("object") == "responsibility" and (
            self.words.role(at - 1, "relative")
            or not any(
                self.words.role(index, "responsibility")
                for index in range(at + 1, min(at + AFTER_VERB // 2, sentence.last))
            )
        ):
            return None
        words, limit = self.words, sentence.last
        features = verb.sense.features
        account = self._account(at, verb, limit)
        if account is not None:
            return account
        subject, start, end, returns = self.subjects.find(at, verb, sentence)
        stance = str(features.get("stance", "asserts"))
        if returns and stance == "denies":
            stance = "retracts"
        content, inner, through, strict = self.content.find(end, limit, features.get("via", False))
        marked = content >= 0
        if subject is not None and end > at + 1 and not (strict or self._name_ends(end, limit)):
            subject, end = self._without_object(subject)
            content = max(content, end)
        if features.get("needs") == "that" and not (strict and self.content.near(end, limit)):
            return None
        if features.get("via") and inner is None and not strict:
            return None
        if not marked:
            if subject is None or not subject.certain:
                return None
            content = end
            if start == at > sentence.first and not any(map(words.is_word, range(end, limit))):
                # "…, the police said.": the content stands before.
                return make_cue(
                    ACCORDING, at, end, at, end, subject=subject, agrees=gender(verb.tag)
                )
        elif features.get("weak") and not strict and not (subject and subject.certain):
            return None
        narrow = -1
        owned = words.role(end, "responsibility") if end < limit else None
        if features.get("scope") == "object" or (owned is not None and owned.suffix):
            narrow = self.content.object_end(end, limit)
        elif "certainty" in features:
            narrow = self.content.aside(content, limit)
        content = min(max(content, end), limit)
        return make_cue(
            SAYS,
            at,
            max(end, at + 1),
            start,
            content,
            subject=subject,
            inner=inner,
            through=through,
            stance=stance,
            certainty=str(features.get("certainty", "certain")),
            agrees=gender(verb.tag),
            narrow=narrow,
            quoted=content < limit and self.words.opens_quote(content),
        )

    def _account(self, at: int, verb: Word, limit: int) -> Cue | None:
        """ "It refuted its account": a speaker who takes back what they said before."""
        words = self.words
        statement = words.role(at + 1, "statement") if at + 1 < limit else None
        if statement is None or not statement.suffix:
            return None
        if verb.sense.features.get("stance") not in ("denies", "retracts"):
            return None
        return make_cue(
            SAYS,
            at,
            statement.last,
            at,
            statement.last,
            stance="retracts",
            agrees=gender(verb.tag),
            narrow=statement.last,
        )

    def _name_ends(self, at: int, limit: int) -> bool:
        """Whether what follows a name shows that all of it is the name."""
        words = self.words
        return at < limit and (
            words.role(at, "turn", "time") is not None or self.reader.hearer(at, limit) is not None
        )

    def _without_object(self, naming: Naming) -> tuple[Naming, int]:
        """The name alone where no mark tells it from the object that follows."""
        core = max(naming.core, naming.first + 1)
        return naming._replace(last=core), core

    def participle(self, at: int, word: Word, sentence: Sentence) -> Cue | None:
        """ "Adding that …": the speaker goes on."""
        words = self.words
        if word.prefix not in ("", AND):
            return None
        set_off = at == sentence.first or words.is_punct(at - 1, COMMAS) or word.prefix == AND
        marked = self.content.marks(at + 1, sentence.last, strict=True)
        if not marked and not (
            set_off and self.content.marks_loosely(min(at + 1, sentence.last - 1))
        ):
            return None
        features = word.sense.features
        return make_cue(
            SAYS,
            at,
            at + 1,
            at,
            self.content.words_start(at + 1, sentence.last),
            stance=str(features.get("stance", "asserts")),
            certainty=str(features.get("certainty", "certain")),
            quoted=self.words.opens_quote(min(at + 1, sentence.last - 1)),
        )

    def masdar(self, at: int, word: Word, sentence: Sentence) -> Cue | None:
        """ "The announcement of X that …", "his saying that …"."""
        limit = sentence.last
        features = word.sense.features
        subject: Naming | None = None
        end = at + 1
        if not word.suffix and not word.definite:
            subject = self.reader.read(end, limit)
            if subject is not None and (subject.prefix or self._describes(subject)):
                subject = None
            if subject is not None:
                end = subject.last
        content, inner, through, strict = self.content.find(end, min(limit, end + 4), False)
        if content < 0 or (not strict and (subject is None or not subject.certain)):
            return None
        if not strict and not self.content.marks_loosely(end):
            return None
        return make_cue(
            SAYS,
            at,
            end,
            at,
            max(content, end),
            subject=subject,
            inner=inner,
            through=through,
            stance=str(features.get("stance", "asserts")),
            certainty=str(features.get("certainty", "certain")),
            quoted=content < limit and self.words.opens_quote(content),
        )

    def _describes(self, naming: Naming) -> bool:
        """Whether it is a bare adjective of the masdar, as in "a press statement"."""
        return not naming.definite and naming.known_as is None and len(naming.stems) == 1
