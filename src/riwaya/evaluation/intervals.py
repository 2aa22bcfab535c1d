"""How sure the figures are: percentile intervals by bootstrap over reports.

Reports are drawn with replacement, as many as there are, and every figure is counted anew; the
interval holds the middle 95 % of what comes out. Whole reports are drawn because what stands in
one report is not independent. After Efron and Tibshirani, An Introduction to the Bootstrap (1993).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy

from riwaya.evaluation.scoring import Key, ReportScore, Tally

LEAST_REPORTS = 5
"""With fewer reports no interval is given: so few draws say nothing."""

_OUTSIDE = 0.025
_CELLS_AT_ONCE = 4_000_000


class Estimate(NamedTuple):
    """A figure from 0 to 1, None where nothing was counted, and its interval where there is one."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Row(NamedTuple):
    """One line of a table. Of a field `recall` is the share that agrees, as are the others."""

    key: Key
    tally: Tally
    precision: Estimate
    recall: Estimate
    f1: Estimate


def rows(
    scores: Sequence[ReportScore], keys: Sequence[Key], resamples: int, seed: str
) -> tuple[Row, ...]:
    """The figures of `keys` over `scores`. `resamples`: 0 for no intervals. The same input gives
    the same intervals.
    """
    counts = numpy.array(
        [[_counts(one.tallies, key) for key in keys] for one in scores], dtype=numpy.int64
    ).reshape(len(scores), len(keys) * 3)
    totals = counts.sum(axis=0).reshape(len(keys), 3)
    tallies = [Tally(*map(int, total)) for total in totals]
    points = _figures(totals[None, :, :])[0]
    bounds = _bounds(counts, len(keys), resamples, seed)
    found = []
    for number, key in enumerate(keys):
        estimates = [
            _estimate(points[number, part], None if bounds is None else bounds[:, number, part])
            for part in range(3)
        ]
        found.append(Row(key, tallies[number], *estimates))
    return tuple(found)


def _counts(tallies: Mapping[Key, Tally], key: Key) -> tuple[int, int, int]:
    tally = tallies.get(key)
    return (tally.right, tally.annotated, tally.read) if tally else (0, 0, 0)


def _bounds(counts: Any, keys: int, resamples: int, seed: str) -> Any:
    """The lower and upper ends by key and figure, or None without intervals."""
    if not resamples or len(counts) < LEAST_REPORTS:
        return None
    drawn = [_figures(sums.reshape(-1, keys, 3)) for sums in _sums(counts, resamples, seed)]
    # Draws in which nothing was to be counted say nothing of the figure.
    with numpy.errstate(all="ignore"):
        stacked = numpy.ma.masked_invalid(numpy.concatenate(drawn))
        filled = stacked.filled(numpy.nan)
        empty = numpy.isnan(filled).all(axis=0)
        filled[:, empty] = 0.0
        ends = numpy.nanquantile(filled, [_OUTSIDE, 1 - _OUTSIDE], axis=0)
        ends[:, empty] = numpy.nan
    return ends


def _sums(counts: Any, resamples: int, seed: str) -> Iterator[Any]:
    """Counts of redrawn sets of reports, some sets at a time."""
    # The standard library's generator gives the same numbers in every version.
    draw = random.Random(seed)
    reports = len(counts)
    at_once = max(1, _CELLS_AT_ONCE // reports)
    for start in range(0, resamples, at_once):
        weights = [
            numpy.bincount(draw.choices(range(reports), k=reports), minlength=reports)
            for _ in range(min(at_once, resamples - start))
        ]
        yield numpy.array(weights) @ counts


def _figures(sums: Any) -> Any:
    """Precision, recall and F1 of (…, keys, 3) counts; not a number where nothing was counted."""
    right, annotated, read = sums[..., 0], sums[..., 1], sums[..., 2]
    with numpy.errstate(all="ignore"):
        return numpy.stack([right / read, right / annotated, 2 * right / (annotated + read)], -1)


def _estimate(value: Any, ends: Any) -> Estimate:
    shown = _rounded(value)
    if ends is None or shown is None:
        return Estimate(shown)
    return Estimate(shown, _rounded(ends[0]), _rounded(ends[1]))


def _rounded(value: Any) -> float | None:
    return None if numpy.isnan(value) else round(float(value), 4)
