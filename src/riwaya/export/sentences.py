"""One English sentence a claim: who says what, where, when, by whom."""

from __future__ import annotations

from riwaya.export import wording
from riwaya.export.event_phrases import event_phrase
from riwaya.export.index import Index
from riwaya.export.stated import stated
from riwaya.model import Casualty, Claim


def claim_sentence(index: Index, claim: Claim, setting: bool = True) -> str:
    """The claim as a sentence that ends with a full stop; Arabic words stand between isolates.

    `setting`: whether a figure is followed by what happened, where and when.
    """
    if claim.casualty is not None:
        said = _casualty(index, claim, claim.casualty, setting)
    else:
        said = stated(index, claim)
    sentence = _opening(index, claim) + said
    if claim.certainty not in ("certain", ""):
        sentence += f" ({claim.certainty})"
    return sentence[:1].upper() + sentence[1:] + "."


def part_sentence(index: Index, claim: Claim, whole: Claim) -> str:
    """A figure that is part of another, as said after it: "Among them 3 children".

    A part that another source gives, or of another status, has its full sentence.
    """
    casualty, total = claim.casualty, whole.casualty
    alike = claim.source == whole.source and claim.stance == whole.stance
    if casualty is None or total is None or casualty.status != total.status or not alike:
        return claim_sentence(index, claim)
    named = f" of {index.party(casualty.party)}" if casualty.party else ""
    return f"Among them {wording.counted(casualty, named)}."


def speaker(index: Index, claim: Claim) -> str:
    """Who says it, and through whom: "local sources (…), cited by Difaf (…)"."""
    chain = [s for s in claim.chain if s in index.sources]
    if claim.source is None:
        outlet = index.reading.report.outlet
        return f"{index.source(outlet)}, in its own voice" if outlet in index.sources else ""
    if claim.source not in chain:
        chain.append(claim.source)
    names = [index.source(s) for s in reversed(chain) if s in index.sources]
    return ", cited by ".join(names)


def _opening(index: Index, claim: Claim) -> str:
    who = speaker(index, claim)
    if claim.source is None and claim.stance == "asserts":
        return f"{who}: " if who else "The report says: "
    return wording.STANCES.get(claim.stance, "According to {}: ").format(who or "the report")


def _casualty(index: Index, claim: Claim, casualty: Casualty, setting: bool) -> str:
    named = f" of {index.party(casualty.party)}" if casualty.party else ""
    said = f"{wording.counted(casualty, named)} {wording.status(casualty)}"
    if casualty.polarity == "denied":
        said = f"it is not so that {wording.people(casualty)}{named} {wording.status(casualty)}"
    if casualty.scope == "cumulative":
        said += ", counted over several incidents or a longer time"
    event = index.events.get(claim.event or "") if setting else None
    return f"{said} in {event_phrase(index, event)}" if event else said
