"""Whether a case is still what its log says: originals, texts, readings and the chain itself."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from riwaya.casefile import log, originals
from riwaya.casefile.columns import stored
from riwaya.casefile.digest import unpacked
from riwaya.casefile.schema import log as log_table
from riwaya.casefile.schema import originals as originals_table
from riwaya.casefile.schema import readings, reports, versions


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and every fault found, in words; `head` is the last hash of the log."""

    originals: int
    versions: int
    lines: int
    head: str
    faults: tuple[str, ...]


def verify(connection: Connection, *, head: str | None = None) -> Verdict:
    """Hash everything again. The first broken line of the log is named; the rest cannot be told.

    `head`: a hash of the log noted elsewhere, which must be among its lines: an attacker who can
    rewrite the whole file can make a new chain, but not one that holds that hash.
    """
    faults = [
        f"original {sha256}: its bytes are not those that were received"
        for sha256 in originals.damaged(connection)
    ]
    chain = _Chain()
    faults += chain.check(connection)
    if head is not None and head not in chain.hashes(connection, head):
        faults.append(f"the log holds no line with the hash {head}: it was rewritten or cut short")
    faults += _texts(connection, chain)
    faults += _readings(connection, chain)
    return Verdict(
        originals=_count(connection, originals_table.c.sha256),
        versions=_count(connection, versions.c.number),
        lines=chain.lines,
        head=chain.head,
        faults=tuple(faults),
    )


class _Chain:
    """The log read through once; what it says was kept."""

    def __init__(self) -> None:
        self.lines = 0
        self.head = log.START
        self.kept: set[tuple[str, str, str]] = set()
        self.read: set[tuple[str, str]] = set()

    def check(self, connection: Connection) -> list[str]:
        """The first fault of the chain, if any, in a list."""
        for row in log.lines(connection):
            fields = tuple(getattr(row, name) for name in log.FIELDS)
            line = (row.number, row.at, *(stored(str(f)) for f in fields))
            if row.number != self.lines + 1:
                return [f"log: line {self.lines + 1} is missing"]
            if row.previous != self.head:
                return [f"log: line {row.number} does not hold the hash of the line before it"]
            if row.hash != log.line_hash(line, row.previous):
                return [f"log: line {row.number} ({row.what} {row.subject}) was changed"]
            self.lines, self.head = row.number, row.hash
            self._note(row.what, row.subject, row.after)
        return []

    def _note(self, what: str, subject: str, after: str) -> None:
        if what in ("add", "change"):
            told = json.loads(after)
            self.kept.add((subject, told["original"], told["text"]))
        elif what == "read":
            self.read.add((subject, after.split(" ")[0]))

    @staticmethod
    def hashes(connection: Connection, wanted: str) -> set[str]:
        """`wanted`, if a line has that hash."""
        query = select(log_table.c.hash).where(log_table.c.hash == wanted)
        return set(connection.execute(query).scalars())


def _texts(connection: Connection, chain: _Chain) -> Iterator[str]:
    """Versions whose text was changed, that the log does not know, or that are gone."""
    query = (
        select(reports.c.id, versions)
        .join(versions, versions.c.report == reports.c.number)
        .order_by(versions.c.number)
        .execution_options(yield_per=500)
    )
    found = set()
    for row in connection.execute(query):
        text = originals.digest_of(row.text.encode("utf-8", "surrogatepass"))
        if text != row.text_sha256:
            yield f"report {row.id}, version {row.ordinal}: its text was changed"
        found.add((row.id, row.original, row.text_sha256))
        if (row.id, row.original, row.text_sha256) not in chain.kept:
            yield f"report {row.id}, version {row.ordinal}: the log does not know of it"
    for report, _, _ in sorted(chain.kept - found):
        yield f"report {report}: a version that the log knows of is gone"


def _readings(connection: Connection, chain: _Chain) -> Iterator[str]:
    query = (
        select(reports.c.id, readings.c.number, readings.c.object)
        .join(versions, versions.c.report == reports.c.number)
        .join(readings, readings.c.version == versions.c.number)
        .where(readings.c.object.is_not(None))
        .order_by(readings.c.number)
        .execution_options(yield_per=500)
    )
    for row in connection.execute(query):
        if (row.id, _reading_hash(row.object)) not in chain.read:
            yield f"report {row.id}: reading {row.number} is not the one that the log knows of"


def _reading_hash(packed: bytes) -> str:
    try:
        return originals.digest_of(unpacked(packed).encode("utf-8"))
    except (ValueError, zlib.error):
        return "broken"


def _count(connection: Connection, column: object) -> int:
    return connection.execute(select(func.count(column))).scalar() or 0  # type: ignore[arg-type]
