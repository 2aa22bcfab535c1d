"""When a report was published, from its own stamp or from the weekdays it calls today.

Rule for digits: day before month unless that is impossible. Two stamps in the head that name
different days give no date: one of them may be the page's clock.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
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

_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Z][a-z]+")
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
    stamps are implausible, as are those before 1990. None too when stamps of the head disagree; a
    stamp in the form that social networks write decides alone, the first of several.
    """

    def plausible(stamp: Dateline) -> bool:
        late = not_after is not None and stamp.day > not_after
        return stamp.day.year >= EARLIEST_REPORT and not late

    head_end = _head_end(tokens, len(text))
    head = list(itertools.takewhile(lambda token: token.start < head_end, tokens))
    posted, written = _english_patterns()
    of_post = next(filter(plausible, _english_stamps(posted, text)), None)
    if of_post is not None:
        return of_post
    found = [*_english_stamps(written, text[:head_end]), *_digit_stamps(text[:head_end], head)]
    found += _arabic_stamps(head)
    found = list(filter(plausible, found))
    if len({stamp.day for stamp in found}) != 1:
        return None
    return min(found, key=lambda stamp: stamp.start)


def _head_end(tokens: Sequence[Token], length: int) -> int:
    lines = 0
    for token in tokens:
        if token.start > _HEAD_CHARACTERS:
            return token.start
        lines += token.kind == BREAK
        if lines == _HEAD_LINES:
            return token.start
    return length


@cache
def _english_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A post's stamp ("10:04 PM · Aug 3, 2022", "May 3, 2021 · Shared"), and any English date.

    Pages glue other words to a date ("accountNovember 29, 20244.7K views"): only the capital
    tells where a month begins, and in a post's stamp the year ends after four digits.
    """
    names = sorted(vocabulary().english_months, key=lambda name: (-len(name), name))
    month = "|".join(name.capitalize() for name in names)
    month_first = rf"(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    day_first = rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? (?:{month})\.?,? (?:19|20)\d\d"
    return (
        re.compile(rf"(?<=[AP]M · ){month_first}|{month_first}(?= · Shared)"),
        re.compile(rf"(?:{month_first}|{day_first})(?!\d)"),
    )


def _english_stamps(pattern: re.Pattern[str], text: str) -> Iterator[Dateline]:
    months = vocabulary().english_months
    for match in pattern.finditer(text):
        day, year = map(int, _NUMBER.findall(match.group()))
        month = months[_LATIN.findall(match.group())[0].lower()]
        if exists(year, month, day):
            yield Dateline(date(year, month, day), match.start(), match.end(), "named month")


def _digit_stamps(head_text: str, head: Sequence[Token]) -> Iterator[Dateline]:
    folded = normalise(head_text)
    for match in _DIGITS.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        if not _is_stamp_line(head, start):
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


def _arabic_stamps(head: Sequence[Token]) -> Iterator[Dateline]:
    for time in find_times(head, None):
        if time.start is None or time.precision != DAY or time.until or time.basis != ABSOLUTE:
            continue
        if time.month is None or not any(
            token.kind == WORD for token in head[time.first : time.last]
        ):
            continue
        start, end = head[time.first].start, head[time.last - 1].end
        if _is_stamp_line(head, start):
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
