"""A URL fetched: redirects followed and checked one by one, bounded, and recorded."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

import riwaya
from riwaya.errors import TooLarge, Unreachable, UnreadableFile
from riwaya.ingest.web.addresses import (
    Resolve,
    WebAddress,
    checked_addresses,
    parse_address,
    private_allowed,
    resolve_host,
)
from riwaya.ingest.web.connect import Answer, Limits, request
from riwaya.ingest.web.unpack import unpack

AGENT = "Riwaya"
"""The name that robots.txt files can address."""

USER_AGENT = f"{AGENT}/{riwaya.__version__} (reads reports for casualty recording)"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,"
    "application/feed+json,application/xml;q=0.9,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 24 * 3600.0

Clock = Callable[[], datetime]
"""The present moment, with a zone."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave.

    `asked` and `url`: the address asked for and the one that answered, after redirects. `body`:
    without content codings. `headers`: as sent, names in lower case. `retrieved`: UTC.
    """

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    retrieved: datetime

    def header(self, name: str) -> str | None:
        """The first value of a header, None without it."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def retry_after(self) -> float | None:
        """Seconds that the server asks to wait, at most a day; None when it does not."""
        value = (self.header("retry-after") or "").strip()
        if value.isdecimal() and value.isascii():
            return min(float(value[:9]), _LONGEST_WAIT)
        try:
            until = parsedate_to_datetime(value)
        except ValueError:
            return None
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        return min(max((until - self.retrieved).total_seconds(), 0.0), _LONGEST_WAIT)


class Fetch(Protocol):
    """Gives what a URL holds, or a record of status 304 when it is as the marks say.

    Raises Unreachable, TooLarge.
    """

    def __call__(
        self, url: str, /, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched: ...


def utc_now() -> datetime:
    """The clock of the machine."""
    return datetime.now(UTC)


def fetch(
    url: str,
    /,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    allow_private: bool | None = None,
    clock: Clock = utc_now,
    resolve: Resolve = resolve_host,
) -> Fetched:
    """What `url` gives, whatever its status.

    `etag`, `last_modified`: as an earlier answer had them; the answer is then of status 304 when
    nothing has changed. `allow_private`: whether it may lead into private networks; None asks the
    environment (RIWAYA_ALLOW_PRIVATE_ADDRESSES=1). Proxies named by the environment are not used,
    as they would resolve names unchecked. Raises Unreachable, TooLarge.
    """
    allowed = private_allowed() if allow_private is None else allow_private
    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
    headers["Accept-Language"] = "ar, *;q=0.5"
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    deadline = time.monotonic() + limits.total
    address = parse_address(url, allowed)
    for _ in range(limits.redirects + 1):
        checked = checked_addresses(address, allowed, resolve)
        answer = request(address, checked, headers, limits, deadline)
        target = _redirect(address, answer)
        if target is None:
            return _record(url, address, answer, limits, clock)
        address = parse_address(target, allowed)
    raise Unreachable(f"more than {limits.redirects} redirects, the last to {address.url[:200]}")


def _redirect(address: WebAddress, answer: Answer) -> str | None:
    """Where the answer sends on to, relative addresses resolved; None for one that does not."""
    location = next((value for name, value in answer.headers if name == "location"), None)
    if answer.status not in _REDIRECTS or not location:
        return None
    try:
        return urllib.parse.urljoin(address.url, location.strip())
    except ValueError as error:
        raise Unreachable(f"sent on to what is no address: {location[:80]!r}") from error


def _record(url: str, address: WebAddress, answer: Answer, limits: Limits, clock: Clock) -> Fetched:
    codings = ",".join(value for name, value in answer.headers if name == "content-encoding")
    body = answer.body
    if answer.status == 200:
        try:
            body = unpack(body, codings, limits.body_bytes)
        except TooLarge as error:
            raise TooLarge(f"{address.host}: {error}") from error
        except UnreadableFile as error:
            raise Unreachable(f"{address.host}: {error}") from error
    return Fetched(url, address.url, answer.status, answer.headers, body, clock().astimezone(UTC))
