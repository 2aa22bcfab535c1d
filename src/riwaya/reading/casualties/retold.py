"""Figures that a report tells more than once, kept once.

Rules: a headline or lead that repeats the body adds nothing; a figure in the outlet's voice that
a source is credited with elsewhere is that source's; two sources with one figure are two.
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.attribution import Attribution
from riwaya.reading.document import HEADLINE, Document
from riwaya.reading.drafts import Figure

# A number from which one report hardly gives the same for two incidents.
_DISTINCTIVE = 6
# A figure repeats one of so many before it; without a limit cost would grow with the square.
_FURTHEST_BACK = 200


def without_repeats(
    doc: Document,
    figures: Sequence[Figure],
    event_of: Sequence[int | None],
    attribution: Attribution,
) -> tuple[list[Figure], list[int | None]]:
    """`figures` and their events without the repeated ones, `part_of` renumbered."""
    figures = list(figures)
    sources = [_source(attribution, figure) for figure in figures]
    kept: list[int] = []
    replaced: dict[int, int] = {}
    for index in range(len(figures)):
        twin = next(
            (
                k
                for k in kept[-_FURTHEST_BACK:]
                if _repeats(doc, figures, sources, event_of, k, index, replaced)
            ),
            None,
        )
        if twin is None:
            kept.append(index)
            continue
        known = {figures[twin].person_class, figures[index].person_class} - {"unknown"}
        if _better(doc, figures, sources, index, twin):
            kept[kept.index(twin)] = index
            replaced[twin] = index
            for old, new in replaced.items():
                if new == twin:
                    replaced[old] = index
            figures[index] = figures[index]._replace(
                person_class=known.pop() if known else "unknown"
            )
        else:
            replaced[index] = twin
            figures[twin] = figures[twin]._replace(person_class=known.pop() if known else "unknown")
    kept.sort(key=lambda k: (figures[k].first, figures[k].last, k))
    position = {k: n for n, k in enumerate(kept)}
    out = []
    for k in kept:
        parent = figures[k].part_of
        if parent is not None:
            parent = position.get(replaced.get(parent, parent))
        out.append(figures[k]._replace(part_of=parent))
    return out, [event_of[k] for k in kept]


def _source(attribution: Attribution, figure: Figure) -> str | None:
    credit = attribution.at(figure.cue)
    return credit.chain[-1].key if credit and credit.chain else None


def _repeats(
    doc: Document,
    figures: Sequence[Figure],
    sources: Sequence[str | None],
    event_of: Sequence[int | None],
    a: int,
    b: int,
    replaced: dict[int, int],
) -> bool:
    x, y = figures[a], figures[b]
    if x.status != y.status or x.polarity != y.polarity:
        return False
    same_number = (x.low, x.high) == (y.low, y.high)
    if x.scope != y.scope and not (same_number and x.low >= _DISTINCTIVE):
        return False
    if x.group != y.group or (x.part_of is None) != (y.part_of is None):
        return False
    if x.part_of is not None and y.part_of is not None:
        same = replaced.get(x.part_of, x.part_of) == replaced.get(y.part_of, y.part_of)
        if not same:
            return False
    if x.person_class != y.person_class:
        if "unknown" not in (x.person_class, y.person_class):
            return False
        if x.high == 1 and not _in_headline(doc, x):
            # One person here and one there are the same only if nothing tells them apart.
            return False
    if sources[a] != sources[b] and None not in (sources[a], sources[b]):
        return False
    if x.names and y.names and not _same_names(doc, x, y):
        return False
    far = event_of[a] != event_of[b] and None not in (event_of[a], event_of[b])
    if far and not _in_headline(doc, x) and not (same_number and x.low >= _DISTINCTIVE):
        return False
    if same_number:
        return True
    # An earlier, vaguer telling: "dead and wounded" in the lead, the number below.
    leads = _in_headline(doc, x) or doc.sentence_of[x.first] == 0
    return leads and sources[a] in (None, sources[b]) and _vaguer(x, y)


def _vaguer(x: Figure, y: Figure) -> bool:
    if x.high is None and x.low == 2 and x.vague and y.low >= 2:
        return True
    return x.low == y.low and (x.high is None or y.high is None)


def _same_names(doc: Document, x: Figure, y: Figure) -> bool:
    return any(doc.forms[a[0] : a[1]] == doc.forms[b[0] : b[1]] for a in x.names for b in y.names)


def _in_headline(doc: Document, figure: Figure) -> bool:
    """Whether a figure stands in the headline, or in a first line that is a paragraph by itself."""
    number = doc.sentence_of[figure.first]
    if number < 0:
        return False
    if doc.sentences[number].zone == HEADLINE:
        return True
    following = doc.sentences[1:2]
    return number == 0 and bool(following) and following[0].paragraph > doc.sentences[0].paragraph


def _better(
    doc: Document, figures: Sequence[Figure], sources: Sequence[str | None], new: int, old: int
) -> bool:
    """Whether the later telling says more: a source, a class, a number, or the body itself."""
    if (sources[new] is None) != (sources[old] is None):
        return sources[new] is not None
    if _in_headline(doc, figures[old]):
        return True
    x, y = figures[old], figures[new]
    if (x.low, x.high) != (y.low, y.high):
        return True
    return x.person_class == "unknown" and y.person_class != "unknown"
