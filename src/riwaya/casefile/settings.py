"""Small notes that a case keeps about itself, by name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from riwaya.casefile.schema import settings


def setting(connection: Connection, name: str) -> str | None:
    """What is noted under a name of at most 32 characters, None for nothing."""
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Note `value` in place of what was noted before."""
    connection.execute(delete(settings).where(settings.c.name == name))
    connection.execute(insert(settings), [{"name": name, "value": value}])
