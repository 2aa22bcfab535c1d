"""The incidents of a case as a list: filtered, sorted, counted, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from riwaya.arabic.search_forms import name_key
from riwaya.casefile.desk_schema import is_unlinked, reviews
from riwaya.casefile.facets import ACTOR, OUTLET, PLACE, actor_values, outlet_values
from riwaya.casefile.incident_facets import DISPUTE
from riwaya.casefile.schema import incident_facets, incidents, members, reports, versions
from riwaya.errors import UsageError

SORTS = {
    "date": incidents.c.start,
    "type": incidents.c.type,
    "killed": incidents.c.killed_low,
    "injured": incidents.c.injured_low,
    "reports": incidents.c.reports,
    "origins": incidents.c.origins,
    "grade": incidents.c.grade,
}
"""What a list can be sorted by. Incidents without a day or figure come last either way."""

ANY = "any"
"""The value of `disputed` for every kind of dispute."""

MOST_ROWS = 1_000
_AT_ONCE = 500
_NUMBERS = frozenset({"killed", "injured", "reports", "origins"})


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """Which incidents are listed; every part may be left out, and all given ones have to be met.

    `since`, `until`: the incident lies at least partly in these days; undated ones never do.
    `place`, `actor`, `outlet`: a name in Arabic or English, any spelling; wider places and larger
    bodies are met by what lies in them. `disputed`: ANY, or what the dispute is about.
    `unreviewed`: nobody has reviewed a claim of it. `begun`: its first day is one of these, both
    ends included. `box`: it lies there (west, south, east, north in degrees, edges included).
    `located`: whether it has a point. `sort`: a key of SORTS. `limit`: rows of this call, 1 to
    1,000. `after`: `IncidentPage.next` of the call before.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None
    actor: str | None = None
    outlet: str | None = None
    event_type: str | None = None
    grade: str | None = None
    disputed: str | None = None
    unreviewed: bool = False
    begun: tuple[date, date] | None = None
    box: tuple[float, float, float, float] | None = None
    located: bool | None = None
    sort: str = "date"
    descending: bool = True
    limit: int = 50
    after: str | None = None


class IncidentRow(NamedTuple):
    """An incident in a list. Days as ISO 8601; figures of the policy `range`, over all classes:
    no low where no figure stands, no high where it is open.
    """

    id: str
    type: str
    start: str | None
    end: str | None
    place: str | None
    place_en: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    grade: str
    disputes: int
    reports: int
    origins: int
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None


class IncidentPage(NamedTuple):
    """Incidents in their order; `next`: what to give as `after` for those that follow, or None."""

    rows: tuple[IncidentRow, ...]
    next: str | None


class IncidentCounts(NamedTuple):
    """How many incidents fit, and of these how many are of each type and grade, and disputed."""

    total: int
    disputed: int
    types: dict[str, int]
    grades: dict[str, int]


def incident_page(connection: Connection, query: IncidentQuery) -> IncidentPage:
    """The incidents that `query` describes.

    Raises UsageError for an unknown order, a limit out of bounds, or an `after` that no call gave.
    """
    if query.sort not in SORTS:
        raise UsageError(f"no order {query.sort[:40]!r}; it is one of {', '.join(SORTS)}")
    if not 1 <= query.limit <= MOST_ROWS:
        raise UsageError(f"a limit of {query.limit} incidents; it must be from 1 to {MOST_ROWS}")
    conditions = list(restrictions(query))
    column = SORTS[query.sort]
    mark, last = _cursor_parts(query) if query.after is not None else (None, "")
    found: list[tuple[str, str | int | None]] = []
    wanted = query.limit + 1
    # Those without a value are asked for apart, so that each question can follow an index.
    ids = select(incidents.c.id, column).where(*conditions)
    if query.after is None or mark is not None:
        valued = ids.where(column.is_not(None))
        if mark is not None:
            valued = valued.where(_beyond(column, mark, last, query.descending))
        found += _pairs(connection, _ordered(valued, column, query.descending).limit(wanted))
    if len(found) < wanted and column.nullable:
        unvalued = ids.where(column.is_(None))
        if query.after is not None and mark is None:
            unvalued = unvalued.where(incidents.c.id > last)
        page = unvalued.order_by(incidents.c.id).limit(wanted - len(found))
        found += _pairs(connection, page)
    here = found[: query.limit]
    more = len(found) > query.limit
    rows = _rows(connection, [name for name, _ in here])
    return IncidentPage(rows, _cursor(*here[-1]) if more else None)


def every_page(connection: Connection, query: IncidentQuery) -> Iterator[IncidentPage]:
    """All incidents that `query` describes, whatever its limit, in pieces."""
    page = incident_page(connection, replace(query, limit=_AT_ONCE, after=None))
    yield page
    while page.next is not None:
        page = incident_page(connection, replace(query, limit=_AT_ONCE, after=page.next))
        yield page


