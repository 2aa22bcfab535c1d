"""People who may come in: their names, roles and passwords."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update

from riwaya.casefile import log
from riwaya.casefile.desk_schema import sessions, tokens, users
from riwaya.casefile.open import Case
from riwaya.desk.security.roles import WORDS
from riwaya.errors import NotInCase, UsageError

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 1_000
_LONGEST_NAME = 60
# The parameters are those of the library's default profile (RFC 9106, low memory).
_HASHER = PasswordHasher()


class User(NamedTuple):
    """A person with a password. `key`: the name folded, by which users are told apart."""

    key: str
    name: str
    role: str
    added: str


def user_key(name: str) -> str:
    """The form in which names are compared: letters in one case, blanks as one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def add_user(case: Case, name: str, role: str, password: str) -> User:
    """Add a user, or give one that is known a new role and password.

    Their sessions end. Raises UsageError for a name, role or password that will not do.
    """
    shown = " ".join(name.split())
    key = user_key(name)
    if not key or len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise UsageError(f"{name[:80]!r} is no name for a user; use up to {_LONGEST_NAME} letters")
    if role not in WORDS:
        raise UsageError(f"there is no role {role!r}; it is one of {', '.join(WORDS)}")
    check_password(password)
    at = case.moment()
    row = {"name": shown, "role": role, "password": _HASHER.hash(password)}
    with case.writing() as connection:
        known = user(connection, key)
        if known:
            connection.execute(update(users).where(users.c.key == key).values(**row))
            connection.execute(delete(sessions).where(sessions.c.user == key))
        else:
            connection.execute(insert(users).values(key=key, added=at, **row))
        deed = log.Deed("user", shown, known.role if known else "", role)
        log.append(connection, at, case.who, [deed])
    return User(key, shown, role, known.added if known else at)


def change_role(case: Case, name: str, role: str) -> None:
    """Give a user another role. Raises NotInCase, and UsageError for an unknown role."""
    if role not in WORDS:
        raise UsageError(f"there is no role {role!r}; it is one of {', '.join(WORDS)}")
    with case.writing() as connection:
        known = _known(connection, name)
        connection.execute(update(users).where(users.c.key == known.key).values(role=role))
        _keep_an_admin(connection, known)
        deed = log.Deed("user", known.name, known.role, role)
        log.append(connection, case.moment(), case.who, [deed])


def change_password(case: Case, name: str, password: str, but_session: str = "") -> None:
    """Give a user another password; all their sessions but `but_session` (a digest) end.

    Raises NotInCase, and UsageError for a password that will not do.
    """
    check_password(password)
    with case.writing() as connection:
        known = _known(connection, name)
        hashed = _HASHER.hash(password)
        connection.execute(update(users).where(users.c.key == known.key).values(password=hashed))
        others = delete(sessions).where(sessions.c.user == known.key)
        connection.execute(others.where(sessions.c.digest != but_session))
        log.append(connection, case.moment(), case.who, [log.Deed("user", known.name, "", "pass")])


def remove_user(case: Case, name: str) -> User:
    """Take a user out, with their sessions and tokens; what they did stays in the log.

    Raises NotInCase, and UsageError for the last admin while others remain.
    """
    with case.writing() as connection:
        known = _known(connection, name)
        for table in (sessions, tokens):
            connection.execute(delete(table).where(table.c.user == known.key))
        connection.execute(delete(users).where(users.c.key == known.key))
        _keep_an_admin(connection, known)
        deed = log.Deed("user", known.name, known.role, "")
        log.append(connection, case.moment(), case.who, [deed])
    return known


def check_password(password: str) -> None:
    """Raise UsageError for a password that is too short or too long to be hashed."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(
            f"a password has {SHORTEST_PASSWORD} characters or more; take a longer one"
        )


def verified(connection: Connection, name: str, password: str) -> User | None:
    """The user of that name, if the password is theirs; as slow for names that are not known."""
    query = select(users.c.password).where(users.c.key == user_key(name))
    hashed = connection.execute(query).scalar()
    try:
        _HASHER.verify(hashed or _nobody(), password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    return user(connection, user_key(name))


def user(connection: Connection, key: str) -> User | None:
    """The user with that key."""
    row = connection.execute(_USERS.where(users.c.key == key)).first()
    return User(*row) if row else None


def all_users(connection: Connection) -> list[User]:
    """All users by name."""
    return [User(*row) for row in connection.execute(_USERS.order_by(users.c.key))]


def has_users(connection: Connection) -> bool:
    """Whether anybody has to log in."""
    return connection.execute(select(users.c.key).limit(1)).first() is not None


_USERS = select(users.c.key, users.c.name, users.c.role, users.c.added)


@cache
def _nobody() -> str:
    """Checked where there is no such user, so that the time taken does not tell who is one."""
    return _HASHER.hash("nobody's password")


def _known(connection: Connection, name: str) -> User:
    found = user(connection, user_key(name))
    if found is None:
        raise NotInCase(f"no user {name!r}; `riwaya user list` names them")
    return found


def _keep_an_admin(connection: Connection, changed: User) -> None:
    """Undo the transaction, by UsageError, where users are left whom nobody could manage."""
    admins = select(func.count()).select_from(users).where(users.c.role == "admin")
    if (
        changed.role == "admin"
        and has_users(connection)
        and not connection.execute(admins).scalar()
    ):
        raise UsageError(f"{changed.name} is the last admin; make another user an admin first")
