"""Figures that a source denies."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.attribution import Attribution
from riwaya.reading.drafts import Figure

_DENIES = "denies"


def with_denials(figures: Sequence[Figure], attribution: Attribution) -> list[Figure]:
    """`figures`, those that somebody denies with polarity "denied" and none harmed."""
    out = []
    for figure in figures:
        credit = attribution.at(figure.cue)
        if credit is not None and credit.stance == _DENIES and figure.polarity == "asserted":
            figure = figure._replace(polarity="denied", low=0, high=0)
        out.append(figure)
    return out
