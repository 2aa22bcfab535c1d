"""Phrases of crediting: "according to X", "as X said", "quoting X"."""

from __future__ import annotations

from riwaya.arabic.particles import TO
from riwaya.reading.attribution.content import Content
from riwaya.reading.attribution.cue import ACCORDING, Cue, make_cue
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.owners import Owners
from riwaya.reading.attribution.sources import SourceReader
from riwaya.reading.attribution.words import Words, gender, is_verb
from riwaya.reading.document import Sentence


class AccordingCues:
    """Reads cues whose content stands around them."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader
        self.content = Content(words, reader)
        self.owners = Owners(words, reader)

    def read(self, at: int, after: int, then_verb: bool, sentence: Sentence) -> Cue | None:
        words, limit = self.words, sentence.last
        end = after
        if end < limit and words.doc.forms[end] == TO:
            end += 1
        stance, certainty = "asserts", "certain"
        what = words.role(end, "what") if end < limit else None
        if then_verb or what is not None:
            return self._what_clause(at, end if then_verb else end + 1, then_verb, sentence)
        if end >= limit or words.role(end, "standard"):
            return None
        subject: Naming | None = None
        if words.role(end, "latest") and end + 1 < limit and words.role(end + 1, "statement"):
            end += 1
        opening = words.role(at, "according", "quoting")
        sayer = opening is not None and bool(opening.sense.features.get("sayer"))
        statement = words.role(end, "statement")
        if statement is not None and sayer:
            return None
        known = self.reader.read(end, limit)
        if statement is not None and (known is None or known.yields or known.generic == "document"):
            features = statement.sense.features
            stance = str(features.get("stance", stance))
            certainty = str(features.get("certainty", certainty))
            owner, last = self.owners.owner(statement.last, limit)
            if owner is not None:
                subject, end = owner, last
            elif statement.suffix:
                end = statement.last
            elif known is not None or stance == "alleges":
                subject = known or self.reader.read(end, limit, loose=True)
                end = subject.last if subject else statement.last
            else:
                return None
        else:
            subject = known or self.reader.read(end, limit, loose=True)
            if subject is None or (sayer and not subject.certain):
                return None
            end = subject.last
        if (
            subject is not None
            and subject.last == end < limit
            and words.is_word(end)
            and self.reader.hearer(end, limit) is None
        ):
            # The clause follows without a mark: only the core is surely the name.
            subject = subject._replace(last=max(subject.core, subject.first + 1))
            end = subject.last
        inner, through, end = self.owners.tail(end, limit)
        return make_cue(
            ACCORDING,
            at,
            end,
            at,
            end,
            subject=subject,
            inner=inner,
            through=through,
            stance=stance,
            certainty=certainty,
        )

    def toll(self, at: int, sentence: Sentence) -> Cue | None:
        """ "In a new toll published by X, …" at the start of a sentence."""
        words = self.words
        statement = words.role(at + 1, "statement")
        if statement is None or not statement.sense.features.get("published"):
            return None
        if any(words.is_word(before) for before in range(sentence.first, at)):
            return None
        owner, end = self.owners.owner(statement.last, sentence.last)
        if owner is None or not owner.certain:
            return None
        return make_cue(ACCORDING, at, end, at, end, subject=owner)

    def _what_clause(
        self, at: int, verb_at: int, bare_verb: bool, sentence: Sentence
    ) -> Cue | None:
        """ "According to what X said", "as X said"."""
        words, limit = self.words, sentence.last
        verb_at = self.content.skip(verb_at, limit)
        verb = words.saying(verb_at) if verb_at < limit else None
        if verb is None or not is_verb(verb) or verb.prefix:
            return None
        end = verb_at + 1
        while (
            end < limit
            and words.role(end, "stop", "time", "turn")
            and not self.content.marks(end, limit, strict=True)
        ):
            if words.role(end, "content"):
                break
            end += 1
        told = self.reader.hearer(end, limit)
        end = told.last if told is not None else end
        subject = self.reader.read(
            end, limit, loose=not verb.sense.features.get("weak") or bool(told)
        )
        if subject is not None and subject.prefix:
            subject = None
        if subject is not None:
            end = subject.last
        if bare_verb and self.content.find(end, min(limit, end + 3), False)[3]:
            return None
        if subject is None and end < limit:
            teller = words.role(end, "told_by")
            naming = self.reader.read(teller.last, limit) if teller is not None else None
            if naming is not None and not naming.prefix:
                subject, end = naming, naming.last
        if subject is None and bare_verb and not self._ends_clause(end, limit):
            return None
        inner: Naming | None = None
        via = verb.sense.features.get("via", False)
        if via and end < limit and self.content.is_from(end, via):
            inner = self.reader.read(end + 1, limit, loose=True)
            end = inner.last if inner else end
        further, through, end = self.owners.tail(end, limit)
        return make_cue(
            ACCORDING,
            at,
            end,
            at,
            end,
            subject=subject,
            inner=inner or further,
            through=through or told,
            stance=str(verb.sense.features.get("stance", "asserts")),
            certainty=str(verb.sense.features.get("certainty", "certain")),
            agrees=gender(verb.tag),
        )

    def _ends_clause(self, at: int, limit: int) -> bool:
        return at >= limit or not self.words.is_word(at)
