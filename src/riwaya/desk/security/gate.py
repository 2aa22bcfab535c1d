"""The outermost layer: which requests are let in at all, and what every answer carries."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.desk.security.headers import PRIVATE, SECURITY_HEADERS
from riwaya.desk.settings import Settings, is_address, is_loopback

_UPLOADS = frozenset({"/add", "/api/v1/reports"})
_STATIC = "/static/"
_OK = 200
_BROWSER_BYTES = 32
_LONGEST_COOKIE = 128


class Gate:
    """Refuses foreign host names and bodies that are too large; knows browsers by a cookie.

    A page elsewhere can make its own name point here and then read answers as its own: so only
    names that the desk is known by are answered.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._names = frozenset(name.lower() for name in settings.names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        carried = _Carried(scope, send, self._settings)
        if not self._is_known(headers.get("host", "")):
            refusal = "This desk does not answer under that name; start it with --name NAME."
            await PlainTextResponse(refusal, 400)(scope, receive, carried)
            return
        most = self._most(scope["path"])
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > most:
            refusal = f"More than {most:,} bytes were sent; send less at a time."
            await PlainTextResponse(refusal, 413)(scope, receive, carried)
            return
        scope.setdefault("state", {})["browser"] = carried.browser
        try:
            await self._app(scope, _bounded(receive, most), carried)
        except Exception:
            # Answered here, so that even this answer carries the headers; the server prints why.
            if not carried.started:
                failed = "Something went wrong; what it was is printed where the desk runs."
                await PlainTextResponse(failed, 500)(scope, receive, carried)
            raise

    def _is_known(self, host: str) -> bool:
        name = host.lower()
        name = name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]
        if is_loopback(name) or name in self._names:
            return True
        # A name can be made to point here, an address cannot: whoever sends one has typed it.
        return not is_loopback(self._settings.host) and is_address(name)

    def _most(self, path: str) -> int:
        return self._settings.most_upload if path in _UPLOADS else self._settings.most_body


class BodyTooLarge(Exception):
    """A body without a stated length went over the limit."""


def _bounded(receive: Receive, most: int) -> Receive:
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise BodyTooLarge
        return message

    return bounded


class _Carried:
    """Sends an answer with the headers of the desk and, for a new browser, its cookie."""

    def __init__(self, scope: Scope, send: Send, settings: Settings) -> None:
        self._send = send
        self._secure = scope.get("scheme") == "https"
        self._static = scope["path"].startswith(_STATIC)
        # An address with the hash of the content never shows anything else.
        by_hash = scope.get("query_string", b"").startswith(b"v=")
        self._lasting = "private, max-age=31536000, immutable" if by_hash else ""
        self._name = cookie_name(settings.port, self._secure)
        self.browser = _cookie(Headers(scope=scope).getlist("cookie"), self._name)
        self._is_new = not self.browser
        self.started = False
        if self._is_new:
            self.browser = new_browser()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in SECURITY_HEADERS:
                headers.setdefault(name.decode("ascii"), value.decode("ascii"))
            if self._static:
                # Scripts import one another by name: a browser asks whether they are the same.
                lasting = self._lasting if message["status"] == _OK else ""
                headers.setdefault("cache-control", lasting or "no-cache")
            else:
                headers.setdefault(*(part.decode("ascii") for part in PRIVATE))
                if self._is_new and "set-cookie" not in headers:
                    headers.append("set-cookie", cookie(self._name, self.browser, self._secure))
        await self._send(message)


def cookie_name(port: int, secure: bool) -> str:
    """The cookie's name: browsers keep cookies by host alone, and desks may stand side by side."""
    return "__Host-riwaya" if secure else f"riwaya-{port}"


def cookie(name: str, value: str, secure: bool) -> str:
    """The header that gives a browser its cookie."""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")


def new_browser() -> str:
    """A new secret by which a browser is known."""
    return secrets.token_urlsafe(_BROWSER_BYTES)


def _cookie(headers: Iterable[str], name: str) -> str:
    for header in headers:
        try:
            found = SimpleCookie(header).get(name)
        except CookieError:
            continue
        if found and 20 <= len(found.value) <= _LONGEST_COOKIE:
            return found.value
    return ""
