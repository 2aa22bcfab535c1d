"""The incidents of a case by place and by day: what a map and a timeline of them draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import mul
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, select

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
    found = _rows(connection, replace(query, located=True), incidents.c[field], values)
    if len(found) <= most:
        return Sites(tuple(_together([row]) for row in found), 0.0)
    cell = next((c for c in _CELLS if len({_cell(row, c) for row in found}) <= most), _CELLS[-1])
    cells: dict[_Cell, list[_Row]] = {}
    for row in found:
        cells.setdefault(_cell(row, cell), []).append(row)
    return Sites(tuple(map(_together, cells.values()))[:most], cell)


def days_of(connection: Connection, query: IncidentQuery) -> list[Day]:
    """How many of the incidents that fit `query` began on which day, in order of the days."""
    counted = (
        select(incidents.c.start, func.count(), func.coalesce(func.sum(incidents.c.killed_low), 0))
        .where(*restrictions(query), incidents.c.start.is_not(None))
        .group_by(incidents.c.start)
        .order_by(incidents.c.start)
    )
    return [Day(date.fromisoformat(row[0]), row[1], row[2]) for row in connection.execute(counted)]


def number_of_incidents(connection: Connection, query: IncidentQuery) -> int:
    """How many incidents fit `query`, whatever its limit."""
    counted = select(func.count()).select_from(incidents).where(*restrictions(query))
    return int(connection.execute(counted).scalar_one())


_Row = tuple[Any, ...]
"""Latitude, longitude, precision, incidents, killed, and the counts."""

_Cell = tuple[float, float, int | None]


def _rows(
    connection: Connection, query: IncidentQuery, column: ColumnElement[Any], values: Sequence[str]
) -> list[_Row]:
    place = (incidents.c.latitude, incidents.c.longitude, incidents.c.precision)
    sums = [func.sum(case((column == value, 1), else_=0)) for value in values]
    killed = func.coalesce(func.sum(incidents.c.killed_low), 0)
    found = (
        select(*place, func.count(), killed, *sums)
        .where(*restrictions(query))
        .group_by(*place)
        .order_by(*place)
    )
    return [tuple(row) for row in connection.execute(found)]


def _cell(row: _Row, cell: float) -> _Cell:
    return row[0] // cell, row[1] // cell, row[2]


def _together(rows: Sequence[_Row]) -> Site:
    if len(rows) == 1:
        latitude, longitude, precision, number, killed, *counts = rows[0]
        box = (longitude, latitude, longitude, latitude)
        return Site(longitude, latitude, box, precision, number, killed, tuple(counts))
    latitudes, longitudes, (precision, *_), numbers, killed_each, *each = zip(*rows, strict=True)
    number = sum(numbers)
    box = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    longitude = sum(map(mul, longitudes, numbers)) / number
    latitude = sum(map(mul, latitudes, numbers)) / number
    return Site(
        # Rounding may bring the mean of equal numbers off them, and so out of the box.
        min(max(longitude, box[0]), box[2]), min(max(latitude, box[1]), box[3]), box,
        precision, number, sum(killed_each), tuple(map(sum, each)),
    )  # fmt: skip
