"""A month by name, with the day before or after it, the year, and ranges of days.

[day] [of] [month] NAME [/ NAME in another tradition] [day] [of] [year] [last|next]
"""

from __future__ import annotations

import unicodedata

from riwaya.arabic.dates.cursor import (
    EARLIEST_HIJRI_YEAR,
    EARLIEST_YEAR,
    LATEST_HIJRI_YEAR,
    LATEST_YEAR,
    Cursor,
    Number,
)
from riwaya.arabic.dates.expression import GREGORIAN, HIJRI, THIS, TimeExpression
from riwaya.arabic.dates.vocabulary import ALWAYS, NEAR, SPELT, STRICT, MonthName
from riwaya.arabic.words import NUMBER, WORD

_LONG_ALEF = "\u0622"


def read_month(cursor: Cursor, at: int) -> TimeExpression | None:
    """The time around the month name that starts at the index."""
    name = _name(cursor, at)
    if name is None:
        return None
    last = at + 1 + len(name.rest)
    last, doubled = _other_name(cursor, last, name)
    first = at
    worded = cursor.is_word(at - 1, "unit", "month") and not cursor.is_unit(
        at - 1, "month", "plural"
    )
    if worded:
        first -= 1
    days, first = days_before(cursor, first)
    if not days:
        days, last = _days_after(cursor, last)
    year, last = read_year(cursor, last, name.calendar)
    direction = cursor.direction(last)
    if direction is not None:
        last += 1
    elif not days and cursor.is_particle(first - 1, "this"):
        direction, first = THIS, first - 1
    supported = bool(days) or year is not None or worded or doubled
    if not supported and not _supported(cursor, first, at, name, direction is not None):
        return None
    if year is None and cursor.form(first - 1) in cursor.vocabulary.name_heads:
        return None
    month = TimeExpression(
        first, last, year=year, month=name.month, calendar=name.calendar, direction=direction
    )
    return with_days(month, days)


def with_days(month: TimeExpression, days: list[int]) -> TimeExpression:
    """The day of a month, or the range from its first to its last named day."""
    if not days:
        return month
    whole = month._replace(day=days[0])
    if len(days) == 1 or days[1] == days[0]:
        return whole
    return whole._replace(until=month._replace(day=days[1]))


def days_before(cursor: Cursor, end: int) -> tuple[list[int], int]:
    """Days of the month said before `end`, and where they begin.

    "12 of", "the second of", "12-", "from 5 to 9", "between 3 and 7 of": one or two days.
    """
    last = end
    joined = False
    if cursor.is_particle(last - 1, "from"):
        last -= 1
        joined = True
    elif cursor.is_punctuation(last - 1, "-/.–,"):
        last -= 1
    day = cursor.day_before(last)
    if day is None and cursor.is_particle(end - 1, "in"):
        # "Fifteen in March" counts people; only a range of days can stand before "in".
        day = cursor.day_before(end - 1)
        days, first = _range_before(cursor, day) if day else ([], end)
        return (days, first) if len(days) == 2 else ([], end)
    if day is None and (ordinal := _nth_day(cursor, last)) is not None:
        return [ordinal.value], ordinal.first
    if day is None or (not joined and _counts(cursor, day)):
        return [], end
    return _range_before(cursor, day)


def _nth_day(cursor: Cursor, end: int) -> Number | None:
    """An ordinal and then the word for day: "the third day of"."""
    word = cursor.word(end - 1)
    if word is None or word.role != "unit" or word.value != "day" or word.number == "dual":
        return None
    number = cursor.number_before(end - 1)
    return number if number and number.ordinal and 1 <= number.value <= 31 else None


def _counts(cursor: Cursor, number: Number) -> bool:
    """Whether a number is an amount ("about 20", "more than 20"), not a day."""
    before = number.first - 1
    if cursor.is_particle(before, "from"):
        before -= 1
    return cursor.is_particle(before, "approximately")


def _range_before(cursor: Cursor, day: Number) -> tuple[list[int], int]:
    """The day, or the range it ends: "between 3 and 7", "from 5 to 9", "5-9", "17 and 18"."""
    opened = cursor.first_of_pair(day.first)
    listed = cursor.is_particle(day.first - 1, "and")
    if opened is None and cursor.form(day.first).startswith("و"):
        opened, listed = cursor.number_before(day.first), True
    if opened is None or not 1 <= opened.value < day.value:
        return [day.value], day.first
    first = opened.first
    if cursor.is_particle(first - 1, "from", "between"):
        first -= 1
    elif listed and day.value - opened.value > 1:
        # "The 5th and the 20th" are two days, no stretch.
        return [day.value], day.first
    return [opened.value, day.value], first