def incident_counts(connection: Connection, query: IncidentQuery) -> IncidentCounts:
    """How many incidents fit `query`, whatever its limit, by type and grade."""
    groups = (incidents.c.type, incidents.c.grade, incidents.c.disputes)
    counted = select(*groups, func.count()).where(*restrictions(query)).group_by(*groups)
    total = disputed = 0
    types: dict[str, int] = {}
    grades: dict[str, int] = {}
    for event_type, grade, disputes, number in connection.execute(counted):
        total += number
        disputed += number if disputes else 0
        types[event_type] = types.get(event_type, 0) + number
        grades[grade] = grades.get(grade, 0) + number
    by_count = dict(sorted(types.items(), key=lambda item: (-item[1], item[0])))
    return IncidentCounts(total, disputed, by_count, grades)


def unlinked(connection: Connection) -> int:
    """How many reports the incidents do not tell of yet; from a thousand on, a thousand."""
    found = select(reports.c.number).where(is_unlinked).limit(MOST_ROWS).subquery()
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def sources_of(
    connection: Connection, ids: Sequence[str]
) -> dict[str, list[tuple[str | None, str | None]]]:
    """Outlet and web address of the reports that tell of each incident, in the order of reports."""
    query = (
        select(members.c.incident, members.c.report, versions.c.outlet, versions.c.url)
        .join(reports, reports.c.number == members.c.report)
        .join(versions, versions.c.number == reports.c.version)
        .where(members.c.incident.in_(ids))
        .order_by(members.c.incident, members.c.report)
        .distinct()
    )
    found: dict[str, list[tuple[str | None, str | None]]] = {name: [] for name in ids}
    for incident, _, outlet, url in connection.execute(query):
        found[incident].append((outlet, url))
    return found


_COLUMNS = tuple(incidents.c[name] for name in IncidentRow._fields)


def _pairs(connection: Connection, query: Select[Any]) -> list[tuple[str, str | int | None]]:
    return [(name, value) for name, value in connection.execute(query)]


def _rows(connection: Connection, ids: Sequence[str]) -> tuple[IncidentRow, ...]:
    """The rows of these incidents in this order; only these are read whole."""
    query = select(*_COLUMNS).where(incidents.c.id.in_(ids))
    found = {row.id: IncidentRow(*row) for row in connection.execute(query)}
    return tuple(found[name] for name in ids)


def restrictions(query: IncidentQuery) -> Iterator[ColumnElement[bool]]:
    """What the rows of `incidents` have to meet to fit `query`."""
    if query.since:
        yield incidents.c.end >= query.since.isoformat()
    if query.until:
        yield incidents.c.start <= query.until.isoformat()
    if query.event_type:
        yield incidents.c.type == query.event_type
    if query.grade:
        yield incidents.c.grade == query.grade
    if query.disputed == ANY:
        yield incidents.c.disputes > 0
    if query.begun:
        first, last = query.begun
        yield incidents.c.start.between(first.isoformat(), last.isoformat())
    if query.box:
        west, south, east, north = query.box
        yield incidents.c.longitude.between(west, east)
        yield incidents.c.latitude.between(south, north)
    if query.located is not None:
        nowhere = incidents.c.latitude.is_(None)
        yield ~nowhere if query.located else nowhere
    for field, values in (
        (PLACE, query.place and (name_key(query.place),)),
        (ACTOR, query.actor and actor_values(query.actor)),
        (OUTLET, query.outlet and outlet_values(query.outlet)),
        (DISPUTE, query.disputed != ANY and query.disputed and (query.disputed,)),
    ):
        if values:
            named = select(incident_facets.c.incident).where(
                incident_facets.c.field == field, incident_facets.c.value.in_(values)
            )
            yield incidents.c.id.in_(named)
    if query.unreviewed:
        yield incidents.c.id.not_in(_reviewed())


def _reviewed() -> Select[Any]:
    undone = select(reviews.c.undoes).where(reviews.c.undoes.is_not(None))
    return (
        select(members.c.incident)
        .join(
            reviews,
            and_(reviews.c.report == members.c.report, reviews.c.event == members.c.event),
        )
        .where(reviews.c.verdict != "undo", reviews.c.number.not_in(undone))
    )


def _ordered(found: Select[Any], column: ColumnElement[Any], descending: bool) -> Select[Any]:
    if descending:
        return found.order_by(column.desc(), incidents.c.id.desc())
    return found.order_by(column, incidents.c.id)


def _beyond(
    column: ColumnElement[Any], mark: str | int, last: str, descending: bool
) -> ColumnElement[bool]:
    if descending:
        return or_(column < mark, and_(column == mark, incidents.c.id < last))
    return or_(column > mark, and_(column == mark, incidents.c.id > last))


def _cursor(name: str, value: str | int | None) -> str:
    return f"{'' if value is None else value}~{name}"


def _cursor_parts(query: IncidentQuery) -> tuple[str | int | None, str]:
    mark, separator, last = (query.after or "").partition("~")
    if not separator or (mark and query.sort in _NUMBERS and not mark.isdecimal()):
        raise UsageError(
            f"no list gave {(query.after or '')[:80]!r} to go on from; leave it out to start anew"
        )
    if not mark:
        return None, last
    return (int(mark[:18]) if query.sort in _NUMBERS else mark), last
