"""When a report was published, from its own stamp or from the weekdays it calls today.

Rule for digits: day before month unless that is impossible. Two stamps in the head that name
different days give no date: one of them may be the page's clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from riwaya.arabic.dates.compose import find_times
from riwaya.arabic.dates.expression import ABSOLUTE, DAY, WEEKDAYS, TimeExpression
from riwaya.arabic.dates.numeric import day_month_order, exists
from riwaya.arabic.dates.vocabulary import vocabulary
from riwaya.arabic.script import normalise
from riwaya.arabic.words import BREAK, PUNCT, WORD, Token

EARLIEST_REPORT = 1990
_HEAD_LINES = 12
_HEAD_CHARACTERS = 1500
# Words that may share a line with a stamp: weekday, label, clock, name of the outlet.
_LONGEST_STAMP_LINE = 9

_MONTH = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_MONTH += "|january|february|march|april|august|september|october|november|december"
# Pages glue the account's name to the month ("accountNovember 29, 2024"): the capital begins it.
_MONTH = "|".join(
    sorted({m.replace("?", "").capitalize() for m in _MONTH.split("|")}, key=len)[::-1]
)
_ENGLISH = re.compile(
    rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH})\.?,?"
    r" (?P<year2>\d{4})(?!\d)"
)
# "10:04 PM · Aug 3, 2022": written under a post, wherever the post ends.
_POST_STAMP = re.compile(r"\d{1,2}:\d{2}\s?[AP]M · $")
_DIGITS = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<c>\d{4}))(?![\d/.-]\d|\d)"
)


class Dateline(NamedTuple):
    """A report's own stamp: its day, and its [start, end) in the text.

    `order`: "day first", "month first" (the other order was impossible), "year first" or "named
    month".
    """

    day: date
    start: int
    end: int
    order: str


def dateline_date(
    text: str, tokens: Sequence[Token], not_after: date | None = None
) -> Dateline | None:
    """The stamp in the head of a text (or under a post), or None.

    `tokens`: of the whole text. `not_after`: a day by which the report existed, if known; later
    stamps are implausible, as are those before 1990. None too when stamps disagree.
    """
    head_end = _head_end(tokens, len(text))
    found = [*_english_stamps(text, head_end), *_digit_stamps(text, tokens, head_end)]
    found += _arabic_stamps(tokens, head_end)
    plausible = [
        stamp
        for stamp in found
        if stamp.day.year >= EARLIEST_REPORT and (not_after is None or stamp.day <= not_after)
    ]
    if len({stamp.day for stamp in plausible}) != 1:
        return None
    return min(plausible, key=lambda stamp: stamp.start)


def _head_end(tokens: Sequence[Token], length: int) -> int:
    lines = 0
    for token in tokens:
        if token.start > _HEAD_CHARACTERS:
            return token.start
        lines += token.kind == BREAK
        if lines == _HEAD_LINES:
            return token.start
    return length


def _english_stamps(text: str, head_end: int) -> Iterable[Dateline]:
    months = vocabulary().english_months
    for match in _ENGLISH.finditer(text):
        if match.start() >= head_end and not _POST_STAMP.search(text, 0, match.start()):
            continue
        day, year = (match["day"] or match["day2"]), (match["year"] or match["year2"])
        month = months[(match["month"] or match["month2"]).lower()]
        if exists(int(year), month, int(day)):
            made = date(int(year), month, int(day))
            yield Dateline(made, match.start(), match.end(), "named month")


def _digit_stamps(text: str, tokens: Sequence[Token], head_end: int) -> Iterable[Dateline]:
    head = normalise(text[:head_end])
    for match in _DIGITS.finditer(head.text):
        start, end = head.span(match.start(), match.end())
        if not _is_stamp_line(tokens, start):
            continue
        if match["y"]:
            year, month, day, order = (
                int(match["y"]),
                int(match["m"]),
                int(match["d"]),
                "year first",
            )
        else:
            pair = day_month_order(int(match["a"]), int(match["b"]))
            if pair is None:
                continue
            (day, month), year = pair, int(match["c"])
            order = "day first" if day == int(match["a"]) else "month first"
        if year and exists(year, month, day):
            yield Dateline(date(year, month, day), start, end, order)


def _arabic_stamps(tokens: Sequence[Token], head_end: int) -> Iterable[Dateline]:
    head = [token for token in tokens if token.start < head_end]
    for time in find_times(head, None):
        if time.start is None or time.precision != DAY or time.until or time.basis != ABSOLUTE:
            continue
        if time.month is None or not any(
            token.kind == WORD for token in head[time.first : time.last]
        ):
            continue
        start, end = head[time.first].start, head[time.last - 1].end
        if _is_stamp_line(tokens, start):
            yield Dateline(time.start, start, end, "named month")


def _is_stamp_line(tokens: Sequence[Token], start: int) -> bool:
    """Whether the line around an offset is a stamp: short, or opened by a label such as "date"."""
    line: list[Token] = []
    for token in tokens:
        if token.kind == BREAK:
            if token.start > start:
                break
            line = []
        else:
            line.append(token)
    words = [token for token in line if token.kind != PUNCT]
    before = [token for token in words if token.start < start]
    if any(token.form in vocabulary().stamp_labels for token in before[-3:]):
        return True
    after = [token for token in words if token.start >= start and token.kind == WORD]
    arabic = [token for token in before if token.kind == WORD]
    return len(words) <= _LONGEST_STAMP_LINE and len(arabic) <= 3 and len(after) <= 4


def publication_weekday(expressions: Iterable[TimeExpression]) -> str | None:
    """The weekday on which a text says it was written ("today, Monday", "yesterday, Sunday").

    The one said most often; of several said equally often, the first.
    """
    counts: dict[str, int] = {}
    for time in expressions:
        if time.weekday is None or time.day_offset is None:
            continue
        number = (WEEKDAYS.index(time.weekday) - time.day_offset) % 7
        counts[WEEKDAYS[number]] = counts.get(WEEKDAYS[number], 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else None
