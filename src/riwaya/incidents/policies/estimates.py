"""From the figures that stand to one interval, by each policy.

A figure without a number, or a mere lower bound, has no part where numbers stand that it agrees
with: "several killed" does not speak against 5.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from riwaya.incidents.figures import Figure
from riwaya.incidents.policies.load import Policy
from riwaya.model.incident import Interval


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as an origin gives it. `aligned`: its source sides with a party."""

    figure: Figure
    origin: str
    aligned: bool = False


def estimate(given: Sequence[Given], policy: Policy, small: bool) -> Interval | None:
    """The interval of figures that count the same people; None without any.

    `small`: whether the violence was small, for policies that count loose words by that.
    """
    used = [one for one in given if one.figure.reliable] if policy.reliable_only else []
    used = used or list(given)
    return _FUNCTIONS[policy.name](used, policy, small) if used else None


def _range(given: Sequence[Given], policy: Policy, small: bool) -> Interval:
    numbers = _numbers(given)
    if not numbers:
        # Only words without a number: together they say that there were this many at least.
        low = max(one.figure.low for one in given)
        return Interval(low, None, None)
    low = min(one.figure.low for one in numbers)
    return Interval(low, _best(numbers, lower_at_tie=False), _highest(given, numbers))


def _acled(given: Sequence[Given], policy: Policy, small: bool) -> Interval:
    numbers = _numbers(given)
    if numbers:
        count = min(one.figure.low for one in numbers)
    else:
        count = min(_loose_count(one.figure, policy, small) for one in given)
    return Interval(count, count, count)


def _ucdp(given: Sequence[Given], policy: Policy, small: bool) -> Interval:
    numbers = _numbers(given)
    if not numbers:
        counts = [_loose_count(one.figure, policy, small) for one in given]
        return Interval(min(counts), min(counts), max(counts))
    low = min(one.figure.low for one in numbers)
    high = max(one.figure.low if one.figure.high is None else one.figure.high for one in numbers)
    best = _best(numbers, lower_at_tie=True)
    return Interval(low, low if best is None else best, high)


def _ibc(given: Sequence[Given], policy: Policy, small: bool) -> Interval:
    numbers = _numbers(given)
    if not numbers:
        counts = [_loose_count(one.figure, policy, small) for one in given]
        return Interval(min(counts), None, max(counts))
    low = min(one.figure.low for one in numbers)
    high = max(one.figure.low if one.figure.high is None else one.figure.high for one in numbers)
    return Interval(low, None, high)


def _loose_count(figure: Figure, policy: Policy, small: bool) -> int:
    # "Among them women" tells of a part; the numbers for unknown tolls are meant for totals.
    count = None if figure.partial else policy.loose_count(figure.low, small)
    return figure.low if count is None else count


def _numbers(given: Sequence[Given]) -> list[Given]:
    """Figures that give a number of all; what only bounds it counts where no number reaches it.

    Bounds are "at least" and one person told of by name, age or sex: "a woman" agrees with 5.
    """
    firm = [one for one in given if not one.figure.loose]
    closed = [one for one in firm if one.figure.high is not None]
    exact = [one for one in closed if not (one.figure.partial and one.figure.low == 1)] or closed
    reached = max((one.figure.high or 0 for one in exact), default=-1)
    return exact + [one for one in firm if one not in exact and one.figure.low > reached]


def _highest(given: Sequence[Given], numbers: Sequence[Given]) -> int | None:
    """The highest number; open when a figure with an open end begins above all numbers."""
    highest = 0
    for one in numbers:
        if one.figure.high is None:
            return None
        highest = max(highest, one.figure.high)
    return None if any(one.figure.low > highest for one in given) else highest


def _best(numbers: Sequence[Given], lower_at_tie: bool) -> int | None:
    """The number that most origins give; at a tie the one given by more that side with nobody,
    then the lower one if asked for, else none.
    """
    backing: dict[int, set[str]] = {}
    free: dict[int, set[str]] = {}
    for one in numbers:
        figure = one.figure
        if figure.high == figure.low:
            backing.setdefault(figure.low, set()).add(one.origin)
            if not one.aligned:
                free.setdefault(figure.low, set()).add(one.origin)
    if not backing:
        return None
    ranks = {number: (len(who), len(free.get(number, ()))) for number, who in backing.items()}
    most = max(ranks.values())
    leading = sorted(number for number, rank in ranks.items() if rank == most)
    return leading[0] if len(leading) == 1 or lower_at_tie else None


_FUNCTIONS: Mapping[str, Callable[[Sequence[Given], Policy, bool], Interval]] = {
    "range": _range,
    "acled": _acled,
    "ucdp": _ucdp,
    "ibc": _ibc,
}
