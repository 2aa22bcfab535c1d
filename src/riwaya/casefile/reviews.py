"""Reviews as a table: what stands of what reviewers said, to be asked for quickly.

The record of a review is its decision; a row here is written with it, and one more when it is
taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from riwaya.casefile.desk_schema import doubts, reviews
from riwaya.casefile.schema import decisions, reports
from riwaya.errors import UsageError
from riwaya.model.decision import Decision, claim_key
from riwaya.model.review import FIGURE, VERDICTS, edit_of, mark_of, settled_by

_UNDO = "undo"


class Review(NamedTuple):
    """What one reviewer said of one claim, and still says. `decision`: the id of the record.

    `kind`: of what, see `model.review.KINDS`. `edit`: the changed fields of an edit. `settles`:
    it is a third word on two that differed.
    `words`: what was reviewed, see `model.review.words_mark`.
    """

    decision: str
    number: int
    key: str
    verdict: str
    edit: dict[str, str]
    settles: bool
    words: str
    who: str
    at: str
    why: str
    kind: str = FIGURE


def note(connection: Connection, number: int, made: Decision) -> None:
    """Write down a decision that was just kept, if it is a review or takes one back.

    Raises UsageError for what cannot be taken back: a review that was, or the taking back of one.
    """
    if made.kind in VERDICTS:
        for row in _rows(connection, number, made):
            connection.execute(insert(reviews), [row])
    elif made.kind == _UNDO:
        _take_back(connection, number, made)


def _rows(connection: Connection, number: int, made: Decision) -> Iterable[dict[str, Any]]:
    if len(made.one) != 1:
        raise UsageError("a review is of one claim; review them one by one")
    report, _, claim = made.one[0].rpartition(":")
    held = connection.execute(
        select(reports.c.number, reports.c.reading).where(reports.c.id == report)
    ).first()
    if held is None:
        return
    waited = select(doubts.c.event, doubts.c.kind).where(
        doubts.c.report == held.number, doubts.c.claim == claim
    )
    found = connection.execute(waited.limit(1)).first()
    yield {
        "number": number, "report": held.number, "claim": claim,
        "event": found.event if found else "", "reading": held.reading or 0,
        "who": made.who, "verdict": made.kind, "edit": json.dumps(edit_of(made)),
        "at": made.at.isoformat(), "words": mark_of(made),
        "settles": 1 if settled_by(made) else None, "kind": found.kind if found else FIGURE,
    }  # fmt: skip


def _take_back(connection: Connection, number: int, made: Decision) -> None:
    target = decisions.alias("target")
    query = select(target.c.number, target.c.kind, target.c.one).where(target.c.id.in_(made.one))
    for row in connection.execute(query).all():
        if row.kind == _UNDO and _was_review(connection, json.loads(row.one)):
            raise UsageError("a review that was taken back stays so; review the claim again")
        if row.kind not in VERDICTS:
            continue
        if connection.execute(select(reviews).where(reviews.c.undoes == row.number)).first():
            raise UsageError("this review was taken back already")
        held = connection.execute(select(reviews).where(reviews.c.number == row.number)).first()
        if held is None:
            continue
        undoing = {
            **held._mapping, "number": number, "who": made.who, "verdict": _UNDO, "edit": "",
            "undoes": row.number, "at": made.at.isoformat(),
        }  # fmt: skip
        connection.execute(insert(reviews), [undoing])


def _was_review(connection: Connection, ids: Sequence[str]) -> bool:
    query = select(decisions.c.id).where(decisions.c.id.in_(ids), decisions.c.kind.in_(VERDICTS))
    return connection.execute(query).first() is not None


def live(*columns: Any) -> Select[Any]:
    """A question about the reviews that nobody took back."""
    undone = select(reviews.c.undoes).where(reviews.c.undoes.is_not(None))
    return select(*columns).where(reviews.c.verdict != _UNDO, reviews.c.number.not_in(undone))


def reviews_of(
    connection: Connection, keys: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], list[Review]]:
    """The standing reviews of claims, by (report number, claim), in the order they were made."""
    found: dict[tuple[int, str], list[Review]] = {}
    wanted = set(keys)
    numbers = sorted({report for report, _ in wanted})
    for start in range(0, len(numbers), 400):
        query = _with_names().where(reviews.c.report.in_(numbers[start : start + 400]))
        for row in connection.execute(query.order_by(reviews.c.number)):
            if (row.report, row.claim) in wanted:
                found.setdefault((row.report, row.claim), []).append(_review(row))
    return found


def standing_reviews(
    connection: Connection, who: str | None = None, decision: str | None = None
) -> list[Review]:
    """All standing reviews, those of `who` and the one of `decision` (its id) where given, in the
    order they were made.
    """
    query = _with_names()
    if decision is not None:
        query = query.where(decisions.c.id == decision)
    if who is not None:
        query = query.where(reviews.c.who == who)
    return [_review(row) for row in connection.execute(query.order_by(reviews.c.number))]


def _with_names() -> Select[Any]:
    return (
        live(reviews, reports.c.id.label("id"), decisions.c.id.label("decision"), decisions.c.why)
        .join(reports, reports.c.number == reviews.c.report)
        .join(decisions, decisions.c.number == reviews.c.number)
    )


def _review(row: Any) -> Review:
    return Review(
        row.decision, row.number, claim_key(row.id, row.claim), row.verdict,
        json.loads(row.edit or "{}"), bool(row.settles), row.words or "", row.who, row.at, row.why,
        row.kind,
    )  # fmt: skip
