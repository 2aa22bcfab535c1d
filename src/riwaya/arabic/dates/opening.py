"""The day in the opening of a report: "Sanaa, 3 May 2021 (Agency) – …", "[24 Rabi I 1442] …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.arabic.dates.expression import ABSOLUTE, DAY, HIJRI_CALENDAR, TimeExpression
from riwaya.arabic.dates.written import ARABIC, DIGITS, Written
from riwaya.arabic.words import BREAK, NUMBER, PUNCT, WORD, Token

_BASES = frozenset({ABSOLUTE, HIJRI_CALENDAR})
_COMMAS = frozenset("\u060c,")
_BEFORE = _COMMAS | frozenset("-\u2013\u2014:/|([")
_AFTER = frozenset("-\u2013\u2014:/|")
_CLOSING = frozenset(")]")
# Places and the name of the outlet before the date; the outlet in brackets behind it.
_LONGEST_OPENING, _LONGEST_PLACE, _LONGEST_BRACKET = 6, 3, 6
# Words of text that follow on the line; fewer make a line that is all stamp.
_FEWEST_WORDS = 4


def opening_days(
    times: Sequence[TimeExpression], tokens: Sequence[Token], head_end: int
) -> Iterator[Written]:
    """Full dates set off by marks between the opening of a line and its text.

    `head_end`: the offset up to which lines may open so. What stands before the date is told by
    its length and the mark after it: "he was killed on 3 May 2021: …" has none.
    """
    for time in times:
        if time.first >= len(tokens) or tokens[time.first].start >= head_end:
            return
        if time.start is None or time.start != time.end or time.precision != DAY:
            continue
        if time.basis in _BASES and _opens(tokens, time) and _is_set_off(tokens, time.last):
            start, end = tokens[time.first].start, tokens[time.last - 1].end
            digits = all(token.kind != WORD for token in tokens[time.first : time.last])
            order = "day first" if digits else "named month"
            yield Written(time.start, start, end, DIGITS if digits else ARABIC, order)


def _opens(tokens: Sequence[Token], time: TimeExpression) -> bool:
    """Whether at most a few words stand before the date on its line, and a mark ends them."""
    words = 0
    for at in range(time.first - 1, -1, -1):
        token = tokens[at]
        if token.kind == BREAK:
            break
        words += token.kind == WORD
        if words > _LONGEST_OPENING or token.kind == NUMBER:
            return False
    before = tokens[time.first - 1] if time.first else None
    if before is None or before.kind == BREAK:
        return True
    if before.form in _COMMAS and words > _LONGEST_PLACE:
        # A comma also parts clauses.
        return False
    return before.kind == PUNCT and before.form in _BEFORE


def _is_set_off(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark parts the date from the text that follows on its line."""
    closed = at < len(tokens) and tokens[at].form in _CLOSING
    at += closed
    if at < len(tokens) and tokens[at].form == "(":
        limit = min(len(tokens), at + _LONGEST_BRACKET + 2)
        at = next((end + 1 for end in range(at, limit) if tokens[end].form == ")"), at)
    if at >= len(tokens):
        return False
    if not closed and not (tokens[at].kind == PUNCT and tokens[at].form in _AFTER):
        return False
    words = 0
    for token in tokens[at : at + 2 * _FEWEST_WORDS]:
        if token.kind == BREAK:
            break
        words += token.kind == WORD
    return words >= _FEWEST_WORDS
