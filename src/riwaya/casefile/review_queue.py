"""Which claims wait for a reviewer, those in most doubt and of most weight first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from riwaya.casefile.desk_schema import doubts, reviews
from riwaya.casefile.doubtful import COLUMN_OF
from riwaya.casefile.incident_list import IncidentQuery, restrictions
from riwaya.casefile.reviews import Review, live, reviews_of
from riwaya.casefile.schema import incidents, reports
from riwaya.model.decision import claim_key
from riwaya.model.review import FIGURE

FIRST, SECOND, DIFFERING = "first", "second", "differing"
"""Nobody has reviewed the claim; one other person has; two have and do not agree."""

STAGES = (FIRST, SECOND, DIFFERING)
_MOST_SKIPPED = 2_000
# Up to so many incidents it costs less to sort all their claims than to look for ten of them.
_FEW = 5_000


class Waiting(NamedTuple):
    """A claim that waits. `key`: by `claim_key`; `number`: of its report; `score` and `reasons` by
    the rule of `incidents.doubt`; `kind`: one of `model.review.KINDS`; `reviews`: what stands of
    it, only for those that differ.
    """

    key: str
    report: str
    number: int
    claim: str
    incident: str
    score: int
    reasons: tuple[str, ...]
    kind: str = FIGURE
    reviews: tuple[Review, ...] = ()


def waiting(
    connection: Connection,
    stage: str,
    who: str,
    query: IncidentQuery,
    limit: int = 10,
    skip: int = 0,
    kind: str | None = None,
) -> list[Waiting]:
    """The claims that wait for `who`, of incidents that fit `query`, in the order of the rule.

    `kind`: of this kind alone. In the first stage those of incidents come first of which nobody
    has reviewed a claim yet.
    """
    if stage == DIFFERING:
        return differing(connection, query, kind)[skip : skip + limit]
    wanted = min(skip, _MOST_SKIPPED) + limit
    asked = _listed().where(*_chosen(query, kind, _are_few(connection, query)))
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


def waiting_counts(
    connection: Connection, who: str, query: IncidentQuery, kind: str | None = None
) -> dict[str, int]:
    """How many claims wait at each stage."""
    said = _said(who)
    once = and_(said.c.people == 1, said.c.mine == 0, said.c.settled.is_(None))
    touched = (
        select(func.count(), func.coalesce(func.sum(case((once, 1), else_=0)), 0))
        .select_from(doubts)
        .where(*_chosen(query, kind, _are_few(connection, query)))
        .join(said, _same(said))
    )
    kinds = counts_by_kind(connection, query)
    total = kinds[kind] if kind else sum(kinds.values())
    reviewed, second = connection.execute(touched).one()
    return {
        FIRST: total - reviewed,
        SECOND: second,
        DIFFERING: len(differing(connection, query, kind)),
    }


def counts_by_kind(connection: Connection, query: IncidentQuery) -> dict[str, int]:
    """How many claims of each kind can be reviewed, of incidents that fit `query`."""
    sums = (func.coalesce(func.sum(incidents.c[column]), 0) for column in COLUMN_OF.values())
    found = connection.execute(select(*sums).where(*restrictions(query))).one()
    return {kind: int(number) for kind, number in zip(COLUMN_OF, found, strict=True)}


def differing(
    connection: Connection, query: IncidentQuery, kind: str | None = None
) -> list[Waiting]:
    """Claims of which two reviewers or more do not say the same, or are all unsure, unsettled."""
    said = _said("")
    asked = _listed().join(said, _same(said)).where(*_chosen(query, kind, few=False))
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
                tuple(json.loads(row.reasons)), row.kind,
            ),
        )  # fmt: skip
    return list(found.values())


def _chosen(query: IncidentQuery, kind: str | None, few: bool) -> Iterator[ColumnElement[bool]]:
    """What doubts have to meet. `few`: whether few incidents fit, so that it is best to begin with
    them; else the doubts are gone through in their order, each looking for its incident.
    """
    if kind is not None:
        yield doubts.c.kind == kind
    conditions = list(restrictions(query))
    if not conditions:
        return
    if few:
        yield doubts.c.incident.in_(select(incidents.c.id).where(*conditions))
    else:
        fits = select(incidents.c.id).where(incidents.c.id == doubts.c.incident, *conditions)
        yield exists(fits.correlate(doubts))


def _are_few(connection: Connection, query: IncidentQuery) -> bool:
    fitting = select(incidents.c.id).where(*restrictions(query)).limit(_FEW + 1).subquery()
    return (connection.execute(select(func.count()).select_from(fitting)).scalar() or 0) <= _FEW


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
