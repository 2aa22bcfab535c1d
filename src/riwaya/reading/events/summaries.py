"""Summaries of several incidents ("shelling in the countryside of ..."), told besides each of them.

A headline or a closing sentence that sums up what the report tells one by one is no incident of
its own, unless it says whom it harmed.
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.document import HEADLINE, Document
from riwaya.reading.drafts import Figure
from riwaya.reading.events.kinds import STRIKES
from riwaya.reading.events.merge import Incident
from riwaya.reading.events.places import Areas

# So many incidents told one by one make a summary of the sentence that covers them.
_SEVERAL = 2
_LEAD = 3
_MASSACRE = "massacre"


def without_summaries(
    doc: Document, incidents: Sequence[Incident], areas: Areas, figures: Sequence[Figure]
) -> list[Incident]:
    """The incidents, those left out that only sum up others of a kind told at closer places."""
    harmful = {
        doc.sentence_of[figure.cue]
        for figure in figures
        if figure.scope == "event" and figure.polarity == "asserted"
    }
    exact = [
        incident
        for incident in incidents
        if incident.place is not None and not areas.wide(incident.place)
    ]
    return [
        incident
        for incident in incidents
        if not (
            _sums_up(doc, incident, areas, harmful)
            and sum(_like(incident, other) for other in exact) >= _SEVERAL
        )
    ]


def _sums_up(doc: Document, incident: Incident, areas: Areas, harmful: set[int]) -> bool:
    if incident.type not in STRIKES or any(t.sentence in harmful for t in incident.tellings):
        return False
    if incident.subtype == _MASSACRE:
        return False
    if incident.place is not None and not areas.covers_many(incident.place):
        return False
    numbers = [telling.sentence for telling in incident.tellings]
    heading = all(n <= _LEAD or doc.sentences[n].zone == HEADLINE for n in numbers)
    return heading or incident.background


def _like(incident: Incident, other: Incident) -> bool:
    return other is not incident and other.type in STRIKES
