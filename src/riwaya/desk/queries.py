"""What people write into the filters of a view, understood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from fastapi import Request, Response
from starlette.responses import RedirectResponse

from riwaya.desk.security.refusals import BadRequest
from riwaya.ingest.days import parse_day

_LONGEST = 200
_NO_BOX = "{}: {!r} is not west,south,east,north in degrees, like 36.1,35.2,37.0,36.4"


def tidied(request: Request) -> Response | None:
    """The same view without the filters that were left empty in its form; None where it is tidy."""
    given = request.query_params.multi_items()
    kept = [(name, value) for name, value in given if value]
    if len(kept) == len(given):
        return None
    query = urlencode(kept)
    return RedirectResponse(f"{request.url.path}?{query}" if query else request.url.path, 303)


def words_of(given: str | None) -> str | None:
    """What was written into a field; None for nothing."""
    text = " ".join((given or "")[:_LONGEST].split())
    return text or None


def day_of(given: str | None, field: str) -> date | None:
    """A day; raises BadRequest for what is none."""
    text = words_of(given)
    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        raise BadRequest(f"{field}: {text[:40]!r} is not a day like 2024-12-01")
    return day


def days_of(given: str | None, field: str) -> tuple[date, date] | None:
    """Two days with two points between them, the first first; raises BadRequest for others."""
    text = words_of(given)
    if text is None:
        return None
    first, points, last = text.partition("..")
    ends = day_of(first, field), day_of(last, field)
    if not points or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        raise BadRequest(f"{field}: {text[:60]!r} is not a period like 2024-12-01..2024-12-31")
    return ends[0], ends[1]


def box_of(given: str | None, field: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees, parted by commas; raises BadRequest for others."""
    text = words_of(given)
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise BadRequest(_NO_BOX.format(field, text[:80])) from error
    # Written so that what is not a number at all fails too.
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadRequest(_NO_BOX.format(field, text[:80]))
    return west, south, east, north


def one_of(given: str | None, known: Iterable[str], field: str) -> str | None:
    """A value that is known; raises BadRequest for others."""
    text = words_of(given)
    if text is not None and text not in (values := list(known)):
        raise BadRequest(f"{field}: {text[:40]!r} is none of {', '.join(values)}")
    return text


def number_of(given: str | None, field: str, least: int = 0, most: int = 10**9) -> int | None:
    """A whole number within bounds; raises BadRequest for others."""
    text = words_of(given)
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 12 or not least <= int(text) <= most:
        raise BadRequest(f"{field}: {text[:40]!r} is not a whole number from {least} to {most}")
    return int(text)
