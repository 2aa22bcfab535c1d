"""Whether a case is still what its log says: originals, texts, readings, decisions, the chain."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from riwaya.casefile import originals
from riwaya.casefile.chain import Chain, has_line
from riwaya.casefile.marks import decision_mark, provenance_mark, reading_mark
from riwaya.casefile.schema import decisions, readings, reports, versions
from riwaya.casefile.schema import originals as originals_table


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

    What can be made anew from the rest, such as the word index, is not looked at. `head`: a hash
    of the log noted elsewhere, which must be among its lines: an attacker who can rewrite the
    whole file can make a new chain, but not one that holds that hash.
    """
    faults = [
        f"original {sha256}: its bytes are not those that were received"
        for sha256 in originals.damaged(connection)
    ]
    chain = Chain(connection)
    faults += [chain.fault] if chain.fault else []
    if head is not None and not has_line(connection, head):
        faults.append(f"the log holds no line with the hash {head}: it was rewritten or cut short")
    faults += _versions(connection, chain)
    faults += _readings(connection, chain)
    faults += _newest(connection)
    faults += _decisions(connection, chain)
    return Verdict(
        originals=_count(connection, originals_table.c.sha256),
        versions=_count(connection, versions.c.number),
        lines=chain.lines,
        head=chain.head,
        faults=tuple(faults),
    )


def _versions(connection: Connection, chain: Chain) -> Iterator[str]:
    """Versions that were changed, that the log does not know, or that are gone."""
    query = (
        select(reports.c.id, versions, originals_table.c.size)
        .join(versions, versions.c.report == reports.c.number)
        .join(originals_table, originals_table.c.sha256 == versions.c.original, isouter=True)
        .order_by(versions.c.number)
        .execution_options(yield_per=500)
    )
    found = set()
    for row in connection.execute(query):
        name = f"report {row.id}, version {row.ordinal}"
        if originals.digest_of(row.text.encode("utf-8", "surrogatepass")) != row.text_sha256:
            yield f"{name}: its text was changed"
        if row.size is None:
            yield f"{name}: its original {row.original} is gone"
        key = (row.id, row.original, row.text_sha256)
        found.add(key)
        marks = chain.kept.get(key)
        if marks is None:
            yield f"{name}: the log does not know of it"
        elif None not in marks and provenance_mark(dict(row._mapping)) not in marks:
            yield f"{name}: what is kept of where and when it came from was changed"
    for report, _, _ in sorted(chain.kept.keys() - found):
        yield f"report {report}: a version that the log knows of is gone"


def _readings(connection: Connection, chain: Chain) -> Iterator[str]:
    """Readings that were changed, and those that are gone."""
    query = (
        select(reports.c.id, readings)
        .join(versions, versions.c.report == reports.c.number)
        .join(readings, readings.c.version == versions.c.number)
        .order_by(readings.c.number)
        .execution_options(yield_per=500)
    )
    found: Counter[tuple[str, str]] = Counter()
    for row in connection.execute(query):
        try:
            mark = reading_mark(row.object, row.failure, row.program, row.knowledge)
        except (ValueError, zlib.error):
            mark = "broken"
        found[row.id, mark] += 1
        if (row.id, mark) not in chain.read:
            yield f"report {row.id}: reading {row.number} is not the one that the log knows of"
    for (report, _), times in sorted((chain.read - found).items()):
        yield f"report {report}: {times} of the readings that the log knows of are gone"


def _newest(connection: Connection) -> Iterator[str]:
    """Reports that do not show their newest version, with a reading of that one."""
    newest = (
        select(versions.c.report, func.max(versions.c.number).label("version"))
        .group_by(versions.c.report)
        .subquery()
    )
    query = (
        select(reports.c.id)
        .join(newest, newest.c.report == reports.c.number, isouter=True)
        .join(readings, readings.c.number == reports.c.reading, isouter=True)
        .where(
            or_(
                reports.c.version.is_distinct_from(newest.c.version),
                readings.c.version.is_distinct_from(newest.c.version),
            )
        )
        .order_by(reports.c.number)
    )
    for name in connection.execute(query).scalars():
        yield f"report {name}: does not show its newest version, or a reading of another"


def _decisions(connection: Connection, chain: Chain) -> Iterator[str]:
    """Decisions that were changed, that the log does not know, or that are gone."""
    found = set()
    for row in connection.execute(select(decisions).order_by(decisions.c.number)):
        found.add(row.id)
        try:
            mark = decision_mark(row.kind, json.loads(row.one), json.loads(row.other), row.why)
        except (ValueError, RecursionError):
            mark = "broken"
        if chain.decided.get(row.id) != (row.at, row.who, mark):
            yield f"decision {row.id}: is not the one that the log knows of"
    for name in sorted(chain.decided.keys() - found):
        yield f"decision {name}: is gone, though the log knows of it"


def _count(connection: Connection, column: object) -> int:
    return connection.execute(select(func.count(column))).scalar() or 0  # type: ignore[arg-type]
