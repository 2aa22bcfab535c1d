"""Incidents, their claims, and why their reports are linked."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import Connection

from riwaya.casefile.blind import told_to
from riwaya.casefile.decisions import decisions_about
from riwaya.casefile.incident_list import (
    MOST_ROWS,
    IncidentQuery,
    incident_counts,
    incident_page,
)
from riwaya.casefile.incidents import cluster_of, compose_one
from riwaya.desk.api.answers import ANSWERS, json_text
from riwaya.desk.api.shapes import ClaimLine, IncidentLine, IncidentList, LinkLine, ReviewLine
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.filters import incident_query
from riwaya.desk.queries import one_of
from riwaya.desk.security.people import Person
from riwaya.incidents.policies import load_policies
from riwaya.model.decision import Decision, claim_key, standing
from riwaya.model.incident import Account, Incident
from riwaya.model.review import edit_of, in_force
from riwaya.model.serialise import dumps
from riwaya.model.serialise_incident import incident_object

router = APIRouter(tags=["incidents"], responses=ANSWERS)

Policy = Annotated[str, Query(description="range, acled, ucdp or ibc.")]


@router.get("/incidents")
def list_incidents(
    person: Viewer,
    case: OpenCase,
    query: Annotated[IncidentQuery, Depends(incident_query)],
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 50,
) -> IncidentList:
    """The incidents that meet all filters, a page at a time."""
    query = replace(query, limit=limit)
    with case.reading() as connection:
        page = incident_page(connection, query)
        total = incident_counts(connection, query).total
    lines = [IncidentLine(**row._asdict()) for row in page.rows]
    return IncidentList(incidents=lines, total=total, next=page.next)


@router.get("/incidents/{incident_id}")
def one_incident(
    incident_id: str, person: Viewer, case: OpenCase, policy: Policy = "range"
) -> Response:
    """One incident under a policy, as `riwaya.incident/1`."""
    chosen = one_of(policy, load_policies(), "policy") or "range"
    with case.reading() as connection:
        found, _ = _composed(connection, incident_id, chosen, person)
    return json_text(dumps(incident_object(found)))


@router.get("/incidents/{incident_id}/claims")
def claims_of(
    incident_id: str, person: Viewer, case: OpenCase, policy: Policy = "range"
) -> list[ClaimLine]:
    """Every claim of an incident, and for figures whether they count and why."""
    chosen = one_of(policy, load_policies(), "policy") or "range"
    with case.reading() as connection:
        found, accounts = _composed(connection, incident_id, chosen, person)
        made = decisions_about(connection, accounts)
    told = told_to(made, person.name) if person.is_blind else made
    reviews = in_force(standing(told))
    states = {state.claim: state for state in found.states}
    wanted = set(found.claims)
    lines = []
    for report in found.reports:
        for claim in accounts[report].reading.to_object()["claims"]:
            key = claim_key(report, claim["id"])
            if key in wanted:
                state = states.get(key)
                lines.append(
                    ClaimLine(
                        id=key,
                        report=report,
                        state=state.state if state else None,
                        reason=state.reason if state else None,
                        by=list(state.by) if state else [],
                        claim=claim,
                        review=_review_line(reviews.get(key)),
                    )
                )
    return lines


def _review_line(review: Decision | None) -> ReviewLine | None:
    if review is None:
        return None
    return ReviewLine(
        verdict=review.kind,
        who=review.who,
        at=review.at.isoformat(),
        why=review.why,
        edit=edit_of(review),
    )


def _composed(
    connection: Connection, incident_id: str, policy: str, person: Person
) -> tuple[Incident, dict[str, Account]]:
    blind = person.name if person.is_blind else None
    return compose_one(connection, cluster_of(connection, incident_id), policy, blind)


@router.get("/incidents/{incident_id}/links")
def links_of(incident_id: str, person: Viewer, case: OpenCase) -> list[LinkLine]:
    """Why the reports of an incident were linked: every feature with its weight and reason."""
    with case.reading() as connection:
        cluster = cluster_of(connection, incident_id)
    return [
        LinkLine(
            one=str(link.one),
            other=str(link.other),
            score=link.score,
            features=[
                {"name": f.name, "weight": f.weight, "reason": f.reason} for f in link.features
            ],
        )
        for link in cluster.links
    ]
