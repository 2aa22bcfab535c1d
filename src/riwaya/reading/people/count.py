"""Named people and the figures that count them."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.document import Document
from riwaya.reading.drafts import Figure, PersonDraft


def claim_figures(
    doc: Document, figures: Sequence[Figure], people: Sequence[PersonDraft]
) -> list[int | None]:
    """For each person the index of the figure that counts them, or None."""
    return [_figure_of(doc, figures, person) for person in people]


def _figure_of(doc: Document, figures: Sequence[Figure], person: PersonDraft) -> int | None:
    best: tuple[tuple[int, int, int], int] | None = None
    sentence = doc.sentence_of[person.first]
    for index, figure in enumerate(figures):
        if figure.polarity != "asserted" or figure.status not in (
            person.status,
            "killed_or_injured",
        ):
            continue
        own = any(first <= person.first < last for first, last in figure.names)
        apart = abs(doc.sentence_of[figure.cue] - sentence)
        if not own and apart > 3 and figure.cue != person.anchor:
            continue
        holds = figure.first <= person.first < figure.last or figure.cue == person.anchor
        after = figure.first > person.first
        rank = (0 if own else 1 if holds else 2 + apart + after, abs(figure.first - person.first),
                figure.last - figure.first)  # fmt: skip
        if best is None or rank < best[0]:
            best = (rank, index)
    return best[1] if best is not None else None


def with_counts(
    doc: Document, figures: Sequence[Figure], people: Sequence[PersonDraft]
) -> list[Figure]:
    """`figures` and, for named people whom no figure counts, figures of their number."""
    return list(figures)
