"""What people write into the filters of a view, understood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from riwaya.desk.security.refusals import BadRequest
from riwaya.ingest.days import parse_day

_LONGEST = 200


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
