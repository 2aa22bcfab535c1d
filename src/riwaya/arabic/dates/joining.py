"""Pieces of time expressions that stand together and say one time."""

from __future__ import annotations

from riwaya.arabic.dates.cursor import Cursor
from riwaya.arabic.dates.expression import SAME, TimeExpression
from riwaya.arabic.words import PUNCT

_FIELDS = (
    "weekday", "part_of_day", "year", "month", "day", "day_offset", "unit", "unit_offset",
    "stretch", "direction", "portion", "until",
)  # fmt: skip
_LONGEST_GAP = 3


def joined(cursor: Cursor, pieces: list[TimeExpression]) -> list[TimeExpression]:
    """Neighbours that fill each other up: "the dawn of | Friday | 5 March | of last year"."""
    times: list[TimeExpression] = []
    for piece in pieces:
        while times and _one_time(cursor, times[-1], piece):
            before = times.pop()
            if piece.part_of_day and cursor.is_word(before.first, "unit", "hour"):
                # "At 13:00 at noon": the words say more than the hour.
                before = before._replace(part_of_day=None)
            piece = _union(before, piece)
        times.append(piece)
    return times


def _one_time(cursor: Cursor, a: TimeExpression, b: TimeExpression) -> bool:
    gap = range(a.last, b.first)
    if len(gap) > _LONGEST_GAP or a.until is not None or a.stretch is not None:
        return False
    if b.stretch is not None or _starts_anew(cursor, b.first):
        return False
    in_week = a.unit == "week" and len(gap) == 1 and cursor.is_particle(a.last, "between", "from")
    if not in_week and not all(_links(cursor, at) for at in gap):
        return False
    comma = any(cursor.tokens[at].kind == PUNCT for at in gap)
    return _compatible(a, b, bool(gap), comma)


def _starts_anew(cursor: Cursor, at: int) -> bool:
    """Whether a conjunction opens the piece: "yesterday and at dawn"."""
    word = cursor.word(at)
    if word is not None:
        return word.prefix.startswith(("و", "ف"))
    return any(
        name.prefix.startswith(("و", "ف"))
        for name in cursor.vocabulary.months.get(cursor.form(at), ())
    )


def _links(cursor: Cursor, at: int) -> bool:
    token = cursor.tokens[at]
    if token.kind == PUNCT:
        return token.form in "،,(-–|/"
    if token.form in cursor.vocabulary.clock_fillers:
        return True
    return (
        cursor.is_particle(at, "from", "in", "at", "matching", "date_label")
        or cursor.is_unit(at, "day")
    ) and not token.form.startswith("و")


def _compatible(a: TimeExpression, b: TimeExpression, gap: bool, comma: bool) -> bool:
    """Whether two pieces can say one time; which fields may meet, in which order."""
    if not a.says_a_date and a.part_of_day is None:
        return b.part_of_day is not None or _is_day(b)
    if a.part_of_day and not a.says_a_date:
        return _is_day(b) and (gap or not b.part_of_day)
    if b.part_of_day and not b.says_a_date:
        return not a.part_of_day and _is_day(a) and b.portion is None
    if a.part_of_day and b.part_of_day:
        return False
    if b.part_of_day:
        return a.part_of_day is None and a.weekday is not None and b.day_offset is not None
    if b.unit == "year" and not b.until and a.month:
        return a.year is None and a.unit is None and not comma
    if b.year and not b.month:
        return a.month is not None and a.year is None
    if a.day_offset is not None:
        return (b.weekday is not None or b.day is not None) and b.day_offset is None
    if b.day_offset is not None:
        return False
    if a.weekday and b.weekday:
        return False
    if a.weekday:
        return (b.day is not None and a.day in (None, b.day)) or (b.unit == "week" and not comma)
    if b.weekday:
        if a.unit == "week":
            return not comma
        return a.day is not None and b.day is None and b.direction is None
    return False


def _is_day(x: TimeExpression) -> bool:
    return bool(x.weekday or x.day or x.day_offset is not None) or x.direction == SAME


def _union(a: TimeExpression, b: TimeExpression) -> TimeExpression:
    values = {
        field: value
        for field in _FIELDS
        if (value := getattr(a, field)) is None
        if (value := getattr(b, field)) is not None
    }
    calendar = b.calendar if b.month else a.calendar
    return a._replace(last=b.last, calendar=calendar, **values)
