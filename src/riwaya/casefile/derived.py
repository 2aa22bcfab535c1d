"""What is made of the newest version of a report so that it can be found; made anew at will."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, Table, delete

from riwaya.casefile.digest import Digest, unpacked
from riwaya.casefile.facets import Row, day_rows, facet_rows, figure_rows, publication_rows
from riwaya.casefile.rows import chunks, write_rows
from riwaya.casefile.schema import event_days, facets, figures
from riwaya.casefile.words import index_all


def keep_derived(connection: Connection, made: Mapping[int, tuple[str | None, Digest]]) -> None:
    """Words, facets, days and figures by report number, from (title, digest), for older ones."""
    index_all(
        connection,
        [(number, title or "", digest.body) for number, (title, digest) in sorted(made.items())],
    )
    rows: dict[Table, list[Row]] = {facets: [], event_days: [], figures: []}
    for number, (_, digest) in sorted(made.items()):
        if digest.reading is not None:
            reading = json.loads(unpacked(digest.reading))
            rows[facets] += facet_rows(number, reading)
            rows[event_days] += day_rows(number, reading)
            rows[figures] += figure_rows(number, reading)
        else:
            rows[event_days] += publication_rows(number, digest.published)
    for table, found in rows.items():
        for chunk in chunks(sorted(made)):
            connection.execute(delete(table).where(table.c.report.in_(chunk)))
        write_rows(connection, table, found)
