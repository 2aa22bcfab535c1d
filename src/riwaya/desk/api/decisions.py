"""Decisions: listed, made, taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from riwaya.casefile.blind import told_to
from riwaya.casefile.decisions import all_decisions
from riwaya.desk.api.answers import ANSWERS
from riwaya.desk.api.shapes import DecisionLine, DecisionList, NewDecision, Reason
from riwaya.desk.context import Coder, OpenCase, Viewer
from riwaya.desk.deciding import make_decision
from riwaya.desk.filters import After
from riwaya.desk.security.refusals import BadRequest
from riwaya.model.decision import Decision, standing

router = APIRouter(tags=["decisions"], responses=ANSWERS)


@router.get("/decisions")
def list_decisions(
    person: Viewer,
    case: OpenCase,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 50,
    after: After = "",
) -> DecisionList:
    """All decisions, newest first, those taken back included.

    To those who review, what another said of a claim is not told before they have spoken.
    """
    with case.reading() as connection:
        made = all_decisions(connection)
    undone = {one for decision in made if decision.kind == "undo" for one in decision.one}
    force = {decision.id for decision in standing(made)}
    force |= {decision.id for decision in made if decision.kind == "undo"} - undone
    newest = (told_to(made, person.name) if person.is_blind else made)[::-1]
    begin = 0
    if after:
        ids = [decision.id for decision in newest]
        if after not in ids:
            raise BadRequest(f"after: no list gave {after[:40]!r}")
        begin = ids.index(after) + 1
    page = newest[begin : begin + limit]
    more = begin + limit < len(newest)
    return DecisionList(
        decisions=[_line(decision, decision.id in force) for decision in page],
        next=page[-1].id if more else None,
    )


@router.post("/decisions", status_code=201)
def decide(person: Coder, case: OpenCase, body: NewDecision) -> DecisionLine:
    """Make a decision; the incidents heed it when this answers."""
    return _line(make_decision(case, person, body.kind, body.one, body.other, body.why), True)


@router.post("/decisions/{decision_id}/undo", status_code=201)
def undo(decision_id: str, person: Coder, case: OpenCase, body: Reason) -> DecisionLine:
    """Take a decision back, by another one."""
    return _line(make_decision(case, person, "undo", [decision_id], (), body.why), True)


def _line(decision: Decision, stands: bool) -> DecisionLine:
    return DecisionLine(
        id=decision.id,
        kind=decision.kind,
        one=list(decision.one),
        other=list(decision.other),
        who=decision.who,
        at=decision.at.isoformat(),
        why=decision.why,
        stands=stands,
    )
