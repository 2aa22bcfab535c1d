"""When an incident happened: the day on which most independent accounts agree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from riwaya.incidents.linking.record import OWN, PUBLICATION, REPORT, Mention, MentionTime
from riwaya.model.incident import IncidentDate

# A date of the event's own counts before those inferred; background is told from memory.
_WEIGHT = {OWN: 1.0, REPORT: 0.6, PUBLICATION: 0.35}
_BACKGROUND = 0.5
# Publication mostly falls on the day itself, else on the day after.
_EARLIER_DAY = 0.6
_MOST_DAYS = 7
_DAY = timedelta(days=1)


def incident_date(members: Sequence[Mention]) -> IncidentDate | None:
    """When, from the mentions of an incident; None when no account says or implies it.

    Each text counts once for each day it can mean, however often it was copied. When no account
    is exact to a few days, the shortest period told is the answer.
    """
    told = [(m, m.time) for m in members if m.time is not None]
    if not told:
        return None
    exact = [(m, t) for m, t in told if t.days <= _MOST_DAYS]
    if not exact:
        period = min((t for _, t in told), key=lambda t: (t.days, t.start))
        return IncidentDate(period.start, period.end, _period_name(period), "event")
    votes: dict[date, dict[str, float]] = {}
    for mention, time in exact:
        for day, weight in _weights(mention, time):
            by_origin = votes.setdefault(day, {})
            by_origin[mention.text_origin] = max(weight, by_origin.get(mention.text_origin, 0.0))
    sums = {day: round(sum(votes[day].values()), 6) for day in sorted(votes)}
    best = max(sums, key=lambda day: (sums[day], -day.toordinal()))
    own = any(t.basis != PUBLICATION and t.start <= best <= t.end for _, t in exact)
    if own:
        return IncidentDate(best, best, "day", "event")
    start, end = best, best
    while sums.get(start - _DAY, 0.0) >= sums[best] * _EARLIER_DAY:
        start -= _DAY
    return IncidentDate(start, end, "day" if start == end else "period", "publication")


def _weights(mention: Mention, time: MentionTime) -> list[tuple[date, float]]:
    base = _WEIGHT[time.basis] * (_BACKGROUND if mention.background else 1.0)
    days = [time.start + _DAY * n for n in range(time.days)]
    if time.basis == PUBLICATION:
        return [(day, base if day == time.end else base * _EARLIER_DAY) for day in days]
    return [(day, base / len(days)) for day in days]


def _period_name(time: MentionTime) -> str:
    if time.days <= 31:
        return "month" if time.days > 27 else "period"
    return "year" if time.days > 360 else "period"
