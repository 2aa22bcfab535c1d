"""Keys with which programs use the API; shown once, kept only as digests."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from riwaya.casefile import log
from riwaya.casefile.desk_schema import tokens
from riwaya.casefile.open import Case
from riwaya.desk.security.roles import Role
from riwaya.desk.security.sessions import digest_of
from riwaya.errors import NotInCase, UsageError

SCOPES = {"read": Role.VIEWER, "write": Role.REVIEWER, "admin": Role.ADMIN}
"""The scopes of tokens, and the role beyond which each does not reach."""

LOCAL = ""
"""The user of tokens that were made while the desk had no users."""

_PREFIX = "riwaya_"
_MOST = 50
_LONGEST_LABEL = 80


class Token(NamedTuple):
    """A token as it is kept. `user`: the key of its user."""

    id: str
    user: str
    label: str
    scope: str
    made: str


def make_token(case: Case, user: str, label: str, scope: str) -> tuple[Token, str]:
    """A new token, and the secret to be shown once.

    Raises UsageError for an unknown scope, or when there are fifty already.
    """
    if scope not in SCOPES:
        raise UsageError(f"there is no scope {scope!r}; it is one of {', '.join(SCOPES)}")
    secret = _PREFIX + secrets.token_urlsafe(32)
    made = Token(
        "t-" + digest_of(secret)[:12], user, " ".join(label.split())[:_LONGEST_LABEL], scope,
        case.moment(),
    )  # fmt: skip
    with case.writing() as connection:
        held = select(func.count()).select_from(tokens).where(tokens.c.user == user)
        if (connection.execute(held).scalar() or 0) >= _MOST:
            raise UsageError(f"there are {_MOST} tokens; take one back first")
        connection.execute(insert(tokens).values(digest=digest_of(secret), **made._asdict()))
        log.append(connection, made.made, case.who, [log.Deed("token", made.id, "", scope)])
    return made, secret


def take_back(case: Case, user: str | None, token_id: str) -> None:
    """Make a token invalid; with `user` only one of theirs. Raises NotInCase."""
    with case.writing() as connection:
        chosen = delete(tokens).where(tokens.c.id == token_id)
        if user is not None:
            chosen = chosen.where(tokens.c.user == user)
        if not connection.execute(chosen).rowcount:
            raise NotInCase(f"no token {token_id!r}")
        deed = log.Deed("token", token_id, "valid", "")
        log.append(connection, case.moment(), case.who, [deed])


def tokens_of(connection: Connection, user: str) -> list[Token]:
    """The tokens of a user, newest first."""
    query = _TOKENS.where(tokens.c.user == user).order_by(tokens.c.made.desc(), tokens.c.id)
    return [Token(*row) for row in connection.execute(query)]


def token_of(connection: Connection, secret: str) -> Token | None:
    """The token of which this is the secret."""
    row = connection.execute(_TOKENS.where(tokens.c.digest == digest_of(secret))).first()
    return Token(*row) if row else None


_TOKENS = select(tokens.c.id, tokens.c.user, tokens.c.label, tokens.c.scope, tokens.c.made)
