"""Coming in and going out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from riwaya.desk.context import OpenCase, person_or_nobody
from riwaya.desk.render import render, safe_next
from riwaya.desk.security import sessions
from riwaya.desk.security.gate import cookie, cookie_name, new_browser
from riwaya.desk.security.limits import begin_attempt, forget_attempts
from riwaya.desk.security.users import verified

router = APIRouter()


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """The form in which one says who one is."""
    if person_or_nobody(request) is not None:
        return RedirectResponse(safe_next(next), 303)
    return render(request, "login.html", next=safe_next(next), wrong=False, given="")


@router.post("/login")
def log_in(
    request: Request,
    case: OpenCase,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Begin a session under a new secret; a secret that was known before the login is worthless."""
    address = request.client.host if request.client else ""
    begin_attempt(case, name, address)
    with request.app.state.logins, case.reading() as connection:
        found = verified(connection, name, password)
    if found is None:
        return render(request, "login.html", 401, next=safe_next(next), wrong=True, given=name[:60])
    browser = new_browser()
    with case.writing() as connection:
        forget_attempts(connection, name, address)
        sessions.end(connection, request.state.browser)
        sessions.begin(case, connection, browser, found)
    return _with_browser(request, RedirectResponse(safe_next(next), 303), browser)


@router.post("/logout")
def log_out(request: Request, case: OpenCase) -> Response:
    """End the session."""
    with case.writing() as connection:
        sessions.end(connection, request.state.browser)
    return _with_browser(request, RedirectResponse("/login", 303), new_browser())


def _with_browser(request: Request, response: Response, browser: str) -> Response:
    secure = request.url.scheme == "https"
    name = cookie_name(request.app.state.settings.port, secure)
    response.headers.append("set-cookie", cookie(name, browser, secure))
    return response
