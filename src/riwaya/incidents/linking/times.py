"""The time of a mention: the event's own date, else the report's other dates, else publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

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
_BEFORE_PUBLICATION = timedelta(days=1)


def times_of(events: Sequence[Event], published: date | None) -> list[MentionTime | None]:
    """When each event of one report happened, in their order.

    An event without a date that is told as news takes the one day on which the report's other
    news fell, else the day of publication and the one before it. Background keeps what it says.
    """
    own = [_own(event) for event in events]
    news = {t for event, t in zip(events, own, strict=True) if t and not event.background}
    days = {t for t in news if t.days == 1}
    shared: MentionTime | None = None
    if len(days) == 1:
        (day,) = days
        shared = MentionTime(day.start, day.end, REPORT)
    elif published is not None and not days:
        shared = MentionTime(published - _BEFORE_PUBLICATION, published, PUBLICATION)
    return [
        t or (None if event.background else shared) for event, t in zip(events, own, strict=True)
    ]


def published_time(published: date | None) -> MentionTime | None:
    """The time of a report in which no event was read."""
    if published is None:
        return None
    return MentionTime(published - _BEFORE_PUBLICATION, published, PUBLICATION)


def day_of_year(event: Event) -> DayOfYear | None:
    """What the event's date says of a day whose year is not known."""
    when = event.date
    if when is None or when.start is not None or when.weekday is None:
        return None
    return DayOfYear(None, None, when.weekday)


def _own(event: Event) -> MentionTime | None:
    when = event.date
    if when is None or when.start is None:
        return None
    end = when.end or when.start
    if (end - when.start).days > MOST_DAYS:
        return None
    return MentionTime(when.start, end, OWN)
