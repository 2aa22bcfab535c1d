"""What people and programs are told when a request cannot be answered."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse

from riwaya.desk.render import render
from riwaya.desk.security.csrf import SAFE_METHODS
from riwaya.desk.security.gate import BodyTooLarge
from riwaya.desk.security.refusals import NotLoggedIn, Refusal
from riwaya.errors import (
    CaseUnavailable,
    IncidentMoved,
    InputError,
    NotInCase,
    RiwayaError,
    UsageError,
)
from riwaya.export.safe import one_line

_STATUS: tuple[tuple[type[RiwayaError], int], ...] = (
    (NotInCase, 404),
    (UsageError, 400),
    (InputError, 400),
    (CaseUnavailable, 503),
)

_CODES = {404: "not_found", 405: "not_allowed"}


def answer_failures(app: FastAPI) -> None:
    """Answer errors with a page, or under /api/ with JSON."""

    @app.exception_handler(Refusal)
    def _refused(request: Request, error: Refusal) -> Response:
        if isinstance(error, NotLoggedIn) and not _is_api(request):
            where = f"{request.url.path}?{request.url.query}" if request.url.query else None
            query = urlencode({"next": where or request.url.path})
            return RedirectResponse(f"/login?{query}", 303)
        return _answer(request, error.status, str(error), code_of(error))

    @app.exception_handler(IncidentMoved)
    def _moved(request: Request, error: IncidentMoved) -> Response:
        if request.method not in SAFE_METHODS:
            return _answer(request, 409, str(error), code_of(error))
        place, _, rest = request.url.path.partition("/incidents/")
        _, slash, part = rest.partition("/")
        query = dict(request.query_params)
        if not _is_api(request) and not part:
            query["was"] = error.old
        address = f"{place}/incidents/{error.into[0]}{slash}{part}"
        address += f"?{urlencode(query)}" if query else ""
        # A decision that is taken back brings the incident back: nothing may remember this.
        return RedirectResponse(address, 308 if _is_api(request) else 303)

    @app.exception_handler(RiwayaError)
    def _failed(request: Request, error: RiwayaError) -> Response:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return _answer(request, status, str(error), code_of(error))

    @app.exception_handler(RequestValidationError)
    def _not_understood(request: Request, error: RequestValidationError) -> Response:
        parts = [f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()[:5]]
        return _answer(request, 400, "; ".join(parts), "not_understood")

    @app.exception_handler(HTTPException)
    def _refused_before(request: Request, error: HTTPException) -> Response:
        return _answer(request, error.status_code, str(error.detail))

    @app.exception_handler(BodyTooLarge)
    def _too_large(request: Request, error: BodyTooLarge) -> Response:
        return _answer(request, 413, "more was sent than is taken at once; send less", "too_large")


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def code_of(error: Exception) -> str:
    """The kind of an error for programs: its name in small letters, like not_in_case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def _answer(request: Request, status: int, message: str, code: str = "") -> Response:
    said = one_line(message)[:500]
    if _is_api(request):
        return JSONResponse({"error": said, "code": code or _CODES.get(status, "failed")}, status)
    kind = status if status in (400, 401, 403, 404, 409, 413, 429, 503) else 500
    return render(request, "error.html", status, message=said, kind=kind)
