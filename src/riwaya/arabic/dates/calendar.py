"""From what the words say to dates, given the day the text was published."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from riwaya.arabic.dates.arithmetic import (
    Interval,
    add_months,
    hijri_in_year,
    hijri_interval,
    made,
    one,
    portion_of,
    shift,
)
from riwaya.arabic.dates.cursor import EARLIEST_YEAR
from riwaya.arabic.dates.expression import (
    ABSOLUTE,
    CONTRADICTED,
    DAY,
    HIJRI,
    HIJRI_CALENDAR,
    IMPOSSIBLE,
    MONTH,
    MONTH_INFERRED,
    NEXT,
    PART_OF_DAY_ONLY,
    PAST,
    PERIOD,
    POINT,
    RELATIVE,
    SAME_TEXT,
    THIS,
    UNRESOLVED,
    WEEK,
    WEEKDAY_ONLY,
    WEEKDAYS,
    YEAR,
    YEAR_INFERRED,
    TimeExpression,
)

# A report may be stamped a little before the day it names: midnight, time zones, a later edit.
FUTURE_TOLERANCE = timedelta(days=2)
# "Today, Tuesday" in a text stamped some days after that Tuesday was written on the Tuesday.
LATEST_STAMP = 3


def resolve(expression: TimeExpression, reference: date | None) -> TimeExpression:
    """The expression with `start`, `end`, `precision` and `basis` set as far as can be known.

    `reference`: the day of publication, or None. Dates before a publication are preferred where
    the words allow both: reports tell what has happened. A time since some day has a start but no
    end while the publication is unknown.
    """
    if expression.basis == SAME_TEXT and expression.start is not None:
        return expression
    if expression.until is not None:
        return _resolve_range(expression, expression.until, reference)
    interval, precision, basis = _interval(expression, reference)
    if interval is not None and expression.portion and expression.part_of_day is None:
        interval, precision = portion_of(interval, precision, expression.portion), PERIOD
    start, end = interval or (None, None)
    return expression._replace(start=start, end=end, precision=precision, basis=basis)


def _resolve_range(
    expression: TimeExpression, until: TimeExpression, reference: date | None
) -> TimeExpression:
    end = resolve(until, reference)
    begin = expression._replace(until=None)
    if begin.weekday and not begin.says_more_than_weekday and end.start is not None:
        begin = resolve(begin._replace(direction=None), end.start)
    elif begin.month and not begin.year and begin.direction is None and end.start is not None:
        begin = resolve(begin._replace(calendar=begin.calendar), end.start)
        begin = begin._replace(basis=end.basis)
    else:
        begin = resolve(begin, reference)
    night = expression.part_of_day == "night" and begin.weekday is not None
    start, last, basis = begin.start, end.end, begin.basis
    if start is None or (last is not None and last < start):
        basis = basis if start is None else CONTRADICTED
        start = last = None
    return expression._replace(
        start=start,
        end=last,
        precision=DAY if night else PERIOD,
        basis=basis,
        until=end,
    )


def _interval(x: TimeExpression, reference: date | None) -> tuple[Interval | None, str, str]:
    """(interval or None, precision, basis) of one expression that is not a range."""
    if x.month and x.day:
        return _in_year(x, reference, DAY)
    if x.month:
        return _in_year(x, reference, MONTH)
    if x.year:
        return _year(x)
    if x.unit is not None:
        return _unit(x, reference)
    if x.day_offset is not None:
        return _offset_day(x, x.day_offset, reference)
    if x.day:
        return _day_alone(x, x.day, reference)
    if x.weekday:
        if reference is None:
            return None, DAY, WEEKDAY_ONLY
        return one(_weekday(x.weekday, x.direction, reference)), DAY, RELATIVE
    return None, DAY, PART_OF_DAY_ONLY


def _named(x: TimeExpression, year: int) -> Interval | None:
    """The day or month of `x` in a Gregorian year, or in a Hijri year below 1900."""
    month = x.month or 1
    if x.calendar == HIJRI:
        interval = hijri_in_year if year >= EARLIEST_YEAR else hijri_interval
        return interval(year, month, x.day)
    if x.day:
        day = made(year, month, x.day)
        return one(day) if day else None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _in_year(
    x: TimeExpression, reference: date | None, precision: str
) -> tuple[Interval | None, str, str]:
    """A day of a month, or a month, as `precision` says; its year told or inferred."""
    if x.year or x.unit == YEAR:
        year = x.year or _year_of_unit(x, reference)
        if year is None:
            return None, precision, UNRESOLVED
        found = _named(x, year)
        basis = HIJRI_CALENDAR if x.calendar == HIJRI else ABSOLUTE if x.year else RELATIVE
        return found, precision, basis if found else IMPOSSIBLE
    if reference is None:
        return None, precision, UNRESOLVED
    found = _nearest(x, reference)
    return found, precision, YEAR_INFERRED if found else IMPOSSIBLE


def _year_of_unit(x: TimeExpression, reference: date | None) -> int | None:
    if reference is None or x.unit_offset is None:
        return None
    return reference.year + x.unit_offset


def _nearest(x: TimeExpression, reference: date) -> Interval | None:
    """The occurrence nearest to the publication: past unless the words say "next".

    A weekday said with the date decides between the last year and the one before it.
    """
    # Hijri years are shorter: the same month may begin twice in one Gregorian year.
    years = range(reference.year + 1, reference.year - 9, -1)
    found = [interval for year in years if (interval := _named(x, year)) is not None]
    if x.direction == NEXT:
        coming = [interval for interval in found if interval[0] > reference]
        return coming[-1] if coming else None
    if x.direction == THIS:
        same = [interval for interval in found if interval[0].year == reference.year]
        return same[0] if same else None
    limit = reference - timedelta(days=1) if x.direction == PAST else reference + FUTURE_TOLERANCE
    if x.day is None:
        limit = min(limit, reference)
    past = [interval for interval in found if interval[0] <= limit]
    if x.direction == PAST and x.day is None:
        past = [interval for interval in past if interval[1] < reference]
    if x.weekday:
        agreeing = [i for i in past[:2] if WEEKDAYS[i[0].weekday()] == x.weekday]
        past = agreeing or past
    return past[0] if past else None


def _year(x: TimeExpression) -> tuple[Interval | None, str, str]:
    year = x.year or 0
    if x.calendar == HIJRI:
        found = hijri_interval(year, None, None)
        return found, YEAR, HIJRI_CALENDAR if found else IMPOSSIBLE
    if not date.min.year <= year <= date.max.year:
        return None, YEAR, IMPOSSIBLE
    return (date(year, 1, 1), date(year, 12, 31)), YEAR, ABSOLUTE


def _offset_day(
    x: TimeExpression, offset: int, reference: date | None
) -> tuple[Interval | None, str, str]:
    if reference is None:
        return None, DAY, UNRESOLVED
    day = shift(reference, offset)
    if x.weekday is None:
        return one(day), DAY, RELATIVE
    for late in range(LATEST_STAMP + 1):
        if WEEKDAYS[shift(day, -late).weekday()] == x.weekday:
            return one(shift(day, -late)), DAY, RELATIVE
    return None, DAY, CONTRADICTED


def _weekday(name: str, direction: str | None, reference: date) -> date:
    """The latest such day not after the reference; "last": before it, "next": after it."""
    number = WEEKDAYS.index(name)
    if direction == NEXT:
        return shift(reference, (number - reference.weekday() - 1) % 7 + 1)
    if direction == THIS:
        return shift(reference, number - reference.weekday())
    back = (reference.weekday() - number) % 7
    return shift(reference, -(back or 7) if direction == PAST else -back)


def _day_alone(
    x: TimeExpression, day: int, reference: date | None
) -> tuple[Interval | None, str, str]:
    """The latest such day of the last three months, else of this and the next.

    A weekday said with it must agree.
    """
    if reference is None:
        return None, DAY, UNRESOLVED
    months = [add_months(reference.replace(day=1), back) for back in (0, -1, -2, 0, 1)]
    for place, first in enumerate(months):
        found = made(first.year, first.month, day)
        if found is None or (place < 3 and found > reference + FUTURE_TOLERANCE):
            continue
        if x.weekday is None or WEEKDAYS[found.weekday()] == x.weekday:
            return one(found), DAY, MONTH_INFERRED
    return None, DAY, CONTRADICTED


def _unit(x: TimeExpression, reference: date | None) -> tuple[Interval | None, str, str]:
    precision = x.unit if x.unit in (WEEK, MONTH, YEAR) else DAY
    if x.stretch is not None:
        if reference is None:
            return None, PERIOD, UNRESOLVED
        return _stretch(x, x.stretch, reference)
    if reference is None or x.unit_offset is None:
        return None, DAY if x.day or x.weekday else precision, UNRESOLVED
    offset = x.unit_offset
    if x.unit == WEEK:
        monday = shift(reference, 7 * offset - reference.weekday())
        if x.weekday:
            return one(shift(monday, WEEKDAYS.index(x.weekday))), DAY, RELATIVE
        return (monday, shift(monday, 6)), WEEK, RELATIVE
    if x.unit == MONTH:
        first = add_months(reference.replace(day=1), offset)
        last = calendar.monthrange(first.year, first.month)[1]
        if x.day:
            found = made(first.year, first.month, x.day)
            return (one(found), DAY, RELATIVE) if found else (None, DAY, IMPOSSIBLE)
        return (first, first.replace(day=last)), MONTH, RELATIVE
    if x.unit == YEAR and 1 <= reference.year + offset <= date.max.year:
        year = reference.year + offset
        return (date(year, 1, 1), date(year, 12, 31)), YEAR, RELATIVE
    return None, precision, UNRESOLVED


def _stretch(x: TimeExpression, count: int, reference: date) -> tuple[Interval | None, str, str]:
    if abs(count) > 10_000:
        return None, PERIOD, UNRESOLVED
    if x.unit == DAY or x.unit == WEEK:
        far = shift(reference, count * (7 if x.unit == WEEK else 1))
    else:
        far = add_months(reference, count * {MONTH: 1, YEAR: 12}.get(x.unit or "", 120))
    if x.direction == POINT:
        return one(far), x.unit or DAY, RELATIVE
    interval = (far, reference) if count < 0 else (shift(reference, 1), far)
    return interval, PERIOD, RELATIVE


def same_text(expression: TimeExpression, antecedent: TimeExpression) -> TimeExpression:
    """The expression with its month, year or day taken from an earlier one ("the same month")."""
    unit = expression.unit
    if unit == DAY and antecedent.start is not None and antecedent.precision == DAY:
        return expression._replace(
            start=antecedent.start, end=antecedent.end, precision=DAY, basis=SAME_TEXT
        )
    if antecedent.start is None or antecedent.precision == PERIOD:
        return expression
    year, month = antecedent.start.year, antecedent.start.month
    if unit == MONTH and antecedent.precision in (DAY, MONTH):
        filled = expression._replace(year=year, month=month, unit=None, direction=None)
        if filled.until is not None:
            filled = filled._replace(until=filled.until._replace(year=year, month=month, unit=None))
        return resolve(filled, None)._replace(basis=SAME_TEXT)
    if unit == YEAR and antecedent.precision in (DAY, MONTH, YEAR):
        filled = expression._replace(year=year, unit=None, direction=None)
        return resolve(filled, None)._replace(basis=SAME_TEXT)
    return expression
