"""What a source did to its own figures later: took them back, or gave new ones in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.figures import same_harm, words
from riwaya.incidents.origins import Origins
from riwaya.model import Casualty
from riwaya.model.decision import claim_key
from riwaya.model.incident import ClaimState

STANDS, SUPERSEDED, RETRACTED, DENIED = "stands", "superseded", "retracted", "denied"
RETRACTS = "retracts"
"""The stance of who takes something back."""

# A source that gives more figures than this for one incident repeats itself.
_MOST_LATER = 40


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """The casualty claims of an incident, with what the states are judged by.

    `by_origin`: those of each origin in the order of publication, without a time last.
    """

    told: Sequence[ToldClaim]
    telling: Telling
    origins: Origins
    by_origin: Mapping[str, Sequence[ToldClaim]]

    @classmethod
    def of(cls, told: Sequence[ToldClaim], telling: Telling, origins: Origins) -> Figures:
        """The figures with their origins looked up."""
        by_origin: dict[str, list[ToldClaim]] = {}
        for claim in sorted(told, key=_order):
            by_origin.setdefault(origins.of[claim.key], []).append(claim)
        return cls(told, telling, origins, by_origin)

    def of_source(self, later: ToldClaim) -> Iterator[ToldClaim]:
        """Figures of the same source in other reports that are not known to be later ones."""
        for other in self.by_origin.get(self.origins.of[later.key], ()):
            if other.report != later.report and not _is_later(other, later):
                yield other

    def earlier_of_source(self, later: ToldClaim) -> Iterator[ToldClaim]:
        """Figures of the same source in reports that came out before."""
        return (other for other in self.of_source(later) if _is_later(later, other))


def _is_later(one: ToldClaim, other: ToldClaim) -> bool:
    """Whether it is known that one came out after the other."""
    if one.published is None or other.published is None:
        return False
    return one.published > other.published


def _order(told: ToldClaim) -> tuple[bool, float, str, int]:
    moment = told.published
    stamp = moment.timestamp() if moment is not None else 0.0
    return (moment is None, stamp, told.report, told.position)


def retracted(figures: Figures) -> Iterator[ClaimState]:
    """Figures that their own source took back, in the same report or later."""
    for report, account in figures.telling.accounts.items():
        taken_back: list[tuple[str, str]] = [
            (relation.target_claim, relation.source_claim)
            for relation in account.reading.relations
            if relation.kind == "retracts"
        ]
        for target, by in taken_back:
            key, cause = claim_key(report, target), claim_key(report, by)
            yield ClaimState(key, RETRACTED, (cause,), f"Its own source took it back in {cause}.")
            yield from _retracted_elsewhere(figures, key, cause)
    yield from _withdrawn_accounts(figures)


def _retracted_elsewhere(figures: Figures, key: str, cause: str) -> Iterator[ClaimState]:
    """The same figure of the same source in earlier reports falls with it."""
    target = next((told for told in figures.told if told.key == key), None)
    if target is None or target.casualty is None:
        return
    for other in figures.earlier_of_source(target):
        if other.casualty is not None and same_harm(other.casualty, target.casualty):
            reason = f"Its source took the account back later, in {cause}."
            yield ClaimState(other.key, RETRACTED, (cause,), reason)


def _withdrawn_accounts(figures: Figures) -> Iterator[ClaimState]:
    """What a source says in order to take it back, and where else it said so before.

    A withdrawal that names no figure withdraws all that the source had told.
    """
    for told in figures.told:
        if told.claim.stance == RETRACTS:
            yield ClaimState(told.key, RETRACTED, (), "Told only to be taken back.")
            for other in figures.of_source(told):
                if _same_figure(other.casualty, told.casualty):
                    reason = f"Its source took the figure back in {told.key}."
                    yield ClaimState(other.key, RETRACTED, (told.key,), reason)
    for told in figures.telling.claims:
        if told.claim.stance != RETRACTS or told.claim.about[:1] != ("retraction",):
            continue
        reading = figures.telling.reading(told.report)
        named = any(
            claim.casualty is not None and claim.stance == RETRACTS for claim in reading.claims
        )
        if named or any(relation.kind == "retracts" for relation in reading.relations):
            continue
        for other in figures.earlier_of_source(told):
            reason = f"Its source took its account back in {told.key}."
            yield ClaimState(other.key, RETRACTED, (told.key,), reason)


def _same_figure(one: Casualty | None, other: Casualty | None) -> bool:
    if one is None or other is None or not same_harm(one, other):
        return False
    return (one.low, one.high) == (other.low, other.high)


def superseded(figures: Figures) -> Iterator[ClaimState]:
    """Figures that the same source, or the report's own words, replaced by a newer one."""
    for report, account in figures.telling.accounts.items():
        for relation in account.reading.relations:
            if relation.kind == "supersedes":
                key = claim_key(report, relation.target_claim)
                cause = claim_key(report, relation.source_claim)
                yield ClaimState(key, SUPERSEDED, (cause,), f"{cause} is told as the new toll.")
    for told in figures.by_origin.values():
        for at, earlier in enumerate(told):
            # The newest that replaces it is what became of it.
            newest = reversed(told[max(at + 1, len(told) - _MOST_LATER) :])
            by = next((later for later in newest if _replaces(later, earlier)), None)
            if by is not None and by.casualty is not None:
                reason = f"The same source later gave {words(by.casualty)}, in {by.key}."
                yield ClaimState(earlier.key, SUPERSEDED, (by.key,), reason)


def _replaces(later: ToldClaim, earlier: ToldClaim) -> bool:
    """Whether a figure takes the place of an earlier one of its source."""
    if not _is_later(later, earlier):
        return False
    new, old = later.casualty, earlier.casualty
    if new is None or old is None or new.part_of or old.part_of:
        return False
    if "cumulative" in (new.scope, old.scope) or new.polarity != "asserted":
        return False
    if new.vague or later.claim.stance == "hearsay":
        # "Several were killed", told later, takes no number back.
        return False
    if (new.low, new.high) == (1, 1) and (old.low, old.high) != (1, 1):
        # One person told of is no toll.
        return False
    return same_harm(new, old) and (new.low, new.high) != (old.low, old.high)
