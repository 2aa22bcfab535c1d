"""Incidents near another one in time and place: those that may be the same one told apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from riwaya.arabic.search_forms import name_key
from riwaya.casefile.facets import PLACE
from riwaya.casefile.incident_list import IncidentRow
from riwaya.casefile.schema import incident_facets, incidents
from riwaya.knowledge.gazetteer_resolution import kilometres
from riwaya.model.incident import Incident, IncidentDate, IncidentPlace

_DAYS, _LONGEST_PERIOD = 3, 45
_DEGREES = 0.3
_LOOKED_AT = 400


class Neighbour(NamedTuple):
    """An incident near another. `days`: between them, 0 where they share one, None where one has
    none; `km`: between their places, None where one has no point.
    """

    row: IncidentRow
    days: int | None
    km: float | None


def neighbours(connection: Connection, incident: Incident, limit: int = 12) -> list[Neighbour]:
    """The incidents nearest in time and place, the nearest first.

    Within three days and about 30 km; those without a point, where the day is near. Of an
    incident without a day, those that tell of its place. Only an indexed part of the list is read.
    """
    found = _near_in_time(incident) if incident.date else _of_the_place(incident.place)
    if found is None:
        return []
    rows = connection.execute(found.where(incidents.c.id != incident.id).limit(_LOOKED_AT))
    near = [_neighbour(IncidentRow(*row), incident) for row in rows]
    near.sort(key=lambda n: (_rank(n, incident), n.row.id))
    return near[:limit]


_COLUMNS = tuple(incidents.c[name] for name in IncidentRow._fields)


def _near_in_time(incident: Incident) -> Select[Any] | None:
    when, place = incident.date, incident.place
    if when is None:
        return None
    first = when.start - timedelta(days=_DAYS)
    # Periods are short; with a bound on both sides of their start an index serves.
    earliest = first - timedelta(days=_LONGEST_PERIOD)
    days = and_(
        incidents.c.start.between(
            earliest.isoformat(), (when.end + timedelta(days=_DAYS)).isoformat()
        ),
        incidents.c.end >= first.isoformat(),
    )
    return select(*_COLUMNS).where(days, _around(place)).order_by(incidents.c.start.desc())


def _around(place: IncidentPlace | None) -> ColumnElement[bool]:
    nowhere = incidents.c.latitude.is_(None)
    if place is None or place.latitude is None or place.longitude is None:
        name = place.name if place else None
        return or_(nowhere, incidents.c.place == name) if name else nowhere
    box = and_(
        incidents.c.latitude.between(place.latitude - _DEGREES, place.latitude + _DEGREES),
        incidents.c.longitude.between(place.longitude - _DEGREES, place.longitude + _DEGREES),
    )
    return or_(nowhere, box)


def _of_the_place(place: IncidentPlace | None) -> Select[Any] | None:
    if place is None or not place.name:
        return None
    there = select(incident_facets.c.incident).where(
        incident_facets.c.field == PLACE, incident_facets.c.value == name_key(place.name)
    )
    return (
        select(*_COLUMNS)
        .where(incidents.c.id.in_(there.limit(_LOOKED_AT)))
        .order_by(incidents.c.start.desc())
    )


def _neighbour(row: IncidentRow, incident: Incident) -> Neighbour:
    place = incident.place
    km = None
    if (
        place is not None
        and None not in (place.latitude, place.longitude)
        and None not in (row.latitude, row.longitude)
    ):
        km = kilometres(
            place.latitude or 0.0, place.longitude or 0.0, row.latitude or 0.0, row.longitude or 0.0
        )
    return Neighbour(row, _days(row, incident.date), km)


def _days(row: IncidentRow, when: IncidentDate | None) -> int | None:
    if when is None or row.start is None or row.end is None:
        return None
    start, end = date.fromisoformat(row.start), date.fromisoformat(row.end)
    return max(0, (when.start - end).days, (start - when.end).days)


def _rank(near: Neighbour, incident: Incident) -> float:
    """Lower is nearer: a day weighs as much as ten kilometres; another type as five."""
    apart = 25.0 if near.km is None else near.km
    days = 2 if near.days is None else near.days
    unlike = 0.0 if near.row.type in dict(incident.types) else 5.0
    return apart + 10.0 * days + unlike
