"""Reports found by their words and by what was read in them."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from riwaya.casefile.filters import MOST_RESULTS, Query, restrictions
from riwaya.casefile.hits import Figure, Hit, hits_of
from riwaya.casefile.matching import Match
from riwaya.casefile.pages import best_first, cursor, newest_first
from riwaya.casefile.query import parse_query
from riwaya.casefile.schema import reports
from riwaya.errors import UsageError

__all__ = ["Figure", "Hit", "Query", "Results", "search"]

MOST_RANKED = 20_000
"""Reports with the words that are counted and weighed: of more, those added last."""

MOST_COUNTED = 200_000
"""Reports that are counted where no words are given."""


class Results(NamedTuple):
    """What was found, best first; without words, newest publications first.

    `total`: how many reports fit; not `exact` where there are more than that. `ranked`: how many,
    those added last, were weighed against one another and can be paged through, or None for all.
    `next`: what to give as `Query.after` for the results that follow, or None. `cut`: not all
    words were looked for.
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
    if not match.by_words and wanted.excluded:
        conditions.append(match.lacking(reports.c.number))
    narrowed = select(reports.c.number).where(*conditions)
    if match.by_words:
        most = MOST_RANKED
        found = match.numbers()
        if conditions:
            found = found.where(match.among(narrowed))
        # Those added last come first out of the index, so that the rest is never looked at.
        found = found.order_by(match.newest_first()).limit(most + 1)
        page = best_first(found, query.after)
    else:
        most = MOST_COUNTED
        page = newest_first(narrowed, query.after)
    rows = connection.execute(page.limit(query.limit + 1)).all()
    here = rows[: query.limit]
    if match.by_words:
        total = rows[0].total if rows else _count(connection, found)
    else:
        total = _count(connection, narrowed.limit(most + 1))
    scored = [(row.number, row.mark if match.by_words else None) for row in here]
    return Results(
        hits=hits_of(connection, scored, wanted.groups),
        total=min(total, most),
        exact=total <= most,
        ranked=most if match.by_words and total > most else None,
        next=cursor(here[-1].mark, here[-1].id) if len(rows) > query.limit else None,
        cut=wanted.cut,
    )


def _count(connection: Connection, found: Select[Any]) -> int:
    return connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
