"""Days and moments of publication as files and people write them: ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_ISO = re.compile(r"\s*([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})(?=$|[T\s])")
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 1, 1)


def parse_day(text: str) -> date | None:
    """The day of an ISO 8601 date or timestamp, as written there, without change of zone.

    None for anything else and for days that no report can have (before 1900, from 2100 on).
    """
    match = _ISO.match(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return day if _EARLIEST <= day < _LATEST else None


def parse_moment(text: str) -> datetime | None:
    """The moment of an ISO 8601 timestamp that names its zone, in UTC; else None.

    A time without a zone is no moment: it may be hours off.
    """
    if parse_day(text) is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def moment_of_unix(seconds: object) -> datetime | None:
    """The moment of a number of seconds since 1970, in UTC; None for what no report can have."""
    try:
        moment = datetime.fromtimestamp(int(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _EARLIEST < moment.date() < _LATEST and moment.timestamp() > 0 else None
