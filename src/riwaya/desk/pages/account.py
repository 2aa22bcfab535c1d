"""The account page: how the interface looks, one's password, keys for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from riwaya.desk.context import Look, OpenCase, Viewer
from riwaya.desk.interface import changed, keep_interface
from riwaya.desk.render import render, safe_next
from riwaya.desk.security.refusals import Forbidden
from riwaya.desk.security.sessions import digest_of
from riwaya.desk.security.tokens import SCOPES, make_token, take_back, tokens_of
from riwaya.desk.security.users import change_password, verified

router = APIRouter()


@router.get("/account")
def account(request: Request, person: Viewer, case: OpenCase, changed: str = "") -> Response:
    """The account page."""
    return _page(request, person, case, note=changed if changed == "password" else "")


@router.post("/account/interface")
async def choose_interface(request: Request, look: Look) -> Response:
    """Keep what was chosen for the interface and go back to where that was."""
    form = await request.form()
    chosen = {name: str(value) for name, value in form.items()}
    response = RedirectResponse(safe_next(chosen.get("next")), 303)
    keep_interface(response, changed(look, chosen), request.url.scheme == "https")
    return response


@router.post("/account/password")
def choose_password(
    request: Request,
    person: Viewer,
    case: OpenCase,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> Response:
    """Take a new password; whoever else is logged in under the name has to log in again."""
    with request.app.state.logins, case.reading() as connection:
        known = not person.is_local and verified(connection, person.name, old)
    if not known:
        raise Forbidden("the old password is another one")
    change_password(case, person.name, new, digest_of(request.state.browser))
    return RedirectResponse("/account?changed=password", 303)


@router.post("/account/tokens")
def new_token(
    request: Request,
    person: Viewer,
    case: OpenCase,
    label: Annotated[str, Form()] = "",
    scope: Annotated[str, Form()] = "read",
) -> Response:
    """Make a token and show it, this once."""
    _, secret = make_token(case, person.key, label, scope)
    return _page(request, person, case, secret=secret)


@router.post("/account/tokens/{token_id}/remove")
def remove_token(token_id: str, person: Viewer, case: OpenCase) -> Response:
    """Make one of one's tokens invalid."""
    take_back(case, person.key, token_id)
    return RedirectResponse("/account", 303)


def _page(
    request: Request, person: Viewer, case: OpenCase, note: str = "", secret: str = ""
) -> Response:
    with case.reading() as connection:
        held = tokens_of(connection, person.key)
    return render(
        request, "account.html", tokens=held, scopes=tuple(SCOPES), note=note, secret=secret
    )
