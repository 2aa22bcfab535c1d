"""Full dates written in a text, of any form: English, digits, Arabic months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from riwaya.arabic.dates.compose import find_times
from riwaya.arabic.dates.expression import ABSOLUTE, DAY, TimeExpression
from riwaya.arabic.dates.numeric import day_month_order, exists
from riwaya.arabic.dates.vocabulary import vocabulary
from riwaya.arabic.script import INVISIBLE_CLASS
from riwaya.arabic.words import WORD, Token, tokenise

ENGLISH, DIGITS, ARABIC = "english", "digits", "arabic"

_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
# Pages put marks of direction between the parts of a date in Arabic digits.
_M = f"[{INVISIBLE_CLASS}]*"
_DIGITS = re.compile(
    rf"(?<![\d/.-])(?:"
    rf"(?P<y>\d{{4}}){_M}(?P<s>[-/.]){_M}(?P<m>\d{{1,2}}){_M}(?P=s){_M}(?P<d>\d{{1,2}})"
    rf"|(?P<a>\d{{1,2}}){_M}(?P<t>[-/.]){_M}(?P<b>\d{{1,2}}){_M}(?P=t){_M}(?P<c>\d{{4}})"
    rf")(?![\d/.-]\d|\d)"
)
# Where a date in digits may be, told fast: at most so many digits stand before the last that the
# first mark follows; before an English month, "31st ".
_LONGEST_FIRST, _LONGEST_DAY = 3, 5
_DIGIT_PAIR = re.compile(rf"\d{_M}[-/.]{_M}\d")


class Written(NamedTuple):
    """A day written in full at [start, end) of a text.

    `form`: "english", "digits" or "arabic". `order`: "day first", "month first" (the other order
    was impossible), "year first" or "named month".
    """

    day: date
    start: int
    end: int
    form: str
    order: str


def english_days(text: str) -> Iterator[Written]:
    """Dates with an English month: "Nov 3, 2022", "3 November 2022", "NOVEMBER 3, 2022".

    Pages glue other words to a date ("accountNovember 29, 20244.7K views"): only the capital
    tells where a month begins, and the year ends after four digits, whatever follows.
    """
    months = vocabulary().english_months
    for match in _around(_english_pattern(), _english_month(), text, _LONGEST_DAY):
        day, year = map(int, _NUMBER.findall(match.group()))
        names = [name.lower() for name in _LATIN.findall(match.group())]
        month = next(months[name] for name in names if name in months)
        if exists(year, month, day):
            yield Written(date(year, month, day), *match.span(), ENGLISH, "named month")


def digit_days(text: str) -> Iterator[Written]:
    """Dates in digits of any script, the year in four; day before month unless impossible."""
    for match in _around(_DIGITS, _DIGIT_PAIR, text, _LONGEST_FIRST):
        if match["y"]:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
            order = "year first"
        else:
            pair = day_month_order(int(match["a"]), int(match["b"]))
            if pair is None:
                continue
            (day, month), year = pair, int(match["c"])
            order = "day first" if day == int(match["a"]) else "month first"
        if year and exists(year, month, day):
            yield Written(date(year, month, day), *match.span(), DIGITS, order)


def _around(
    pattern: re.Pattern[str], sign: re.Pattern[str], text: str, reach: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, where every match has a `sign` at most `reach` from its start.

    A sign is quickly found, so that texts without dates are not tried at every character.
    """
    done = at = 0
    while (found := sign.search(text, at)) is not None:
        at = found.start() + 1
        for start in range(max(done, found.start() - reach), at):
            match = pattern.match(text, start)
            if match is not None:
                yield match
                done = at = match.end()
                break


def arabic_days(times: Sequence[TimeExpression], tokens: Sequence[Token]) -> Iterator[Written]:
    """Dates among `times` (found in `tokens`) that are written in full with a word."""
    for time in times:
        if time.start is None or time.precision != DAY or time.until or time.basis != ABSOLUTE:
            continue
        if time.month is None or not any(
            token.kind == WORD for token in tokens[time.first : time.last]
        ):
            continue
        start, end = tokens[time.first].start, tokens[time.last - 1].end
        yield Written(time.start, start, end, ARABIC, "named month")


def day_written(text: str) -> date | None:
    """The one day that a short text such as a cell of a table writes in full, or None."""
    tokens = tokenise(text)
    written = [*english_days(text), *digit_days(text)]
    written += arabic_days(find_times(tokens, None), tokens)
    days = {found.day for found in written}
    return days.pop() if len(days) == 1 else None


@cache
def _english_month() -> re.Pattern[str]:
    """The beginning of any English month: told fast, and no date is without it."""
    starts = sorted({name[:3] for name in vocabulary().english_months})
    initials = "".join(sorted({start[0].upper() for start in starts}))
    rest = "|".join(f"{start[1:]}|{start[1:].upper()}" for start in starts)
    return re.compile(f"[{initials}](?:{rest})")


@cache
def _english_pattern() -> re.Pattern[str]:
    names = sorted(vocabulary().english_months, key=lambda name: (-len(name), name))
    month = "|".join(form for name in names for form in (name.capitalize(), name.upper()))
    return re.compile(
        rf"(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
        rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? (?:{month})\.?,? (?:19|20)\d\d"
    )
