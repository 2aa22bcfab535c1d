"""Days of publication as files and people write them: ISO 8601."""

from __future__ import annotations

import re
from datetime import date

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
