"""Dates in digits: 3/7/2021, 2021-07-03, 3.7.2021, 7/2021, 2014-2018, 2013م."""

from __future__ import annotations

import calendar
import re

from riwaya.arabic.dates.cursor import (
    EARLIEST_HIJRI_YEAR,
    EARLIEST_YEAR,
    LATEST_HIJRI_YEAR,
    LATEST_YEAR,
    Cursor,
)
from riwaya.arabic.dates.expression import DAY, GREGORIAN, HIJRI, TimeExpression
from riwaya.arabic.words import NUMBER, WORD

_SEPARATORS = "/-–."
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})\.(\d{1,2})\.(\d{1,2})")


def day_month_order(first: int, second: int) -> tuple[int, int] | None:
    """(day, month) from two numbers written side by side: day first unless that is impossible."""
    if 1 <= first <= 31 and 1 <= second <= 12:
        return first, second
    if 1 <= first <= 12 and 1 <= second <= 31:
        return second, first
    return None


def exists(year: int, month: int, day: int) -> bool:
    """Whether the Gregorian calendar has this day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def read_digits(cursor: Cursor, at: int) -> TimeExpression | None:
    """The time that starts with the number token at the index, when digits alone say one."""
    token = cursor.tokens[at]
    # A digit run glued to a slash, a dot or a dash on its left is the middle of something else.
    if cursor.is_punctuation(at - 1, "/.-:") and cursor.tokens[at - 1].end == token.start:
        before = cursor.token(at - 2)
        if before is not None and before.kind == NUMBER:
            return None
    if "." in token.form:
        return _dotted(token.form, at)
    if not cursor.is_punctuation(at + 1, _SEPARATORS):
        return _year(cursor, at)
    parts = _parts(cursor, at)
    if len(parts) == 3:
        return _full(parts, at)
    if len(parts) == 2:
        return _two(cursor, parts, at)
    return _year(cursor, at) if len(parts) == 1 else None


def _parts(cursor: Cursor, at: int) -> list[str]:
    """Digit runs joined by one and the same separator, at most four.

    Spaces around the separators are allowed where three parts end in a year ("20 - 10 - 2024").
    """
    close, wide = _run(cursor, at, spaces=False), _run(cursor, at, spaces=True)
    spaced = len(wide) == 3 and len(wide[2]) == 4 and len(wide[0]) <= 2
    return wide if len(close) == 1 and spaced else close


def _run(cursor: Cursor, at: int, spaces: bool) -> list[str]:
    parts = [cursor.form(at)]
    separator = cursor.form(at + 1)
    end = at
    while (
        len(parts) < 4
        and cursor.is_punctuation(end + 1, _SEPARATORS)
        and cursor.form(end + 1) == separator
        and (number := cursor.token(end + 2)) is not None
        and number.kind == NUMBER
        and (spaces or number.start - cursor.tokens[end].end == len(separator))
    ):
        parts.append(number.form)
        end += 2
    return parts


def _dotted(form: str, at: int) -> TimeExpression | None:
    match = _DOTTED.fullmatch(form)
    return _full([part for part in match.groups() if part], at, 1) if match else None


def _full(parts: list[str], at: int, length: int = 5) -> TimeExpression | None:
    if not all(part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4:
        year, pair = int(parts[0]), (int(parts[2]), int(parts[1]))
    elif len(parts[2]) == 4 or len(parts[2]) == 2:
        short = len(parts[2]) == 2
        year, pair = int(parts[2]) + 2000 * short, (int(parts[0]), int(parts[1]))
    else:
        return None
    order = day_month_order(*pair)
    if order is None or not 1000 <= year <= LATEST_YEAR:
        return None
    day, month = order
    if EARLIEST_HIJRI_YEAR <= year <= LATEST_HIJRI_YEAR and day <= 30:
        return TimeExpression(
            at, at + length, year=year, month=month, day=day, calendar=HIJRI, precision=DAY
        )
    if not exists(year, month, day):
        return None
    return TimeExpression(at, at + length, year=year, month=month, day=day)


def _two(cursor: Cursor, parts: list[str], at: int) -> TimeExpression | None:
    if not all(part.isdigit() and len(part) <= 4 for part in parts):
        return None
    one, two = map(int, parts)
    years = [EARLIEST_YEAR <= number <= LATEST_YEAR for number in (one, two)]
    if all(years):
        if not one < two:
            return None
        return TimeExpression(at, at + 3, year=one, until=TimeExpression(at + 2, at + 3, year=two))
    if any(years):
        year, month = (one, two) if years[0] else (two, one)
        return TimeExpression(at, at + 3, year=year, month=month) if 1 <= month <= 12 else None
    if cursor.form(at + 1) not in "/-" or not _day_expected(cursor, parts, at):
        return None
    order = day_month_order(one, two)
    if order is None or not exists(2000, order[1], order[0]):
        return None
    return TimeExpression(at, at + 3, month=order[1], day=order[0])


def _day_expected(cursor: Cursor, parts: list[str], at: int) -> bool:
    """Whether two numbers are a day and a month: "4/22" may be a fraction or a ratio."""
    slash = cursor.form(at + 1) == "/"
    if cursor.is_word(at + 3, "part"):
        return False
    # Unlike "3/4" or "24/7", "22/04" is hardly anything but a date.
    if slash and any(12 < int(part) <= 31 for part in parts) and parts != ["24", "7"]:
        return cursor.closes(at + 3)
    word = cursor.word(at - 1)
    if word is None:
        return False
    if word.role == "particle":
        return word.value in ("since", "ago", "after", "to", "date_label", "matching") or (
            slash and word.value in ("in", "from")
        )
    return word.role in ("weekday", "day_word", "part") or cursor.is_unit(at - 1, "day")


def _year(cursor: Cursor, at: int) -> TimeExpression | None:
    form = cursor.form(at)
    if len(form) != 4 or not form.isdecimal():
        return None
    year = int(form)
    era = cursor.token(at + 1)
    if era is not None and era.kind == WORD and cursor.is_particle(at + 1, "era", "hijri_era"):
        hijri = cursor.is_particle(at + 1, "hijri_era")
        if hijri != (year < EARLIEST_YEAR):
            return None
        return TimeExpression(at, at + 2, year=year, calendar=HIJRI if hijri else GREGORIAN)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    if cursor.is_particle(at - 1, "since", "to", "ago", "after", "in", "during") or cursor.is_word(
        at - 1, "portion"
    ):
        return TimeExpression(at, at + 1, year=year)
    if cursor.is_particle(at - 1, "from") and cursor.is_particle(at + 1, "to"):
        return TimeExpression(at, at + 1, year=year)
    return None
