"""Reports read again where the program or its knowledge has changed since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from riwaya.casefile import log
from riwaya.casefile.copies import keep_sketches
from riwaya.casefile.derived import keep_derived
from riwaya.casefile.digest import Digest
from riwaya.casefile.keep import point_to, read_mark, reading_row
from riwaya.casefile.open import Case
from riwaya.casefile.schema import readings, reports, versions
from riwaya.model.intake import Intake
from riwaya.reading.version import knowledge_digest, program_version

Stale = tuple[int, int, Intake, str]
"""Report number, version number, the report as it was taken in, its id."""


def stale_after(case: Case, number: int, limit: int) -> list[Stale]:
    """Newest versions whose reading was made by another program or knowledge, or failed.

    Of reports with a number above `number`, in the order of the numbers, at most `limit`.
    """
    query = (
        select(reports.c.id, versions)
        .join(versions, versions.c.number == reports.c.version)
        .join(readings, readings.c.number == reports.c.reading, isouter=True)
        .where(
            readings.c.object.is_(None)
            | (readings.c.program != program_version())
            | (readings.c.knowledge != knowledge_digest()),
            reports.c.number > number,
        )
        .order_by(reports.c.number)
        .limit(limit)
    )
    with case.reading() as connection:
        return [(r.report, r.number, intake_of(r), r.id) for r in connection.execute(query)]


def intake_of(row: Any) -> Intake:
    """A stored version as the intake it was; a day found in the text is looked for again."""
    known = row.published and row.published_basis != "dateline"
    return Intake(
        where=row.place,
        text=row.text,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        published=date.fromisoformat(row.published) if known else None,
        published_basis=row.published_basis if known else None,
        notes=tuple(json.loads(row.notes)),
        published_at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        forwarded_from=row.forwarded_from,
    )


def keep_reread(case: Case, batch: Sequence[tuple[Stale, Digest]]) -> int:
    """Write new readings beside the old ones and point the reports to them; returns how many.

    A report that got another version or reading meanwhile is left as it is.
    """
    at = case.moment()
    with case.writing() as connection:
        query = select(reports.c.number, reports.c.version).where(
            reports.c.number.in_([number for (number, *_), _ in batch])
        )
        current = {row.number: row.version for row in connection.execute(query)}
        made = [(s, d) for s, d in batch if current.get(s[0]) == s[1]]
        held = _held(connection, [version for (_, version, _, _), _ in made])
        last = connection.execute(select(func.max(readings.c.number))).scalar() or 0
        rows, newest, deeds = [], [], []
        for (number, version, intake, report), digest in made:
            reading = held.get(version)
            if reading is None:
                last, reading = last + 1, last + 1
                rows.append(reading_row(digest, version, reading, at))
                deeds.append(log.Deed("read", report, "", read_mark(digest)))
            newest.append(
                {
                    "which": number, "version": version, "reading": reading,
                    "outlet": intake.outlet, "published": digest.published,
                }
            )  # fmt: skip
        if rows:
            connection.execute(insert(readings), rows)
        if newest:
            point_to(connection, newest)
        keep_derived(connection, {s[0]: (s[2].title, d) for s, d in made})
        keep_sketches(connection, {s[0]: d.sketch for s, d in made})
        log.append(connection, at, case.who, deeds)
    return len(made)


def _held(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Readings that this program and knowledge have already made, by version."""
    query = select(readings.c.version, readings.c.number).where(
        readings.c.version.in_(numbers),
        readings.c.program == program_version(),
        readings.c.knowledge == knowledge_digest(),
    )
    return {row.version: row.number for row in connection.execute(query)}
