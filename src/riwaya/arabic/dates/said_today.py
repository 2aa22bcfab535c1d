"""The day of writing where the text itself says which day "today" is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from riwaya.arabic.dates.arithmetic import made, shift
from riwaya.arabic.dates.expression import ABSOLUTE, DAY, THIS, WEEKDAYS, TimeExpression
from riwaya.arabic.dates.vocabulary import vocabulary
from riwaya.arabic.dates.written import ARABIC, Written
from riwaya.arabic.words import BREAK, NUMBER, Token

# A bulletin's heading names the day that it is for.
_FOR_THE_DAY = "ليوم"
_HEADING_LINES = 4


def days_called_today(
    times: Sequence[TimeExpression], tokens: Sequence[Token], written: Sequence[Written]
) -> list[Written]:
    """The days of writing by "today, Friday 2 December 2022" and "yesterday, 3 May 2021".

    Where the year is left out, it is the one that the text calls the current one, or the one year
    of the full dates in it (`written`) in which the weekday said with the day is right. A
    weekday said with a date must agree always.
    """
    dated = [
        (time, time.day_offset, time.month, time.day)
        for time in (time.until or time for time in times)
        if time.day_offset is not None and time.month and time.day
    ]
    if not dated:
        return []
    current = _current_year(tokens)
    years = sorted({day.day.year for day in written})
    found = []
    for time, offset, month, number in dated:
        day = time.start if time.basis == ABSOLUTE and time.precision == DAY else None
        if day is None and not time.year:
            candidates = years if current is None and time.weekday else filter(None, [current])
            days = [made(year, month, number) for year in candidates]
            agreeing = [day for day in days if day and _weekday_agrees(time, day)]
            day = agreeing[0] if len(agreeing) == 1 else None
        if day is not None and _weekday_agrees(time, day):
            found.append(_written(shift(day, -offset), time, tokens))
    return found


def _weekday_agrees(time: TimeExpression, day: date) -> bool:
    return time.weekday in (None, WEEKDAYS[day.weekday()])


def day_of_bulletin(times: Sequence[TimeExpression], tokens: Sequence[Token]) -> Written | None:
    """The day that the heading says the bulletin is for ("events of Friday, 2 December 2022")."""
    lines = 0
    ends = len(tokens)
    for place, token in enumerate(tokens):
        lines += token.kind == BREAK
        if lines == _HEADING_LINES:
            ends = place
            break
    for time in times:
        if time.first >= ends or tokens[time.first].form != _FOR_THE_DAY:
            continue
        if time.start is not None and time.basis == ABSOLUTE and time.precision == DAY:
            return _written(time.start, time, tokens)
    return None


def _written(day: date, time: TimeExpression, tokens: Sequence[Token]) -> Written:
    start, end = tokens[time.first].start, tokens[time.last - 1].end
    return Written(day, start, end, ARABIC, "named month")


def _current_year(tokens: Sequence[Token]) -> int | None:
    """The one year that a text calls "the current year 2022" (or "this year 2022"), else None."""
    words = vocabulary().words
    years = set()
    for place, token in enumerate(tokens):
        if token.kind != NUMBER or len(token.form) != 4 or not token.form.isdecimal() or place < 2:
            continue
        before, first = (words.get(tokens[place - back].form) for back in (1, 2))
        if before is None or first is None:
            continue
        said = (first.role, before.role, before.value) == ("unit", "direction", THIS) or (
            (first.role, first.value, before.role) == ("particle", THIS, "unit")
        )
        unit = first if first.role == "unit" else before
        if said and unit.value == "year":
            years.add(int(token.form))
    return years.pop() if len(years) == 1 else None
