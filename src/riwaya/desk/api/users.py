"""Users, for admins; and one's own tokens."""

from __future__ import annotations

from fastapi import APIRouter

from riwaya.desk.api.answers import ANSWERS
from riwaya.desk.api.shapes import MadeToken, NewToken, NewUser, TokenLine, UserLine
from riwaya.desk.context import Admin, OpenCase, Viewer
from riwaya.desk.security.people import Person
from riwaya.desk.security.refusals import Forbidden
from riwaya.desk.security.roles import Role
from riwaya.desk.security.tokens import SCOPES, Token, make_token, take_back, tokens_of
from riwaya.desk.security.users import add_user, all_users, has_users, remove_user

router = APIRouter(responses=ANSWERS)


@router.get("/users", tags=["users"])
def list_users(person: Admin, case: OpenCase) -> list[UserLine]:
    """Everybody who may come in."""
    with case.reading() as connection:
        return [UserLine(name=u.name, role=u.role, added=u.added) for u in all_users(connection)]


@router.post("/users", tags=["users"], status_code=201)
def new_user(person: Admin, case: OpenCase, body: NewUser) -> UserLine:
    """Add a user, or give one another role and password."""
    with case.reading() as connection:
        if not has_users(connection) and body.role != Role.ADMIN.word:
            raise Forbidden("the first user has to be an admin")
    made = add_user(case, body.name, body.role, body.password)
    return UserLine(name=made.name, role=made.role, added=made.added)


@router.delete("/users/{name}", tags=["users"], status_code=204)
def no_user(name: str, person: Admin, case: OpenCase) -> None:
    """Take a user out; what they did stays in the log."""
    remove_user(case, name)


@router.get("/tokens", tags=["tokens"])
def list_tokens(person: Viewer, case: OpenCase) -> list[TokenLine]:
    """One's own tokens."""
    with case.reading() as connection:
        return [_line(token) for token in tokens_of(connection, person.key)]


@router.post("/tokens", tags=["tokens"], status_code=201)
def new_token(person: Viewer, case: OpenCase, body: NewToken) -> MadeToken:
    """Make a token, which reaches no further than what makes it; its secret is shown once."""
    if person.by_token and (body.scope not in SCOPES or not person.may(SCOPES[body.scope])):
        raise Forbidden("a token cannot make one that reaches further than itself")
    token, secret = make_token(case, person.key, body.label, body.scope)
    return MadeToken(**_line(token).model_dump(), secret=secret)


@router.delete("/tokens/{token_id}", tags=["tokens"], status_code=204)
def no_token(token_id: str, person: Viewer, case: OpenCase) -> None:
    """Make a token invalid: one's own, for admins any."""
    take_back(case, None if _is_admin(person) else person.key, token_id)


def _is_admin(person: Person) -> bool:
    return person.may(Role.ADMIN)


def _line(token: Token) -> TokenLine:
    return TokenLine(id=token.id, label=token.label, scope=token.scope, made=token.made)
