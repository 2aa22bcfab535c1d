"""Figures that a source denies."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.attribution import Attribution
from riwaya.reading.document import Document
from riwaya.reading.drafts import Credit, Figure

_DENIES = "denies"
_CAUSES, _INVOLVED = "causes", "involved"
# How far, in tokens, after the verb of denying its object can stand.
_REACH = 12


def with_denials(
    doc: Document, figures: Sequence[Figure], attribution: Attribution
) -> list[Figure]:
    """`figures`, those that somebody denies with polarity "denied" and none harmed.

    Who denies "its responsibility for the shelling that killed five" does not deny the five.
    """
    out = []
    for figure in figures:
        credit = attribution.at(figure.cue)
        if credit is not None and figure.polarity == "asserted" and _denied(doc, credit, figure):
            figure = figure._replace(polarity="denied", low=0, high=0)
        out.append(figure)
    return out


def _denied(doc: Document, credit: Credit, figure: Figure) -> bool:
    """Whether the harm is denied, and not the responsibility for it or a part in it."""
    if credit.stance != _DENIES:
        return False
    first, cue_end = credit.cue
    for index in range(first, min(max(cue_end, figure.cue), first + _REACH)):
        word = doc.analyses[index].get(_CAUSES)
        if word is not None and word.sense.features.get("role") == _INVOLVED:
            return False
    return True
