"""Who is logged in: kept in the case, by the digest of what the browser holds."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from riwaya.casefile.desk_schema import sessions, users
from riwaya.casefile.open import Case
from riwaya.desk.security.users import User

IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
"""A session ends after so long without a request, and after so long whatever happens."""

# The last request is noted no oftener, so that reading pages seldom writes.
_NOTED_EVERY = timedelta(minutes=10)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(case: Case, connection: Connection, browser: str, who: User) -> None:
    """Begin a session; `connection`: of `Case.writing`. Sessions that have ended are dropped."""
    now = case.clock().astimezone(UTC)
    ended = (sessions.c.seen < _text(now - IDLE)) | (sessions.c.begun < _text(now - LONGEST))
    connection.execute(delete(sessions).where(ended))
    row = {"digest": digest_of(browser), "user": who.key, "begun": _text(now), "seen": _text(now)}
    connection.execute(insert(sessions), [row])


def end(connection: Connection, browser: str) -> None:
    """End the session of a browser, if there is one."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest_of(browser)))


def user_of(case: Case, connection: Connection, browser: str) -> tuple[User | None, bool]:
    """Who is logged in with a browser, and whether it is time to note that they were seen."""
    query = (
        select(users.c.key, users.c.name, users.c.role, users.c.added, sessions)
        .join(users, users.c.key == sessions.c.user)
        .where(sessions.c.digest == digest_of(browser))
    )
    row = connection.execute(query).first()
    if row is None:
        return None, False
    now = case.clock().astimezone(UTC)
    if row.seen < _text(now - IDLE) or row.begun < _text(now - LONGEST):
        return None, False
    return User(row.key, row.name, row.role, row.added), row.seen < _text(now - _NOTED_EVERY)


def note_seen(case: Case, browser: str) -> None:
    """Write down that a session is in use."""
    now = _text(case.clock().astimezone(UTC))
    with case.writing() as connection:
        known = update(sessions).where(sessions.c.digest == digest_of(browser))
        connection.execute(known.values(seen=now))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
