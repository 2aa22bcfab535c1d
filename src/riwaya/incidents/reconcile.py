"""The tolls of an incident under a policy, with every step in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.figures import number_words
from riwaya.incidents.origins import Origins
from riwaya.incidents.policies import Policy
from riwaya.incidents.states import COUNTING
from riwaya.incidents.sums import Basis, named, sum_up
from riwaya.incidents.tolls import EITHER, INJURED, KILLED, account_tolls
from riwaya.model.incident import Casualties, ClaimState, Interval, Step, Toll
from riwaya.model.review import EDIT, edit_in_words
from riwaya.ontology import label

_SMALL_TYPES = frozenset({"attack", "abduction", "arrest", "protest", "riot", "other"})
_NEUTRAL = (None, "independent")


def reconcile(
    telling: Telling, origins: Origins, states: Sequence[ClaimState], policy: Policy
) -> Casualties:
    """The killed and injured by class; `why` tells each step, naming the claims."""
    standing = {state.claim for state in states if state.state in COUNTING}
    counting = tuple(told for told in telling.claims if told.key in standing)
    basis = Basis(policy, _aligned(telling), _is_small(telling))
    steps = [Step(f"{policy.title}: {policy.rule}", ()), *_left_out(states), *_edited(counting)]
    killed, injured = (
        _toll(counting, status, origins, basis, steps) for status in (KILLED, INJURED)
    )
    steps.extend(_undivided(counting, killed, injured))
    return Casualties(policy.name, killed, injured, tuple(steps))


def _left_out(states: Sequence[ClaimState]) -> Iterator[Step]:
    for state in states:
        if state.state not in COUNTING:
            yield Step(f"{state.claim} does not count: {state.reason}", (state.claim, *state.by))


def _edited(counting: Sequence[ToldClaim]) -> Iterator[Step]:
    for told in counting:
        if told.review is not None and told.review.kind == EDIT:
            changed = edit_in_words(told.review)
            sentence = f"{told.key} counts as {told.review.who} edited it: {changed}."
            yield Step(sentence, (told.key,))


def _toll(
    counting: Sequence[ToldClaim],
    status: str,
    origins: Origins,
    basis: Basis,
    steps: list[Step],
) -> Toll:
    accounts = tuple(account_tolls(counting, origins.of, status))
    toll = sum_up(accounts, status, basis, steps)
    return _nobody(counting, status, steps) if toll == Toll() else toll


def _nobody(counting: Sequence[ToldClaim], status: str, steps: list[Step]) -> Toll:
    """No harm: only where somebody says so and nobody gives a figure that may hold some."""
    figures = [
        (told.key, told.casualty)
        for told in counting
        if told.casualty is not None and told.casualty.status in (status, EITHER)
    ]
    if not figures or any(casualty.high != 0 for _, casualty in figures):
        return Toll()
    keys = tuple(key for key, _ in figures)
    steps.append(Step(f"Nobody {label('statuses', status)}, by {named(keys)}.", keys))
    zero = Interval(0, 0, 0)
    return Toll(unknown=zero, all=zero)


def _undivided(counting: Sequence[ToldClaim], killed: Toll, injured: Toll) -> Iterator[Step]:
    """Sums of killed and injured are added to neither; they are only told."""
    known = killed.all is not None or injured.all is not None
    for told in counting:
        casualty = told.casualty
        if casualty is None or casualty.status != EITHER or casualty.part_of or not casualty.low:
            continue
        number = number_words(casualty.low, casualty.high, casualty.vague)
        ending = "added to neither" if known else "of whom nobody says how many of each"
        sentence = f"{told.key} gives {number} killed and injured together, {ending}."
        yield Step(sentence, (told.key,))


def _aligned(telling: Telling) -> frozenset[str]:
    """Claims of sources that side with a party, by the source list or by what a report says."""
    return frozenset(
        told.key
        for told in telling.claims
        if told.source is not None and told.source.alignment not in _NEUTRAL
    )


def _is_small(telling: Telling) -> bool:
    """Whether no account tells of bombs, shells or armies fighting."""
    return all(event.type in _SMALL_TYPES for _, event in telling.events)
