"""Figures of corrections: "three and not eight", "the documented number is seven civilians"."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.counting import persons_at
from riwaya.reading.casualties.persons import COUNTED, DUAL, NUMBER_ALONE, Persons
from riwaya.reading.corrections import INSTEAD, TRUTH, is_corrected, marks_in
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import Figure

_BEHIND, _BESIDE = 8, 10
_COUNTS = frozenset({COUNTED, DUAL, NUMBER_ALONE})


def with_corrected(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """`figures` with the numbers that a correction gives without a word of harm of their own.

    They count who the figure before them counts. Which of the two numbers is taken back, the
    credits of their words say.
    """
    doc, out = context.doc, list(figures)
    for number, sentence in enumerate(doc.sentences):
        marks = [*marks_in(doc, sentence, INSTEAD), *marks_in(doc, sentence, TRUTH)]
        if not marks or not is_corrected(doc, number):
            continue
        for mark in marks:
            figure = _behind(context, mark, sentence, figures)
            if figure is not None:
                out.append(figure)
    if len(out) == len(figures):
        return out
    order = sorted(range(len(out)), key=lambda at: (out[at].first, at))
    place = {old: new for new, old in enumerate(order)}
    return [
        out[at]._replace(part_of=place[part]) if (part := out[at].part_of) is not None else out[at]
        for at in order
    ]


def _behind(
    context: Context, mark: Found, sentence: Sentence, figures: Sequence[Figure]
) -> Figure | None:
    """The number behind a mark, of the same harm as the nearest figure before the mark."""
    counts = mark.sense.features["role"] == INSTEAD or mark.sense.features.get("count")
    before = [f for f in figures if f.last <= mark.first and f.part_of is None]
    if not counts or not before:
        return None
    model = before[-1]
    instead = mark.sense.features["role"] == INSTEAD
    if instead and (mark.first - model.last > _BESIDE or model.first < sentence.first):
        return None
    end = min(sentence.last, mark.last + _BEHIND)
    persons = _number(context, mark.last, end)
    if persons is None or any(f.first < persons.last and persons.first < f.last for f in figures):
        return None
    known = persons.person_class not in ("unknown", "inherit")
    return model._replace(
        first=persons.first,
        last=persons.last,
        cue=persons.first,
        low=persons.low,
        high=persons.high,
        approx=persons.approx,
        vague=persons.vague,
        person_class=persons.person_class if known else model.person_class,
        group=persons.group if known else model.group,
        party=persons.party or model.party,
        names=(),
        rule="figure of a correction",
    )


def _number(context: Context, first: int, end: int) -> Persons | None:
    for index in range(first, end):
        if context.is_punct(index):
            return None
        persons = persons_at(context, index, end) if index in context.starts else None
        if persons is not None:
            return persons if persons.form in _COUNTS else None
    return None
