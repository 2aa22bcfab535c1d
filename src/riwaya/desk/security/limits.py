"""Guessing passwords made slow: failed logins are counted in the case, by user and by address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from riwaya.casefile.desk_schema import failed_logins
from riwaya.casefile.open import Case
from riwaya.desk.security.refusals import TooMany
from riwaya.desk.security.users import user_key

WINDOW = timedelta(minutes=15)
MOST_BY_USER, MOST_BY_ADDRESS = 8, 24
"""Failed logins in one window after which no more are tried."""

_LONGEST = 120


def begin_attempt(case: Case, name: str, address: str) -> None:
    """Count a login as failed before it is tried, so that many at once gain nothing.

    Raises TooMany.
    """
    now = case.clock().astimezone(UTC)
    since = _text(now - WINDOW)
    subjects = _subjects(name, address)
    with case.writing() as connection:
        connection.execute(delete(failed_logins).where(failed_logins.c.at < since))
        for subject, most in zip(subjects, (MOST_BY_USER, MOST_BY_ADDRESS), strict=True):
            if _failed(connection, subject) >= most:
                minutes = int(WINDOW.total_seconds() // 60)
                raise TooMany(f"too many logins failed; wait {minutes} minutes and try again")
        rows = [{"subject": subject, "at": _text(now)} for subject in subjects]
        connection.execute(insert(failed_logins), rows)


def forget_attempts(connection: Connection, name: str, address: str) -> None:
    """The login was right: what failed before it does not count any longer."""
    by_user, by_address = _subjects(name, address)
    connection.execute(delete(failed_logins).where(failed_logins.c.subject == by_user))
    # Of the address only this one: whoever knows one password may still be guessing others.
    last = select(func.max(failed_logins.c.number)).where(failed_logins.c.subject == by_address)
    connection.execute(
        delete(failed_logins).where(failed_logins.c.number == last.scalar_subquery())
    )


def _subjects(name: str, address: str) -> tuple[str, str]:
    return f"user:{user_key(name)[:_LONGEST]}", f"address:{address[:_LONGEST]}"


def _failed(connection: Connection, subject: str) -> int:
    counted = select(func.count()).where(failed_logins.c.subject == subject)
    return connection.execute(counted).scalar_one()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
