"""What people coded by hand, as it lies in a case: taken in, read back, and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from riwaya.casefile import log
from riwaya.casefile.coded_schema import coded, codings
from riwaya.casefile.columns import stored
from riwaya.casefile.open import Case
from riwaya.casefile.schema import log as log_table
from riwaya.model.coded import CodedRecord, Coder

IMPORT = "import"
"""What the log calls the taking in of coded rows."""

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were new, changed, and known as they are; `elsewhere`: rows of this coder and
    data set in the case that the table does not have; they stay.
    """

    added: int
    changed: int
    unchanged: int
    elsewhere: int


def take_in(
    case: Case, coder: Coder, content: str, records: Sequence[CodedRecord], came: Mapping[str, str]
) -> Taken:
    """Keep a coder's rows, whole or not at all; what is known already stays as it is.

    `content`: the codebook's file, its name and text as JSON; "" for formats without one. `came`:
    what the log is to say of the table, such as its name and SHA-256.
    """
    with case.writing() as connection:
        number = _coding(connection, coder, content)
        before = digest(connection, number)
        known = {key: (version, held) for key, version, held in _held(connection, number)}
        rows, added = [], 0
        for record in records:
            text = _object(record)
            version, held = known.get(record.key, (0, None))
            if text == held:
                continue
            added += held is None
            rows.append(_row(number, record, text, version + 1, case.moment()))
        for start in range(0, len(rows), _CHUNK):
            connection.execute(insert(coded), rows[start : start + _CHUNK])
        taken = Taken(
            added=added,
            changed=len(rows) - added,
            unchanged=len(records) - len(rows),
            elsewhere=len(known.keys() - {record.key for record in records}),
        )
        after = {**came, **asdict(taken), "rows": digest(connection, number)}
        deed = log.Deed(IMPORT, _subject(coder), before, json.dumps(after, sort_keys=True))
        log.append(connection, case.moment(), case.who, [deed])
    return taken


def coders(connection: Connection, name: str | None = None) -> tuple[tuple[int, Coder, str], ...]:
    """(number, coder, codebook as given) of all codings, or those of one coder, by name."""
    query = select(codings).order_by(codings.c.coder, codings.c.format, codings.c.book)
    if name is not None:
        query = query.where(codings.c.coder == name)
    return tuple(
        (row.number, Coder(row.coder, row.format, row.book), row.content)
        for row in connection.execute(query)
    )


def records(connection: Connection, number: int) -> Iterator[CodedRecord]:
    """The rows of a coding as they now are, by key."""
    for _, _, text in _held(connection, number):
        yield _record(json.loads(text))


def coded_faults(connection: Connection) -> Iterator[str]:
    """Codings whose rows are not those that the log knows of."""
    query = select(log_table).where(log_table.c.what == IMPORT).order_by(log_table.c.number)
    known: dict[str, str] = {}
    for line in connection.execute(query):
        try:
            known[line.subject] = str(json.loads(line.after)["rows"])
        except (ValueError, KeyError, TypeError, RecursionError):
            known[line.subject] = "broken"
    for number, coder, _ in coders(connection):
        subject = _subject(coder)
        if known.pop(subject, None) != digest(connection, number):
            yield f"rows coded by {subject}: are not those that the log knows of"
    for subject in sorted(known):
        yield f"rows coded by {subject}: are gone, though the log knows of them"


def digest(connection: Connection, number: int) -> str:
    """SHA-256 over all versions of all rows of a coding, "" where it has none."""
    total = hashlib.sha256()
    query = select(coded.c.key, coded.c.version, coded.c.object).where(coded.c.coding == number)
    lines = sorted(
        json.dumps([stored(row.key), row.version, stored(row.object)], ensure_ascii=True)
        for row in connection.execute(query.execution_options(yield_per=1000))
    )
    for line in lines:
        total.update(f"{line}\n".encode("ascii"))
    return total.hexdigest() if lines else ""


def _coding(connection: Connection, coder: Coder, content: str) -> int:
    query = select(codings.c.number, codings.c.content).where(
        codings.c.coder == coder.name,
        codings.c.format == coder.format,
        codings.c.book == coder.book,
    )
    held = connection.execute(query).first()
    if held is not None:
        if held.content != content:
            changed = update(codings).where(codings.c.number == held.number)
            connection.execute(changed.values(content=content))
        return int(held.number)
    number = (connection.execute(select(func.max(codings.c.number))).scalar() or 0) + 1
    row = {
        "number": number, "coder": coder.name, "format": coder.format, "book": coder.book,
        "content": content,
    }  # fmt: skip
    connection.execute(insert(codings), [row])
    return number


def _held(connection: Connection, number: int) -> Iterator[tuple[str, int, str]]:
    """(key, version, object) of the newest version of every row, by key."""
    for row in connection.execute(_newest(number).execution_options(yield_per=1000)):
        yield row.key, row.version, row.object


def _newest(number: int) -> Select[Any]:
    last = (
        select(coded.c.key, func.max(coded.c.version).label("version"))
        .where(coded.c.coding == number)
        .group_by(coded.c.key)
        .subquery()
    )
    return (
        select(coded.c.key, coded.c.version, coded.c.object)
        .join(last, (last.c.key == coded.c.key) & (last.c.version == coded.c.version))
        .where(coded.c.coding == number)
        .order_by(coded.c.key)
    )


def _subject(coder: Coder) -> str:
    return f"{coder.name}: {coder.set_name}"


def _row(number: int, record: CodedRecord, text: str, version: int, at: str) -> dict[str, Any]:
    return {
        "coding": number, "key": record.key, "version": version, "object": text,
        "incident": record.incident, "start": record.start.isoformat() if record.start else None,
        "end": record.end.isoformat() if record.end else None, "latitude": record.latitude,
        "longitude": record.longitude, "added": at,
    }  # fmt: skip


def _object(record: CodedRecord) -> str:
    return json.dumps(asdict(record), ensure_ascii=False, default=date.isoformat)


def _record(value: Mapping[str, Any]) -> CodedRecord:
    days = {
        name: date.fromisoformat(value[name]) if value[name] else None for name in ("start", "end")
    }
    fields: Iterable[Sequence[Any]] = value["fields"]
    return CodedRecord(**{**value, **days, "fields": tuple((name, told) for name, told in fields)})
