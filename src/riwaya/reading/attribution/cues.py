"""Crediting words in one sentence: what they are, whom they name, where their content starts."""

from __future__ import annotations

from riwaya.arabic.particles import TO
from riwaya.arabic.words import LATIN, NUMBER, WORD
from riwaya.reading.attribution.according import AccordingCues
from riwaya.reading.attribution.cue import (
    HEADING,
    LABEL,
    OWN_VOICE,
    SAYS,
    SIGNED,
    UNKNOWN,
    Cue,
    make_cue,
)
from riwaya.reading.attribution.sources import OUTLETS, SourceReader
from riwaya.reading.attribution.verbs import VerbCues
from riwaya.reading.attribution.words import DASHES, Words, is_participle, is_verb
from riwaya.reading.document import Sentence
from riwaya.reading.roles import within

_LONGEST_LABEL = 12
# What may stand where a cue begins: these marks, words with these roles, words of saying.
_OPENING_MARKS = frozenset(":|(")
_NOBODY, _PHRASES = frozenset({"impersonal", "hearsay"}), frozenset({"according", "quoting"})
_OPENING_ROLES = ("statement", "issued", "impersonal", "hearsay", "according", "quoting")


def _openings(words: Words) -> list[int]:
    """The tokens of a document where a cue may begin, in order; the others need no look."""
    openings = {at for at, mark in words.marks.items() if mark in _OPENING_MARKS}
    openings.update(words.sayings)
    for role in _OPENING_ROLES:
        openings.update(words.roles.places(role))
    published = words.roles.places("statement")
    openings.update(at - 1 for at in published if words.role(at - 1, "inside"))
    return sorted(at for at in openings if at in words.marks or words.is_word(at))


