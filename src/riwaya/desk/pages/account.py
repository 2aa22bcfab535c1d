"""The account page: who one is, how the interface looks, keys for programs."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from riwaya.desk.context import Look
from riwaya.desk.interface import changed, keep_interface
from riwaya.desk.render import render, safe_next

router = APIRouter()


@router.get("/account")
def account(request: Request) -> Response:
    """The account page; how the interface looks can be chosen by everybody."""
    return render(request, "account.html")


@router.post("/account/interface")
async def choose_interface(request: Request, look: Look) -> Response:
    """Keep what was chosen for the interface and go back to where that was."""
    form = await request.form()
    chosen = {name: str(value) for name, value in form.items()}
    response = RedirectResponse(safe_next(chosen.get("next")), 303)
    keep_interface(response, changed(look, chosen), request.url.scheme == "https")
    return response
