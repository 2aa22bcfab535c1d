"""The log of a case: append-only, each line holding the hash of the line before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from riwaya.casefile.columns import stored
from riwaya.casefile.rows import write_rows
from riwaya.casefile.schema import log

START = "0" * 64
"""What the first line holds in place of a hash."""

FIELDS = ("who", "what", "subject", "before", "after")
"""The columns of a line that its hash is over, after its number and moment."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to the case, to be written into its log.

    `what`: add, change, read, copy, link, decide, export, import, watch, restore, stamp.
    `subject`: what it was done to, such as a report's id. `before`, `after`: what told the
    subject's state, such as the SHA-256 of its text; empty where there is none.
    """

    what: str
    subject: str
    before: str = ""
    after: str = ""


def append(connection: Connection, at: str, who: str, deeds: Sequence[Deed]) -> None:
    """Write `deeds` at the end of the log; `connection` must be one of `Case.writing`."""
    if not deeds:
        return
    number, previous = head(connection)
    rows = []
    for deed in deeds:
        number += 1
        # The hash is over what a later reader finds in the table, so over the stored form.
        said = [stored(t) for t in (who, deed.what, deed.subject, deed.before, deed.after)]
        digest = line_hash((number, at, *said), previous)
        rows.append(
            {
                "number": number, "at": at, "who": who, "what": deed.what,
                "subject": deed.subject, "before": deed.before, "after": deed.after,
                "previous": previous, "hash": digest,
            }
        )  # fmt: skip
        previous = digest
    write_rows(connection, log, rows)


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last line; 0 and START for an empty log."""
    row = connection.execute(
        select(log.c.number, log.c.hash).order_by(log.c.number.desc()).limit(1)
    ).first()
    return (row.number, row.hash) if row else (0, START)


def line_hash(line: Sequence[int | str], previous: str) -> str:
    """SHA-256, in hexadecimal, of a line (number, at, who, what, subject, before, after)."""
    text = json.dumps([*line, previous], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def lines(connection: Connection, after: int = 0) -> Iterator[Any]:
    """The lines of the log in order, those after number `after`."""
    query = select(log).where(log.c.number > after).order_by(log.c.number)
    yield from connection.execute(query.execution_options(yield_per=1000))
