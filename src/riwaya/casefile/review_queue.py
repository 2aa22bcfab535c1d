"""Which figures wait for a reviewer, those in most doubt and of most weight first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from riwaya.casefile.desk_schema import doubts, reviews
from riwaya.casefile.incident_list import IncidentQuery, restrictions
from riwaya.casefile.reviews import Review, live, reviews_of
from riwaya.casefile.schema import incidents, reports
from riwaya.model.decision import claim_key

FIRST, SECOND, DIFFERING = "first", "second", "differing"
"""Nobody has reviewed the figure; one other person has; two have and do not agree."""

STAGES = (FIRST, SECOND, DIFFERING)
_MOST_SKIPPED = 2_000


class Waiting(NamedTuple):
    """A figure that waits. `key`: by `claim_key`; `number`: of its report; `score` and `reasons`
    by the rule of `incidents.doubt`; `reviews`: what stands of it, only for those that differ.
    """

    key: str
    report: str
    number: int
    claim: str
    incident: str
    score: int
    reasons: tuple[str, ...]
    reviews: tuple[Review, ...] = ()


def waiting(
    connection: Connection,
    stage: str,
    who: str,
    query: IncidentQuery,
    limit: int = 10,
    skip: int = 0,
) -> list[Waiting]:
    """The figures that wait for `who`, of incidents that fit `query`, in the order of the rule.

    In the first stage those of incidents come first of which nobody has reviewed a figure yet.
    """
    if stage == DIFFERING:
        return differing(connection, query)[skip : skip + limit]
    wanted = min(skip, _MOST_SKIPPED) + limit
    asked = _listed().where(*_of_incidents(query))
    if stage == SECOND:
        said = _said(who)
        once = and_(said.c.people == 1, said.c.mine == 0, said.c.settled.is_(None))
        asked = asked.join(said, _same(said)).where(once)
        return _rows(connection, asked.limit(wanted))[skip:]
    asked = asked.where(~_reviewed())
    touched = live(doubts.c.incident).join(doubts, _same(reviews))
    fresh = asked.where(doubts.c.incident.not_in(touched)).limit(wanted)
    found = _rows(connection, fresh)
    if len(found) < wanted:
        rest = asked.where(doubts.c.incident.in_(touched)).limit(wanted - len(found))
        found += _rows(connection, rest)
    return found[skip:]


def waiting_counts(connection: Connection, who: str, query: IncidentQuery) -> dict[str, int]:
    """How many figures wait at each stage."""
    number = select(func.count()).select_from(doubts).where(*_of_incidents(query))
    said = _said(who)
    touched = number.join(said, _same(said))
    once = touched.where(said.c.people == 1, said.c.mine == 0, said.c.settled.is_(None))
    total, reviewed, second = (
        connection.execute(asked).scalar() or 0 for asked in (number, touched, once)
    )
    return {
        FIRST: total - reviewed,
        SECOND: second,
        DIFFERING: len(differing(connection, query)),
    }


def differing(connection: Connection, query: IncidentQuery) -> list[Waiting]:
    """Figures of which two reviewers or more do not say the same, or are all unsure, unsettled."""
    said = _said("")
    asked = _listed().join(said, _same(said)).where(*_of_incidents(query))
    found = _rows(connection, asked.where(said.c.people >= 2, said.c.settled.is_(None)))
    standing = reviews_of(connection, [(one.number, one.claim) for one in found])
    kept = []
    for one in found:
        words = last_words(standing.get((one.number, one.claim), ()))
        if len({word_of(review) for review in words}) > 1 or all(
            review.verdict == "unsure" for review in words
        ):
            kept.append(one._replace(reviews=tuple(words)))
    return kept


def last_words(reviews: Sequence[Review]) -> list[Review]:
    """Of each reviewer the last of what they said of one claim."""
    by_person = {review.who: review for review in reviews if not review.settles}
    return list(by_person.values())


def word_of(review: Review) -> tuple[object, ...]:
    """What is equal for reviews that say the same."""
    return (review.verdict, tuple(sorted(review.edit.items())))


def _listed() -> Select[Any]:
    # By falling score; the rest only keeps the order firm, and goes along the index.
    order = (doubts.c.score, doubts.c.incident, doubts.c.report, doubts.c.claim)
    return (
        select(doubts, reports.c.id.label("id"))
        .join(reports, reports.c.number == doubts.c.report)
        .order_by(*(column.desc() for column in order))
    )


def _rows(connection: Connection, query: Select[Any]) -> list[Waiting]:
    found: dict[str, Waiting] = {}
    for row in connection.execute(query):
        key = claim_key(row.id, row.claim)
        found.setdefault(
            key,
            Waiting(
                key, row.id, row.report, row.claim, row.incident, row.score,
                tuple(json.loads(row.reasons)),
            ),
        )  # fmt: skip
    return list(found.values())


def _of_incidents(query: IncidentQuery) -> Iterator[ColumnElement[bool]]:
    conditions = list(restrictions(query))
    if conditions:
        yield doubts.c.incident.in_(select(incidents.c.id).where(*conditions))


def _same(other: Any) -> ColumnElement[bool]:
    """A review of the words that are in doubt, not of others that had the claim's id."""
    return and_(
        other.c.report == doubts.c.report,
        other.c.claim == doubts.c.claim,
        other.c.words == doubts.c.words,
    )


def _reviewed() -> ColumnElement[bool]:
    return exists(live(reviews.c.number).where(_same(reviews)).correlate(doubts))


def _said(who: str) -> Any:
    """By claim: how many people reviewed it, whether `who` did, whether it is settled."""
    own = case((reviews.c.settles.is_(None), reviews.c.who))
    return (
        live(
            reviews.c.report,
            reviews.c.claim,
            reviews.c.words,
            func.count(func.distinct(own)).label("people"),
            func.max(case((reviews.c.who == who, 1), else_=0)).label("mine"),
            func.max(reviews.c.settles).label("settled"),
        )
        .group_by(reviews.c.report, reviews.c.claim, reviews.c.words)
        .subquery()
    )
