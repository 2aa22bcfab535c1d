"""The incidents of a case by place and by day: what a map and a timeline of them draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select

from riwaya.casefile.incident_list import IncidentQuery, restrictions
from riwaya.casefile.schema import incidents

MOST_SITES = 4_000
"""How many places a map is given at once; where there are more, neighbours are put together."""

_CELLS = (0.05, 0.25, 0.5, 1.0, 2.5, 10.0)
Box = tuple[float, float, float, float]


class Site(NamedTuple):
    """Incidents at one place of a map.

    `longitude`, `latitude`: their middle; `box`: west, south, east, north of them. `precision`:
    the least exact of them is that exact. `killed`: the lows of their ranges added. `counts`: how
    many have each value asked for, in its order.
    """

    longitude: float
    latitude: float
    box: Box
    precision: int | None
    incidents: int
    killed: int
    counts: tuple[int, ...]


class Sites(NamedTuple):
    """`cell`: the width in degrees of the cells in which places were put together; 0 where every
    place stands for itself.
    """

    sites: tuple[Site, ...]
    cell: float


class Day(NamedTuple):
    """Incidents that began on one day; `killed`: the lows of their ranges added."""

    day: date
    incidents: int
    killed: int


def sites_of(
    connection: Connection,
    query: IncidentQuery,
    field: str,
    values: Sequence[str],
    most: int = MOST_SITES,
) -> Sites:
    """The incidents that fit `query` and have a point, by place, in the order of latitude.

    `field`: "grade" or "type"; they are counted by `values` of it. Incidents of one point that
    differ in how exact it is are sites of their own. Of more than `most` places, those in cells
    of a grid are put together, the finest that leaves few enough.
    """
    located = replace(query, located=True)
    for cell in (0.0, *_CELLS):
        if cell == _CELLS[-1] or _number_of_cells(connection, located, cell, most) <= most:
            break
    found = _sums(connection, located, incidents.c[field], values, cell)
    return Sites(tuple(map(_site, found[:most])), cell)


def span_of(connection: Connection, query: IncidentQuery) -> tuple[date, date] | None:
    """The first and the last day on which incidents that fit `query` began; None without any."""
    ends = select(func.min(incidents.c.start), func.max(incidents.c.start))
    first, last = connection.execute(ends.where(*restrictions(query))).one()
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def days_of(connection: Connection, query: IncidentQuery, unit: str = "day") -> list[Day]:
    """How many of the incidents that fit `query` began on which day, in order of the days.

    `unit`: "month" or "year" for the whole of these put together, as their first days.
    """
    length, rest = {"month": (7, "-01"), "year": (4, "-01-01")}.get(unit, (10, ""))
    # The day itself goes along an index.
    begun = incidents.c.start if length == 10 else func.substr(incidents.c.start, 1, length)
    counted = (
        select(begun, func.count(), func.coalesce(func.sum(incidents.c.killed_low), 0))
        .where(*restrictions(query), incidents.c.start.is_not(None))
        .group_by(begun)
        .order_by(begun)
    )
    return [
        Day(date.fromisoformat(begin + rest), number, killed)
        for begin, number, killed in connection.execute(counted)
    ]


def number_of_incidents(connection: Connection, query: IncidentQuery) -> int:
    """How many incidents fit `query`, whatever its limit."""
    counted = select(func.count()).select_from(incidents).where(*restrictions(query))
    return int(connection.execute(counted).scalar_one())


def _cell(cell: float) -> tuple[ColumnElement[Any], ...]:
    """What the incidents of one site share: the cell, or the point itself, and how exact it is."""
    point = (incidents.c.latitude, incidents.c.longitude)
    if cell:
        # Rounding is the one way to a whole number that both databases have. The width is written
        # out, for a server takes two questions with parameters for different ones.
        width: ColumnElement[float] = literal_column(repr(cell))
        half: ColumnElement[float] = literal_column("0.5")
        return (*(func.round(part / width - half) for part in point), incidents.c.precision)
    return (*point, incidents.c.precision)


def _number_of_cells(connection: Connection, query: IncidentQuery, cell: float, most: int) -> int:
    """How many sites there would be; of more than `most` only that they are more."""
    cells = (part.label(f"part{at}") for at, part in enumerate(_cell(cell)))
    some = select(*cells).where(*restrictions(query)).distinct().limit(most + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _sums(
    connection: Connection,
    query: IncidentQuery,
    column: ColumnElement[Any],
    values: Sequence[str],
    cell: float,
) -> Sequence[Any]:
    """A row for each site: its precision, middle, box, incidents, killed, and the counts."""
    latitude, longitude = incidents.c.latitude, incidents.c.longitude
    killed = func.coalesce(func.sum(incidents.c.killed_low), 0)
    shared = _cell(cell)
    found = (
        select(
            incidents.c.precision, func.avg(longitude), func.avg(latitude), func.min(longitude),
            func.min(latitude), func.max(longitude), func.max(latitude), func.count(), killed,
            *(func.sum(case((column == value, 1), else_=0)) for value in values),
        )
        .where(*restrictions(query))
        .group_by(*shared)
        .order_by(*shared)
    )  # fmt: skip
    return connection.execute(found).fetchall()


def _site(row: Sequence[Any]) -> Site:
    precision, longitude, latitude, west, south, east, north, number, killed, *counts = row
    return Site(
        # Rounding may bring the mean of equal numbers off them, and so out of the box.
        min(max(longitude, west), east), min(max(latitude, south), north),
        (west, south, east, north), precision, number, killed, tuple(counts),
    )  # fmt: skip
