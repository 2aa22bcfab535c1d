"""Who asks: told by a session or a token, or the one person at this machine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import Request
from sqlalchemy import Connection

from riwaya.casefile.open import Case
from riwaya.desk.security import sessions
from riwaya.desk.security.refusals import Forbidden, NotLoggedIn
from riwaya.desk.security.roles import Role
from riwaya.desk.security.tokens import LOCAL, SCOPES, token_of
from riwaya.desk.security.users import User, has_users, user
from riwaya.desk.settings import Settings

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `name`: written beside what they do. `key`: of their user, "" without one.

    `is_local`: there are no users, and it is the person at this machine. `by_token`: it is a
    program of theirs. `is_blind`: they are one of those who review, and so are not told what
    another said of a claim before they have spoken.
    """

    name: str
    role: Role
    key: str = LOCAL
    is_local: bool = False
    by_token: bool = False
    is_blind: bool = False

    def may(self, role: Role | str) -> bool:
        """Whether they may do what `role` may."""
        return self.role >= (Role.of(role) if isinstance(role, str) else role)


def bearer(request: Request) -> str | None:
    """The secret of a token that came with a request."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" and secret.strip() else None


def identify(request: Request, case: Case, settings: Settings) -> Person | None:
    """Who asks, or None where it is not known.

    Raises NotLoggedIn for a token that is not valid, and Forbidden where the desk has no users
    but can be reached from elsewhere.
    """
    secret = bearer(request)
    noted = False
    with case.reading() as connection:
        nobody = not has_users(connection)
        if nobody and not _from_this_machine(request, settings):
            raise Forbidden(
                "this desk has no users, so it answers only at the machine it runs on; "
                "add some with `riwaya user add NAME --role admin`"
            )
        if secret is not None:
            return _by_token(connection, case, secret, nobody)
        if nobody:
            return Person(case.who, Role.ADMIN, is_local=True)
        found, noted = sessions.user_of(case, connection, request.state.browser)
    if noted:
        sessions.note_seen(case, request.state.browser)
    return _person(found) if found else None


def _from_this_machine(request: Request, settings: Settings) -> bool:
    """Whether nobody elsewhere can be behind a request; a proxy may pass on anybody's."""
    return settings.is_private and not any(name in request.headers for name in _FORWARDED)


def _by_token(connection: Connection, case: Case, secret: str, nobody: bool) -> Person:
    token = token_of(connection, secret)
    if token is None:
        raise NotLoggedIn("the token is not valid; make one on the account page")
    reach = SCOPES[token.scope]
    if token.user == LOCAL:
        if nobody:
            return Person(case.who, reach, is_local=True, by_token=True)
        raise NotLoggedIn("the token was made before there were users; make another")
    known = user(connection, token.user)
    if known is None:
        raise NotLoggedIn("the user of the token is no more")
    person = _person(known)
    return replace(person, role=min(reach, person.role), by_token=True)


def _person(found: User) -> Person:
    role = Role.of(found.role)
    return Person(found.name, role, found.key, is_blind=role in (Role.CODER, Role.REVIEWER))
