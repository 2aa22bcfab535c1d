"""How far a credit reaches: from crediting words to the tokens whose content they answer for."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.particles import AND, TO
from riwaya.reading.attribution.cue import (
    ACCORDING,
    HEADING,
    LABEL,
    OWN_VOICE,
    SAYS,
    SIGNED,
    UNKNOWN,
    Cue,
)
from riwaya.reading.attribution.resolve import Registry
from riwaya.reading.attribution.words import COMMAS, Words
from riwaya.reading.document import Sentence
from riwaya.reading.drafts import Credit, SourceMention

_DEEPEST = 4
# A post may open with hashtags or an emblem, which are sentences of their own.
_LAST_LABEL = 2


class _Open(NamedTuple):
    """A credit that still reaches forward; `start`: its first token."""

    credit: Credit
    start: int
    nests: bool


class Scope:
    """Fills in, sentence by sentence, who says each token."""

    def __init__(self, words: Words, registry: Registry) -> None:
        self.words = words
        self.registry = registry
        self.credits: list[Credit | None] = [None] * len(words.doc.tokens)
        self._quote_until = 0
        self._list_credit: Credit | None = None
        self._post_credit: Credit | None = None
        self._statement: Credit | None = None
        """Whose words the last sentence gave after a colon, without marks of quotation."""
        self._chains: dict[str, tuple[SourceMention, ...]] = {}

    def sentence(self, sentence: Sentence, cues: list[Cue]) -> bool:
        """Credit the tokens of a sentence; whether the first cue goes on with a source before."""
        goes_on = False
        active: _Open | None = None
        if sentence.first < self._quote_until:
            before = self.credits[sentence.first - 1]
            end = min(self._quote_until, sentence.last)
            if before is None:
                before = self.credits[sentence.first]
            if before is not None:
                self._fill(sentence.first, end, before)
                active = _Open(before, sentence.first, True)
        if not cues and active is None:
            self._without_cues(sentence)
            return False
        breaks = self._breaks(sentence) if cues else []
        done = sentence.first
        for number, cue in enumerate(cues):
            if cue.kind == OWN_VOICE:
                self._fill(cue.start, sentence.last, None)
                active = None
                continue
            if cue.kind == UNKNOWN:
                chain = active.credit.chain if active else ()
                credit = Credit(chain, cue.stance, cue.certainty, (cue.first, cue.last))
                end = cue.narrow if cue.narrow >= 0 else sentence.last
                self._fill(cue.start, end, credit)
                if cue.narrow < 0:
                    active = _Open(credit, cue.start, False)
                continue
            broken = active is None or any(active.start < b <= cue.start for b in breaks)
            chain, understood = self._chain(cue, active)
            if not chain:
                continue
            if number == 0 and understood and cue.kind == SAYS:
                goes_on = True
            if cue.kind in (ACCORDING, SIGNED):
                active, done = self._around(cue, chain, active, broken, breaks, done, sentence)
            else:
                active = self._forward(cue, chain, active, broken, sentence)
        self._end(sentence, active, cues)
        return goes_on

    def _forward(
        self,
        cue: Cue,
        chain: tuple[SourceMention, ...],
        active: _Open | None,
        broken: bool,
        sentence: Sentence,
    ) -> _Open:
        """A verb or label: its content runs to the end of the sentence or quotation."""
        if active is not None and not broken and active.nests:
            chain = _joined(active.credit.chain, chain)
        credit = Credit(chain, cue.stance, cue.certainty, (cue.first, cue.last))
        end = cue.narrow if cue.narrow >= 0 else sentence.last
        self._fill(cue.start, end, credit)
        if cue.quoted:
            self._quote_until = max(self._quote_until, self.words.quote_end(cue.content))
        if cue.narrow >= 0:
            return active or _Open(credit, sentence.last, False)
        return _Open(credit, cue.start, True)

    def _around(
        self,
        cue: Cue,
        chain: tuple[SourceMention, ...],
        active: _Open | None,
        broken: bool,
        breaks: list[int],
        done: int,
        sentence: Sentence,
    ) -> tuple[_Open | None, int]:
        """ "According to": its clause before and after, or one who passes on what is credited."""
        if cue.kind == SIGNED:
            credit = Credit(chain, cue.stance, cue.certainty, (cue.first, cue.last))
            first = self._signed_from(sentence, cue)
            for at in range(first, cue.last):
                if self.credits[at] is None:
                    self.credits[at] = credit
            return active, cue.last
        if active is not None and not broken and active.nests:
            credit = active.credit._replace(chain=_joined(chain, active.credit.chain))
            if cue.stance != "asserts":
                credit = credit._replace(stance=cue.stance)
            self._fill(active.start, sentence.last, credit)
            return _Open(credit, active.start, True), cue.last
        credit = Credit(chain, cue.stance, cue.certainty, (cue.first, cue.last))
        begin = max([done, sentence.first, *(b for b in breaks if b <= cue.start)])
        if done == sentence.first and active is None and not self._words_after(cue, sentence):
            # Nobody else is credited in the sentence: what closes it answers for all of it.
            begin = done
        if active is not None and active.start >= begin and not broken:
            begin = active.start
        for at in range(begin, cue.start):
            if self.credits[at] is None or broken or active is not None:
                self.credits[at] = credit
        initial = all(not self.words.is_word(at) for at in range(begin, cue.start))
        end = next((b for b in breaks if b > cue.last and not initial), sentence.last)
        self._fill(cue.start, end, credit)
        return _Open(credit, cue.start, initial), cue.last

    def _signed_from(self, sentence: Sentence, cue: Cue) -> int:
        """First token of the text a name in brackets stands under."""
        if any(self.words.is_word(at) for at in range(sentence.first, cue.first)):
            return sentence.first
        before = self.words.doc.sentence_of[max(0, sentence.first - 2)]
        for at in range(max(0, sentence.first - 4), sentence.first):
            if self.words.doc.sentence_of[at] >= 0:
                before = self.words.doc.sentence_of[at]
        return self.words.doc.sentences[before].first if before >= 0 else cue.first

    def _chain(self, cue: Cue, active: _Open | None) -> tuple[tuple[SourceMention, ...], bool]:
        """The chain a cue names, and whether its subject was understood from before."""
        registry = self.registry
        understood = cue.subject is None
        if cue.subject is not None:
            subject: SourceMention | None = registry.mention(cue.subject, cue.agrees)
        elif active is not None and active.credit.chain:
            subject = active.credit.chain[-1]
            registry.credit(subject.key)
        else:
            subject = registry.understood(cue.agrees)
        if subject is None:
            return (), False
        through: list[SourceMention] = []
        # Journalists who were told pass nothing on by themselves.
        if cue.through is not None and cue.through.generic != "journalist":
            hearer = registry.mention(cue.through, credited=False)
            if registry.outlet is None or hearer.known_as != registry.outlet:
                through.append(hearer)
        chain = (*through, subject)
        if cue.inner is not None:
            chain = (*chain, registry.mention(cue.inner))
        # Whoever is named twice speaks once ("according to the agency, the agency …").
        chain = _joined((), tuple({mention.key: mention for mention in chain}.values()))
        if understood and len(chain) == 1:
            chain = self._chains.get(subject.key, chain)
        self._chains[chain[-1].key] = chain
        return chain, understood

    def _breaks(self, sentence: Sentence) -> list[int]:
        """Tokens where a clause starts that a new source may own."""
        words = self.words
        return [
            at
            for at in words.roles.places_in("break", sentence.first + 1, sentence.last)
            if words.is_punct(at - 1, COMMAS) or not words.role(at - 1, "inside")
        ]

    def _fill(self, first: int, last: int, credit: Credit | None) -> None:
        self.credits[first:last] = [credit] * (last - first)

    def _words_after(self, cue: Cue, sentence: Sentence) -> bool:
        return any(self.words.is_word(at) for at in range(cue.last, sentence.last))

    def _without_cues(self, sentence: Sentence) -> None:
        """A sentence that credits nobody itself: under a heading, or the speaker going on."""
        words, first = self.words, sentence.first
        if self._list_credit is not None:
            self._fill(first, sentence.last, self._list_credit)
            return
        start = next((at for at in range(first, sentence.last) if words.is_word(at)), -1)
        if start < 0:
            return
        onward = words.role(start, "consequence")
        result = words.role(start, "result")
        if self._statement and result is not None and result.prefix.startswith(AND):
            self._fill(first, sentence.last, self._statement)
            return
        self._statement = None
        if words.role(start, "goes_on") or (onward is not None and onward.prefix.endswith(TO)):
            before = self._before(sentence)
            if before is not None:
                self._fill(first, sentence.last, before)
                return
        if self._post_credit is not None:
            if start > first or words.joined(start):
                self._fill(first, sentence.last, self._post_credit)
            else:
                self._post_credit = None

    def _before(self, sentence: Sentence) -> Credit | None:
        """Whose the end of the sentence before is."""
        number = self.words.doc.sentence_of[sentence.first]
        if number < 1:
            return None
        last = self.words.doc.sentences[number - 1]
        found = [self.credits[at] for at in range(last.first, last.last) if self.words.is_word(at)]
        credit = found[-1] if found else None
        return credit._replace(stance="asserts") if credit and credit.chain else None

    def _end(self, sentence: Sentence, active: _Open | None, cues: list[Cue]) -> None:
        """What a sentence opens for the lines below it.

        A colon at its end or a heading opens a list; a post that begins with "X: …" is X's as long
        as its sentences are joined to one another.
        """
        last = sentence.last - 1
        colon = last >= sentence.first and self.words.doc.forms[last] == ":"
        self._post_credit = None
        if cues:
            said = cues[-1].kind == SAYS and not cues[-1].quoted
            said = said and self.words.doc.forms[cues[-1].content - 1] == ":"
            self._statement = active.credit if said and active is not None else None
        if active is not None and (colon or any(cue.kind == HEADING for cue in cues)):
            self._list_credit = active.credit
        elif cues:
            self._list_credit = None
            early = self.words.doc.sentence_of[sentence.first] <= _LAST_LABEL
            if early and active is not None and [cue.kind for cue in cues] == [LABEL]:
                self._post_credit = active.credit


def _joined(
    outer: tuple[SourceMention, ...], inner: tuple[SourceMention, ...]
) -> tuple[SourceMention, ...]:
    """Two chains as one; a source that speaks again ends the chain where it stood before."""
    keys = [mention.key for mention in outer]
    if inner and inner[-1].key in keys:
        return outer[: keys.index(inner[-1].key) + 1]
    own = {mention.key for mention in inner}
    return (*(mention for mention in outer if mention.key not in own), *inner)[-_DEEPEST:]
