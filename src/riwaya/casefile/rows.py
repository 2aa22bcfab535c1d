"""Many rows written at once, by the quickest way that a database has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert

# Below this many rows the way of a single statement costs less.
_WORTH_A_COPY = 20
_CHUNK = 500
T = TypeVar("T")


def chunks(values: Sequence[T], size: int = _CHUNK) -> Iterator[Sequence[T]]:
    """`values` in pieces that a statement can name."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def write_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to a table, each with a value for the same columns; none is fine.

    On PostgreSQL by COPY, in the transaction of `connection`. Raises as an insert does.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) >= _WORTH_A_COPY:
        copy_rows(connection, table, rows)
    else:
        connection.execute(insert(table), [dict(row) for row in rows])


def copy_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """As `write_rows`, on PostgreSQL alone."""
    names = list(rows[0])
    bound = [table.c[name].type.dialect_impl(connection.dialect) for name in names]
    processors = [kind.bind_processor(connection.dialect) for kind in bound]
    # Bytes are left as they are: the driver writes them.
    prepare = [
        process if table.c[name].type.python_type is not bytes else None
        for name, process in zip(names, processors, strict=True)
    ]
    copy_values(
        connection,
        table.name,
        names,
        [
            tuple(
                row[name] if process is None else process(row[name])
                for name, process in zip(names, prepare, strict=True)
            )
            for row in rows
        ],
    )


def copy_values(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Copy rows of values as PostgreSQL takes them into some columns of a table."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(map(quote, columns))
    driver: Any = connection.connection.driver_connection
    statement = f"COPY {quote(table)} ({names}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
