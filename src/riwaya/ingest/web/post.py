"""A few bytes sent to a server that somebody has set up for it."""

from __future__ import annotations

import time

from riwaya.errors import Unreachable
from riwaya.ingest.web.addresses import (
    checked_addresses,
    parse_address,
    private_allowed,
    resolve_host,
)
from riwaya.ingest.web.connect import Limits, request
from riwaya.ingest.web.fetch import USER_AGENT

_LIMITS = Limits(total=30.0, wire_bytes=1 << 20, body_bytes=1 << 20)


def post(url: str, content: bytes, media_type: str) -> bytes:
    """What the server answers to `content`; redirects are not followed.

    Private addresses are refused as when fetching. Raises Unreachable, TooLarge.
    """
    allowed = private_allowed()
    address = parse_address(url, allowed)
    answer = request(
        address,
        checked_addresses(address, allowed, resolve_host),
        {"User-Agent": USER_AGENT, "Content-Type": media_type},
        _LIMITS,
        time.monotonic() + _LIMITS.total,
        content,
    )
    if answer.status != 200:
        raise Unreachable(f"{address.host} answers {answer.status}")
    return answer.body
