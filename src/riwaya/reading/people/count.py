"""Named people and the figures that count them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from riwaya.reading.document import Document
from riwaya.reading.drafts import Figure, PersonDraft
from riwaya.reading.people.lead import HONOUR

_LISTED = frozenset({"item of a list", "list of names"})
_SENTENCES_BACK = 3
_BESIDE = 4


def counted(
    doc: Document, figures: Sequence[Figure], people: Sequence[PersonDraft]
) -> list[PersonDraft]:
    """`people`, each with the index of the figure that counts them, if any does.

    The figures may be those of the words that name a person, or a total that a list spells out.
    """
    by_sentence: dict[int, list[int]] = {}
    for index, figure in enumerate(figures):
        if figure.polarity == "asserted":
            by_sentence.setdefault(doc.sentence_of[figure.cue], []).append(index)
    out: list[PersonDraft] = []
    for _, group in groupby(people, key=lambda p: (p.batch, p.status)):
        members = list(group)
        found = [_own(doc, figures, by_sentence, person) for person in members]
        shared = next(
            (f for f in found if f is not None and _holds(figures[f], len(members))), None
        )
        if shared is None and all(f is None for f in found):
            shared = _total(doc, figures, by_sentence, members)
            if shared is None and len(members) == 1:
                shared = _honoured(doc, figures, by_sentence, members[0])
        out += [
            person._replace(figure=own if own is not None else shared)
            for person, own in zip(members, found, strict=True)
        ]
    return out


def _honoured(
    doc: Document, figures: Sequence[Figure], by_sentence: dict[int, list[int]], person: PersonDraft
) -> int | None:
    """ "A civilian was killed … the body of the martyr X": the one just counted, now named."""
    if person.rule != HONOUR:
        return None
    sentence = doc.sentence_of[person.first]
    for near in (sentence, sentence - 1):
        for index in reversed(by_sentence.get(near, ())):
            figure = figures[index]
            if figure.first < person.first and _fits(figure, person.status):
                alone = (figure.low, figure.high) == (1, 1) and not figure.names
                return index if alone and figure.scope == "event" else None
    return None


def _holds(figure: Figure, number: int) -> bool:
    return figure.high is None or figure.high >= number


def _fits(figure: Figure, status: str) -> bool:
    return figure.status in (status, "killed_or_injured")


def _own(
    doc: Document, figures: Sequence[Figure], by_sentence: dict[int, list[int]], person: PersonDraft
) -> int | None:
    """The figure whose own words hold the name, or whose harm word is the person's."""
    sentence = doc.sentence_of[person.first]
    best: int | None = None
    near: list[int] = [
        *by_sentence.get(sentence, ()),
        *_at_anchor(doc, by_sentence, person, sentence),
    ]
    for index in near:
        figure = figures[index]
        if not _fits(figure, person.status):
            continue
        if any(first <= person.first < last for first, last in figure.names):
            return index
        holds = figure.first <= person.first < figure.last
        beside = 0 <= person.evidence[0] - figure.last < _BESIDE and person.rule not in _LISTED
        same = figure.cue == person.anchor or figure.first <= person.anchor < figure.last
        if (holds or same or (beside and figure.low == 1)) and (
            best is None or figure.last - figure.first < figures[best].last - figures[best].first
        ):
            best = index
    return best


def _at_anchor(
    doc: Document, by_sentence: dict[int, list[int]], person: PersonDraft, sentence: int
) -> Sequence[int]:
    other = doc.sentence_of[person.anchor]
    return () if other == sentence else by_sentence.get(other, ())


def _total(
    doc: Document, figures: Sequence[Figure], by_sentence: dict[int, list[int]],
    members: Sequence[PersonDraft],
) -> int | None:  # fmt: skip
    """The total before a list that its names spell out."""
    first = members[0]
    if first.rule not in _LISTED:
        return None
    sentence = doc.sentence_of[first.anchor]
    for back in range(_SENTENCES_BACK + 1):
        for index in reversed(by_sentence.get(sentence - back, ())):
            figure = figures[index]
            if figure.first > first.first or not _fits(figure, first.status):
                continue
            if figure.low >= 2 and _holds(figure, len(members)):
                return index
    return None


def with_counts(
    doc: Document, figures: Sequence[Figure], people: Sequence[PersonDraft]
) -> list[Figure]:
    """`figures` with the names of those they count, and new ones for people nobody counts.

    A list of four names without a number counts four.
    """
    out = list(figures)
    for person in people:
        if person.figure is not None:
            figure = out[person.figure]
            name = (person.first, person.last)
            if not any(first <= person.first < last for first, last in figure.names):
                out[person.figure] = figure._replace(names=(*figure.names, name))
    uncounted = [person for person in people if person.figure is None]
    for _, group in groupby(
        uncounted, key=lambda p: (p.batch, p.status, doc.sentence_of[p.anchor])
    ):
        out.append(_figure(list(group)))
    return _in_order(out)


def _in_order(figures: Sequence[Figure]) -> list[Figure]:
    """`figures` in the order of their words, `part_of` renumbered."""
    order = sorted(range(len(figures)), key=lambda i: (figures[i].first, i))
    position = {old: new for new, old in enumerate(order)}
    return [
        figures[old]._replace(part_of=position[part])
        if (part := figures[old].part_of) is not None
        else figures[old]
        for old in order
    ]


def _figure(members: Sequence[PersonDraft]) -> Figure:
    classes = {person.person_class for person in members}
    groups = {person.group for person in members}
    return Figure(
        first=min(person.evidence[0] for person in members),
        last=max(person.evidence[1] for person in members),
        cue=members[0].first,
        status=members[0].status,
        low=len(members),
        high=len(members),
        approx=False,
        vague=False,
        person_class=classes.pop() if len(classes) == 1 else "unknown",
        group=groups.pop() if len(groups) == 1 else None,
        party=next((p.party for p in members if p.party and p.person_class == "armed"), None),
        part_of=None,
        scope="event",
        polarity="asserted",
        names=tuple((person.first, person.last) for person in members),
        rule="people named",
    )


def claim_figures(
    doc: Document, figures: Sequence[Figure], people: Sequence[PersonDraft]
) -> list[int | None]:
    """For each person the index, in the figures that were kept, of the one that counts them."""
    return [_claimed(doc, figures, person) for person in people]


def _claimed(doc: Document, figures: Sequence[Figure], person: PersonDraft) -> int | None:
    best: tuple[tuple[bool, int, int], int] | None = None
    sentence = doc.sentence_of[person.first]
    for index, figure in enumerate(figures):
        if figure.polarity != "asserted" or not _fits(figure, person.status):
            continue
        named = any(first <= person.first < last for first, last in figure.names)
        apart = abs(doc.sentence_of[figure.cue] - sentence)
        if not named and apart > _SENTENCES_BACK:
            continue
        rank = (not named, apart, abs(figure.first - person.first))
        if best is None or rank < best[0]:
            best = (rank, index)
    return best[1] if best is not None else None
