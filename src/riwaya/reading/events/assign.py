"""Which event each casualty figure belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.arabic.particles import AND
from riwaya.reading.document import Document
from riwaya.reading.drafts import EventDraft, Figure

# What an event word behind a comma, or behind "and" with a verb of harm, costs in tokens.
_BOUNDARY = 4
_RESULT_REACH = 3
_SEPARATORS = frozenset("\u060c,\u061b;:")
_HARM = "casualties"


def assign(
    doc: Document, figures: Sequence[Figure], events: Sequence[EventDraft]
) -> list[int | None]:
    """For each figure the index of its event, None for tolls over many incidents.

    The nearest event word of the sentence decides; without one, the event told last before the
    sentence. Parts go with their total.
    """
    words = sorted((index, number) for number, event in enumerate(events) for index in event.cues)
    positions = [index for index, _ in words]
    chosen: list[int | None] = []
    for figure in figures:
        if figure.scope != "event" or not words:
            chosen.append(None)
        else:
            chosen.append(_nearest(doc, figure, words, positions))
    for number, figure in enumerate(figures):
        total = figure.part_of
        if total is not None and figure.scope == "event" and figures[total].scope == "event":
            chosen[number] = chosen[total]
    return chosen


def _nearest(
    doc: Document, figure: Figure, words: Sequence[tuple[int, int]], positions: Sequence[int]
) -> int:
    sentence = doc.sentences[doc.sentence_of[figure.cue]]
    low, high = bisect_left(positions, sentence.first), bisect_left(positions, sentence.last)
    if low == high:
        # Nothing in this sentence: what was told last, else what comes next.
        return words[low - 1][1] if low else words[0][1]
    if _resulting(doc, figure, sentence.first):
        earlier = bisect_left(positions, figure.first)
        if low < earlier:
            return words[earlier - 1][1]
    return min(words[low:high], key=lambda word: _distance(doc, figure, word[0]))[1]


def _resulting(doc: Document, figure: Figure, start: int) -> bool:
    """Whether a verb of result ("which led to the death of") stands right before the figure."""
    begin = min(figure.first, figure.cue)
    for index in range(max(start, begin - _RESULT_REACH), begin):
        word = doc.words(index).get("events")
        if word is not None and word.key == "result":
            return True
    return False


def _distance(doc: Document, figure: Figure, index: int) -> int:
    """Tokens between a figure and an event word, with a price for clause boundaries."""
    if index < figure.first:
        start, end = index + 1, min(figure.first, figure.cue)
    else:
        start, end = max(figure.last, figure.cue + 1), index
    cost = max(end - start, 0)
    for position in range(start, end):
        form = doc.forms[position]
        if form in _SEPARATORS:
            cost += _BOUNDARY // 2
        elif form.startswith(AND) and _HARM in doc.words(position) and index > figure.first:
            cost += 2 * _BOUNDARY
    return cost