class CueFinder:
    """Finds the cues of sentences of one document."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader
        self.verbs = VerbCues(words, reader)
        self.accordings = AccordingCues(words, reader)
        self._openings = _openings(words)

    def find(self, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence in textual order."""
        cues: list[Cue] = []
        end = sentence.first
        for at in within(self._openings, sentence.first, sentence.last):
            cue = self._at(at, sentence) if at >= end else None
            if cue is not None:
                cues.append(cue)
                end = max(at + 1, cue.last, cue.content if cue.kind == SAYS else 0)
        return cues

    def _at(self, at: int, sentence: Sentence) -> Cue | None:
        words = self.words
        mark = words.marks.get(at)
        if mark is not None:
            if mark == "(":
                return self._signed(at, sentence)
            return self._label(at, sentence, bar=mark == "|")
        if self._published(at) and not any(map(words.is_word, range(sentence.first, at))):
            cue = self._heading(at, sentence)
            if cue is not None:
                return cue
        roles = words.roles_at[at]
        issued = words.role(at, "issued") if "issued" in roles else None
        if issued is not None:
            cue = self._issued(at, issued.last, sentence)
            if cue is not None:
                return cue
        found = None if _NOBODY.isdisjoint(roles) else words.role(at, "impersonal", "hearsay")
        if found is not None:
            if found.sense.features["role"] == "impersonal":
                return make_cue(OWN_VOICE, at, found.last, at, found.last)
            return self._unknown(at, found.last, sentence)
        found = None if _PHRASES.isdisjoint(roles) else words.role(at, "according", "quoting")
        if found is not None:
            cue = self.accordings.read(
                at, found.last, bool(found.sense.features.get("then")), sentence
            )
            if cue is not None:
                return cue
        if "inside" in roles:
            return self.accordings.toll(at, sentence)
        saying = words.saying(at)
        if saying is None or (at > sentence.first and "negation" in words.roles_at[at - 1]):
            return None
        if is_verb(saying):
            return self.verbs.verb(at, saying, sentence)
        if is_participle(saying):
            return self.verbs.participle(at, saying, sentence)
        if saying.tag == "masdar" or words.role(at, "speech"):
            return self.verbs.masdar(at, saying, sentence)
        return None

    def _label(self, at: int, sentence: Sentence, bar: bool) -> Cue | None:
        """ "Name: content" at the start of a sentence, a line or after a bar.

        Before a bar stands many a rubric and the outlet's own name, neither of them a source.
        """
        words = self.words
        if self._only_number(at + 1, sentence.last):
            return None
        first = at
        while first > sentence.first and at - first < _LONGEST_LABEL:
            before = first - 1
            if words.kind(before) != WORD and words.doc.forms[before] in "|:.!-\u2013":
                break
            first -= 1
        for start in range(first, at):
            naming = self.reader.read(start, at)
            if naming is None or naming.prefix or not naming.certain:
                continue
            opening = words.doc.analyses[naming.first]
            if naming.known_as is None and ("place_nouns" in opening or "casualties" in opening):
                # "The wounded: 12" counts them.
                return None
            if bar and first > sentence.first:
                return None
            if naming.kind in OUTLETS and (
                bar or start > first or self._after_dash(first, sentence)
            ):
                # "Town - the paper: …" is where a report was written and for whom.
                return None
            hearer = self.reader.hearer(naming.last, at) if naming.last < at else None
            last = self._after_setting(hearer.last if hearer else naming.last, at)
            if last == at and start - first <= 1:
                begin = naming.first
                return make_cue(LABEL, begin, at + 1, begin, at + 1, subject=naming, through=hearer)
        return None

    def _after_dash(self, at: int, sentence: Sentence) -> bool:
        """Whether the token stands behind a word and a dash."""
        words = self.words
        return at - 1 > sentence.first and words.is_punct(at - 1, DASHES) and words.is_word(at - 2)

    def _only_number(self, at: int, limit: int) -> bool:
        """Whether a number is all that follows: a line of a table."""
        kinds = [self.words.kind(i) for i in range(at, limit)]
        return NUMBER in kinds and WORD not in kinds and LATIN not in kinds

    def _after_setting(self, at: int, limit: int) -> int:
        """Past marks, and "in a statement", between a name and its colon."""
        words = self.words
        while at < limit and not words.is_word(at):
            at += 1
        if at == limit - 1 and words.doc.forms[at].startswith(TO):
            return limit
        if (
            at + 1 < limit
            and words.role(at, "inside", "setting")
            and words.role(at + 1, "statement")
        ):
            return limit
        return at

    def _issued(self, at: int, after: int, sentence: Sentence) -> Cue | None:
        """ "Issued by X: …", or a heading that says whose bulletin follows."""
        words, limit = self.words, sentence.last
        before = [i for i in range(sentence.first, at) if words.is_word(i)]
        if before and (
            len(before) > _LONGEST_LABEL
            or not any(words.role(i, "statement") for i in before)
            or any(words.is_any_verb(i) for i in before)
        ):
            return None
        stated = next((i for i in range(after + 1, limit) if self._published(i)), limit)
        naming = self.reader.read(after, stated, loose=True)
        if naming is None or not (naming.certain or naming.definite):
            return None
        end = self._after_dates(naming.last, limit)
        if end == limit or (end == limit - 1 and not words.is_word(end)):
            return make_cue(HEADING, at, limit, sentence.first, limit, subject=naming)
        if before:
            return None
        if end == stated:
            # "… a statement that announced that": all of it names one source.
            end += 1
            while end < limit and (words.role(end, "standard") or words.saying(end)):
                end += 1
        content = max(end, self.verbs.content.find(end, min(limit, end + 6), False)[0])
        return make_cue(SAYS, at, content, at, content, subject=naming)

    def _published(self, at: int) -> bool:
        if "statement" not in self.words.roles_at[at]:
            return False
        statement = self.words.role(at, "statement")
        return statement is not None and bool(statement.sense.features.get("published"))

    def _heading(self, at: int, sentence: Sentence) -> Cue | None:
        """ "Statement of X", "statement from X" as a line by itself."""
        words, limit = self.words, sentence.last
        origin = words.role(at + 1, "told_by") if at + 1 < limit else None
        if origin is not None:
            owner = self.reader.read(origin.last, limit)
        else:
            owner = self.reader.owner(at + 1, limit)
        if owner is None or not owner.certain or self._after_dates(owner.last, limit) < limit:
            return None
        return make_cue(HEADING, at, limit, sentence.first, limit, subject=owner)

    def _after_dates(self, at: int, limit: int) -> int:
        """Past words and numbers of time, and marks, at the end of a heading."""
        words = self.words
        while at < limit and (not words.is_word(at) or words.role(at, "time", "setting")):
            at += 1
        return at

    def _signed(self, at: int, sentence: Sentence) -> Cue | None:
        """A reporter named in brackets after the text that is theirs."""
        words = self.words
        naming = self.reader.read(at + 1, sentence.last)
        if naming is None or naming.last >= sentence.last or naming.prefix:
            return None
        if words.doc.forms[naming.last] != ")" or naming.generic not in ("journalist", "source"):
            return None
        return make_cue(SIGNED, at, naming.last + 1, at, at, subject=naming)

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
        return make_cue(UNKNOWN, at, last, at, last, stance="hearsay", narrow=narrow)

    def _qualified_end(self, at: int, limit: int) -> int:
        """End of "believed to be …": a few words, up to a verb or a mark."""
        words = self.words
        index = at
        while index < min(limit, at + 6) and words.kind(index) == WORD:
            if index > at and words.is_any_verb(index):
                break
            index += 1
        return index
