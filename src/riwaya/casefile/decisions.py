"""What people decided, kept in order; taken back by another decision, never erased."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from riwaya.casefile import log, reviews
from riwaya.casefile.desk_schema import reviews as desk_reviews
from riwaya.casefile.marks import decision_mark
from riwaya.casefile.open import Case
from riwaya.casefile.schema import decisions, reports
from riwaya.errors import NotInCase
from riwaya.model.decision import Decision, standing
from riwaya.model.incident import Cluster

_CHUNK = 400


def decide(
    case: Case,
    connection: Connection,
    kind: str,
    one: Sequence[str],
    other: Sequence[str] = (),
    why: str = "",
) -> Decision:
    """Keep a decision and return it; fields as in `Decision`. `connection`: of `Case.writing`.

    Raises NotInCase when an "undo" names no decision, UsageError for a review that cannot be
    taken back.
    """
    if kind == "undo":
        known = select(decisions.c.id).where(decisions.c.id.in_(one))
        missing = sorted(set(one) - set(connection.execute(known).scalars()))
        if missing:
            raise NotInCase(f"no decision {missing[0]}; see them with `riwaya decisions`")
    number = (connection.execute(select(func.max(decisions.c.number))).scalar() or 0) + 1
    at = case.moment()
    content = json.dumps([number, kind, *sorted(one), "|", *sorted(other), case.who, at, why])
    made = Decision(
        id="d-" + hashlib.sha256(content.encode()).hexdigest()[:12],
        kind=kind,
        one=tuple(sorted(one)),
        other=tuple(sorted(other)),
        who=case.who,
        at=datetime.fromisoformat(at),
        why=why,
    )
    row = {
        "number": number, "id": made.id, "kind": kind, "one": json.dumps(made.one),
        "other": json.dumps(made.other), "who": case.who, "at": at, "why": why,
    }  # fmt: skip
    connection.execute(insert(decisions), [row])
    reviews.note(connection, number, made)
    after = decision_mark(kind, list(made.one), list(made.other), why)
    log.append(connection, at, case.who, [log.Deed("decide", made.id, "", after)])
    return made


def all_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Every decision in the order in which they were made, those taken back included."""
    return tuple(map(_decision, connection.execute(select(decisions).order_by(decisions.c.number))))


def decisions_about(connection: Connection, report_ids: Iterable[str]) -> tuple[Decision, ...]:
    """Every decision but the reviews of claims of other reports than these, in their order.

    Reviews are many, one for each claim and reviewer; the others are few.
    """
    return decisions_of(connection, _numbers(connection, sorted(set(report_ids))))


def decisions_of(connection: Connection, numbers: Iterable[int]) -> tuple[Decision, ...]:
    """`decisions_about` reports given by their numbers."""
    numbers = sorted(set(numbers))
    of_reviews = select(desk_reviews.c.number)
    found = list(connection.execute(select(decisions).where(decisions.c.number.not_in(of_reviews))))
    for start in range(0, len(numbers), _CHUNK):
        here = of_reviews.where(desk_reviews.c.report.in_(numbers[start : start + _CHUNK]))
        found += connection.execute(select(decisions).where(decisions.c.number.in_(here)))
    return tuple(map(_decision, sorted(found, key=lambda row: row.number)))


def number_of_decisions(connection: Connection) -> int:
    """How many decisions were made, those taken back and those that take back included."""
    return connection.execute(select(func.count()).select_from(decisions)).scalar_one()


def decision_of(connection: Connection, decision_id: str) -> Decision | None:
    """The decision of that id."""
    row = connection.execute(select(decisions).where(decisions.c.id == decision_id)).first()
    return _decision(row) if row else None


def _numbers(connection: Connection, report_ids: Sequence[str]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(report_ids), _CHUNK):
        some = report_ids[start : start + _CHUNK]
        found += connection.execute(
            select(reports.c.number).where(reports.c.id.in_(some))
        ).scalars()
    return found


def _decision(row: Any) -> Decision:
    return Decision(
        id=row.id,
        kind=row.kind,
        one=tuple(json.loads(row.one)),
        other=tuple(json.loads(row.other)),
        who=row.who,
        at=datetime.fromisoformat(row.at),
        why=row.why,
    )


@dataclass(frozen=True, slots=True)
class ByReport:
    """The decisions in force about claims, each with its place in their order, by report id.

    Incidents are many and decisions may be: each looks only at its own.
    """

    _found: Mapping[str, Sequence[tuple[int, Decision]]]

    def of(self, cluster: Cluster) -> list[Decision]:
        """The decisions about claims of the reports of a cluster, in order."""
        named = {key.report for key in cluster.members}
        found = {place: made for report in named for place, made in self._found.get(report, ())}
        return [found[place] for place in sorted(found)]


def by_report(decided: tuple[Decision, ...]) -> ByReport:
    """All decisions of a case, `decided`, by the reports whose claims they are about."""
    found: dict[str, list[tuple[int, Decision]]] = {}
    for place, decision in enumerate(standing(decided)):
        if decision.kind not in ("must", "never"):
            for report in {key.rpartition(":")[0] for key in decision.one}:
                found.setdefault(report, []).append((place, decision))
    return ByReport(found)
