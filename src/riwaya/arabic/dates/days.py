"""Days by name or by distance: weekdays, today, yesterday, parts of the day, the clock."""

from __future__ import annotations

from riwaya.arabic.dates.cursor import ARTICLE_ALONE, Cursor
from riwaya.arabic.dates.expression import (
    FOLLOWING,
    NEXT,
    PAST,
    SAME,
    THIS,
    TimeExpression,
)
from riwaya.arabic.dates.vocabulary import Word
from riwaya.arabic.words import NUMBER, WORD

_ELEVEN = ("عشر", "عشره")
_DUAL = "ين"
_EVERY = "كل"
_NEXT_DAY_OF_ANOTHER = {FOLLOWING: FOLLOWING, SAME: SAME}
_PART_BY_HOUR = ((4, "night"), (7, "dawn"), (12, "morning"), (13, "noon"), (17, "afternoon"))


def read_weekday(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """A weekday with "day" before it and "last", "next" or a day of the month after it."""
    after_day = cursor.is_unit(at - 1, "day")
    pair = cursor.is_unit(at - 1, "day", "dual_construct")
    if not word.definite and not (
        (after_day and not word.prefix)
        or (cursor.is_word(at + 1, "unit", "week") and not word.prefix)
    ):
        return None
    first = at - 1 if after_day or pair else at
    if cursor.form(first - 1) == _EVERY or cursor.form(at + 1) in _ELEVEN:
        return None
    if first == at and _is_a_name(cursor, at, word):
        return None
    last, direction = at + 1, cursor.direction(at + 1)
    if direction is not None:
        last += 1
    elif cursor.is_particle(first - 1, "this"):
        first, direction = first - 1, THIS
    weekday = TimeExpression(first, last, weekday=word.value, direction=direction)
    if pair:
        second = cursor.word(at + 1)
        if second is not None and second.role == "weekday" and second.prefix.startswith("و"):
            return _pair(cursor, weekday, second)
    return _with_day_of_month(cursor, weekday) if direction is None else weekday


def _pair(cursor: Cursor, one: TimeExpression, second: Word) -> TimeExpression:
    """Two weekdays named together: one stretch when the second is the day after the first."""
    numbers = cursor.vocabulary.weekday_numbers
    if (numbers[one.weekday or ""] + 1) % 7 != numbers[second.value]:
        return one
    last = one.last + 1
    direction = cursor.direction(last)
    if direction is not None:
        last += 1
    until = TimeExpression(one.last, last, weekday=second.value, direction=direction)
    return one._replace(last=last, until=until)


def _is_a_name(cursor: Cursor, at: int, word: Word) -> bool:
    before = cursor.token(at - 1)
    if before is None or before.kind != WORD:
        return False
    if before.form in cursor.vocabulary.given_names or before.form in cursor.vocabulary.name_heads:
        return not word.prefix
    # "The two brothers": the word for Monday is also "the two".
    dual = before.form.startswith(ARTICLE_ALONE) and before.form.endswith(_DUAL)
    return dual and word.value == "monday" and cursor.word(at - 1) is None


def _with_day_of_month(cursor: Cursor, weekday: TimeExpression) -> TimeExpression:
    """The weekday with a day of the month ("Friday 22") where nothing follows to be counted."""
    at = weekday.last + (1 if cursor.is_particle(weekday.last, "in") else 0)
    number = cursor.number_at(at)
    if number is None or not 1 <= number.value <= 31:
        return weekday
    after = cursor.token(number.last)
    range_follows = cursor.is_particle(number.last, "to") or at > weekday.last
    counted = after is not None and (after.kind in (WORD, NUMBER) or after.form in "-–/:%")
    if counted and not range_follows:
        return weekday
    if at > weekday.last and not number.ordinal and not cursor.closes(number.last):
        return weekday
    if number.ordinal and number.value <= 5 and at == weekday.last:
        return weekday
    return weekday._replace(last=number.last, day=number.value)


def read_day_number(cursor: Cursor, at: int) -> TimeExpression | None:
    """The 27th as "day 27", when no month follows and nothing is counted."""
    number = cursor.number_at(at + 1)
    if number is None or not 1 <= number.value <= 31 or not cursor.closes(number.last):
        return None
    if cursor.tokens[at + 1].kind != NUMBER or cursor.is_punctuation(number.last, "/-–"):
        return None
    return TimeExpression(at, number.last, day=number.value)


def read_day_word(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """Yesterday, tomorrow, now, with the words that move them one day further."""
    if cursor.form(at - 1) in cursor.vocabulary.name_heads:
        return None
    offset = cursor.vocabulary.day_offsets[word.value]
    first, last = at, at + 1
    if word.value in ("now", "moment"):
        pointed = cursor.is_particle(at - 1, "this")
        first -= pointed
        if cursor.is_particle(first - 1, "to", "from", "after") or (
            word.value == "moment" and not pointed
        ):
            return None
        return TimeExpression(first, last, day_offset=0)
    if cursor.is_unit(first - 1, "day"):
        first -= 1
    step = -1 if offset < 0 else 1
    if offset < 0:
        if cursor.is_particle(first - 1, "ago", "first"):
            first, offset = first - 1, offset + step
        elif cursor.is_particle(first - 1, "from") and cursor.is_particle(first - 2, "first"):
            first, offset = first - 2, offset + step
        elif _the_first(cursor, last) and not cursor.is_particle(last + 1, "from"):
            last, offset = last + 1, offset + step
    elif cursor.is_particle(first - 1, "after"):
        first, offset = first - 1, offset + step
    if cursor.is_unit(first - 1, "day"):
        first -= 1
    return TimeExpression(first, last, day_offset=offset)


def _the_first(cursor: Cursor, at: int) -> bool:
    form = cursor.form(at)
    return form.startswith(ARTICLE_ALONE) and cursor.vocabulary.words.get(form[2:], _NO_WORD)[
        :2
    ] == ("particle", "first")


_NO_WORD = Word("", "")


def read_today(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """Today, unless the words around "the day" make it another one."""
    if cursor.is_particle(at - 1, "that") or cursor.form(at - 1) == _EVERY:
        return None
    if cursor.form(at - 1) in cursor.vocabulary.name_heads:
        return None
    first = at - 1 if cursor.is_particle(at - 1, "this") else at
    direction = cursor.direction(at + 1)
    if direction in (FOLLOWING, SAME):
        return TimeExpression(first, at + 2, unit="day", direction=direction)
    if direction in (PAST, THIS, NEXT):
        if cursor.is_word(at + 1, "direction", "final"):
            return None
        offset = {PAST: -1, THIS: 0, NEXT: 1}[direction]
        return TimeExpression(first, at + 2, day_offset=offset)
    if cursor.is_particle(at + 1, "that"):
        return None
    number = cursor.number_at(at + 1)
    if number is not None and number.ordinal:
        return None
    return TimeExpression(first, at + 1, day_offset=0)


def read_part(cursor: Cursor, at: int, word: Word) -> TimeExpression | None:
    """A part of the day, to be joined with the day beside it.

    With "this" or "since" before it, it is today's ("this morning", "since the morning").
    """
    first, last, part = at, at + 1, word.value
    before = cursor.word(at - 1)
    role = (before.role, before.value) if before else ("", "")
    after_midnight = False
    if part == "night" and role == ("portion", "middle"):
        first -= 1
        if cursor.is_particle(first - 1, "after"):
            first, after_midnight = first - 1, True
    elif role == ("unit", "hour") and before is not None and before.number == "plural":
        # "In the (first) hours of dawn".
        first -= 1
    elif part == "noon" and role == ("particle", "after"):
        first, part = first - 1, "afternoon"
    elif part == "noon" and role == ("particle", "ago"):
        first, part = first - 1, "morning"
    found = TimeExpression(first, last, part_of_day=part)
    if after_midnight:
        found = found._replace(portion="end")
    if not word.definite:
        return found
    direction = cursor.direction(last)
    if direction in (PAST, NEXT):
        offset = -1 if direction == PAST else 1
        return found._replace(last=last + 1, day_offset=offset)
    if cursor.is_particle(first - 1, "this"):
        return found._replace(first=first - 1, day_offset=0)
    if cursor.is_particle(first - 1, "since"):
        return found._replace(day_offset=0)
    tonight = part == "night" and word.value == "night" and cursor.form(at).endswith("ه")
    if tonight and not after_midnight and not cursor.is_particle(at - 1, "that"):
        return found._replace(day_offset=0)
    return found


def read_clock(cursor: Cursor, at: int) -> TimeExpression | None:
    """A time of day: "at the third hour at dawn", "at 17:30". Only its part of the day is kept."""
    number = cursor.number_at(at + 1)
    token = cursor.token(at + 1)
    if number is None and token is not None and token.kind == NUMBER and "." in token.form:
        hours, last = token.form.partition(".")[0], at + 2
        hour = int(hours) if hours.isdigit() and len(hours) <= 2 else None
    elif number is not None and number.value <= 24:
        hour, last = number.value, number.last
    else:
        return None
    while cursor.is_punctuation(last, ":.") and (minutes := cursor.token(last + 1)) is not None:
        if minutes.kind != NUMBER:
            break
        last += 2
    while cursor.form(last) in cursor.vocabulary.clock_fillers:
        last += 1
    word = cursor.word(last)
    if word is not None and word.role == "part" and not word.prefix:
        return read_clock_part(cursor, at, last, word)
    certain = hour is not None and (hour >= 13 or hour == 0)
    return TimeExpression(at, last, part_of_day=_part_of_hour(hour) if certain else None)


def read_clock_part(cursor: Cursor, first: int, at: int, word: Word) -> TimeExpression:
    """The part of the day said after a clock time."""
    part = read_part(cursor, at, word)
    last = part.last if part else at + 1
    return TimeExpression(first, last, part_of_day=part.part_of_day if part else word.value)


def _part_of_hour(hour: int | None) -> str | None:
    if hour is None:
        return None
    for end, part in _PART_BY_HOUR:
        if hour < end:
            return part
    return "evening" if hour < 20 else "night"
