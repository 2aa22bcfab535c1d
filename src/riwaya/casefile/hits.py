"""Reports that were found, with what a person needs to tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from riwaya.casefile.columns import ReceivedText
from riwaya.casefile.schema import figures, reports, versions
from riwaya.casefile.snippets import SCANNED, Finder, Groups, Snippet


class Figure(NamedTuple):
    """A casualty figure of one event in a report: an interval, open where `high` is None."""

    claim: str
    status: str
    person_class: str
    low: int
    high: int | None


class Hit(NamedTuple):
    """A report that was found. `published`: ISO 8601 or None. `title_marks`: code points of the
    title that hold words searched for. `score`: lower is better, None where no words were given.
    """

    number: int
    id: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    snippet: Snippet
    title_marks: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]
    score: float | None


def hits_of(
    connection: Connection, found: Sequence[tuple[int, float | None]], groups: Groups
) -> tuple[Hit, ...]:
    """The reports of these (number, score), in their order. `groups`: the words, as in Wanted."""
    numbers = [number for number, _ in found]
    text = func.substr(versions.c.text, 1, SCANNED, type_=ReceivedText).label("text")
    columns = (versions.c.published, versions.c.outlet, versions.c.title, versions.c.url, text)
    rows = connection.execute(
        select(reports.c.number, reports.c.id, *columns)
        .join(versions, versions.c.number == reports.c.version)
        .where(reports.c.number.in_(numbers))
    )
    by_number = {row.number: row for row in rows}
    told = _figures(connection, numbers)
    finder = Finder(groups)
    hits = []
    for number, score in found:
        row = by_number[number]
        hits.append(
            Hit(
                number=number,
                id=row.id,
                published=row.published,
                outlet=row.outlet,
                title=row.title,
                url=row.url,
                snippet=finder.snippet(row.text),
                title_marks=tuple((m.start, m.end) for m in finder.marked(row.title or "")),
                figures=tuple(told.get(number, ())),
                score=score,
            )
        )
    return tuple(hits)


def _figures(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Figure]]:
    """Figures by report, in the order of the claims."""
    found: dict[int, list[Figure]] = {}
    for row in connection.execute(select(figures).where(figures.c.report.in_(numbers))):
        figure = Figure(row.claim, row.status, row._mapping["class"], row.low, row.high)
        found.setdefault(row.report, []).append(figure)
    for told in found.values():
        told.sort(key=lambda figure: (len(figure.claim), figure.claim))
    return found
