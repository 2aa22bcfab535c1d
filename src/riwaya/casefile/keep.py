"""Reports written into a case, whole batches or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select, update

from riwaya.casefile import log
from riwaya.casefile.copies import keep_sketches
from riwaya.casefile.derived import keep_derived
from riwaya.casefile.digest import Digest, renamed
from riwaya.casefile.marks import provenance_mark, reading_mark
from riwaya.casefile.open import Case
from riwaya.casefile.originals import row_of
from riwaya.casefile.rows import chunks, write_rows
from riwaya.casefile.schema import originals, readings, reports, versions
from riwaya.casefile.standing import CHANGED, NEW, UNCHANGED, Standing, original_of, standings
from riwaya.model.intake import Intake
from riwaya.reading.version import knowledge_digest, program_version

Row = dict[str, Any]
# As much as an index of PostgreSQL holds; the version has the whole name.
_LONGEST_OUTLET = 500


def keep(case: Case, batch: Sequence[tuple[Intake, Digest]]) -> list[Standing]:
    """Write a batch in one transaction; what another process added meanwhile is left as it is.

    Returns how each intake stood to the case, in order. Raises CaseUnavailable.
    """
    with case.writing() as connection:
        found = standings(connection, [intake for intake, _ in batch])
        # Since it was read, another report may have come to bear its id.
        fresh = [
            (standing, renamed(digest, standing.identity.id))
            for standing, (_, digest) in zip(found, batch, strict=True)
            if standing.state != UNCHANGED
        ]
        if fresh:
            _write(case, connection, fresh)
    return found


def _write(case: Case, connection: Connection, fresh: Sequence[tuple[Standing, Digest]]) -> None:
    at = case.moment()
    _keep_originals(connection, [standing for standing, _ in fresh])
    numbers = _numbers(connection, [standing for standing, _ in fresh])
    version, reading = _last(connection, versions), _last(connection, readings)
    version_rows: list[Row] = []
    reading_rows: list[Row] = []
    newest: dict[int, Row] = {}
    digests: dict[int, tuple[str | None, Digest]] = {}
    deeds: list[log.Deed] = []
    for standing, digest in fresh:
        version, reading = version + 1, reading + 1
        number = numbers[standing.identity.key]
        version_rows.append(_version_row(standing, digest, number, version, at))
        reading_rows.append(reading_row(digest, version, reading, at))
        newest[number] = {
            "which": number, "version": version, "reading": reading,
            "outlet": standing.intake.outlet, "published": digest.published,
        }  # fmt: skip
        digests[number] = standing.intake.title, digest
        deeds += _deeds(standing, digest, version_rows[-1])
    write_rows(connection, versions, version_rows)
    write_rows(connection, readings, reading_rows)
    point_to(connection, list(newest.values()))
    keep_derived(connection, digests)
    keep_sketches(connection, {number: digest.sketch for number, (_, digest) in digests.items()})
    log.append(connection, at, case.who, deeds)


def point_to(connection: Connection, newest: Sequence[Row]) -> None:
    """Set the newest version and reading of reports; rows of which, version, reading, outlet and
    published.
    """
    columns = ("version", "reading", "outlet", "published")
    rows = [{**row, "outlet": row["outlet"] and row["outlet"][:_LONGEST_OUTLET]} for row in newest]
    connection.execute(
        update(reports)
        .where(reports.c.number == bindparam("which"))
        .values({name: bindparam(name) for name in columns}),
        rows,
    )


def _keep_originals(connection: Connection, fresh: Sequence[Standing]) -> None:
    wanted = {standing.original: standing for standing in fresh}
    held: set[str] = set()
    for chunk in chunks(sorted(wanted)):
        query = select(originals.c.sha256).where(originals.c.sha256.in_(chunk))
        held.update(connection.execute(query).scalars())
    missing = sorted(set(wanted) - held)
    rows = [row_of(original_of(wanted[sha].intake), sha) for sha in missing]
    write_rows(connection, originals, rows)


def _numbers(connection: Connection, fresh: Sequence[Standing]) -> Mapping[str, int]:
    """The number of each report by its key; new reports get theirs here, in their order."""
    numbers: dict[str, int] = {}
    rows: list[Row] = []
    last = _last(connection, reports)
    for standing in fresh:
        key = standing.identity.key
        if key in numbers:
            continue
        if standing.number is None:
            last += 1
            rows.append({"number": last, "id": standing.identity.id, "key": key})
        numbers[key] = standing.number or last
    write_rows(connection, reports, rows)
    return numbers


def _last(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.max(table.c.number))).scalar() or 0


def _version_row(standing: Standing, digest: Digest, number: int, version: int, at: str) -> Row:
    intake = standing.intake
    original = original_of(intake)
    return {
        "number": version,
        "report": number,
        "ordinal": standing.ordinal,
        "original": standing.original,
        "text": intake.text,
        "text_sha256": standing.text_sha256,
        "title": intake.title,
        "url": intake.url,
        "outlet": intake.outlet,
        "published": digest.published,
        "published_basis": digest.published_basis,
        "published_at": utc(intake.published_at),
        "forwarded_from": intake.forwarded_from,
        "place": intake.where,
        "headers": json.dumps(original.headers, ensure_ascii=False),
        "retrieved": utc(original.retrieved),
        "notes": json.dumps(intake.notes, ensure_ascii=False),
        "added": at,
    }


def reading_row(digest: Digest, version: int, reading: int, at: str) -> Row:
    """The row of a reading that this program and knowledge made."""
    return {
        "number": reading,
        "version": version,
        "program": program_version(),
        "knowledge": knowledge_digest(),
        "object": digest.reading,
        "failure": digest.failure,
        "made": at,
    }


def _deeds(standing: Standing, digest: Digest, row: Row) -> list[log.Deed]:
    what = {NEW: "add", CHANGED: "change"}[standing.state]
    after = json.dumps(
        {
            "original": standing.original,
            "text": standing.text_sha256,
            "from": standing.intake.where,
            "came": provenance_mark(row),
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return [
        log.Deed(what, standing.identity.id, standing.before, after),
        log.Deed("read", standing.identity.id, "", read_mark(digest)),
    ]


def read_mark(digest: Digest) -> str:
    """What the log says of a reading that this program and knowledge made."""
    return reading_mark(digest.reading, digest.failure, program_version(), knowledge_digest())


def utc(moment: datetime | None) -> str | None:
    """A moment as a case holds it; one without a zone is taken to be in UTC."""
    if moment is None:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="seconds")
