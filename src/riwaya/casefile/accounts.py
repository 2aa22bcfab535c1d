"""Stored readings as the accounts that incidents are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from riwaya.casefile import copies
from riwaya.casefile.digest import unpacked
from riwaya.casefile.schema import readings, reports, versions
from riwaya.model import Reading
from riwaya.model.deserialise import reading_record
from riwaya.model.incident import Account

_CHUNK = 400

Groups = dict[int, tuple[int, str]]
"""Per report number that has copies: the number that stands for its group, and the reason."""


def accounts(
    connection: Connection, numbers: Iterable[int] | None = None, groups: Groups | None = None
) -> Iterator[tuple[int, Account]]:
    """(report number, account) of the newest readings, in the order of the numbers.

    `numbers`: of these reports only. `groups`: from `copies.groups`, to ask for them once.
    Reports that could not be read are left out.
    """
    groups = copies.groups(connection) if groups is None else groups
    if numbers is not None:
        numbers = sorted(set(numbers))
        groups = {number: groups[number] for number in numbers if number in groups}
    names = _names(connection, sorted({first for first, _ in groups.values()}))
    for row in _rows(connection, numbers):
        first, reason = groups.get(row.number, (row.number, ""))
        at = row.published_at
        yield (
            row.number,
            Account(
                reading=reading_record(json.loads(unpacked(row.object))),
                published_at=datetime.fromisoformat(at) if at else None,
                text_origin=names.get(first, row.id),
                copy_reason=reason if first != row.number else None,
                forwarded_from=row.forwarded_from,
            ),
        )


def reading_of(connection: Connection, report: str) -> Reading | None:
    """The newest reading of a report by its id, or None where there is none."""
    number = connection.execute(select(reports.c.number).where(reports.c.id == report)).scalar()
    if number is None:
        return None
    for row in _rows(connection, [number]):
        return reading_record(json.loads(unpacked(row.object)))
    return None


def _rows(connection: Connection, numbers: Iterable[int] | None) -> Iterator[Any]:
    query = (
        select(
            reports.c.number, reports.c.id, readings.c.object, versions.c.published_at,
            versions.c.forwarded_from,
        )
        .join(readings, readings.c.number == reports.c.reading)
        .join(versions, versions.c.number == reports.c.version)
        .where(readings.c.object.is_not(None))
        .order_by(reports.c.number)
    )  # fmt: skip
    if numbers is None:
        yield from connection.execute(query.execution_options(yield_per=_CHUNK))
        return
    for chunk in _chunks(sorted(set(numbers))):
        yield from connection.execute(query.where(reports.c.number.in_(chunk)))


def _names(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    for chunk in _chunks(numbers):
        query = select(reports.c.number, reports.c.id).where(reports.c.number.in_(chunk))
        names.update({row.number: row.id for row in connection.execute(query)})
    return names


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]
