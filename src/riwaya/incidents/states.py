"""Where each figure stands: a later one replaces an earlier one of the same source, a source takes
back its own, a denial stands against another's, a person leaves one out.

A figure that does not stand is shown with what made it so, and does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.figures import clearly_apart, same_harm, words
from riwaya.incidents.origins import Origins
from riwaya.model import Casualty
from riwaya.model.decision import Decision, claim_key, standing
from riwaya.model.incident import ClaimState

STANDS, SUPERSEDED, RETRACTED, DENIED = "stands", "superseded", "retracted", "denied"
EXCLUDED, COPY, CUMULATIVE, PART = "excluded", "copy", "cumulative", "part"
RETRACTS = "retracts"
"""The stance of who takes something back."""

COUNTING = frozenset({STANDS, DENIED, PART})
"""States of figures that take part in sums; a part only through its total."""

_SAID: Mapping[str, tuple[str, str]] = {
    "exclude": (EXCLUDED, "left it out"),
    "include": (STANDS, "counted it"),
    "prefer": (STANDS, "preferred it"),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Figures:
    """The casualty claims of an incident, with what the states are judged by."""

    told: Sequence[ToldClaim]
    telling: Telling
    origins: Origins

    def of_source(self, later: ToldClaim) -> Iterator[ToldClaim]:
        """Figures of the same source in other reports that are not known to be later ones."""
        for other in self.told:
            if (
                other.report != later.report
                and self.origins.of[other.key] == self.origins.of[later.key]
                and not (other.published and later.published and other.published > later.published)
            ):
                yield other

    def earlier_of_source(self, later: ToldClaim) -> Iterator[ToldClaim]:
        """Figures of the same source in reports that came out before."""
        for other in self.told:
            if (
                other.report != later.report
                and self.origins.of[other.key] == self.origins.of[later.key]
                and other.published is not None
                and later.published is not None
                and other.published < later.published
            ):
                yield other


def find_states(
    telling: Telling, origins: Origins, decisions: Iterable[Decision]
) -> tuple[ClaimState, ...]:
    """One state per casualty claim, in the order of the claims."""
    told = [claim for claim in telling.claims if claim.casualty is not None]
    figures = _Figures(told, telling, origins)
    found: dict[str, ClaimState] = {}
    # The first to speak wins: what a person decided, what a source took back, what it replaced.
    for states in (
        _decided(figures, standing(tuple(decisions))),
        _retracted(figures),
        _cumulative(figures),
        _superseded(figures),
        _copies(figures),
        _denied(figures),
    ):
        for state in states:
            found.setdefault(state.claim, state)
    _carry_to_parts(figures, found)
    return tuple(found.get(claim.key) or _plain(claim) for claim in told)


def _plain(told: ToldClaim) -> ClaimState:
    casualty = told.casualty
    if casualty is not None and casualty.part_of is not None:
        total = told.sibling(casualty.part_of)
        return ClaimState(told.key, PART, (total,), f"Counted within its total, {total}.")
    return ClaimState(told.key, STANDS, (), "Nothing in the reports speaks against its standing.")


def _decided(figures: _Figures, decisions: Sequence[Decision]) -> Iterator[ClaimState]:
    """What people said of figures; of several decisions about one figure the last."""
    known = {told.key for told in figures.told}
    last = {
        key: decision
        for decision in decisions
        if decision.kind in _SAID
        for key in decision.one
        if key in known
    }
    for key, decision in last.items():
        state, did = _SAID[decision.kind]
        yield ClaimState(key, state, (), f"{decision.who} {did}: {decision.why}")
    preferred = {key for key, decision in last.items() if decision.kind == "prefer"}
    for told in figures.told:
        rivals = [key for key in sorted(preferred) if _rival(told, key, figures.telling)]
        if rivals and told.key not in last:
            reason = f"A person preferred {', '.join(rivals)}."
            yield ClaimState(told.key, EXCLUDED, tuple(rivals), reason)


def _rival(told: ToldClaim, key: str, telling: Telling) -> bool:
    """Whether a preferred claim takes the place of a figure: same harm, and no part of it."""
    chosen = telling.by_key()[key]
    mine, theirs = told.casualty, chosen.casualty
    if mine is None or theirs is None or mine.status != theirs.status:
        return False
    one_report = told.report == chosen.report
    if one_report and (mine.part_of == chosen.claim.id or theirs.part_of == told.claim.id):
        return False
    whole = "unknown" in (mine.person_class, theirs.person_class)
    return (mine.person_class == theirs.person_class or whole) and mine.group == theirs.group


def _retracted(figures: _Figures) -> Iterator[ClaimState]:
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


def _retracted_elsewhere(figures: _Figures, key: str, cause: str) -> Iterator[ClaimState]:
    """The same figure of the same source in earlier reports falls with it."""
    target = next((told for told in figures.told if told.key == key), None)
    if target is None or target.casualty is None:
        return
    for other in figures.earlier_of_source(target):
        if other.casualty is not None and same_harm(other.casualty, target.casualty):
            reason = f"Its source took the account back later, in {cause}."
            yield ClaimState(other.key, RETRACTED, (cause,), reason)


def _withdrawn_accounts(figures: _Figures) -> Iterator[ClaimState]:
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


def _cumulative(figures: _Figures) -> Iterator[ClaimState]:
    for told in figures.told:
        if told.casualty is not None and told.casualty.scope == "cumulative":
            reason = "A toll over a period or over many incidents, not of this one alone."
            yield ClaimState(told.key, CUMULATIVE, (), reason)


def _superseded(figures: _Figures) -> Iterator[ClaimState]:
    for report, account in figures.telling.accounts.items():
        for relation in account.reading.relations:
            if relation.kind == "supersedes":
                key = claim_key(report, relation.target_claim)
                cause = claim_key(report, relation.source_claim)
                yield ClaimState(key, SUPERSEDED, (cause,), f"{cause} is told as the new toll.")
    latest: dict[str, ToldClaim] = {}
    for later in figures.told:
        for earlier in figures.earlier_of_source(later):
            if _replaces(later, earlier):
                best = latest.get(earlier.key)
                if best is None or _order(best) < _order(later):
                    latest[earlier.key] = later
    for earlier in figures.told:
        by = latest.get(earlier.key)
        if by is not None and by.casualty is not None:
            reason = f"The same source later gave {words(by.casualty)}, in {by.key}."
            yield ClaimState(earlier.key, SUPERSEDED, (by.key,), reason)


def _order(told: ToldClaim) -> tuple[object, str, int]:
    return (told.published, told.report, told.position)


def _replaces(later: ToldClaim, earlier: ToldClaim) -> bool:
    new, old = later.casualty, earlier.casualty
    if new is None or old is None or new.part_of or old.part_of:
        return False
    if "cumulative" in (new.scope, old.scope) or "asserted" not in (new.polarity,):
        return False
    if new.vague or later.claim.stance == "hearsay":
        # "Several were killed", told later, takes no number back.
        return False
    if (new.low, new.high) == (1, 1) and (old.low, old.high) != (1, 1):
        # One person told of is no toll.
        return False
    return same_harm(new, old) and (new.low, new.high) != (old.low, old.high)


def _copies(figures: _Figures) -> Iterator[ClaimState]:
    """The same figure in a copy of a text that is itself among the reports."""
    first: dict[tuple[object, ...], str] = {}
    ordered = sorted(figures.told, key=lambda t: (_is_copy(figures, t), t.report, t.position))
    for told in ordered:
        account = figures.telling.accounts[told.report]
        text = account.text_origin or told.report
        what = (text, figures.origins.of[told.key], _values(told.casualty))
        if told.casualty is None or told.casualty.part_of is not None:
            continue
        if what in first and _is_copy(figures, told):
            by = first[what]
            reason = f"The text is a copy; the figure stands in {by}."
            yield ClaimState(told.key, COPY, (by,), reason)
        first.setdefault(what, told.key)


def _is_copy(figures: _Figures, told: ToldClaim) -> bool:
    account = figures.telling.accounts[told.report]
    return account.text_origin is not None and account.text_origin != told.report


def _values(casualty: Casualty | None) -> tuple[object, ...]:
    if casualty is None:
        return ()
    return (casualty.status, casualty.low, casualty.high, casualty.person_class, casualty.group)


def _denied(figures: _Figures) -> Iterator[ClaimState]:
    denials = [told for told in figures.told if is_denial(told)]
    for told in figures.told:
        if told.casualty is None or is_denial(told):
            continue
        against = tuple(
            denial.key
            for denial in denials
            if figures.origins.of[denial.key] != figures.origins.of[told.key]
            and denial.casualty is not None
            and same_harm(denial.casualty, told.casualty)
            and (denial.casualty.high == 0 or not clearly_apart(denial.casualty, told.casualty))
        )
        if against:
            reason = f"Stands, and is denied in {', '.join(against)}."
            yield ClaimState(told.key, DENIED, against, reason)


def is_denial(told: ToldClaim) -> bool:
    """Whether a figure says that people were not harmed, against someone's account.

    Who denies having done it may grant what was done: only a denied figure is a denial of it.
    """
    return told.casualty is not None and told.casualty.polarity == "denied"


def _carry_to_parts(figures: _Figures, found: dict[str, ClaimState]) -> None:
    """What befalls a total befalls its parts."""
    states: Mapping[str, ClaimState] = dict(found)
    for told in figures.told:
        casualty = told.casualty
        if casualty is None or casualty.part_of is None or told.key in found:
            continue
        total = states.get(told.sibling(casualty.part_of))
        if total is not None and total.state not in COUNTING:
            reason = f"Part of {total.claim}. {total.reason}"
            found[told.key] = ClaimState(told.key, total.state, total.by, reason)
