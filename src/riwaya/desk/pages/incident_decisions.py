"""What people decide about one incident: its claims, its reports, and what else it is not."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from riwaya.casefile.incidents import cluster_of
from riwaya.casefile.open import Case
from riwaya.desk.context import Coder, OpenCase
from riwaya.desk.deciding import make_decision
from riwaya.desk.dossier.decided import ABOUT_CLAIMS
from riwaya.desk.dossier.record import Dossier, load
from riwaya.desk.dossier.whereabouts import incident_address, incident_of, named_incident
from riwaya.desk.queries import one_of
from riwaya.desk.security.people import Person
from riwaya.errors import UsageError
from riwaya.incidents.policies import POLICIES
from riwaya.model.decision import MentionKey

router = APIRouter()

Words = Annotated[str, Form(max_length=4_000)]
Names = Annotated[list[str], Form(max_length=2_000)]


@router.post("/incidents/{incident_id}/claims")
def decide_about_claims(
    incident_id: str,
    person: Coder,
    case: OpenCase,
    kind: Annotated[str, Form()],
    claim: Names,
    why: Words = "",
    policy: Annotated[str, Form()] = "",
) -> Response:
    """Leave claims out of the sum, count them, or let them stand alone in it."""
    if kind not in ABOUT_CLAIMS:
        raise UsageError(f"no kind of decision {kind[:40]!r} about claims")
    dossier = _loaded(case, incident_id, person)
    entries = [dossier.view.by_key.get(key) for key in claim]
    if None in entries or not claim:
        raise UsageError("the claim is not told of this incident; open its page anew")
    make_decision(case, person, kind, claim, why=_reason(why))
    anchor = entries[0].anchor if entries[0] else ""
    return _back(case, dossier.incident.members[0], policy, anchor)


@router.post("/incidents/{incident_id}/others")
def decide_about_others(
    incident_id: str,
    person: Coder,
    case: OpenCase,
    kind: Annotated[str, Form()],
    other: Names | None = None,
    named: Words = "",
    why: Words = "",
    policy: Annotated[str, Form()] = "",
) -> Response:
    """Say that other incidents are this one ("must"), or never are ("never").

    `other`: their ids; `named`: one more, as its id or the address of its page.
    """
    if kind not in ("must", "never"):
        raise UsageError(f"no kind of decision {kind[:40]!r} about incidents")
    dossier = _loaded(case, incident_id, person)
    wanted = [*(other or ()), *([named_incident(named)] if named.strip() else ())]
    with case.reading() as connection:
        found = {o.id: o for o in (cluster_of(connection, name) for name in wanted)}
    found.pop(dossier.cluster.id, None)
    if not found:
        raise UsageError("name another incident than this one")
    mine = [str(key) for key in dossier.cluster.members]
    theirs = [str(key) for cluster in found.values() for key in cluster.members]
    make_decision(case, person, kind, mine, theirs, _reason(why))
    return _back(case, dossier.cluster.members[0], policy, "decisions")


@router.post("/incidents/{incident_id}/split")
def split(
    incident_id: str,
    person: Coder,
    case: OpenCase,
    mention: Names | None = None,
    why: Words = "",
    policy: Annotated[str, Form()] = "",
) -> Response:
    """Say that some of the mentions tell of another incident."""
    dossier = _loaded(case, incident_id, person)
    members = dossier.cluster.members
    out = {MentionKey.parse(text) for text in mention or ()}
    if not out or not out <= set(members):
        raise UsageError("tick reports or mentions of this incident to part them from it")
    rest = [key for key in members if key not in out]
    if not rest:
        raise UsageError("nothing would be left of the incident; leave something unticked")
    make_decision(
        case, person, "never", [str(k) for k in sorted(out)], [str(k) for k in rest], _reason(why)
    )
    return _back(case, rest[0], policy, "decisions")


@router.post("/incidents/{incident_id}/undo")
def undo(
    incident_id: str,
    person: Coder,
    case: OpenCase,
    decision: Annotated[str, Form()],
    why: Words = "",
    policy: Annotated[str, Form()] = "",
) -> Response:
    """Take a decision back, or put it in force again by taking that back."""
    dossier = _loaded(case, incident_id, person)
    known = {d.decision.id for d in dossier.decisions}
    known |= {d.undone.id for d in dossier.decisions if d.undone}
    if decision not in known:
        raise UsageError("that decision is not about this incident; open its page anew")
    make_decision(case, person, "undo", [decision], why=why)
    return _back(case, dossier.cluster.members[0], policy, "decisions")


def _loaded(case: Case, incident_id: str, person: Person) -> Dossier:
    with case.reading() as connection:
        return load(connection, incident_id, POLICIES[0], person)


def _reason(why: str) -> str:
    if not why.strip():
        raise UsageError("write the reason; it is kept with the decision")
    return why


def _back(case: Case, member: MentionKey, policy: str, anchor: str) -> Response:
    """To the page of the incident that holds a mention now."""
    with case.reading() as connection:
        found = incident_of(connection, member)
    rule = one_of(policy, POLICIES, "policy") or ""
    return RedirectResponse(
        f"{incident_address(found, rule)}#{anchor}" if found else "/incidents", 303
    )
