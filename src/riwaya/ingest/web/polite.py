"""Fetching without being a burden: pauses between requests to one site, and its wishes kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from riwaya.errors import Unreachable
from riwaya.ingest.web.addresses import parse_address
from riwaya.ingest.web.fetch import Clock, Fetch, Fetched, utc_now
from riwaya.ingest.web.robots import Robots

INTERVAL = 2.0
"""Seconds between two requests to one site, unless it asks for more."""

PATIENCE = 60.0
"""The longest Retry-After, in seconds, that is waited for at once."""

_BUSY = frozenset({429, 503})

Pause = Callable[[float], bool]
"""Waits so many seconds; True when the program is to end instead."""


class Stopped(Exception):
    """The program is to end; raised instead of waiting on."""


class RefusedForNow(Unreachable):
    """The rules of the site are not known for now, or it asks to come back later.

    `until`: when to try again.
    """

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class RefusedByRobots(Unreachable):
    """The robots.txt of the site asks programs not to fetch the page."""


def sleep(seconds: float) -> bool:
    """A Pause that nothing ends."""
    time.sleep(seconds)
    return False


class PoliteFetch:
    """A Fetch that waits its turn.

    `robots`: asked before each request, if given. `patience`: seconds of a Retry-After that are
    waited for before one second try; longer ones come back as they are.
    """

    def __init__(
        self,
        fetch: Fetch,
        clock: Clock = utc_now,
        pause: Pause = sleep,
        *,
        robots: Robots | None = None,
        interval: float = INTERVAL,
        patience: float = PATIENCE,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._pause = pause
        self._robots = robots
        self._interval = interval
        self._patience = patience
        self._last: dict[str, datetime] = {}

    def __call__(
        self, url: str, /, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """As Fetch. Raises RefusedByRobots, RefusedForNow, Stopped as well."""
        host = parse_address(url, allow_private=True).host
        delay = self._delay(url)
        for last in (False, True):
            self._wait_for(host, delay)
            try:
                answer = self._fetch(url, etag=etag, last_modified=last_modified)
            finally:
                self._last[host] = self._clock()
            wait = answer.retry_after if answer.status in _BUSY else None
            if last or wait is None or wait > self._patience:
                break
            self._rest(wait)
        return answer

    def _delay(self, url: str) -> float:
        if self._robots is None:
            return self._interval
        verdict = self._robots.verdict(url)
        if verdict.until is not None:
            raise RefusedForNow(str(verdict.reason), verdict.until)
        if not verdict.allowed:
            raise RefusedByRobots(str(verdict.reason))
        return max(self._interval, verdict.delay)

    def _wait_for(self, host: str, delay: float) -> None:
        last = self._last.get(host)
        if last is None:
            return
        left = (last + timedelta(seconds=delay) - self._clock()).total_seconds()
        # A clock that was set back must not make for an endless wait.
        self._rest(min(left, delay))

    def _rest(self, seconds: float) -> None:
        if seconds > 0 and self._pause(seconds):
            raise Stopped
