"""The review queue: claims in the order of doubt and weight, decided with a key each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Connection
from starlette.responses import JSONResponse, RedirectResponse

from riwaya.casefile.blind import hidden_from
from riwaya.casefile.decisions import all_decisions, decision_of
from riwaya.casefile.incident_list import IncidentQuery
from riwaya.casefile.open import Case
from riwaya.casefile.review_queue import (
    DIFFERING,
    FIRST,
    SECOND,
    STAGES,
    differing,
    waiting,
    waiting_counts,
)
from riwaya.casefile.reviewing import review as keep_review
from riwaya.casefile.reviewing import take_back
from riwaya.casefile.reviews import Review, standing_reviews
from riwaya.desk.context import Coder, Look, OpenCase
from riwaya.desk.downloads import csv_response, json_lines_response
from riwaya.desk.filters import DISPUTES, GRADES, incident_query
from riwaya.desk.interface import Interface
from riwaya.desk.queries import number_of, one_of
from riwaya.desk.render import render, safe_next, translate
from riwaya.desk.review.agreeing import agreement
from riwaya.desk.review.cards import cards
from riwaya.desk.review.edits import cause_words, edit_words
from riwaya.desk.review.table import COLUMNS, rows_of
from riwaya.desk.security.people import Person
from riwaya.desk.security.refusals import Forbidden
from riwaya.desk.security.roles import Role
from riwaya.errors import NotInCase
from riwaya.incidents.doubt import LARGE, POINTS
from riwaya.model.decision import Decision
from riwaya.model.review import CAUSES, FIELDS, KINDS, VERDICTS
from riwaya.ontology import load_terms

router = APIRouter()

AT_ONCE = 10
_MOST_LISTED = 200


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form. Empty ones are kept: an empty upper bound is an open one."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Given = Annotated[dict[str, str], Depends(_fields)]


@router.get("/review")
def queue(
    request: Request,
    person: Coder,
    case: OpenCase,
    look: Look,
    query: Annotated[IncidentQuery, Depends(incident_query)],
    stage: str = "",
    kind: str = "",
    skip: str = "",
    done: str = "",
) -> Response:
    """The claims that wait for this person, of one `kind` or all. `done`: the id of what they just
    decided.
    """
    which = one_of(stage, STAGES, "stage") or FIRST
    of_kind = one_of(kind, KINDS, "kind")
    if which == DIFFERING:
        _must_settle(person)
    passed = number_of(skip, "skip", most=2_000) or 0
    asked = replace(query, after=None)
    with case.reading() as connection:
        found = waiting(connection, which, person.name, asked, AT_ONCE, passed, of_kind)
        blind = which == SECOND or person.is_blind
        shown = cards(connection, look, found, person.name if blind else None)
        counts = waiting_counts(connection, person.name, asked, of_kind)
        agreed = agreement(connection)
        last = _made(connection, done, person) if done else None
    terms = load_terms()
    return render(
        request, "review.html", cards=shown, stage=which, counts=counts, agreed=agreed,
        asked=asked, skip=passed, more=len(found) == AT_ONCE, at_once=AT_ONCE,
        done=last, kinds=KINDS, kind=of_kind, causes=(*terms["event_types"], *CAUSES),
        cause_words=partial(cause_words, look),
        types=list(terms["event_types"]), grades=GRADES, disputes=DISPUTES,
        classes=list(terms["classes"]), statuses=list(terms["statuses"]), points=POINTS,
        large=LARGE, alpha=partial(_alpha, look), edit_words=partial(edit_words, look),
    )  # fmt: skip


@router.post("/review")
def decide(request: Request, person: Coder, case: OpenCase, given: Given) -> Response:
    """Keep what a person says of a claim: fields `claim`, `verdict`, for an edit those of
    `model.review.FIELDS` (the class as `person_class`), `why`, `stage`, `next`.
    """
    claim, names = given.get("claim", ""), {field: field for field in FIELDS}
    names["class"] = "person_class"
    edit = {field: given[name] for field, name in names.items() if name in given}
    settles: tuple[str, ...] = ()
    if given.get("stage") == DIFFERING:
        _must_settle(person)
        settles = _words_on(case, claim)
    made = keep_review(case, claim, given.get("verdict", ""), edit, given.get("why", ""), settles)
    return _answer(request, made, given.get("next"))


@router.post("/review/undo")
def undo(request: Request, person: Coder, case: OpenCase, given: Given) -> Response:
    """Take back what was said of a claim (`decision`): one's own word, as a reviewer anybody's."""
    with case.reading() as connection:
        found = decision_of(connection, given.get("decision", ""))
    if found is None or found.kind not in VERDICTS:
        raise NotInCase("there is no such review")
    if found.who != person.name and not person.may(Role.REVIEWER):
        raise Forbidden("somebody else decided this; a reviewer can take it back")
    return _answer(request, take_back(case, found), given.get("next"))


@router.get("/review/history")
def history(
    request: Request, person: Coder, case: OpenCase, look: Look, format: str = ""
) -> Response:
    """What was decided, the last first; of others only what does not spoil a second look. The same
    as a table and as JSON, with the figures as they were read.
    """
    form = one_of(format, ("html", "csv", "json"), "format")
    with case.reading() as connection:
        mine = None if person.may(Role.REVIEWER) else person.name
        hidden = hidden_from(all_decisions(connection), person.name) if person.is_blind else {}
        said = standing_reviews(connection, mine)
        seen = [review for review in said if review.decision not in hidden]
        if form == "csv":
            return csv_response("reviews", COLUMNS, list(rows_of(connection, seen[::-1])))
        if form == "json":
            lines = [
                dict(zip(COLUMNS, row, strict=True)) for row in rows_of(connection, seen[::-1])
            ]
            return json_lines_response("reviews", lines)
        agreed = agreement(connection)
    listed = seen[::-1][:_MOST_LISTED]
    return render(
        request, "review_history.html", reviews=listed, total=len(seen), agreed=agreed,
        alpha=partial(_alpha, look), edit_words=partial(edit_words, look),
    )  # fmt: skip


def _made(connection: Connection, decision: str, person: Person) -> Review | None:
    """What the person decided, if it still stands."""
    said = standing_reviews(connection, person.name, decision)
    return said[0] if said else None


def _words_on(case: Case, claim: str) -> tuple[str, ...]:
    """The decisions that do not agree about a claim."""
    with case.reading() as connection:
        open_ones = differing(connection, IncidentQuery())
    found = next((one.reviews for one in open_ones if one.key == claim), ())
    if not found:
        raise NotInCase("nobody disagrees about this any more; reload the page")
    return tuple(review.decision for review in found)


def _answer(request: Request, made: Decision, following: str | None) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"decision": made.id, "kind": made.kind})
    address = safe_next(following or "/review")
    if made.kind in VERDICTS and address.partition("?")[0] == "/review":
        address += ("&" if "?" in address else "?") + urlencode({"done": made.id})
    return RedirectResponse(address, 303)


def _alpha(look: Interface, value: float | None) -> str:
    if value is None:
        return str(translate(look, "review.alpha_none"))
    return look.in_digits(f"{value:.2f}")


def _must_settle(person: Person) -> None:
    if not person.may(Role.REVIEWER):
        raise Forbidden("this needs the role reviewer; an admin can give it to you")
