"""Which reports a search is restricted to, by what was read in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from riwaya.arabic.search_forms import name_key
from riwaya.casefile.facets import (
    ACTOR,
    CLASS,
    OUTLET,
    PLACE,
    STATUS,
    TYPE,
    actor_values,
    outlet_values,
)
from riwaya.casefile.schema import event_days, facets, figures, reports

MOST_RESULTS = 1_000
"""The most results of one call."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; every part may be left out, and all given ones have to be met.

    `text`: words, see `query.parse_query`. `since`, `until`: an event told as news lies at least
    partly in these days; for reports without a dated event, the day of publication does. `place`,
    `actor`, `outlet`: a name in Arabic or English, any spelling; wider places and larger bodies
    are met by what lies in them. `event_type`, `person_class`, `status`: values of the contract.
    `at_least`, `at_most`: a figure of one event is known to be so (and is of the class and status
    given); "dozens" is at least 20 and never at most anything. `limit`: results of this call,
    1 to 1,000. `after`: `Results.next` of the call before.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    place: str | None = None
    actor: str | None = None
    outlet: str | None = None
    event_type: str | None = None
    person_class: str | None = None
    status: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    limit: int = 20
    after: str | None = None


def restrictions(query: Query) -> list[ColumnElement[bool]]:
    """Conditions on `reports` for everything in `query` but its words."""
    return list(_restrictions(query))


def _restrictions(query: Query) -> Iterator[ColumnElement[bool]]:
    number = reports.c.number
    if query.since or query.until:
        yield number.in_(_in_days(query.since, query.until))
    for field, values in (
        (PLACE, query.place and (name_key(query.place),)),
        (ACTOR, query.actor and actor_values(query.actor)),
        (TYPE, query.event_type and (query.event_type,)),
        (CLASS, query.person_class and (query.person_class,)),
        (STATUS, query.status and (query.status,)),
    ):
        if values:
            yield number.in_(_with_facet(field, values))
    if query.outlet:
        named = _with_facet(OUTLET, outlet_values(query.outlet))
        yield or_(reports.c.outlet == query.outlet, number.in_(named))
    if query.at_least is not None or query.at_most is not None:
        yield number.in_(_with_figure(query))


def _with_facet(field: str, values: Iterable[str]) -> Select[Any]:
    return select(facets.c.report).where(facets.c.field == field, facets.c.value.in_(list(values)))


def _in_days(since: date | None, until: date | None) -> Select[Any]:
    # Without the functions SQLite would go by the index of days, and gather the reports of a long
    # time out of their order, at several times the cost of looking at all.
    start, end = func.coalesce(event_days.c.start, ""), func.coalesce(event_days.c.end, "")
    found = select(event_days.c.report)
    if since:
        found = found.where(end >= since.isoformat())
    if until:
        found = found.where(start <= until.isoformat())
    return found


def _with_figure(query: Query) -> Select[Any]:
    found = select(figures.c.report)
    if query.person_class:
        found = found.where(figures.c["class"] == query.person_class)
    if query.status:
        found = found.where(figures.c.status == query.status)
    if query.at_least is not None:
        found = found.where(figures.c.low >= query.at_least)
    if query.at_most is not None:
        found = found.where(figures.c.high <= query.at_most)
    return found
