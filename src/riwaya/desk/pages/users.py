"""The users of the desk, for admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from riwaya.desk.context import Admin, OpenCase
from riwaya.desk.render import render
from riwaya.desk.security.refusals import Forbidden
from riwaya.desk.security.roles import WORDS, Role
from riwaya.desk.security.users import (
    add_user,
    all_users,
    change_role,
    has_users,
    remove_user,
    user,
    user_key,
)

router = APIRouter()


@router.get("/users")
def users(request: Request, person: Admin, case: OpenCase) -> Response:
    """Everybody who may come in."""
    with case.reading() as connection:
        known = all_users(connection)
    return render(request, "users.html", users=known, roles=WORDS)


@router.post("/users")
def add(
    person: Admin,
    case: OpenCase,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "viewer",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Add a user. The first one is an admin: nobody else could manage the others."""
    with case.reading() as connection:
        if user(connection, user_key(name)):
            raise Forbidden(f"there is a user {name!r} already")
        first = not has_users(connection)
    add_user(case, name, Role.ADMIN.word if first else role, password)
    return RedirectResponse("/users", 303)


@router.post("/users/role")
def give_role(
    person: Admin,
    case: OpenCase,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Give a user another role."""
    change_role(case, name, role)
    return RedirectResponse("/users", 303)


@router.post("/users/remove")
def remove(person: Admin, case: OpenCase, name: Annotated[str, Form()] = "") -> Response:
    """Take a user out."""
    remove_user(case, name)
    return RedirectResponse("/users", 303)
