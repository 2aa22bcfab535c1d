"""Review: what waits, what is said of it, how far reviewers agree."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from riwaya.casefile.incident_list import IncidentQuery
from riwaya.casefile.review_queue import DIFFERING, waiting
from riwaya.casefile.reviewing import review
from riwaya.desk.api.answers import ANSWERS
from riwaya.desk.api.shapes import DecisionLine
from riwaya.desk.context import Coder, OpenCase
from riwaya.desk.filters import incident_query
from riwaya.desk.queries import one_of
from riwaya.desk.review.agreeing import agreement
from riwaya.desk.security.refusals import Forbidden
from riwaya.desk.security.roles import Role
from riwaya.model.review import KINDS

router = APIRouter(tags=["review"], responses=ANSWERS)

Stage = Literal["first", "second", "differing"]


class WaitingLine(BaseModel):
    """What waits: a claim as REPORT:c1 or a person as REPORT:v1, its incident, its points and
    their reasons.
    """

    claim: str
    kind: str
    report: str
    incident: str
    score: int
    reasons: list[str]


class AgreementLine(BaseModel):
    """Krippendorff's alpha over claims of a kind that were reviewed twice; `null` where it cannot
    be told.
    """

    claims: int
    verdicts: float | None
    counts: float | None


class NewReview(BaseModel):
    """What is said of a claim: accept, reject, unsure, or edit with the fields that change. Of
    figures: low, high (empty for open), class, status, source (a source's id, empty for the
    outlet itself). Of responsibility: actor (an actor's id), source. Of a cause: cause, source. Of
    people: name, status.
    """

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(max_length=4_000)
    verdict: str
    edit: dict[str, str] = Field(default_factory=dict, max_length=5)
    why: str = Field("", max_length=4_000)


@router.get("/review")
def list_waiting(
    person: Coder,
    case: OpenCase,
    query: Annotated[IncidentQuery, Depends(incident_query)],
    stage: Annotated[
        Stage,
        Query(description="first: nobody has reviewed it; second: one other has; differing: two."),
    ] = "first",
    kind: Annotated[str, Query(description=f"One of {', '.join(KINDS)}; all without it.")] = "",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 50,
) -> list[WaitingLine]:
    """The claims that wait for you, in the order of the queue; what others said is not told."""
    if stage == DIFFERING and not person.may(Role.REVIEWER):
        raise Forbidden("this needs the role reviewer; an admin can give it to you")
    of_kind = one_of(kind, KINDS, "kind")
    with case.reading() as connection:
        found = waiting(connection, stage, person.name, query, limit, kind=of_kind)
    return [
        WaitingLine(
            claim=one.key, kind=one.kind, report=one.report, incident=one.incident, score=one.score,
            reasons=list(one.reasons),
        )
        for one in found
    ]  # fmt: skip


@router.post("/reviews", status_code=201)
def make_review(person: Coder, case: OpenCase, body: NewReview) -> DecisionLine:
    """Say what you think of a claim; `/decisions/{id}/undo` takes it back."""
    made = review(case, body.claim, body.verdict, body.edit, body.why)
    return DecisionLine(
        id=made.id, kind=made.kind, one=list(made.one), other=list(made.other), who=made.who,
        at=made.at.isoformat(), why=made.why, stands=True,
    )  # fmt: skip


@router.get("/review/agreement")
def reviewers_agreement(person: Coder, case: OpenCase) -> dict[str, AgreementLine]:
    """How far those who reviewed the same claims agree, by kind, before anything was settled."""
    with case.reading() as connection:
        found = agreement(connection)
    return {kind: AgreementLine(**line._asdict()) for kind, line in found.items()}
