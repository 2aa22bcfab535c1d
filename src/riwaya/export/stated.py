"""Claims other than figures in English: who did it, why, whether it happened, who the dead were."""

from __future__ import annotations

from riwaya.export import wording
from riwaya.export.event_phrases import event_phrase, joined, setting
from riwaya.export.index import Index
from riwaya.export.safe import isolated, one_line
from riwaya.model import Claim, Event

_MUTUAL, _DISPUTED, _UNKNOWN = "mutual", "disputed", "unknown"
_CAUSES = wording.WEAPONS | wording.EVENTS | {
    "dispute": "a dispute between them",
    "struggle": "a struggle for power",
    "accident": "an accident",
    "suicide": "suicide",
}  # fmt: skip
_NOT_KNOWN = {
    "perpetrator": "who carried out {} is not known",
    "fate": "what became of those harmed in {} is not known",
    "number": "how many were harmed in {} is not known",
    "cause": "the cause of {} is not known",
    "identity": "who was harmed in {} is not known",
}


def stated(index: Index, claim: Claim) -> str:
    """What the claim says, as the rest of a sentence that names its source."""
    event = index.events.get(claim.event or "")
    told = event_phrase(index, event) if event else "what happened"
    actors = [index.actor(a) for a in claim.about if a in index.actors]
    if claim.kind == "responsibility" and actors:
        verb = "took part in" if event and event.type == "armed_clash" else "carried out"
        what = event_phrase(index, event, sides=False) if event else told
        return f"{joined(actors)} {verb} {what}"
    if claim.kind == "occurrence":
        return (
            f"whether there was {told} is disputed"
            if _DISPUTED in claim.about
            else f"there was {told}"
        )
    if claim.kind == "cause" and claim.about:
        return _cause(index, claim, event, actors)
    if claim.kind == "identity" and claim.about:
        who = [wording.group(key) for key in claim.about if key not in index.actors]
        return f"those harmed in {told} were {joined(who + [f'of {a}' for a in actors])}"
    if _UNKNOWN in claim.about:
        topic = next((t for t in claim.about if t in _NOT_KNOWN), None)
        return _NOT_KNOWN[topic].format(told) if topic else f"something of {told} is not known"
    words = joined([isolated(span.text) for span in claim.evidence])
    return f"on {told}: {words}"


def _cause(index: Index, claim: Claim, event: Event | None, actors: list[str]) -> str:
    """ "the cause was shelling with mortars by X in Y on Z"; mutual fire is by both sides."""
    keys = [key for key in claim.about if key not in index.actors and key != _MUTUAL]
    names = [_CAUSES.get(key) or one_line(key.replace("_", " ")) for key in keys]
    parts = ["the cause was", names[0] if names else "violence"]
    if names[1:]:
        parts.append(f"with {joined(names[1:])}")
    if actors:
        parts.append(f"by {joined(actors)}")
    if _MUTUAL in claim.about:
        parts.append("from both sides")
    return " ".join(parts + (setting(index, event) if event else []))
