"""How far the reviewers of a case agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from riwaya.casefile.desk_schema import reviews
from riwaya.casefile.review_queue import last_words
from riwaya.casefile.reviews import Review, live, reviews_of
from riwaya.casefile.schema import figures
from riwaya.evaluation.agreement import interval_alpha, nominal_alpha
from riwaya.model.review import ACCEPT, EDIT, FIGURE, KINDS


class Agreement(NamedTuple):
    """Krippendorff's alpha of the verdicts (names) and of the least numbers (interval) over the
    claims that two people or more reviewed; None where it cannot be told. `counts` is of figures.
    """

    claims: int
    verdicts: float | None
    counts: float | None


def agreement(connection: Connection) -> dict[str, Agreement]:
    """The agreement of all reviewers of a case by kind of claim, before anything was settled;
    kinds of which nothing was reviewed twice are left out.
    """
    own = live(reviews.c.report, reviews.c.claim).where(reviews.c.settles.is_(None))
    twice = own.group_by(reviews.c.report, reviews.c.claim).having(
        func.count(func.distinct(reviews.c.who)) > 1
    )
    keys = {(row.report, row.claim) for row in connection.execute(twice)}
    if not keys:
        return {}
    standing = reviews_of(connection, keys)
    units = {key: _of_one_text(last_words(said)) for key, said in standing.items()}
    units = {key: said for key, said in units.items() if len(said) > 1}
    lows = _lows(connection, units)
    found = {}
    for kind in KINDS:
        of_kind = {key: said for key, said in units.items() if said[-1].kind == kind}
        counted = [
            [_low(review, lows.get(key, 0)) for review in said if review.verdict in (ACCEPT, EDIT)]
            for key, said in of_kind.items()
        ]
        verdicts = [[review.verdict for review in said] for said in of_kind.values()]
        counts = interval_alpha(counted) if kind == FIGURE else None
        if of_kind:
            found[kind] = Agreement(len(of_kind), nominal_alpha(verdicts), counts)
    return found


def _of_one_text(said: list[Review]) -> list[Review]:
    """The reviews of the words that were reviewed last."""
    return [review for review in said if review.words == said[-1].words] if said else []


def _low(review: Review, read: int) -> float:
    return float(review.edit.get("low", read))


def _lows(connection: Connection, keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    numbers = sorted({report for report, _ in keys})
    found: dict[tuple[int, str], int] = {}
    for start in range(0, len(numbers), 400):
        query = select(figures.c.report, figures.c.claim, figures.c.low)
        for row in connection.execute(
            query.where(figures.c.report.in_(numbers[start : start + 400]))
        ):
            found[row.report, row.claim] = row.low
    return found
