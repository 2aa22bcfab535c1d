"""Reports found by their words and by what was read in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, func, or_, select

from riwaya.casefile.columns import ReceivedText
from riwaya.casefile.filters import MOST_RESULTS, Query, restrictions
from riwaya.casefile.matching import Match
from riwaya.casefile.query import Wanted, parse_query
from riwaya.casefile.schema import figures, reports, versions
from riwaya.casefile.snippets import SCANNED, Finder, Snippet
from riwaya.errors import UsageError

__all__ = ["Figure", "Hit", "Query", "Results", "search"]

MOST_COUNTED = 200_000
"""Reports that are counted; a larger total is said to be at least this."""

MOST_RANKED = 20_000
"""Reports that are weighed against one another: of more, those added last."""

_SEPARATOR = " "


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


class Results(NamedTuple):
    """What was found, best first; without words, newest publications first.

    `total`: how many reports fit, `exact` unless there are more. `ranked`: how many of them, the
    last added, were weighed, where not all were: only those can be paged through. `next`: what to
    give as `Query.after` for those that follow, or None. `cut`: not all words were looked for.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    ranked: int | None
    next: str | None
    cut: bool


def search(connection: Connection, query: Query) -> Results:
    """The reports that `query` describes.

    Raises UsageError for a limit outside 1 to 1,000 or an `after` that no search gave.
    """
    if not 1 <= query.limit <= MOST_RESULTS:
        raise UsageError(f"a limit of {query.limit} results; it must be from 1 to {MOST_RESULTS}")
    wanted = parse_query(query.text)
    match = Match(connection, wanted)
    if match.nothing:
        return Results((), 0, True, None, None, wanted.cut)
    conditions = restrictions(query)
    if (lacking := match.lacking(reports.c.number)) is not None and not match.by_words:
        conditions.append(lacking)
    narrowed = select(reports.c.number).where(*conditions)
    if match.by_words:
        found = match.numbers()
        if conditions:
            found = found.where(match.among(narrowed))
        counted = found.with_only_columns(found.selected_columns[0])
    else:
        counted = narrowed
    total = connection.execute(
        select(func.count()).select_from(counted.limit(MOST_COUNTED + 1).subquery())
    ).scalar_one()
    ranked = None
    if match.by_words:
        if total > MOST_RANKED:
            found, ranked = found.order_by(match.newest_first()).limit(MOST_RANKED), MOST_RANKED
        page = _best_first(found, query.after)
    else:
        page = _newest_first(narrowed, query.after)
    rows = connection.execute(page.limit(query.limit + 1)).all() if total else []
    here = rows[: query.limit]
    return Results(
        hits=_hits(connection, [(r.number, r.score) for r in here], match.by_words, wanted),
        total=min(total, MOST_COUNTED),
        exact=total <= MOST_COUNTED,
        ranked=ranked,
        next=_cursor(here[-1].score, here[-1].id) if len(rows) > query.limit else None,
        cut=wanted.cut,
    )


def _best_first(found: Select[Any, Any], after: str | None) -> Select[Any]:
    hits = found.subquery()
    page = (
        select(hits.c.number, hits.c.score, reports.c.id)
        .join(reports, reports.c.number == hits.c.number)
        .order_by(hits.c.score, reports.c.id)
    )
    if after is None:
        return page
    mark, last = _cursor_parts(after)
    try:
        score = float.fromhex(mark)
    except (ValueError, OverflowError) as error:
        raise _unknown_cursor(after) from error
    same = and_(hits.c.score == score, reports.c.id > last)
    return page.where(or_(hits.c.score > score, same))


def _newest_first(narrowed: Select[Any], after: str | None) -> Select[Any]:
    day, name = reports.c.published, reports.c.id
    page = narrowed.with_only_columns(reports.c.number, day.label("score"), name)
    page = page.order_by(day.desc().nulls_last(), name)
    if after is None:
        return page
    mark, last = _cursor_parts(after)
    if not mark:
        return page.where(day.is_(None), name > last)
    return page.where(or_(day < mark, day.is_(None), and_(day == mark, name > last)))


def _cursor(score: float | str | None, last: str) -> str:
    mark = score.hex() if isinstance(score, float) else score or ""
    return f"{mark}{_SEPARATOR}{last}"


def _cursor_parts(after: str) -> tuple[str, str]:
    mark, separator, last = after.partition(_SEPARATOR)
    if not separator:
        raise _unknown_cursor(after)
    return mark, last


def _unknown_cursor(after: str) -> UsageError:
    return UsageError(f"no search gave {after[:80]!r} to go on from; leave it out to start anew")


def _hits(
    connection: Connection,
    found: Sequence[tuple[int, float | str | None]],
    by_words: bool,
    wanted: Wanted,
) -> tuple[Hit, ...]:
    numbers = [number for number, _ in found]
    rows = {
        row.number: row
        for row in connection.execute(
            select(
                reports.c.number, reports.c.id, versions.c.published, versions.c.outlet,
                versions.c.title, versions.c.url,
                func.substr(versions.c.text, 1, SCANNED, type_=ReceivedText).label("text"),
            )
            .join(versions, versions.c.number == reports.c.version)
            .where(reports.c.number.in_(numbers))
        )
    }  # fmt: skip
    told = _figures(connection, numbers)
    finder = Finder(wanted.groups)
    hits = []
    for number, score in found:
        row = rows[number]
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
                score=score if by_words and isinstance(score, float) else None,
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
