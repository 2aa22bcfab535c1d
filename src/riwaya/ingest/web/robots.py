"""What sites ask of programs: robots.txt (RFC 9309), kept for a day per site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from riwaya.errors import InputError, Unreachable
from riwaya.ingest.web.addresses import parse_address
from riwaya.ingest.web.fetch import AGENT, Clock, Fetch

KEPT = timedelta(days=1)
RETRY = timedelta(minutes=10)
"""After how long a robots.txt that could not be had is asked for again."""

LONGEST_DELAY = 300.0
_MOST_BYTES = 500 * 1024
_MOST_SITES = 10_000
_AGENT_LINE = re.compile(r"^[ \t]*user[ \t-]?agent[ \t]*[: \t][ \t]*([^\r\n]*)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a URL may be fetched. `delay`: seconds that the site asks to leave between two
    requests. `reason`: why not. `until`: when to ask again, if it is not known for now."""

    allowed: bool
    delay: float = 0.0
    reason: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """`rules` None: the site gives none; `reason` set: they could not be had."""

    rules: Any
    expires: datetime
    reason: str | None = None


class Robots:
    """The rules of the sites asked about so far."""

    def __init__(self, fetch: Fetch, clock: Clock, allow_private: bool = True) -> None:
        """`allow_private` only concerns how addresses are read; `fetch` checks where they lead."""
        self._fetch = fetch
        self._clock = clock
        self._allow_private = allow_private
        self._known: dict[str, _Known] = {}

    def verdict(self, url: str) -> Verdict:
        """Whether `url` may be fetched, asking its site if need be. Raises Unreachable for what
        is no web address."""
        address = parse_address(url, self._allow_private)
        known = self._known.get(address.origin)
        if known is None or known.expires <= self._clock():
            if len(self._known) >= _MOST_SITES:
                self._known.clear()
            known = self._known[address.origin] = self._ask(address.origin)
        if known.reason is not None:
            return Verdict(False, reason=known.reason, until=known.expires)
        if known.rules is None:
            return Verdict(True)
        if not known.rules.can_fetch(address.url, AGENT):
            reason = f"the robots.txt of {address.host} asks programs not to fetch this"
            return Verdict(False, reason=reason)
        delay = known.rules.crawl_delay(AGENT) or 0.0
        return Verdict(True, delay=min(max(delay, 0.0), LONGEST_DELAY))

    def _ask(self, origin: str) -> _Known:
        """4xx means that there are no rules; what keeps from knowing them means to wait."""
        try:
            from protego import Protego
        except ImportError as error:
            raise Unreachable("watching needs: pip install 'riwaya[web]'") from error
        try:
            answer = self._fetch(f"{origin}/robots.txt")
        except InputError as error:
            return self._waiting(f"its robots.txt cannot be had: {error}")
        if 400 <= answer.status < 500 and answer.status != 429:
            return _Known(None, self._clock() + KEPT)
        if answer.status != 200:
            return self._waiting(
                f"its robots.txt cannot be had: the server answers {answer.status}"
            )
        text = answer.body[:_MOST_BYTES].decode("utf-8", "replace")
        return _Known(Protego.parse(_for_us(text)), self._clock() + KEPT)

    def _waiting(self, reason: str) -> _Known:
        return _Known(None, self._clock() + RETRY, reason)


def _for_us(text: str) -> str:
    """The rules with all other programs under one name.

    The parser keeps every rule once for each program it is for: thousands of each in one file
    would take minutes.
    """
    return _AGENT_LINE.sub(lambda line: f"User-agent: {_agent(line[1])}", text)


def _agent(name: str) -> str:
    plain = name.partition("#")[0].strip().lower()
    if plain == "*":
        return plain
    return AGENT if AGENT.lower() in plain else "other-programs"
