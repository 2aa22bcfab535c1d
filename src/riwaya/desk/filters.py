"""The filters of the lists as they stand in an address, the same for pages and the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from riwaya.casefile.incident_list import ANY, SORTS, IncidentQuery
from riwaya.casefile.search import Query as ReportQuery
from riwaya.desk.queries import box_of, day_of, days_of, number_of, one_of, words_of
from riwaya.ontology import load_terms

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
DISPUTES = ("count", "class", "perpetrator", "cause", "occurrence")

_LONGEST_WORDS, _LONGEST_CURSOR = 2_000, 400

Since = Annotated[str, Query(description="On or after this day, like 2024-12-01.")]
Until = Annotated[str, Query(description="On or before this day.")]
Place = Annotated[str, Query(description="A place in Arabic or English, or a wider one.")]
Actor = Annotated[str, Query(description="A party in Arabic or English, or what it belongs to.")]
Outlet = Annotated[str, Query(description="Who published, in Arabic or English.")]
Type = Annotated[str, Query(description="A type of event, like shelling.")]
After = Annotated[str, Query(description="`next` of the call before; leave out for the first.")]


def incident_query(
    since: Since = "",
    until: Until = "",
    place: Place = "",
    actor: Actor = "",
    outlet: Outlet = "",
    type: Type = "",
    grade: Annotated[str, Query(description=f"One of {', '.join(GRADES)}.")] = "",
    disputed: Annotated[
        str, Query(description=f"{ANY}, or what the dispute is about: {', '.join(DISPUTES)}.")
    ] = "",
    unreviewed: Annotated[str, Query(description="yes: no claim was reviewed yet.")] = "",
    begun: Annotated[
        str, Query(description="Its first day is one of these, like 2024-12-01..2024-12-31.")
    ] = "",
    box: Annotated[str, Query(description="It lies there: west,south,east,north in degrees.")] = "",
    located: Annotated[str, Query(description="yes or no: whether it has a point.")] = "",
    sort: Annotated[str, Query(description=f"One of {', '.join(SORTS)}.")] = "",
    order: Annotated[str, Query(description="down (the default) or up.")] = "",
    after: After = "",
) -> IncidentQuery:
    """Which incidents are asked for; raises BadRequest."""
    return IncidentQuery(
        since=day_of(since, "since"),
        until=day_of(until, "until"),
        place=words_of(place),
        actor=words_of(actor),
        outlet=words_of(outlet),
        event_type=one_of(type, load_terms()["event_types"], "type"),
        grade=one_of(grade, GRADES, "grade"),
        disputed=one_of(disputed, (ANY, *DISPUTES), "disputed"),
        unreviewed=bool(one_of(unreviewed, ("yes",), "unreviewed")),
        begun=days_of(begun, "begun"),
        box=box_of(box, "box"),
        located={"yes": True, "no": False}.get(one_of(located, ("yes", "no"), "located") or ""),
        sort=one_of(sort, SORTS, "sort") or "date",
        descending=(one_of(order, ("up", "down"), "order") or "down") == "down",
        after=after[:_LONGEST_CURSOR] or None,
    )


def search_query(
    q: Annotated[str, Query(description="Words, all of which have to be there, in any form.")] = "",
    since: Since = "",
    until: Until = "",
    place: Place = "",
    actor: Actor = "",
    outlet: Outlet = "",
    type: Type = "",
    status: Annotated[str, Query(description="What befell people, like killed.")] = "",
    person_class: Annotated[str, Query(description="civilian, armed or unknown.")] = "",
    at_least: Annotated[str, Query(description="A figure of one event is this or more.")] = "",
    at_most: Annotated[str, Query(description="A figure of one event is this or less.")] = "",
    after: After = "",
) -> ReportQuery:
    """Which reports are searched for; raises BadRequest."""
    terms = load_terms()
    return ReportQuery(
        text=q[:_LONGEST_WORDS].strip(),
        since=day_of(since, "since"),
        until=day_of(until, "until"),
        place=words_of(place),
        actor=words_of(actor),
        outlet=words_of(outlet),
        event_type=one_of(type, terms["event_types"], "type"),
        status=one_of(status, terms["statuses"], "status"),
        person_class=one_of(person_class, terms["classes"], "person_class"),
        at_least=number_of(at_least, "at_least"),
        at_most=number_of(at_most, "at_most"),
        after=after[:_LONGEST_CURSOR] or None,
    )
