"""The time of a mention: the event's own date, else the report's other dates, else publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from riwaya.arabic.dates import WEEKDAYS, find_times
from riwaya.arabic.dates.expression import GREGORIAN
from riwaya.arabic.words import tokenise
from riwaya.incidents.linking.record import (
    OWN,
    PUBLICATION,
    REPORT,
    DayOfYear,
    MentionTime,
)
from riwaya.model import Event

MOST_DAYS = 400
"""The longest interval that still says when."""
_Told = TypeVar("_Told")
_SOON = timedelta(days=120)
_BEFORE_PUBLICATION = timedelta(days=1)


def times_of(
    events: Sequence[Event], published: date | None
) -> list[tuple[MentionTime | None, DayOfYear | None]]:
    """When each event of one report happened, in their order; the second where the year is unknown.

    An event without a date that is told as news takes the one day on which the report's other
    news fell, else the day of publication and the one before it. Background keeps what it says.
    """
    own = [_own(event) for event in events]
    days = [_day_of_year(event) for event in events]
    if published is None:
        latest = max((t.end for t in own if t and t.days == 1), default=None)
        own = [t or _after(day, latest) for t, day in zip(own, days, strict=True)]
    news = [at for at, event in enumerate(events) if not event.background]
    shared = _agreed({t for at in news if (t := own[at]) and t.days == 1})
    shared_day = _agreed({d for at in news if (d := days[at])})
    if shared is not None:
        shared = MentionTime(shared.start, shared.end, REPORT)
    elif published is not None:
        shared = published_time(published)
    times: list[tuple[MentionTime | None, DayOfYear | None]] = []
    for at, event in enumerate(events):
        time, day = own[at], days[at]
        if time is None and day is None and not event.background:
            time, day = shared, (None if shared else shared_day)
        times.append((time, day))
    return times


def _after(day: DayOfYear | None, latest: date | None) -> MentionTime | None:
    """The first such day on or after the latest one of which a report gives the year.

    Reports recall what was before them, so that theirs comes soon after; the weekday has to agree.
    """
    if day is None or latest is None or not (day.month and day.day and day.weekday):
        return None
    for year in (latest.year, latest.year + 1):
        try:
            found = date(year, day.month, day.day)
        except ValueError:
            continue
        if latest <= found <= latest + _SOON and WEEKDAYS[found.weekday()] == day.weekday:
            return MentionTime(found, found, REPORT)
    return None


def _agreed(told: set[_Told]) -> _Told | None:
    """The only one of `told`, None when there are several or none."""
    return next(iter(told)) if len(told) == 1 else None


def published_time(published: date | None) -> MentionTime | None:
    """The time of a report in which no event was read."""
    if published is None:
        return None
    return MentionTime(published - _BEFORE_PUBLICATION, published, PUBLICATION)


def _day_of_year(event: Event) -> DayOfYear | None:
    """What the event's date says of a day whose year is not known."""
    when = event.date
    if when is None or when.start is not None:
        return None
    month, day, weekday = _said(when.text)
    weekday = weekday or when.weekday
    if month is None and weekday is None:
        return None
    return DayOfYear(month, day, weekday)


@lru_cache(maxsize=1 << 12)
def _said(words: str) -> tuple[int | None, int | None, str | None]:
    """Month and day, and the weekday, in the words of a date; None for what they do not say."""
    for time in find_times(tokenise(words), None):
        if time.calendar == GREGORIAN and time.until is None and time.month and time.day:
            return time.month, time.day, time.weekday
        if time.weekday:
            return None, None, time.weekday
    return None, None, None


def _own(event: Event) -> MentionTime | None:
    when = event.date
    if when is None or when.start is None:
        return None
    end = when.end or when.start
    if (end - when.start).days > MOST_DAYS:
        return None
    return MentionTime(when.start, end, OWN)
