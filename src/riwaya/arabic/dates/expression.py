"""What a text says about time: the words' meaning, and the dates once they are known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAY, WEEK, MONTH, YEAR, PERIOD = "day", "week", "month", "year", "period"
GREGORIAN, HIJRI = "gregorian", "hijri"
PAST, THIS, NEXT, FOLLOWING, SAME = "past", "this", "next", "following", "same"
POINT = "point"

# How `start` and `end` came about, or why they are None.
ABSOLUTE = "absolute"
HIJRI_CALENDAR = "hijri"
RELATIVE = "relative to publication"
YEAR_INFERRED = "year inferred from publication"
MONTH_INFERRED = "month inferred from publication"
SAME_TEXT = "relative to an earlier date in the text"
WELL_KNOWN = "well-known day"
WEEKDAY_ONLY = "weekday only"
PART_OF_DAY_ONLY = "part of day only"
CONTRADICTED = "contradicts publication"
IMPOSSIBLE = "no such date"
UNRESOLVED = "unresolved"


class TimeExpression(NamedTuple):
    """A time said by tokens [first, last).

    `start` and `end` (inclusive) are None while the words and the publication date do not
    determine them; everything else is what the words say, so `resolve` can be tried again.
    `year`, `month`, `day`: as written (months and years of `calendar`). `day_offset`: days from
    the publication ("yesterday" is -1). `unit` with `unit_offset`: the week, month or year that
    many after the publication's; with `stretch`: so many units up to it (negative) or after it.
    `direction`: "past", "this", "next", "following" or "same", said of a weekday, month or unit;
    "point" when a stretch means its far end ("two years ago", precise to the unit).
    `portion`: "start", "middle" or "end" of it. `until`: the last part of a range.
    `cumulative`: the words say "since" or "over" more than a day.
    """

    first: int
    last: int
    start: date | None = None
    end: date | None = None
    precision: str = DAY
    basis: str = UNRESOLVED
    weekday: str | None = None
    part_of_day: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: str = GREGORIAN
    day_offset: int | None = None
    unit: str | None = None
    unit_offset: int | None = None
    stretch: int | None = None
    direction: str | None = None
    portion: str | None = None
    until: TimeExpression | None = None
    cumulative: bool = False

    @property
    def says_a_date(self) -> bool:
        """Whether more than a part of the day is said."""
        return any(
            part is not None
            for part in (self.weekday, self.year, self.month, self.day, self.day_offset, self.unit)
        )

    @property
    def says_more_than_weekday(self) -> bool:
        """Whether a date or a distance is said besides the weekday."""
        return any(part is not None for part in (self.year, self.month, self.day, self.unit))
