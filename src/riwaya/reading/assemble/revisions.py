"""Claims that a source takes back, and tolls that a new one replaces."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.model import Claim, Relation
from riwaya.reading.assemble.claims import Claims
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.statements.retractions import RETRACTION
from riwaya.reading.statements.words import RETRACTS

_BEFORE = 6
# How many claims back and forth are looked at, so that the work stays linear.
_WINDOW = 40
_ABOUT = {
    ("identity", "casualty"): "class",
    ("casualty", "casualty"): "count",
    ("responsibility", "responsibility"): "perpetrator",
    ("cause", "cause"): "cause",
}
_REPLACING = {"identity": "who the dead are", "casualty": "the figure", "cause": "the cause",
              "responsibility": "who did it"}  # fmt: skip


def retractions(findings: Findings, claims: Claims) -> Iterator[Relation]:
    """From what replaces an account, else from its withdrawal, to each claim taken back.

    Taken back are the claims of the same source in the sentence of the withdrawal before it, else
    in the nearest sentence before that has any.
    """
    records, places = claims.records, claims.places
    for index, claim in enumerate(records):
        if claim.stance != RETRACTS or claim.about[:1] != (RETRACTION,) or claim.source is None:
            continue
        targets = _taken_back(claims, index)
        after = [
            records[number]
            for number in range(index + 1, min(len(records), index + 1 + _WINDOW))
            if records[number].source == claim.source
            and places[number].sentence == places[index].sentence
            and places[number].first >= places[index].last
            and not _is_part(records[number])
        ]
        for target in targets:
            named = False
            for other in after:
                about = _ABOUT.get((other.kind, target.kind))
                if about is None or not _same_harm(other, target):
                    continue
                named = True
                reason = (
                    f"{other.id} gives {_REPLACING[other.kind]} anew after its source took back "
                    f"{target.id}."
                )
                yield Relation("retracts", about, other.id, target.id, reason)
            if not named and not after:
                reason = f"In {claim.id} the source takes back its own {target.id}."
                yield Relation("retracts", _subject(target), claim.id, target.id, reason)


def corrections(claims: Claims) -> Iterator[Relation]:
    """To each figure that its author takes back in the report, from what takes its place.

    That is the nearest figure of the same harm and source that stands, else the withdrawal
    itself, which may be the account of an outlet in its own voice.
    """
    records, places = claims.records, claims.places
    for index, old in enumerate(records):
        if old.casualty is None or old.stance != RETRACTS or _is_part(old):
            continue
        near = range(max(0, index - _WINDOW), min(len(records), index + 1 + _WINDOW))
        near_by = sorted(near, key=lambda n: (abs(places[n].first - places[index].first), n))
        rivals = [records[n] for n in near_by if records[n].source == old.source]
        new = next((r for r in rivals if r.stance != RETRACTS and _corrects(r, old)), None)
        if new is not None:
            reason = f"{new.id} gives the figure anew after its source took back {old.id}."
            yield Relation("retracts", "count", new.id, old.id, reason)
            continue
        withdrawal = next((r for r in rivals if r.about[:1] == (RETRACTION,)), None)
        if withdrawal is not None:
            reason = f"In {withdrawal.id} the source takes back its own {old.id}."
            yield Relation("retracts", "count", withdrawal.id, old.id, reason)


def _corrects(new: Claim, old: Claim) -> bool:
    if new.casualty is None or _is_part(new) or new.casualty.polarity != "asserted":
        return False
    apart = (
        (new.casualty.low, new.casualty.high) != (old.casualty.low, old.casualty.high)
        if (old.casualty)
        else False
    )
    return apart and _same_harm(new, old)


def _same_harm(new: Claim, old: Claim) -> bool:
    """Whether two claims, if both are figures, count the same harm."""
    a, b = new.casualty, old.casualty
    return a is None or b is None or (a.status, a.scope) == (b.status, b.scope)


def _taken_back(claims: Claims, index: int) -> list[Claim]:
    records, places = claims.records, claims.places
    source, here = records[index].source, places[index]
    own = [
        number
        for number in range(max(0, index - _WINDOW), index)
        if records[number].source == source
        and places[number].first < here.first
        and here.sentence - places[number].sentence <= _BEFORE
        and not _is_part(records[number])
        and records[number].kind != "other"
    ]
    if not own:
        return []
    sentence = max(places[number].sentence for number in own)
    return [records[number] for number in own if places[number].sentence == sentence]


def _is_part(claim: Claim) -> bool:
    return claim.casualty is not None and claim.casualty.part_of is not None


def _subject(claim: Claim) -> str:
    kinds = {"casualty": "count", "identity": "class", "responsibility": "perpetrator"}
    return kinds.get(claim.kind, claim.kind)


def supersessions(findings: Findings, claims: Claims) -> Iterator[Relation]:
    """From a figure told as the new toll to the older figures of the same harm and event."""
    at = {claim.id: number for number, claim in enumerate(claims.records)}
    for figure in sorted(findings.statements.updated):
        number = at.get(claims.of_figure.get(figure, ""))
        if number is None:
            continue
        new = claims.records[number]
        if new.casualty is None or new.casualty.part_of is not None:
            continue
        for old in claims.records[max(0, number - _WINDOW) : number + _WINDOW]:
            if old.id != new.id and _replaced(new, old):
                reason = f"{new.id} is told as a new toll, in place of {old.id}."
                yield Relation("supersedes", "count", new.id, old.id, reason)


def _replaced(new: Claim, old: Claim) -> bool:
    a, b = new.casualty, old.casualty
    if a is None or b is None or old.event != new.event or b.part_of is not None:
        return False
    known = {a.person_class, b.person_class} - {"unknown"}
    if (b.low, b.high) == (1, 1):
        # One person told of is no toll.
        return False
    alike = (a.status, a.group, a.scope) == (b.status, b.group, b.scope)
    return (
        alike
        and len(known) < 2
        and b.polarity == "asserted"
        and (b.high is not None and b.high < a.low)
    )
