"""Days in the form that a codebook asks for.

A form is written as in spreadsheets: YYYY year, YY its last two digits, MM and DD with two
digits, M and D without a leading zero, MMM "Jan", MMMM "January"; all other signs stand for
themselves.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PARTS = re.compile("Y{4}|YY|M{1,4}|DD?")
_DIGITS = {"YYYY": r"\d{4}", "YY": r"\d{2}", "MM": r"\d{1,2}", "M": r"\d{1,2}",
           "DD": r"\d{1,2}", "D": r"\d{1,2}"}  # fmt: skip
# Years of two digits: the century in which accounts of today lie.
_CENTURY = 2000


def is_form(form: str) -> bool:
    """Whether a form names year, month and day, each once."""
    kinds = [part[0] for part in _PARTS.findall(form)]
    return sorted(kinds) == ["D", "M", "Y"]


def day_text(day: date, form: str) -> str:
    """A day in that form: "11 March 2024" for "D MMMM YYYY"."""
    texts = {
        "YYYY": f"{day.year:04}",
        "YY": f"{day.year % 100:02}",
        "MMMM": _MONTHS[day.month - 1],
        "MMM": _MONTHS[day.month - 1][:3],
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "DD": f"{day.day:02}",
        "D": str(day.day),
    }
    return _PARTS.sub(lambda match: texts[match.group()], form)


def day_of(text: str, form: str) -> date | None:
    """The day that `text` gives in that form, case aside; None when it gives none."""
    pattern, parts = _pattern(form)
    match = pattern.fullmatch(text.strip())
    if match is None:
        return None
    found = dict(zip(parts, match.groups(), strict=True))
    year = int(found.get("YYYY") or _CENTURY + int(found.get("YY") or 0))
    day = int(found.get("DD") or found.get("D") or 0)
    named = found.get("MMMM") or found.get("MMM")
    month = _month(named) if named else int(found.get("MM") or found.get("M") or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return [month[:3].casefold() for month in _MONTHS].index(name[:3].casefold()) + 1


@cache
def _pattern(form: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    names = {"MMMM": "|".join(_MONTHS), "MMM": "|".join(month[:3] for month in _MONTHS)}
    parts = tuple(_PARTS.findall(form))
    pieces = [re.escape(piece) for piece in _PARTS.split(form)]
    written = "".join(
        f"{piece}({(_DIGITS | names)[part]})" for piece, part in zip(pieces, parts, strict=False)
    )
    return re.compile(written + pieces[-1], re.ASCII | re.IGNORECASE), parts