def _days_after(cursor: Cursor, start: int) -> tuple[list[int], int]:
    """Days said after the month's name: "July 13", "July 13-15", "between 15 and 19"."""
    at = start
    if cursor.is_punctuation(at, "/-") or cursor.is_particle(at, "between"):
        at += 1
    number = cursor.number_at(at)
    if number is None or not 1 <= number.value <= 31:
        return [], start
    second = cursor.second_of_pair(number.last)
    listed = cursor.is_particle(number.last, "and") and not cursor.is_particle(at - 1, "between")
    if second is not None and not listed and number.value < second.value <= 31:
        return [number.value, second.value], second.last
    if cursor.is_particle(at - 1, "between"):
        return [], start
    followed_by_year = read_year(cursor, number.last, GREGORIAN)[0] is not None
    if cursor.tokens[number.first].kind == NUMBER:
        sure = cursor.closes(number.last) or cursor.is_punctuation(number.last + 1, ":")
    else:
        sure = number.ordinal
    return ([number.value], number.last) if sure or followed_by_year else ([], start)


def read_year(cursor: Cursor, start: int, calendar: str) -> tuple[int | None, int]:
    """The year after a month or day, and the index after it (`start` when there is none)."""
    at = start
    bracket = cursor.is_punctuation(at, "(") and cursor.is_punctuation(at + 2, ")")
    if bracket:
        at += 1
    elif cursor.is_punctuation(at, ",،/-–."):
        # A full stop before a space ends the sentence; so "in March. 2000 people".
        if cursor.form(at) == "." and not _glued(cursor, at):
            return None, start
        at += 1
    if cursor.is_particle(at, "from", "in"):
        at += 1
    certain = False
    word = cursor.word(at)
    if word is not None and (word.role, word.value, word.number) == ("unit", "year", "singular"):
        certain = True
        at += 1
    number = cursor.year_at(at, certain=True)
    if number is None:
        return None, start
    value, last = number.value, number.last
    usual = EARLIEST_YEAR <= value <= LATEST_YEAR
    if calendar == GREGORIAN and not (certain or usual or cursor.closes(last)):
        return None, start
    hijri = EARLIEST_HIJRI_YEAR <= value <= LATEST_HIJRI_YEAR
    if calendar == HIJRI and not hijri and value < EARLIEST_YEAR:
        return None, start
    if cursor.is_particle(last, "era", "hijri_era"):
        last += 1
    return value, last + bracket


def _glued(cursor: Cursor, at: int) -> bool:
    after = cursor.token(at + 1)
    return after is not None and after.start == cursor.tokens[at].end


def _name(cursor: Cursor, at: int) -> MonthName | None:
    for name in cursor.vocabulary.months.get(cursor.form(at), ()):
        if all(cursor.form(at + 1 + k) == form for k, form in enumerate(name.rest)):
            if name.certainty == SPELT:
                text = unicodedata.normalize("NFC", cursor.tokens[at].text)
                return name._replace(certainty=ALWAYS if _LONG_ALEF in text else STRICT)
            return name
    return None


def _other_name(cursor: Cursor, last: int, name: MonthName) -> tuple[int, bool]:
    """The end after the same month in another tradition: "November / Tishrin II", "(…)"."""
    marked = cursor.is_punctuation(last, "/-–(|")
    other = _name(cursor, last + marked)
    if other is None or (other.month, other.calendar) != (name.month, name.calendar):
        return last, False
    end = last + marked + 1 + len(other.rest)
    closed = cursor.is_punctuation(last, "(") and cursor.is_punctuation(end, ")")
    return (end + 1 if closed else end), True


def _supported(cursor: Cursor, first: int, at: int, name: MonthName, has_direction: bool) -> bool:
    """Whether a name that is also another word is a month here."""
    if name.certainty == ALWAYS:
        return cursor.form(first - 1) not in cursor.vocabulary.name_heads
    if name.certainty != NEAR:
        return False
    before = cursor.token(first - 1)
    if before is not None and before.kind == WORD:
        if before.form in cursor.vocabulary.given_names:
            return False
        word = cursor.word(first - 1)
        if word is not None and word.role in ("particle", "portion", "direction"):
            return word.value not in ("that", "little", "several", "and")
    return has_direction or name.prefix.endswith(("ب", "ل"))
