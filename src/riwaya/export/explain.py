"""How each claim came about: its words, its rule, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.export import wording
from riwaya.export.event_phrases import event_phrase
from riwaya.export.excerpt import Mark, marked_excerpt
from riwaya.export.index import Index
from riwaya.export.safe import ISOLATE, POP, isolated, one_line
from riwaya.export.sentences import claim_sentence
from riwaya.model import Claim, Reading, Span

LEGEND = "Marks in the words of the report: [evidence], {crediting words}."
_FAR = 600


def explain_text(reading: Reading, claims: Sequence[Claim]) -> str:
    """One block of lines a claim, for `claims` of `reading`, lines ended by line feeds."""
    index = Index.of(reading)
    if not claims:
        return "No claim was found in this report.\n"
    blocks = ["\n".join(_block(index, claim)) for claim in claims]
    return "\n\n".join([LEGEND, *blocks]) + "\n"


def _block(index: Index, claim: Claim) -> Iterator[str]:
    yield f"{claim.id}  {claim_sentence(index, claim)}"
    for name, value in _facts(index, claim):
        yield f"    {name:<9} {value}"


def _facts(index: Index, claim: Claim) -> Iterator[tuple[str, str]]:
    for excerpt in _excerpts(index.reading.report.text, claim):
        yield "words", f"{ISOLATE}{excerpt}{POP}"
    yield "rule", one_line(claim.rule)
    yield "source", _source(index, claim)
    if claim.cue is not None:
        yield "credit", isolated(claim.cue.text)
    yield "stance", f"{claim.stance}, {claim.certainty}"
    casualty = claim.casualty
    if casualty is not None:
        yield "figure", wording.interval_rule(casualty)
        yield "class", wording.class_rule(casualty)
        if casualty.group:
            yield "group", casualty.group
        if casualty.party:
            yield "party", index.party(casualty.party)
        if casualty.part_of:
            yield "part of", casualty.part_of
        if casualty.scope == "cumulative":
            yield "scope", "cumulative: over several incidents or a longer time"
    event = index.events.get(claim.event or "")
    if event:
        yield "event", f"{event.id}, {event_phrase(index, event)}"
        if event.date is not None:
            yield "date", one_line(event.date.basis)
    for relation in index.reading.relations:
        if claim.id in (relation.source_claim, relation.target_claim):
            yield (
                "relation",
                f"{relation.source_claim} {relation.kind} {relation.target_claim}: "
                f"{one_line(relation.reason)}",
            )


def _source(index: Index, claim: Claim) -> str:
    if claim.source is None:
        return "the outlet, in its own voice"
    chain = [index.source(s) for s in claim.chain if s in index.sources]
    return " → ".join(chain or [index.source(claim.source)])


def _excerpts(text: str, claim: Claim) -> Iterator[str]:
    """One excerpt for evidence and cue close together, else one for each."""
    evidence = [Mark(span, "[", "]") for span in claim.evidence]
    cue = [Mark(claim.cue, "{", "}")] if claim.cue else []
    if cue and evidence and _apart(claim.cue, claim.evidence):
        yield marked_excerpt(text, cue)
        cue = []
    if evidence or cue:
        yield marked_excerpt(text, evidence + cue)


def _apart(cue: Span | None, evidence: Sequence[Span]) -> bool:
    return cue is not None and any(abs(cue.start - span.start) > _FAR for span in evidence)
