"""Results of a search for people: a few lines a report, the words searched for marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.casefile.search import Figure, Hit, Results
from riwaya.export.labels import value
from riwaya.export.safe import ISOLATE, POP, clean, isolated, one_line

_MOST_FIGURES = 6
# Titles of web pages may hold whole posts.
_LONGEST_TITLE = 200
_SENTENCE_ENDS = (".", "!", "?", "\u061f", "\u2026")


class Marks(NamedTuple):
    """What to put before and after words searched for."""

    before: str
    after: str


BRACKETS = Marks("[", "]")
COLOURS = Marks("\x1b[1;33m", "\x1b[0m")
"""For terminals."""


def search_text(results: Results, marks: Marks) -> Iterator[str]:
    """How many reports fit, then each of `results.hits`, in pieces that end with a line feed."""
    yield f"{total(results)}\n"
    for hit in results.hits:
        yield "\n" + "".join(f"{line}\n" for line in _lines(hit, marks))


def total(results: Results) -> str:
    """The number of reports that fit, as a person says it."""
    if not results.total:
        return "No report fits."
    number = f"{results.total:,} report{'' if results.total == 1 else 's'}"
    if not results.exact:
        number = f"More than {number}"
    if results.ranked:
        number += "; those added last are ranked"
    return number + (":" if results.hits else ".")


def _lines(hit: Hit, marks: Marks) -> Iterator[str]:
    head = [one_line(hit.id), hit.published or "no date"]
    if hit.outlet:
        head.append(isolated(hit.outlet))
    yield "  ".join(head)
    if hit.title:
        spans = [span for span in hit.title_marks if span[1] <= _LONGEST_TITLE]
        after = " …" if len(hit.title) > _LONGEST_TITLE else ""
        yield f"    {_marked(hit.title[:_LONGEST_TITLE], 0, spans, marks, after=after)}"
    shown = hit.snippet
    if shown.text:
        before = "… " if shown.start else ""
        after = "" if shown.text.endswith(_SENTENCE_ENDS) else " …"
        yield f"    {_marked(shown.text, shown.start, shown.marks, marks, before, after)}"
    if hit.figures:
        yield f"    {figures_line(hit.figures)}"


def figures_line(figures: Sequence[Figure]) -> str:
    """Figures in the order of the report, as in "5 killed (civilians), at least 2 injured"."""
    said = list(dict.fromkeys(_figure(figure) for figure in figures))
    more = len(said) - _MOST_FIGURES
    return ", ".join(said[:_MOST_FIGURES]) + (f", and {more} more" if more > 0 else "")


def _figure(figure: Figure) -> str:
    if figure.high is None:
        number = f"at least {figure.low:,}"
    elif figure.high == figure.low:
        number = f"{figure.low:,}"
    else:
        number = f"{figure.low:,} to {figure.high:,}"
    status = value("statuses", figure.status).english
    if figure.person_class == "unknown":
        return f"{number} {status}"
    return f"{number} {status} ({value('classes', figure.person_class).english})"


def _marked(
    text: str,
    offset: int,
    spans: Sequence[tuple[int, int]],
    marks: Marks,
    before: str = "",
    after: str = "",
) -> str:
    """`text` on one line with its own direction; `spans` count from `offset` before its start."""
    pieces = []
    here = 0
    for start, end in spans:
        pieces += [
            clean(text[here : start - offset]),
            marks.before,
            clean(text[start - offset : end - offset]),
            marks.after,
        ]
        here = end - offset
    pieces.append(clean(text[here:]))
    return f"{ISOLATE}{before}{' '.join(''.join(pieces).split())}{after}{POP}"
