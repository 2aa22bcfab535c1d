"""Where each figure stands: a later one replaces an earlier one of the same source, a source takes
back its own, a denial stands against another's, a person leaves one out.

A figure that does not stand is shown with what made it so, and does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.figures import clearly_apart, same_harm
from riwaya.incidents.origins import Origins
from riwaya.incidents.revisions import DENIED, STANDS, Figures, retracted, superseded
from riwaya.model import Casualty
from riwaya.model.decision import Decision, standing
from riwaya.model.incident import ClaimState
from riwaya.model.review import EDIT, REJECT, edit_in_words

EXCLUDED, COPY, CUMULATIVE, PART = "excluded", "copy", "cumulative", "part"
COUNTING = frozenset({STANDS, DENIED, PART})
"""States of figures that take part in sums; a part only through its total."""

UNOPPOSED = "Nothing in the reports speaks against its standing."
"""The reason of a figure that stands as it was read, without a word of anybody about it."""

_SAID: Mapping[str, tuple[str, str]] = {
    "exclude": (EXCLUDED, "left it out"),
    "include": (STANDS, "counted it"),
    "prefer": (STANDS, "preferred it"),
    REJECT: (EXCLUDED, "rejected it in review"),
}


def find_states(
    telling: Telling, origins: Origins, decisions: Iterable[Decision]
) -> tuple[ClaimState, ...]:
    """One state per casualty claim, in the order of the claims."""
    told = [claim for claim in telling.claims if claim.casualty is not None]
    figures = Figures.of(told, telling, origins)
    found: dict[str, ClaimState] = {}
    # The first to speak wins: what a person decided, what a source took back, what it replaced.
    for states in (
        _decided(figures, standing(tuple(decisions))),
        retracted(figures),
        _cumulative(figures),
        superseded(figures),
        _copies(figures),
        _denied(figures),
    ):
        for state in states:
            found.setdefault(state.claim, state)
    _carry_to_parts(figures, found)
    return tuple(found.get(claim.key) or _plain(claim) for claim in told)


def _plain(told: ToldClaim) -> ClaimState:
    casualty = told.casualty
    if told.review is not None and told.review.kind == EDIT:
        # The reason is what the sum shows of it: what was read stays in the reading.
        changed = edit_in_words(told.review)
        why = f": {told.review.why}" if told.review.why else ""
        state = PART if casualty is not None and casualty.part_of is not None else STANDS
        by = (told.sibling(casualty.part_of),) if casualty and casualty.part_of else ()
        return ClaimState(told.key, state, by, f"{told.review.who} edited it ({changed}){why}.")
    if casualty is not None and casualty.part_of is not None:
        total = told.sibling(casualty.part_of)
        return ClaimState(told.key, PART, (total,), f"Counted within its total, {total}.")
    return ClaimState(told.key, STANDS, (), UNOPPOSED)


def _decided(figures: Figures, decisions: Sequence[Decision]) -> Iterator[ClaimState]:
    """What people said of figures; of several decisions about one figure the last."""
    known = {told.key: told for told in figures.told}
    last = {
        key: decision
        for decision in decisions
        if decision.kind in _SAID
        for key in decision.one
        if key in known and (decision.kind != REJECT or decision == known[key].review)
    }
    for key, decision in last.items():
        state, did = _SAID[decision.kind]
        why = f": {decision.why}" if decision.why or decision.kind != REJECT else "."
        yield ClaimState(key, state, (), f"{decision.who} {did}{why}")
    preferred = {key for key, decision in last.items() if decision.kind == "prefer"}
    for told in figures.told:
        rivals = [key for key in sorted(preferred) if _rival(told, known[key])]
        if rivals and told.key not in last:
            reason = f"A person preferred {', '.join(rivals)}."
            yield ClaimState(told.key, EXCLUDED, tuple(rivals), reason)


def _rival(told: ToldClaim, chosen: ToldClaim) -> bool:
    """Whether a preferred claim takes the place of a figure: same harm, and no part of it."""
    mine, theirs = told.casualty, chosen.casualty
    if mine is None or theirs is None or mine.status != theirs.status:
        return False
    one_report = told.report == chosen.report
    if one_report and (mine.part_of == chosen.claim.id or theirs.part_of == told.claim.id):
        return False
    whole = "unknown" in (mine.person_class, theirs.person_class)
    return (mine.person_class == theirs.person_class or whole) and mine.group == theirs.group


def _cumulative(figures: Figures) -> Iterator[ClaimState]:
    for told in figures.told:
        if told.casualty is not None and told.casualty.scope == "cumulative":
            reason = "A toll over a period or over many incidents, not of this one alone."
            yield ClaimState(told.key, CUMULATIVE, (), reason)


def _copies(figures: Figures) -> Iterator[ClaimState]:
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


def _is_copy(figures: Figures, told: ToldClaim) -> bool:
    account = figures.telling.accounts[told.report]
    return account.text_origin is not None and account.text_origin != told.report


def _values(casualty: Casualty | None) -> tuple[object, ...]:
    if casualty is None:
        return ()
    return (casualty.status, casualty.low, casualty.high, casualty.person_class, casualty.group)


def _denied(figures: Figures) -> Iterator[ClaimState]:
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


def _carry_to_parts(figures: Figures, found: dict[str, ClaimState]) -> None:
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
