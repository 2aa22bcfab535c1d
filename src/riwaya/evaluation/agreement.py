"""How far two or more coders agree beyond chance: Krippendorff's alpha.

After Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): any number of
coders, missing values, and values that are names, ranks or numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
Difference = Callable[[Value, Value], float]


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Alpha of names. `units`: for each thing that was judged, the values given to it, by whom
    does not matter; None where nothing was judged twice, or one value was given to all.
    """
    counted = _coincidences(units)
    return _alpha(counted, lambda one, other: float(one != other))


def interval_alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Alpha of numbers whose differences count; as `nominal_alpha`."""
    return _alpha(_coincidences(units), lambda one, other: (one - other) ** 2)


def ratio_alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Alpha of numbers of which one is so many times the other; as `nominal_alpha`."""

    def difference(one: float, other: float) -> float:
        return ((one - other) / (one + other)) ** 2 if one + other else 0.0

    return _alpha(_coincidences(units), difference)


def ordinal_alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Alpha of ranks; as `nominal_alpha`."""
    counted = _coincidences(units)
    totals = _totals(counted)
    below: dict[float, float] = {}
    running = 0.0
    for value in sorted(totals):
        below[value] = running
        running += totals[value]

    def difference(one: float, other: float) -> float:
        low, high = min(one, other), max(one, other)
        between = below[high] + totals[high] - below[low]
        return (between - (totals[low] + totals[high]) / 2) ** 2

    return _alpha(counted, difference)


def _coincidences(units: Iterable[Sequence[Value]]) -> dict[tuple[Value, Value], float]:
    """How often two values were given to one thing; each thing weighs as its values are many."""
    found: dict[tuple[Value, Value], float] = {}
    for values in units:
        if len(values) < 2:
            continue
        counts = Counter(values)
        for one, times in counts.items():
            for other, again in counts.items():
                pairs = times * (again - (one == other))
                if pairs:
                    share = pairs / (len(values) - 1)
                    found[one, other] = found.get((one, other), 0.0) + share
    return found


def _totals(counted: Mapping[tuple[Value, Value], float]) -> dict[Value, float]:
    totals: dict[Value, float] = {}
    for (one, _), share in counted.items():
        totals[one] = totals.get(one, 0.0) + share
    return totals


def _alpha(
    counted: Mapping[tuple[Value, Value], float], difference: Difference[Value]
) -> float | None:
    totals = _totals(counted)
    everything = sum(totals.values())
    observed = sum(share * difference(one, other) for (one, other), share in counted.items())
    expected = sum(
        totals[one] * totals[other] * difference(one, other) for one in totals for other in totals
    )
    if not expected:
        return None
    return 1 - (everything - 1) * observed / expected
