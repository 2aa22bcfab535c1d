"""Days, months and Hijri years counted on the calendar."""

from __future__ import annotations

import calendar
from datetime import date

from hijridate import Hijri

from riwaya.arabic.dates.expression import MONTH, WEEK, YEAR

Interval = tuple[date, date]

_PORTIONS = ("start", "middle", "end")


def one(day: date) -> Interval:
    """The interval of one day."""
    return day, day


def made(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, or None when there is no such day."""
    if not date.min.year <= year <= date.max.year:
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def hijri_interval(year: int, month: int | None, day: int | None) -> Interval | None:
    """The Gregorian days of a Hijri day, month or year (Umm al-Qura), 1343 to 1500 only."""
    try:
        if day:
            found = Hijri(year, month or 1, day).to_gregorian()
            return one(date(found.year, found.month, found.day))
        last = month or 12
        end = Hijri(year, last, Hijri(year, last, 1).month_length()).to_gregorian()
        start = Hijri(year, month or 1, 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(start.year, start.month, start.day), date(end.year, end.month, end.day)


def hijri_in_year(year: int, month: int, day: int | None) -> Interval | None:
    """A Hijri day or month that begins within a Gregorian year ("Ramadan 2019")."""
    guess = year - 579
    for hijri_year in (guess, guess + 1, guess - 1):
        found = hijri_interval(hijri_year, month, day)
        if found is not None and found[0].year == year:
            return found
    return None


def shift(day: date, days: int) -> date:
    """So many days later (earlier when negative), within what a date can hold."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = max(1, min(date.max.year, index // 12)), index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def portion_of(interval: Interval, precision: str, portion: str) -> Interval:
    """A third of a month (days 1-10, 11-20, the rest) or year; of a week three or four days."""
    start, end = interval
    if precision == WEEK:
        first, last = {"start": (0, 2), "middle": (2, 4), "end": (3, 6)}[portion]
        return shift(start, first), shift(start, last)
    third = _PORTIONS.index(portion)
    if precision == MONTH:
        firsts = (start, shift(start, 10), shift(start, 20), shift(end, 1))
    elif precision == YEAR:
        firsts = (start, add_months(start, 4), add_months(start, 8), shift(end, 1))
    else:
        return interval
    return firsts[third], shift(firsts[third + 1], -1)
