"""Times so many units away from the publication.

"three days ago", "since two months", "the last 24 hours", "over 48 hours", "a week from now"
"""

from __future__ import annotations

from riwaya.arabic.dates.cursor import Cursor
from riwaya.arabic.dates.expression import FOLLOWING, NEXT, PAST, POINT, TimeExpression
from riwaya.arabic.dates.vocabulary import Word

SHORTER_THAN_A_DAY = ("minute", "hour")
_NEVER_COLLOQUIAL = frozenset({"minute", "hour", "year", "decade"})
_HOURS_IN_A_DAY = 24
_NOW = "now"


def stretch(first: int, last: int, unit: str, count: int | None, sign: int) -> TimeExpression:
    """So many units up to the publication (sign -1) or after it; hours become days."""
    if unit in SHORTER_THAN_A_DAY:
        if unit == "minute" or count is None:
            return TimeExpression(first, last, day_offset=0)
        unit, count = "day", max(1, round(count / _HOURS_IN_A_DAY))
    return TimeExpression(
        first,
        last,
        unit=unit,
        stretch=None if count is None else sign * count,
        direction=PAST if sign < 0 else NEXT,
        cumulative=not (unit == "day" and count == 1),
    )


def read_distance(cursor: Cursor, at: int, particle: str) -> TimeExpression | None:
    """A count with a particle: "two days ago", "since three months", "over 48 hours"."""
    start = at + 1
    while cursor.is_particle(start, "approximately") or (
        cursor.is_particle(start, "from") and cursor.is_particle(start - 1, "approximately")
    ):
        start += 1
    if particle in ("ago", "since") and cursor.is_particle(start, "little"):
        return TimeExpression(at, start + 1, day_offset=0)
    counted = _counted_unit(cursor, start)
    if counted is None:
        return None
    unit, count, last = counted
    if particle == "after" and cursor.is_word(at - 1, "unit", unit):
        # "Day after day".
        return None
    if particle == "from" and not _colloquial_ago(cursor, at, unit, last):
        return None
    if particle in ("last", "during", "extent"):
        if cursor.direction(last) is not None:
            return None
        if cursor.is_particle(last, "from") or count is None:
            return None
        return stretch(at, last, unit, count, -1)
    from_now = cursor.is_particle(last, "from") and cursor.is_word(last + 1, "day_word", _NOW)
    if from_now:
        last += 2
    elif cursor.is_particle(last, "from") or (particle == "after"):
        # "Two days before the strike", "he died after two days": counted from something else.
        if particle == "from" or unit in SHORTER_THAN_A_DAY:
            return None
        return TimeExpression(at, last, unit=unit, stretch=None, direction=FOLLOWING)
    return _at_distance(at, last, unit, count, 1 if particle == "after" else -1, particle)


def _colloquial_ago(cursor: Cursor, at: int, unit: str, last: int) -> bool:
    """Whether "from a week" is spoken Arabic for "a week ago", not a part or a range."""
    before = cursor.word(at - 1)
    if before is not None and before.role in ("unit", "particle", "direction", "part"):
        return False
    if unit in _NEVER_COLLOQUIAL or cursor.number_before(at) is not None:
        return False
    after = cursor.token(last)
    if after is None:
        return True
    return not after.form.startswith("ل") and not cursor.is_particle(last, "to")


def _counted_unit(cursor: Cursor, start: int) -> tuple[str, int | None, int] | None:
    """(unit, count, index after) for "a week", "two days", "3 months", "several hours"."""
    several = cursor.is_particle(start, "several")
    number = None if several else cursor.number_at(start)
    at = number.last if number else start + several
    word = cursor.word(at)
    if word is None or word.role != "unit" or word.definite or word.number == "dual_construct":
        return None
    if word.prefix:
        return None
    last = at + 1
    if cursor.direction(last) == "few" or cursor.is_particle(last, "little"):
        last += 1
    if several:
        return word.value, None, last
    if number is not None:
        return word.value, number.value, last
    if word.number == "dual":
        return word.value, 2, last
    if word.number == "plural":
        if cursor.is_word(last, "part"):
            return None
        return word.value, None, last
    if word.value == "decade":
        # The same word is "holding (a session)".
        return None
    one = cursor.number_at(last)
    if one is not None and one.value == 1 and not one.ordinal:
        return word.value, 1, one.last
    return (word.value, 1, last) if _stands_alone(cursor, word, last) else None


def _stands_alone(cursor: Cursor, word: Word, at: int) -> bool:
    """Whether "a month" is a count, not the head of "month of March", "year 2020", "day Friday"."""
    if cursor.form(at) in cursor.vocabulary.months:
        return False
    after = cursor.word(at)
    if after is not None and after.role in ("weekday", "day_word", "unit", "part"):
        return bool(after.prefix)
    return cursor.number_at(at) is None


def _at_distance(
    first: int, last: int, unit: str, count: int | None, sign: int, particle: str
) -> TimeExpression:
    if unit in SHORTER_THAN_A_DAY:
        days = 0 if unit == "minute" or count is None else round(count / _HOURS_IN_A_DAY)
        return TimeExpression(first, last, day_offset=sign * days)
    if count is None:
        return TimeExpression(first, last, unit=unit, direction=PAST if sign < 0 else NEXT)
    # "Since two months" counts everything in between; "since two days" is mostly "two days ago".
    since = particle == "since" and unit in ("month", "year", "decade")
    if unit == "day":
        return TimeExpression(first, last, day_offset=sign * count)
    if unit == "week":
        return TimeExpression(first, last, day_offset=7 * sign * count)
    if since:
        return TimeExpression(
            first, last, unit=unit, stretch=-count, direction=PAST, cumulative=True
        )
    return TimeExpression(first, last, unit=unit, stretch=sign * count, direction=POINT)
