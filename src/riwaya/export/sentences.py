"""One English sentence a claim: who says what, where, when, by whom."""

from __future__ import annotations

from riwaya.export import wording
from riwaya.export.index import Index
from riwaya.export.safe import isolated
from riwaya.model import Casualty, Claim, Event


def claim_sentence(index: Index, claim: Claim) -> str:
    """The claim as a sentence that ends with a full stop; Arabic words stand between isolates."""
    if claim.casualty is not None:
        said = _casualty(index, claim, claim.casualty)
    else:
        said = _other(index, claim)
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


def event_phrase(index: Index, event: Event, sides: bool = True) -> str:
    """The event with its sides, place and time: "an armed clash between A and B in C on D"."""
    parts = [wording.EVENTS.get(event.type, wording.EVENTS["other"])]
    parts += _sides(index, event) if sides else []
    if event.weapons:
        parts.append(f"with {_joined([isolated(w.name) for w in event.weapons])}")
    if event.place in index.places:
        parts.append(f"in {index.place(event.place)}")
    if event.date is not None and (told := wording.when(event.date)):
        parts.append(told)
    return " ".join(parts)


def _opening(index: Index, claim: Claim) -> str:
    who = speaker(index, claim)
    if claim.source is None and claim.stance == "asserts":
        return f"{who}: " if who else "The report says: "
    return wording.STANCES.get(claim.stance, "According to {}: ").format(who or "the report")


def _casualty(index: Index, claim: Claim, casualty: Casualty) -> str:
    named = f" of {index.party(casualty.party)}" if casualty.party else ""
    said = f"{wording.counted(casualty, named)} {wording.status(casualty)}"
    if casualty.polarity == "denied":
        said = f"it is not so that {wording.people(casualty)}{named} {wording.status(casualty)}"
    if casualty.scope == "cumulative":
        said += ", counted over several incidents or a longer time"
    event = index.events.get(claim.event or "")
    return f"{said} in {event_phrase(index, event)}" if event else said


def _other(index: Index, claim: Claim) -> str:
    event = index.events.get(claim.event or "")
    told = event_phrase(index, event) if event else "what happened"
    actors = [index.actor(a) for a in claim.about if a in index.actors]
    if claim.kind == "responsibility" and actors:
        verb = "took part in" if event and event.type == "armed_clash" else "carried out"
        told = event_phrase(index, event, sides=False) if event else told
        return f"{_joined(actors)} {verb} {told}"
    if claim.kind == "occurrence":
        state = "disputed" if "disputed" in claim.about else "denied"
        return f"that there was {told} is {state}"
    words = [isolated(w) for w in claim.about] or [isolated(s.text) for s in claim.evidence]
    said = _joined(words)
    if claim.kind == "cause":
        return f"the cause of {told} was {said}"
    if claim.kind == "identity":
        return f"the dead in {told} were {said}"
    return f"on {told}: {said}"


def _sides(index: Index, event: Event) -> list[str]:
    by = [index.actor(a) for a in event.perpetrators if a in index.actors]
    against = [index.actor(a) for a in event.opponents if a in index.actors]
    hit = [index.actor(a) for a in event.targets if a in index.actors]
    if event.type == "armed_clash" and (by or against):
        both = [_joined(side) for side in (by, against) if side]
        return [f"between {' and '.join(both)}" if len(both) == 2 else f"involving {both[0]}"]
    sides = [f"by {_joined(by)}"] if by else []
    return sides + ([f"on {_joined(hit or against)}"] if hit or against else [])


def _joined(names: list[str]) -> str:
    return (
        names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    )
