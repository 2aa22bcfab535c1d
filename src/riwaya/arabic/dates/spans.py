"""Weeks, months, years and stretches counted from the publication or from each other.

"last month", "in 2011", "three days ago", "over the past two weeks", "the start of the year"
"""

from __future__ import annotations

from riwaya.arabic.dates.cursor import (
    EARLIEST_HIJRI_YEAR,
    EARLIEST_YEAR,
    LATEST_HIJRI_YEAR,
    Cursor,
    Number,
)
from riwaya.arabic.dates.days import read_day_number, read_today
from riwaya.arabic.dates.distances import SHORTER_THAN_A_DAY, stretch
from riwaya.arabic.dates.expression import (
    FOLLOWING,
    GREGORIAN,
    HIJRI,
    NEXT,
    PAST,
    SAME,
    THIS,
    TimeExpression,
)
from riwaya.arabic.dates.months import days_before, with_days
from riwaya.arabic.dates.vocabulary import Word
from riwaya.arabic.words import NUMBER

_OFFSETS = {PAST: -1, THIS: 0, NEXT: 1}


def read_unit(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """The time around a word for day, week, month, year or hour at the index."""
    if word.definite and word.number == "singular":
        if word.value == "day":
            return read_today(cursor, at, word)
        return _the_unit(cursor, at, word)
    if word.definite or word.number in ("plural", "dual") or _number_before_unit(cursor, at):
        found = _past_or_coming(cursor, at, word)
        if found is not None:
            return found
    if word.value == "year" and not word.definite:
        return _named_year(cursor, at, word)
    if word.value == "month" and word.number == "singular":
        return _numbered_month(cursor, at)
    if word.value == "day" and word.number == "singular" and not word.definite:
        return read_day_number(cursor, at)
    return None


def _the_unit(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """One definite unit: "the past month", "this week", "the year 2013", "12 of the same month"."""
    first, last, unit = at, at + 1, word.value
    if unit in SHORTER_THAN_A_DAY:
        passing = cursor.direction(last) in (PAST, NEXT)
        return TimeExpression(first, last + 1, day_offset=0) if passing else None
    if unit == "year" and (year := cursor.year_at(last, certain=True)):
        return _day_of_year(cursor, _year(cursor, first, year))
    if unit == "month" and (numbered := _ordinal_month(cursor, at)):
        return numbered
    direction = cursor.direction(last)
    offset = _OFFSETS.get(direction or "")
    if cursor.is_word(last, "direction", "final") and cursor.is_particle(last + 1, "from"):
        # "The last week of July".
        return None
    if direction is not None:
        last += 1
        if unit == "year" and (year := cursor.year_at(last, certain=True)):
            return _day_of_year(cursor, _year(cursor, first, year))
    elif cursor.is_particle(last, "after") and cursor.direction(last + 1) in (NEXT, FOLLOWING):
        last, offset = last + 2, 2
    elif cursor.is_particle(first - 1, "this"):
        first, offset = first - 1, 0
    elif cursor.is_particle(first - 1, "that"):
        first, direction = first - 1, SAME
    elif cursor.is_particle(last, "that"):
        last, direction = last + 1, SAME
    elif not cursor.is_word(first - 1, "portion"):
        return None
    else:
        offset = 0
    if direction in (FOLLOWING, SAME):
        offset = None
    found = TimeExpression(
        first,
        last,
        unit=unit,
        unit_offset=offset,
        direction=direction if offset is None else None,
    )
    if unit == "year":
        return _day_of_year(cursor, found)
    if unit != "month":
        return found
    days, start = days_before(cursor, first)
    return with_days(found._replace(first=start), days)


def _day_of_year(cursor: Cursor, year: TimeExpression) -> TimeExpression:
    """A year, or a day of its first month ("the first day of 2024")."""
    if not cursor.is_particle(year.first - 1, "from"):
        return year
    number = cursor.number_before(year.first - 1)
    if number is None or not number.ordinal or not cursor.is_word(number.first - 1, "unit", "day"):
        return year
    return year._replace(first=number.first - 1, month=1, day=number.value)


def _year(cursor: Cursor, first: int, number: Number) -> TimeExpression:
    """A year after the word for it, with its era and the end of a range of years."""
    last, calendar = number.last, GREGORIAN
    hijri = cursor.is_particle(last, "hijri_era")
    if hijri or cursor.is_particle(last, "era"):
        last += 1
    if EARLIEST_HIJRI_YEAR <= number.value <= LATEST_HIJRI_YEAR and hijri:
        calendar = HIJRI
    return TimeExpression(first, last, year=number.value, calendar=calendar)


def _named_year(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    number = cursor.year_at(at + 1, certain=True)
    if number is None or (word.number == "plural"):
        return None
    # "A thousand years", "1,500 years": a year number follows its word, never the reverse.
    if cursor.tokens[number.first].kind != NUMBER and number.value < EARLIEST_YEAR:
        return None
    found = _year(cursor, at, number)
    second = cursor.second_of_pair(number.last)
    if second is not None and number.value < second.value < 2200:
        until = TimeExpression(second.first, second.last, year=second.value)
        if word.number != "singular" or not cursor.is_particle(number.last, "and"):
            return found._replace(last=second.last, until=until)
    return found


def _numbered_month(cursor: Cursor, at: int) -> TimeExpression | None:
    """A month by number ("month 10"), where nothing is counted."""
    number = cursor.number_at(at + 1)
    if number is None or not 1 <= number.value <= 12 or not cursor.closes(number.last):
        return None
    if number.ordinal or cursor.is_word(number.last, "unit"):
        return None
    days, first = days_before(cursor, at)
    return with_days(TimeExpression(first, number.last, month=number.value), days)


def _ordinal_month(cursor: Cursor, at: int) -> TimeExpression | None:
    """A month by ordinal after a day or before a year ("the 27th of the eighth month")."""
    number = cursor.number_at(at + 1)
    if number is None or not number.ordinal or not 1 <= number.value <= 12:
        return None
    days, first = days_before(cursor, at)
    month = TimeExpression(first, number.last, month=number.value)
    of_a_year = cursor.is_particle(number.last, "from") and cursor.is_word(
        number.last + 1, "unit", "year"
    )
    return with_days(month, days) if days or of_a_year else None


def _number_before_unit(cursor: Cursor, at: int) -> Number | None:
    number = cursor.number_before(at)
    return number if number is not None and number.value > 0 else None


def _past_or_coming(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """Units past or coming: "the past three days", "the past 24 hours", "the last few weeks"."""
    first, last = at, at + 1
    count: int | None = 2 if word.number == "dual" else None
    before = _number_before_unit(cursor, at)
    if before is not None and before.ordinal:
        count, first = before.value, before.first
    elif before is not None and cursor.direction(last) is None:
        return None
    elif before is not None:
        count, first = before.value, before.first
    elif not word.definite:
        return None
    if count is None and (number := cursor.number_at(last)) is not None:
        count, last = number.value, number.last
    direction = cursor.direction(last)
    while direction == "few":
        last += 1
        direction = cursor.direction(last)
    if direction not in (PAST, NEXT, THIS):
        return None
    last += 1
    if cursor.direction(last) == "few":
        last += 1
    return stretch(first, last, word.value, count, -1 if direction == PAST else 1)
