"""Whether the dates of a file are written day before month, decided over the whole file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

AMBIGUOUS = "the file does not tell whether its dates are day/month or month/day; read as day/month"
MIXED = "dates of the file are written both as day/month and as month/day; read as day/month"


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How the two numbers before or after a year are to be read. `note`: when that is not sure."""

    day_first: bool = True
    note: str | None = None

    def day(self, year: int, first: int, second: int) -> date | None:
        """The day; in the other order where this one is impossible; None where both are."""
        pairs = [(second, first), (first, second)]
        for month, day in pairs if self.day_first else pairs[::-1]:
            try:
                return date(year, month, day)
            except ValueError:
                continue
        return None


def day_order(dates: Iterable[tuple[int, int, int]], *, in_time_order: bool) -> DayOrder:
    """The order of all `dates`, each as (year, first number, second number).

    A number above 12 is a day. Where there is none, and the dates stand in the order of time, the
    reading in which fewer go back decides. Else day before month, with a note.
    """
    day_first = month_first = back_as_day = back_as_month = 0
    before: tuple[int, int, int] | None = None
    any_date = False
    for year, first, second in dates:
        any_date = True
        day_first += first > 12 >= second
        month_first += second > 12 >= first
        if before is not None:
            back_as_day += (year, second, first) < (before[0], before[2], before[1])
            back_as_month += (year, first, second) < before
        before = (year, first, second)
    if day_first and month_first:
        return DayOrder(note=MIXED)
    if day_first or month_first:
        return DayOrder(day_first=bool(day_first))
    if in_time_order and back_as_day != back_as_month:
        return DayOrder(day_first=back_as_day < back_as_month)
    return DayOrder(note=AMBIGUOUS if any_date else None)
