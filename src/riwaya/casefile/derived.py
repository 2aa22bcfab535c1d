"""What is made of the newest version of a report so that it can be found; made anew at will."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert

from riwaya.casefile.digest import Digest, unpacked
from riwaya.casefile.facets import publication_rows, write_facets
from riwaya.casefile.schema import event_days, facets, figures
from riwaya.casefile.words import index


def keep_derived(connection: Connection, made: Mapping[int, tuple[str | None, Digest]]) -> None:
    """Words, facets, days and figures by report number, from (title, digest), for older ones."""
    for number, (title, digest) in sorted(made.items()):
        index(connection, number, title or "", digest.body)
        if digest.reading is not None:
            write_facets(connection, number, json.loads(unpacked(digest.reading)))
        else:
            for table in (facets, event_days, figures):
                connection.execute(delete(table).where(table.c.report == number))
            if rows := publication_rows(number, digest.published):
                connection.execute(insert(event_days), rows)
