"""What people decided, kept in order; taken back by another decision, never erased."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from riwaya.casefile import log
from riwaya.casefile.open import Case
from riwaya.casefile.schema import decisions
from riwaya.errors import NotInCase
from riwaya.model.decision import Decision


def decide(
    case: Case,
    connection: Connection,
    kind: str,
    one: Sequence[str],
    other: Sequence[str] = (),
    why: str = "",
) -> Decision:
    """Keep a decision and return it; fields as in `Decision`. `connection`: of `Case.writing`.

    Raises NotInCase when an "undo" names no decision.
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
    after = json.dumps({"kind": kind, "one": made.one, "other": made.other, "why": why})
    log.append(connection, at, case.who, [log.Deed("decide", made.id, "", after)])
    return made


def all_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Every decision in the order in which they were made, those taken back included."""
    return tuple(
        Decision(
            id=row.id,
            kind=row.kind,
            one=tuple(json.loads(row.one)),
            other=tuple(json.loads(row.other)),
            who=row.who,
            at=datetime.fromisoformat(row.at),
            why=row.why,
        )
        for row in connection.execute(select(decisions).order_by(decisions.c.number))
    )
