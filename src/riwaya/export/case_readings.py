"""The newest readings of a case as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from riwaya.casefile import log
from riwaya.casefile.digest import unpacked
from riwaya.casefile.open import Case
from riwaya.casefile.schema import readings, reports
from riwaya.errors import UnreadableFile
from riwaya.export.json import failure_json
from riwaya.model.intake import Failure


def export_readings(case: Case, target: str) -> Iterator[str]:
    """A line of `riwaya.reading/1` for every report, by id; for one that failed, its `error`.

    Noted in the log, with `target`, once all are written.
    """
    query = (
        select(reports.c.id, readings.c.object, readings.c.failure)
        .join(readings, readings.c.number == reports.c.reading)
        .order_by(reports.c.id)
    )
    count = 0
    with case.reading() as connection:
        for row in connection.execute(query.execution_options(yield_per=200)):
            count += 1
            if row.object is not None:
                yield unpacked(row.object) + "\n"
            else:
                yield failure_json(Failure(row.id, UnreadableFile(row.failure), row.id)) + "\n"
    with case.writing() as connection:
        deed = log.Deed("export", "readings", "", f"{count} as jsonl to {target}")
        log.append(connection, case.moment(), case.who, [deed])
