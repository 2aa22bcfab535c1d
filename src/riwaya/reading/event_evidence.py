"""Whether a telling is of something that happened rather than of violence in general."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention, Figure, PlaceMention
from riwaya.reading.event_cues import ANAPHOR, GENERIC, LINK, STRONG, WEAK
from riwaya.reading.event_tellings import Telling

# Points of evidence that the strongest word of a telling needs beside it.
_NEEDED = {STRONG: 1, WEAK: 3, GENERIC: 2, LINK: 3, ANAPHOR: 99}


def told_as_fact(
    doc: Document,
    telling: Telling,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
) -> bool:
    """Whether what stands around the event words makes them a concrete incident."""
    needed = min(_NEEDED[cue.role] for cue in telling.cues)
    return evidence(doc, telling, actors, places, times, figures) >= needed


def evidence(
    doc: Document,
    telling: Telling,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
) -> int:
    """Points: harm counts most, then place, time, party, weapon, and a verb in the past."""
    sentence = doc.sentences[telling.sentence]
    first, last = sentence.first, sentence.last

    def inside(position: int) -> bool:
        return first <= position < last

    points = 0
    if any(inside(figure.first) for figure in figures) or _harm(doc, first, last):
        points += 3
    if telling.place is not None:
        points += 1 if places[telling.place].kind == "country" else 2
    if any(inside(time.first) and time.says_a_date for time in times):
        points += 1
    if any(inside(actor.first) for actor in actors):
        points += 1
    if telling.weapons:
        points += 1
    if any(cue.tag.startswith("past.") for cue in telling.cues):
        points += 1
    return points


def _harm(doc: Document, first: int, last: int) -> bool:
    return any("casualties" in doc.words(index) for index in range(first, last))
