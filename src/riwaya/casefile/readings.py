"""All readings of a report, those of older programs too, and the incidents it tells of."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection, select

from riwaya.casefile.digest import unpacked
from riwaya.casefile.schema import incidents, members, readings, reports, versions
from riwaya.errors import NotInCase
from riwaya.model import Reading
from riwaya.model.deserialise import reading_record


class MadeReading(NamedTuple):
    """When and by what a version was read. `number`: the reading's; `version`: the ordinal;
    `knowledge`: the digest of what the program knew; `failure`: why there is no reading.
    """

    number: int
    version: int
    program: str
    knowledge: str
    made: str
    failure: str | None


class Told(NamedTuple):
    """An incident that a report tells of; fields as in `incident_list.IncidentRow`."""

    id: str
    type: str
    start: str | None
    end: str | None
    place: str | None
    place_en: str | None
    grade: str
    reports: int
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None


def readings_of(connection: Connection, report: str) -> tuple[MadeReading, ...]:
    """Every reading of the report of this id, the newest first."""
    query = (
        select(
            readings.c.number, versions.c.ordinal, readings.c.program, readings.c.knowledge,
            readings.c.made, readings.c.failure,
        )
        .join(versions, versions.c.number == readings.c.version)
        .join(reports, reports.c.number == versions.c.report)
        .where(reports.c.id == report)
        .order_by(versions.c.ordinal.desc(), readings.c.number.desc())
    )  # fmt: skip
    return tuple(MadeReading(*row) for row in connection.execute(query))


def one_reading(connection: Connection, report: str, number: int) -> Reading:
    """A reading of a report by its number. Raises NotInCase."""
    query = (
        select(readings.c.object)
        .join(versions, versions.c.number == readings.c.version)
        .join(reports, reports.c.number == versions.c.report)
        .where(reports.c.id == report, readings.c.number == number)
    )
    packed = connection.execute(query).scalar()
    if packed is None:
        raise NotInCase(f"{report} has no reading {number}")
    return reading_record(json.loads(unpacked(packed)))


def incidents_of(connection: Connection, report: str) -> tuple[Told, ...]:
    """The incidents that a report tells of, by day."""
    query = (
        select(*(incidents.c[name] for name in Told._fields))
        .join(members, members.c.incident == incidents.c.id)
        .join(reports, reports.c.number == members.c.report)
        .where(reports.c.id == report)
        .order_by(incidents.c.start, incidents.c.id)
        .distinct()
    )
    return tuple(Told(*row) for row in connection.execute(query))
