"""When a report was published, from its own stamp or from the days it calls today.

Rule for digits: day before month unless that is impossible. Two stamps in the head that name
different days give no date: one of them may be the page's clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from riwaya.arabic.dates.compose import find_times
from riwaya.arabic.dates.expression import WEEKDAYS, TimeExpression
from riwaya.arabic.dates.opening import opening_days
from riwaya.arabic.dates.posted import is_labelled, is_of_post, is_quoted
from riwaya.arabic.dates.said_today import day_of_bulletin, days_called_today
from riwaya.arabic.dates.vocabulary import vocabulary
from riwaya.arabic.dates.written import ENGLISH, Written, arabic_days, digit_days, english_days
from riwaya.arabic.words import BREAK, PUNCT, WORD, Token

EARLIEST_REPORT = 1990
_HEAD_LINES = 12
_HEAD_CHARACTERS = 1500
# Words that may share a line with a stamp: weekday, label, clock, name of the outlet.
_LONGEST_STAMP_LINE = 9
# Words before the date on a line that a label such as "date" opens.
_LONGEST_LABEL = 7
# A line with so many words is running text: stamps below it are those of other pages.
_BODY_LINE = 25
# A page may be stamped some days after the day on which its text was written.
_LATEST_STAMP = 3


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
    text: str,
    tokens: Sequence[Token],
    not_after: date | None = None,
    times: Sequence[TimeExpression] | None = None,
) -> Dateline | None:
    """The stamp of a text, or None.

    `tokens`: of the whole text. `not_after`: a day by which the report existed, if known; later
    stamps are implausible, as are those before 1990. `times`: what `find_times` finds without a
    reference, where the caller has it. In this order: the stamp that a social
    network set, the first of several; a date called that of publication, wherever it stands; the
    dates that stand alone in the head, not far above the report; the date set off in the opening
    of its text; the day that the text calls today; the day that the heading of a bulletin is for;
    the dates of posts quoted in the head, which articles quote on the day itself. Dates of one
    kind that disagree give none. A stamp in the head that lies before the day called today, or more
    than three days after it, is the page's clock or another page's.
    """

    def plausible(stamp: Written) -> bool:
        late = not_after is not None and stamp.day > not_after
        return stamp.day.year >= EARLIEST_REPORT and not late

    if times is None:
        times = find_times(tokens, None)
    written = [*english_days(text), *digit_days(text), *arabic_days(times, tokens)]
    written = sorted(filter(plausible, written), key=lambda stamp: stamp.start)
    found = next((stamp for stamp in written if is_of_post(text, stamp)), None)
    # Only in a post's stamp may a count be glued to the year.
    written = [stamp for stamp in written if not text[stamp.end : stamp.end + 1].isdecimal()]
    head_end, body = _head_end(tokens, len(text))
    head = _of_head(tokens, [stamp for stamp in written if stamp.end <= head_end], head_end)
    near = _near_body(tokens)
    quoted = [stamp for stamp in head if is_quoted(text, stamp)]
    own = [stamp for stamp in head if stamp.start >= near and stamp not in quoted]
    today = _one_day(filter(plausible, days_called_today(times, tokens, written)))
    found = (
        found
        or _one_day(stamp for stamp in written if is_labelled(text, stamp))
        or _agreeing(_above_or_in(own, body), today)
        or _agreeing(_one_day(filter(plausible, opening_days(times, tokens, head_end))), today)
        or _one_day(stamp for stamp in written if is_labelled(text, stamp, update=True))
        or today
        or _plausibly(day_of_bulletin(times, tokens), plausible)
        or (_one_day(quoted) if not own else None)
    )
    return Dateline(found.day, found.start, found.end, found.order) if found else None


def _one_day(stamps: Iterable[Written]) -> Written | None:
    """The first of the stamps if they all name one day."""
    found = list(stamps)
    return found[0] if len({stamp.day for stamp in found}) == 1 else None


def _agreeing(stamp: Written | None, today: Written | None) -> Written | None:
    if stamp is None or today is None:
        return stamp
    return stamp if 0 <= (stamp.day - today.day).days <= _LATEST_STAMP else None


def _plausibly(stamp: Written | None, plausible: Callable[[Written], bool]) -> Written | None:
    return stamp if stamp is not None and plausible(stamp) else None


def _of_head(tokens: Sequence[Token], written: Sequence[Written], head_end: int) -> list[Written]:
    """Those of the dates that stand alone on a line; English ones anywhere."""
    if not written:
        return []
    head = tokens[: bisect_left(tokens, head_end, key=_start)]
    return [
        stamp for stamp in written if stamp.form == ENGLISH or _is_stamp_line(head, stamp.start)
    ]


def _start(token: Token) -> int:
    return token.start


def _above_or_in(head: Sequence[Written], body: int) -> Written | None:
    """The one day of the dates above the first running text; of all where none is above it."""
    return _one_day([stamp for stamp in head if stamp.start < body] or head)


def _head_end(tokens: Sequence[Token], length: int) -> tuple[int, int]:
    """(where the head ends, where the first line of running text ends), in characters."""
    lines = words = 0
    body = length
    for start, _, _, _, kind in tokens:
        if kind == WORD:
            words += 1
        elif kind == BREAK:
            if words >= _BODY_LINE:
                body = min(body, start)
            words = 0
            lines += 1
        if start > _HEAD_CHARACTERS or lines == _HEAD_LINES:
            return start, body
    return length, body


def _near_body(tokens: Sequence[Token]) -> int:
    """Where the lines begin that are near the first running text; 0 where there is none.

    What stands more lines above it belongs to the page: its clock, its list of headlines.
    """
    starts = [0]
    words = 0
    for token in tokens:
        if token.kind == BREAK:
            starts.append(token.end)
            words = 0
        words += token.kind == WORD
        if words >= _BODY_LINE:
            return starts[max(0, len(starts) - 1 - _HEAD_LINES)]
    return 0


def _is_stamp_line(tokens: Sequence[Token], start: int) -> bool:
    """Whether the line around an offset is a stamp: short, or opened by a label such as "date"."""
    words = [token for token in _line(tokens, start) if token.kind != PUNCT]
    before = [token for token in words if token.start < start]
    labels = vocabulary().stamp_labels
    if len(before) <= _LONGEST_LABEL and any(token.form in labels for token in before[-3:]):
        return True
    after = [token for token in words if token.start >= start and token.kind == WORD]
    arabic = [token for token in before if token.kind == WORD]
    return len(words) <= _LONGEST_STAMP_LINE and len(arabic) <= 3 and len(after) <= 4


def _line(tokens: Sequence[Token], start: int) -> Iterator[Token]:
    line: list[Token] = []
    for token in tokens:
        if token.kind == BREAK:
            if token.start > start:
                break
            line = []
        else:
            line.append(token)
    return iter(line)


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
