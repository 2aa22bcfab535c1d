"""The log of a case read through once: where it breaks, and what it says was kept."""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import Connection, select

from riwaya.casefile import log
from riwaya.casefile.columns import stored
from riwaya.casefile.schema import log as log_table


class Chain:
    """What the lines up to the first broken one say.

    `fault`: the first broken line, in words, or None. `kept`: per version (report, original,
    text) the marks of its provenance, None where an older program wrote none. `read`: how often
    each (report, mark of a reading) was written. `decided`: (moment, who, mark) by decision.
    """

    def __init__(self, connection: Connection) -> None:
        self.lines = 0
        self.head = log.START
        self.kept: dict[tuple[str, str, str], set[str | None]] = {}
        self.read: Counter[tuple[str, str]] = Counter()
        self.decided: dict[str, tuple[str, str, str]] = {}
        self.fault = self._walk(connection)

    def _walk(self, connection: Connection) -> str | None:
        for row in log.lines(connection):
            fields = tuple(getattr(row, name) for name in log.FIELDS)
            line = (row.number, row.at, *(stored(str(f)) for f in fields))
            if row.number != self.lines + 1:
                return f"log: line {self.lines + 1} is missing"
            if row.previous != self.head:
                return f"log: line {row.number} does not hold the hash of the line before it"
            if row.hash != log.line_hash(line, row.previous):
                return f"log: line {row.number} ({row.what} {row.subject}) was changed"
            self.lines, self.head = row.number, row.hash
            if row.what in ("add", "change"):
                if not self._note_version(row.subject, row.after):
                    return f"log: line {row.number} ({row.what} {row.subject}) cannot be read"
            elif row.what == "read":
                self.read[row.subject, row.after] += 1
            elif row.what == "decide":
                self.decided[row.subject] = row.at, row.who, row.after
        return None

    def _note_version(self, subject: str, after: str) -> bool:
        try:
            told = json.loads(after)
            key = subject, str(told["original"]), str(told["text"])
            self.kept.setdefault(key, set()).add(told.get("came"))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return False
        return True


def has_line(connection: Connection, wanted: str) -> bool:
    """Whether a line of the log has that hash."""
    query = select(log_table.c.number).where(log_table.c.hash == wanted)
    return connection.execute(query).first() is not None
