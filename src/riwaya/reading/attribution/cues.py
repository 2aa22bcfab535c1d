"""Crediting words in one sentence: what they are, whom they name, where their content starts."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.lexicon import Word
from riwaya.arabic.particles import AND, BY, TO
from riwaya.arabic.words import WORD
from riwaya.reading.attribution.sources import Naming, SourceReader
from riwaya.reading.attribution.words import (
    COMMAS,
    Words,
    gender,
    is_participle,
    is_verb,
)
from riwaya.reading.document import Sentence

SAYS, ACCORDING, LABEL, SIGNED, UNKNOWN, OWN_VOICE = (
    "says", "according", "label", "signed", "unknown", "own_voice",
)  # fmt: skip
_COLON = frozenset(":")
_AFTER_VERB = 24


class Cue(NamedTuple):
    """Crediting words at tokens [first, last).

    `kind`: SAYS (content follows), ACCORDING (content around), LABEL ("name: content"), SIGNED
    (a name in brackets after the content), UNKNOWN (somebody says), OWN_VOICE (the outlet again).
    `start`: where the crediting clause starts. `content`: where what is said starts. `subject`:
    None where the source is to be taken from before. `through`: who passes it on; `inner`: whom
    the subject quotes. `agrees`: gender of the verb. `owner_only`: the source is the owner of
    something said before. `narrow`: end of the content when it is short, else -1.
    """

    kind: str
    first: int
    last: int
    start: int
    content: int
    subject: Naming | None
    inner: Naming | None
    through: Naming | None
    stance: str
    certainty: str
    agrees: str
    narrow: int
    quoted: bool


class CueFinder:
    """Finds the cues of sentences of one document."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader

    def find(self, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence in textual order."""
        cues: list[Cue] = []
        at = sentence.first
        while at < sentence.last:
            cue = self._at(at, sentence)
            if cue is None:
                at += 1
                continue
            cues.append(cue)
            at = max(at + 1, cue.last)
        return cues

    def _at(self, at: int, sentence: Sentence) -> Cue | None:
        words = self.words
        kind = words.kind(at)
        if kind != WORD:
            form = words.doc.forms[at]
            if form == ":":
                return self._label(at, sentence)
            if form == "(":
                return self._signed(at, sentence)
            return None
        found = words.role(at, "impersonal", "hearsay")
        if found is not None:
            if found.sense.features["role"] == "impersonal":
                return _cue(OWN_VOICE, at, found.last, at, found.last)
            return self._unknown(at, found.last, sentence)
        found = words.role(at, "according", "quoting")
        if found is not None:
            cue = self._according(at, found.last, bool(found.sense.features.get("then")), sentence)
            if cue is not None:
                return cue
        saying = words.saying(at)
        if saying is None:
            return None
        if is_verb(saying):
            return self._verb(at, saying, sentence)
        if is_participle(saying):
            return self._participle(at, saying, sentence)
        if saying.tag == "masdar" or words.role(at, "speech"):
            return self._masdar(at, saying, sentence)
        return None

    # -- verbs ---------------------------------------------------------------------------------

    def _verb(self, at: int, verb: Word, sentence: Sentence) -> Cue | None:
        """A finite verb of saying, with its subject after it, before it or understood."""
        if verb.tag.endswith(".first") or verb.suffix:
            return None
        limit = sentence.last
        features = verb.sense.features
        after = self._skip(at + 1, limit)
        subject: Naming | None = None
        start = at
        end = at + 1
        if not self._marker(after, limit, strict=False):
            subject = self.reader.read(after, limit, loose=not features.get("weak"))
            if subject is not None:
                if subject.prefix not in ("",) or (subject.statement and not subject.certain):
                    subject = None
                else:
                    end = subject.last
        if subject is None and not verb.prefix.startswith(AND):
            before = self._subject_before(at, sentence, features.get("weak") is not True)
            if before is not None:
                subject = before
                start = before.first
        content, inner, through, strict = self._content(end, limit, bool(features.get("via")))
        marked = content >= 0
        if features.get("needs") == "that" and not strict:
            return None
        if features.get("via") and inner is None and not strict:
            return None
        if not marked:
            if subject is None or not subject.certain:
                return None
            content = end
        elif features.get("weak") and not strict and not (subject and subject.certain):
            return None
        narrow = -1
        if features.get("scope") == "object":
            narrow = self._object_end(content, limit)
        content = min(max(content, end), limit)
        return _cue(
            SAYS,
            at,
            max(end, at + 1),
            start,
            content,
            subject=subject,
            inner=inner,
            through=through,
            stance=str(features.get("stance", "asserts")),
            certainty=str(features.get("certainty", "certain")),
            agrees=gender(verb.tag),
            narrow=narrow,
            quoted=content < limit and self.words.opens_quote(content),
        )

    def _subject_before(self, at: int, sentence: Sentence, loose: bool) -> Naming | None:
        """The subject written before the verb at `at`: the name that ends there."""
        words = self.words
        end = at
        while end > sentence.first and words.role(end - 1, "aux"):
            end -= 1
        if end > sentence.first and words.role(end - 1, "relative"):
            end -= 1
        if end > sentence.first and words.is_punct(end - 1, COMMAS):
            end -= 1
            loose = False
        first = end
        while first > sentence.first and end - first < _AFTER_VERB and self._in_subject(first - 1):
            first -= 1
        for start in range(first, end):
            if words.kind(start) != WORD and not words.opens_quote(start):
                continue
            naming = self.reader.read(start, end, loose=loose and start == first)
            if naming is None or naming.prefix.endswith((BY, TO)):
                continue
            last = naming.last
            while last < end and words.role(last, "time", "turn"):
                last += 1
            if last == end:
                return naming
        return None

    def _in_subject(self, at: int) -> bool:
        words = self.words
        if words.kind(at) != WORD:
            return words.doc.forms[at] not in ".:" and not words.is_punct(at, COMMAS)
        if words.role(at, "complement", "relative", "break", "aux", "according"):
            return False
        saying = words.saying(at)
        return saying is None or not is_verb(saying) or saying.sense.features.get("weak") is True

    def _skip(self, at: int, limit: int) -> int:
        """Past words of time and set phrases that may stand between verb and subject."""
        words = self.words
        while at < limit:
            found = words.role(at, "time", "turn", "aux")
            if found is not None:
                at = found.last
            elif (
                words.is_punct(at, COMMAS)
                and at + 1 < limit
                and words.role(at + 1, "time", "turn", "according", "quoting", "complement")
            ):
                at += 1
            else:
                return at
        return at

    def _marker(self, at: int, limit: int, strict: bool) -> bool:
        """Whether the content of a verb of saying starts at `at`."""
        words = self.words
        if at >= limit:
            return False
        if words.role(at, "complement") or words.is_punct(at, _COLON) or words.role(at, "speech"):
            return True
        if words.opens_quote(at):
            return not words.closing(at, limit) or words.role(at + 1, "complement") is not None
        if strict:
            return False
        return self._loose_marker(at)

    def _loose_marker(self, at: int) -> bool:
        words = self.words
        if words.role(at, "content") or words.is_event_noun(at):
            return True
        word = words.doc.words(at)
        return any(w.prefix in (BY, TO) and w.tag == "masdar" for w in word.values())

    def _content(
        self, at: int, limit: int, via: bool
    ) -> tuple[int, Naming | None, Naming | None, bool]:
        """(start of the content or -1, quoted source, passing source, marked by a that-clause)."""
        words = self.words
        inner: Naming | None = None
        through: Naming | None = None
        last = min(limit, at + _AFTER_VERB)
        loose = -1
        index = at
        while index < last:
            if self._marker(index, limit, strict=True):
                return self._inside(index, limit), inner, through, True
            found = words.role(index, "quoting")
            if found is not None or (via and inner is None and words.role(index, "content")):
                begin = found.last if found is not None else index + 1
                inner = self.reader.read(begin, limit, loose=True)
                if inner is not None:
                    index = inner.last
                    if loose < 0:
                        loose = index
                    continue
            hearer = self.reader.hearer(index, limit)
            if hearer is not None:
                through = through or hearer
                index = hearer.last
                continue
            if loose < 0 and self._loose_marker(index) and not words.role(index + 1, "statement"):
                loose = index
            if index > at and self._new_clause(index):
                break
            index += 1
        return loose, inner, through, False

    def _inside(self, at: int, limit: int) -> int:
        """Start of the words said, past the word or mark that opens them."""
        words = self.words
        while at < limit:
            found = words.role(at, "complement", "speech")
            if found is not None:
                at = found.last
            elif words.is_punct(at, _COLON) or words.is_punct(at, COMMAS):
                at += 1
            else:
                break
        return at

    def _new_clause(self, at: int) -> bool:
        """Whether another clause begins, so that no content of this verb can follow."""
        words = self.words
        if words.role(at, "break", "relative"):
            return True
        saying = words.saying(at)
        return saying is not None and is_verb(saying) and not saying.sense.features.get("weak")

    def _object_end(self, at: int, limit: int) -> int:
        """End of the object alone: before a relative clause, a comma or a consequence."""
        words = self.words
        for index in range(at, limit):
            if words.role(index, "relative", "break") or words.is_punct(index, COMMAS):
                return index
        return limit

    # -- participles, masdars ------------------------------------------------------------------

    def _participle(self, at: int, word: Word, sentence: Sentence) -> Cue | None:
        """ "Adding that …": the speaker goes on."""
        words = self.words
        if word.prefix not in ("", AND):
            return None
        set_off = at == sentence.first or words.is_punct(at - 1, COMMAS) or word.prefix == AND
        marked = self._marker(at + 1, sentence.last, strict=True)
        if not marked and not (set_off and self._loose_marker(min(at + 1, sentence.last - 1))):
            return None
        features = word.sense.features
        return _cue(
            SAYS,
            at,
            at + 1,
            at,
            self._inside(at + 1, sentence.last),
            stance=str(features.get("stance", "asserts")),
            certainty=str(features.get("certainty", "certain")),
            quoted=self.words.opens_quote(min(at + 1, sentence.last - 1)),
        )

    def _masdar(self, at: int, word: Word, sentence: Sentence) -> Cue | None:
        """ "The announcement of X that …", "his saying that …"."""
        limit = sentence.last
        features = word.sense.features
        subject: Naming | None = None
        end = at + 1
        if not word.suffix and not word.definite:
            subject = self.reader.read(end, limit)
            if subject is not None and subject.prefix:
                subject = None
            if subject is not None:
                end = subject.last
        content, inner, through, strict = self._content(end, min(limit, end + 4), False)
        if content < 0 or (not strict and (subject is None or not subject.certain)):
            return None
        return _cue(
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

    # -- according to --------------------------------------------------------------------------

    def _according(self, at: int, after: int, then_verb: bool, sentence: Sentence) -> Cue | None:
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
        statement = words.role(end, "statement")
        known = self.reader.read(end, limit)
        if statement is not None and (known is None or known.yields or known.generic == "document"):
            features = statement.sense.features
            stance = str(features.get("stance", stance))
            certainty = str(features.get("certainty", certainty))
            owner, last = self._owner(statement.last, limit)
            if owner is not None:
                subject, end = owner, last
            elif statement.suffix:
                end = statement.last
            elif known is not None or stance == "alleges" or _names_information(known):
                subject = known or self.reader.read(end, limit, loose=True)
                end = subject.last if subject else statement.last
            else:
                return None
        else:
            subject = known or self.reader.read(end, limit, loose=True)
            if subject is None:
                return None
            end = subject.last
        inner, through, end = self._tail(end, limit)
        return _cue(
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

    def _what_clause(
        self, at: int, verb_at: int, bare_verb: bool, sentence: Sentence
    ) -> Cue | None:
        """ "According to what X said", "as X said"."""
        words, limit = self.words, sentence.last
        verb_at = self._skip(verb_at, limit)
        verb = words.saying(verb_at) if verb_at < limit else None
        if verb is None or not is_verb(verb) or verb.prefix:
            return None
        end = verb_at + 1
        while (
            end < limit
            and words.role(end, "stop", "time", "turn")
            and not self._marker(end, limit, strict=True)
        ):
            if words.role(end, "content"):
                break
            end += 1
        subject = self.reader.read(end, limit, loose=not verb.sense.features.get("weak"))
        if subject is not None and subject.prefix:
            subject = None
        if subject is not None:
            end = subject.last
        if bare_verb and self._content(end, min(limit, end + 3), False)[3]:
            return None
        if subject is None and bare_verb and not self._ends_clause(end, limit):
            return None
        inner: Naming | None = None
        if verb.sense.features.get("via") and end < limit and words.role(end, "content"):
            inner = self.reader.read(end + 1, limit, loose=True)
            end = inner.last if inner else end
        further, through, end = self._tail(end, limit)
        return _cue(
            ACCORDING,
            at,
            end,
            at,
            end,
            subject=subject,
            inner=inner or further,
            through=through,
            stance=str(verb.sense.features.get("stance", "asserts")),
            certainty=str(verb.sense.features.get("certainty", "certain")),
            agrees=gender(verb.tag),
        )

    def _ends_clause(self, at: int, limit: int) -> bool:
        return at >= limit or not self.words.is_word(at)

    def _owner(self, at: int, limit: int) -> tuple[Naming | None, int]:
        """Whose statement it is: after li-, "issued by", a verb, or directly after the noun."""
        words = self.words
        for index in range(at, min(limit, at + 5)):
            if words.kind(index) != WORD:
                break
            origin = words.role(index, "origin")
            if origin is not None:
                owner = self.reader.read(origin.last, limit, loose=True)
                return owner, owner.last if owner else origin.last
            hearer = self.reader.hearer(index, limit)
            if hearer is not None:
                return hearer, hearer.last
            saying = words.saying(index)
            if saying is not None and is_verb(saying):
                owner = self.reader.read(index + 1, limit, loose=True)
                return owner, owner.last if owner else index + 1
            if index == at:
                owner = self.reader.read(index, limit)
                if owner is not None and not owner.prefix and not owner.statement:
                    return owner, owner.last
            if words.role(index, "stop", "break", "complement", "time"):
                break
        return None, at

    def _tail(self, at: int, limit: int) -> tuple[Naming | None, Naming | None, int]:
        """(quoted source, passing source, end) after the name in a phrase of according."""
        words = self.words
        inner: Naming | None = None
        through: Naming | None = None
        while at < limit:
            begin = at + 1 if words.is_punct(at, COMMAS) and at + 1 < limit else at
            quoting = words.role(begin, "quoting")
            hearer = self.reader.hearer(at, limit)
            if quoting is not None:
                naming = self.reader.read(quoting.last, limit, loose=True)
                if naming is None:
                    break
                inner, at = naming, naming.last
            elif hearer is not None:
                through, at = hearer, hearer.last
            else:
                break
        return inner, through, at

    # -- labels, brackets, hearsay -------------------------------------------------------------

    def _label(self, at: int, sentence: Sentence) -> Cue | None:
        """ "Name: content" at the start of a sentence, a line or after a bar."""
        words = self.words
        first = at
        while first > sentence.first and at - first < 12:
            before = first - 1
            if words.kind(before) != WORD and words.doc.forms[before] in "|:.!-\u2013":
                break
            first -= 1
        for start in range(first, at):
            naming = self.reader.read(start, at)
            if naming is None or naming.prefix or not naming.certain:
                continue
            last = naming.last
            while last < at and not words.is_word(last):
                last += 1
            if last == at and start - first <= 1:
                return _cue(LABEL, naming.first, at + 1, naming.first, at + 1, subject=naming)
        return None

    def _signed(self, at: int, sentence: Sentence) -> Cue | None:
        """A reporter named in brackets after the text that is theirs."""
        words = self.words
        naming = self.reader.read(at + 1, sentence.last)
        if naming is None or naming.last >= sentence.last or naming.prefix:
            return None
        if words.doc.forms[naming.last] != ")" or naming.generic not in ("journalist", "source"):
            return None
        return _cue(SIGNED, at, naming.last + 1, at, at, subject=naming)

    def _unknown(self, at: int, last: int, sentence: Sentence) -> Cue | None:
        """ "News of …", "it is believed that …": nobody answers for it."""
        words = self.words
        if at > sentence.first and any(
            words.role(before, "absent") for before in range(max(sentence.first, at - 3), at)
        ):
            return None
        narrow = -1
        for index in range(at, last):
            complement = words.role(index, "complement")
            if complement is not None and complement.suffix:
                narrow = self._qualified_end(last, sentence.last)
        return _cue(UNKNOWN, at, last, at, last, stance="hearsay", narrow=narrow)

    def _qualified_end(self, at: int, limit: int) -> int:
        """End of "believed to be …": a few words, up to a verb or a mark."""
        words = self.words
        index = at
        while index < min(limit, at + 6) and words.kind(index) == WORD:
            if index > at and words.is_any_verb(index):
                break
            index += 1
        return index


def _names_information(naming: Naming | None) -> bool:
    return naming is not None and naming.yields


def _cue(
    kind: str,
    first: int,
    last: int,
    start: int,
    content: int,
    *,
    subject: Naming | None = None,
    inner: Naming | None = None,
    through: Naming | None = None,
    stance: str = "asserts",
    certainty: str = "certain",
    agrees: str = "",
    narrow: int = -1,
    quoted: bool = False,
) -> Cue:
    return Cue(
        kind, first, last, start, content, subject, inner, through, stance, certainty, agrees,
        narrow, quoted,
    )  # fmt: skip
