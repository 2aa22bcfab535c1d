"""Forms that only pages of this desk can send."""

from __future__ import annotations

import hashlib
import hmac

from fastapi import Request

from riwaya.desk.security.refusals import Forbidden

FIELD, HEADER = "_form", "x-riwaya-form"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_LARGEST_FIELD = 8 * 1024 * 1024


def form_token(browser: str) -> str:
    """What the forms of a browser carry; it follows from its cookie, which pages cannot read."""
    return hmac.new(browser.encode(), b"riwaya form", hashlib.sha256).hexdigest()


async def check_form(request: Request) -> None:
    """Raise Forbidden unless a request that changes something came from a page of this desk."""
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        raise Forbidden("the form was sent from another place; open the desk's own page")
    given = request.headers.get(HEADER)
    if given is None:
        content = await request.form(max_part_size=_LARGEST_FIELD)
        field = content.get(FIELD)
        given = field if isinstance(field, str) else ""
    if not hmac.compare_digest(given.encode(), form_token(request.state.browser).encode()):
        if request.url.path.startswith("/api/"):
            raise Forbidden("send a token from the account page, as Authorization: Bearer TOKEN")
        raise Forbidden("the page was too old; go back, reload it and send the form again")
