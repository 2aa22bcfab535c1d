"""When a page was published, from its address.

Only forms that cannot mean anything else: year, month and day in this order, as publishing
systems lay out their archives, and post numbers that hold the time at which they were given out.
Day-month-year in an address is left alone: its order is a matter of the country, and in the
name of a page it tells what the page is about.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

URL_NOTE = "the day of publication was taken from the address"

_LONGEST = 4000
_FIRST_WEB_DAY, _AFTER = date(1991, 1, 1), date(2100, 1, 1)
# 2022/08/06/…, 2022/8/6/…, 2022-08-06-…, 20220806-…: at the start of a segment of the path.
_PATH_DAY = re.compile(
    r"/(?P<y>(?:19|20)[0-9]{2})(?:"
    r"/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?=[/?#]|$)"
    r"|-(?P<m2>[0-9]{2})-(?P<d2>[0-9]{2})(?=[-/_.T]|$)"
    r"|(?P<m3>[0-9]{2})(?P<d3>[0-9]{2})(?=[-/_]))"
)


class _Numbering(NamedTuple):
    """Post numbers that hold a time: which sites, where, and how the time is packed.

    `shift`: bits below the time; `tick`: milliseconds in a tick; `epoch`: milliseconds since 1970
    at tick 0.
    """

    hosts: frozenset[str]
    number: re.Pattern[str]
    shift: int
    tick: int
    epoch: int


_NUMBERINGS = (
    # X (Twitter) "snowflakes": milliseconds since 4 November 2010 above 22 bits.
    _Numbering(
        frozenset({"twitter.com", "x.com"}),
        re.compile(r"/status(?:es)?/([0-9]{15,19})(?=/|$)"),
        22,
        1,
        1288834974657,
    ),
    # TikTok: seconds since 1970 above 32 bits.
    _Numbering(
        frozenset({"tiktok.com"}), re.compile(r"/(?:video|photo)/([0-9]{19})(?=/|$)"), 32, 1000, 0
    ),
)


def day_in_url(url: str) -> date | None:
    """The day of publication that an address states, or None.

    Two different days in one address give none.
    """
    moment = moment_in_url(url)
    if moment is not None:
        return moment.date()
    path = _path(url)
    days = {_day(match) for match in _PATH_DAY.finditer(path)} - {None}
    return days.pop() if len(days) == 1 else None


def moment_in_url(url: str) -> datetime | None:
    """The moment (UTC, to the second) held in the number of a post, or None."""
    host = _host(url)
    for numbering in _NUMBERINGS:
        if host not in numbering.hosts:
            continue
        match = numbering.number.search(_path(url))
        if match is None:
            return None
        milliseconds = (int(match[1]) >> numbering.shift) * numbering.tick + numbering.epoch
        moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
        return moment if _FIRST_WEB_DAY <= moment.date() < _AFTER else None
    return None


def _path(url: str) -> str:
    try:
        return urlsplit(url[:_LONGEST]).path
    except ValueError:
        return ""


def _host(url: str) -> str:
    try:
        host = urlsplit(url[:_LONGEST]).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|mobile|vm)\.", "", host.lower())


def _day(match: re.Match[str]) -> date | None:
    month = match["m"] or match["m2"] or match["m3"]
    day = match["d"] or match["d2"] or match["d3"]
    try:
        found = date(int(match["y"]), int(month), int(day))
    except ValueError:
        return None
    return found if found >= _FIRST_WEB_DAY else None
