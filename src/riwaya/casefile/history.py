"""All that a case holds of one report: its versions, copies and what was read in it."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, or_, select

from riwaya.casefile.columns import stored
from riwaya.casefile.digest import unpacked
from riwaya.casefile.identity import shortened, url_key
from riwaya.casefile.schema import copies, originals, readings, reports, versions
from riwaya.errors import NotInCase
from riwaya.model import Reading
from riwaya.model.deserialise import reading_record

_NEAR, _COMPARED, _MOST_COPIES = 3, 5_000, 1_000


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a report as it was at one time. `ordinal` counts from 1.

    `origin`: file or address it came from, with the line or record; `original`: SHA-256 of the
    `size` bytes as received. `added` and `retrieved`: moments, ISO 8601. `headers`: of the
    response it came in. `notes`: what to know of how the input was understood. `program`: what
    made its reading.
    """

    ordinal: int
    added: str
    origin: str
    original: str
    size: int
    media_type: str
    text: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    published_basis: str | None
    published_at: str | None
    retrieved: str | None
    forwarded_from: str | None
    headers: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    reading: Reading | None
    failure: str | None
    program: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another report that shares the text. `likeness` from 0 to 1; `reason` in words."""

    id: str
    published: str | None
    outlet: str | None
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class History:
    """One report of the case; `versions` oldest first, `copies` most alike first."""

    id: str
    versions: tuple[Version, ...]
    copies: tuple[Copy, ...]

    def version(self, ordinal: int | None = None) -> Version:
        """The version of this number, the newest without one. Raises NotInCase."""
        if ordinal is None:
            return self.versions[-1]
        for version in self.versions:
            if version.ordinal == ordinal:
                return version
        there = ", ".join(str(version.ordinal) for version in self.versions)
        raise NotInCase(f"{self.id} has no version {ordinal}; it has {there}")


def history(connection: Connection, name: str) -> History:
    """The report of this id, or from this web address. Raises NotInCase, with ids like it."""
    found = _found(connection, name)
    if found is None:
        raise NotInCase(_unknown(connection, name))
    rows = connection.execute(
        select(versions, originals.c.size, originals.c.media_type)
        .join(originals, originals.c.sha256 == versions.c.original)
        .where(versions.c.report == found.number)
        .order_by(versions.c.ordinal)
    )
    return History(
        found.id,
        tuple(_version(connection, row) for row in rows.all()),
        _copies(connection, found.number),
    )


def _found(connection: Connection, name: str) -> Row[int, str] | None:
    wanted = select(reports.c.number, reports.c.id).order_by(reports.c.number).limit(1)
    by_id = connection.execute(wanted.where(reports.c.id == shortened(name))).first()
    if by_id is not None or "://" not in name:
        return by_id
    from_there = select(versions.c.report).where(versions.c.url == name)
    by_address = or_(reports.c.key == url_key(name), reports.c.number.in_(from_there))
    return connection.execute(wanted.where(by_address)).first()


def _version(connection: Connection, row: Row[*tuple[object, ...]]) -> Version:
    held = row._mapping
    last = connection.execute(
        select(readings)
        .where(readings.c.version == held["number"])
        .order_by(readings.c.number.desc())
        .limit(1)
    ).first()
    packed = last.object if last else None
    return Version(
        reading=reading_record(json.loads(unpacked(packed))) if packed is not None else None,
        failure=last.failure if last else None,
        program=last.program if last else None,
        origin=held["place"],
        headers=tuple((name, value) for name, value in json.loads(held["headers"])),
        notes=tuple(json.loads(held["notes"])),
        **{name: held[name] for name in _AS_HELD},
    )


_AS_HELD = (
    "ordinal", "added", "original", "size", "media_type", "text", "title", "url", "outlet",
    "published", "published_basis", "published_at", "retrieved", "forwarded_from",
)  # fmt: skip


def _copies(connection: Connection, number: int) -> tuple[Copy, ...]:
    other = reports.c.number == copies.c.other
    one = reports.c.number == copies.c.one
    rows = connection.execute(
        select(reports.c.id, reports.c.published, reports.c.outlet, copies.c.likeness,
               copies.c.reason)
        .join(copies, or_(other & (copies.c.one == number), one & (copies.c.other == number)))
        .order_by(copies.c.likeness.desc(), reports.c.id)
        .limit(_MOST_COPIES)
    )  # fmt: skip
    return tuple(Copy(*row) for row in rows)


def _unknown(connection: Connection, name: str) -> str:
    shown = name if len(name) <= 80 else name[:80] + "…"
    near = _near(connection, name)
    if near:
        return f"the case has no report {shown}; did you mean {' or '.join(near)}?"
    return f"the case has no report {shown}; `riwaya search` shows the ids"


def _near(connection: Connection, name: str) -> list[str]:
    """Ids that begin with `name`, else ids spelled like it among those with the same head."""
    for length in (len(name), min(len(name), 4), 1):
        if not name:
            break
        head = func.lower(func.substr(reports.c.id, 1, length))
        ids = connection.execute(
            select(reports.c.id)
            .where(head == func.lower(stored(name[:length])))
            .order_by(reports.c.id)
            .limit(_COMPARED)
        )
        found = list(ids.scalars())
        if found and length == len(name):
            return found[:_NEAR]
        close = difflib.get_close_matches(name[:80], found, _NEAR)
        if close:
            return close
    return []
