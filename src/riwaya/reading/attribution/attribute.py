"""Who says what in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.reading.attribution.corrections import apply_corrections
from riwaya.reading.attribution.credit_lines import apply_credit_line
from riwaya.reading.attribution.cue import OWN_VOICE
from riwaya.reading.attribution.cues import CueFinder
from riwaya.reading.attribution.hedges import apply_hedges
from riwaya.reading.attribution.names import outlet_key, outlet_mentions, source_names
from riwaya.reading.attribution.resolve import Registry
from riwaya.reading.attribution.scope import Scope
from riwaya.reading.attribution.sources import SourceReader
from riwaya.reading.attribution.words import Words
from riwaya.reading.document import Document, Sentence
from riwaya.reading.drafts import Credit, SourceMention

_LONGEST_GAP = 3
_ASSERTS, _DENIES = "asserts", "denies"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says each token of a document.

    `sources`: all mentions of sources in textual order, with one key per source. `outlet`: key of
    the report's own outlet in the source list, or None. `stances`: by stance, the tokens credited
    in it, in order; those that are merely asserted are left out.
    """

    sources: tuple[SourceMention, ...]
    credits: Sequence[Credit | None]
    outlet: str | None
    stances: Mapping[str, Sequence[int]]

    def at(self, token: int) -> Credit | None:
        """The credit of a token; None is the outlet's own voice.

        A credit with an empty chain is nobody's that the report names: hearsay, or the outlet
        itself when it only lowers the certainty, takes back or denies.
        """
        return self.credits[token]

    def denied(self) -> frozenset[int]:
        """The tokens of what somebody denies."""
        return frozenset(self.stances.get(_DENIES, ()))


def attribute(doc: Document) -> Attribution:
    """Find who says what in a document, with scope."""
    words = Words(doc)
    names = source_names()
    reader = SourceReader(words, names)
    finder = CueFinder(words, reader)
    outlet = outlet_key(doc)
    registry = Registry(words, outlet)
    scope = Scope(words, registry)
    gap: list[Sentence] = []
    before: tuple[SourceMention, ...] = ()
    for sentence in doc.sentences:
        cues = finder.find(sentence)
        goes_on = scope.sentence(sentence, cues)
        last = next((c for c in reversed(scope.credits[sentence.first : sentence.last]) if c), None)
        if goes_on and gap and before and last and last.chain[-1:] == before[-1:]:
            # What stands between two statements of one source, the second without naming it
            # again, is still that source's account.
            for between in gap:
                _fill_gap(scope.credits, between, last._replace(stance="asserts"))
        if any(cue.kind == OWN_VOICE for cue in cues) or len(gap) >= _LONGEST_GAP:
            gap, before = [], ()
        if last is not None and last.chain:
            gap, before = [], last.chain
        elif before:
            gap.append(sentence)
    apply_credit_line(words, reader, registry, scope.credits)
    for number, sentence in enumerate(doc.sentences):
        apply_hedges(words, sentence, scope.credits)
        apply_corrections(words, number, scope.credits)
    found = set(registry.mentions)
    if outlet is not None:
        starts = {mention.first for mention in found}
        found |= {m for m in outlet_mentions(words, outlet) if m.first not in starts}
    mentions = sorted(found, key=lambda m: (m.first, m.last))
    return Attribution(tuple(mentions), scope.credits, outlet, _stances(doc, scope.credits))


def _stances(doc: Document, credits: Sequence[Credit | None]) -> dict[str, list[int]]:
    stances: dict[str, list[int]] = {}
    for sentence in doc.sentences:
        for at in range(sentence.first, sentence.last):
            credit = credits[at]
            if credit is not None and credit.stance != _ASSERTS:
                stances.setdefault(credit.stance, []).append(at)
    return stances


def _fill_gap(credits: list[Credit | None], sentence: Sentence, credit: Credit) -> None:
    for at in range(sentence.first, sentence.last):
        if credits[at] is None:
            credits[at] = credit
