"""All times of a text: pieces are found, joined where they say one time, ranged and resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from riwaya.arabic.dates.calendar import resolve, same_text
from riwaya.arabic.dates.cursor import Cursor
from riwaya.arabic.dates.days import read_clock, read_day_word, read_part, read_weekday
from riwaya.arabic.dates.distances import read_distance
from riwaya.arabic.dates.expression import (
    DAY,
    PERIOD,
    SAME,
    WELL_KNOWN,
    TimeExpression,
)
from riwaya.arabic.dates.joining import joined
from riwaya.arabic.dates.months import read_month
from riwaya.arabic.dates.numeric import read_digits
from riwaya.arabic.dates.spans import read_unit
from riwaya.arabic.dates.vocabulary import DISTANCES, Word, vocabulary
from riwaya.arabic.memo import Memo
from riwaya.arabic.tokens import form_of
from riwaya.arabic.words import NUMBER, WORD, Token

_TELLING_KINDS = frozenset({WORD, NUMBER})
# Words of a name in brackets before its last.
_LONGEST_OUTLET = 3
_YEARS_OF_REFERENCE = range(1000, 9000)


def find_times(tokens: Sequence[Token], reference: date | None = None) -> list[TimeExpression]:
    """Every time said in a text, in order, none overlapping, each as long as possible.

    `reference`: the day of publication, or None when it is not known; then only what the words
    fix by themselves has dates, and `resolve` can finish the rest later.
    """
    return resolve_all(find_said(tokens), reference)


def find_said(tokens: Sequence[Token], among: Iterable[int] | None = None) -> list[TimeExpression]:
    """Every time said in a text, as `find_times` finds it, none resolved yet.

    `among`: the tokens, in order, whose form `may_begin_time`, where the caller knows them.
    """
    cursor = Cursor(tokens, vocabulary())
    pieces = joined(cursor, _pieces(cursor, among))
    found = [_qualified(cursor, piece) for piece in _ranged(cursor, pieces)]
    return [time for time in found if _kept(cursor, time)]


def _pieces(cursor: Cursor, among: Iterable[int] | None) -> list[TimeExpression]:
    """The parts of time expressions, in order; of two that overlap the longer is kept."""
    words, months = cursor.vocabulary.words, cursor.vocabulary.months
    pieces: list[TimeExpression] = []
    for at in _telling(cursor, among):
        token = cursor.tokens[at]
        if token.kind == NUMBER:
            piece = read_digits(cursor, at)
        elif token.form in months:
            piece = read_month(cursor, at) or _piece(cursor, at, words.get(token.form))
        else:
            piece = _piece(cursor, at, words[token.form])
        if piece is not None:
            _push(pieces, piece)
    return pieces


def may_begin_time(form: str) -> bool:
    """Whether a form may begin a time; of figures and of line ends, whose form is a figure, all."""
    return form in vocabulary().starting or form[:1].isdigit()


def _telling(cursor: Cursor, among: Iterable[int] | None) -> list[int]:
    """The tokens at which a time can start, in order."""
    tokens = cursor.tokens
    if among is None:
        among = _beginning().where(map(form_of, tokens))
    return [at for at in among if tokens[at].kind in _TELLING_KINDS]


@cache
def _beginning() -> Memo[str, bool]:
    return Memo(may_begin_time)


def _push(pieces: list[TimeExpression], piece: TimeExpression) -> None:
    while pieces and pieces[-1].last > piece.first:
        before = pieces[-1]
        if before.last - before.first >= piece.last - piece.first:
            return
        pieces.pop()
    pieces.append(piece)


def _piece(cursor: Cursor, at: int, word: Word | None) -> TimeExpression | None:
    if word is None:
        return None
    if word.role == "particle":
        return read_distance(cursor, at, word.value) if word.value in DISTANCES else None
    if word.role == "weekday":
        return read_weekday(cursor, at, word)
    if word.role == "day_word":
        return read_day_word(cursor, at, word)
    if word.role == "part":
        return read_part(cursor, at, word)
    if word.role != "unit":
        return None
    if word.value == "hour" and _is_clock(word) and (clock := read_clock(cursor, at)):
        return clock
    return read_unit(cursor, at, word)


def _is_clock(word: Word) -> bool:
    return word.definite and word.number == "singular"


def _ranged(cursor: Cursor, pieces: list[TimeExpression]) -> list[TimeExpression]:
    """Two neighbours with "to", a dash, or "and" after "between", as one range."""
    ranged: list[TimeExpression] = []
    for piece in pieces:
        if ranged and (merged := _range(cursor, ranged[-1], piece)):
            ranged[-1] = merged
        else:
            ranged.append(piece)
    return ranged


def _range(cursor: Cursor, a: TimeExpression, b: TimeExpression) -> TimeExpression | None:
    if a.until is not None or b.until is not None or not (a.says_a_date and b.says_a_date):
        return None
    gap = b.first - a.last
    opened = cursor.is_particle(a.first - 1, "between", "from", "since")
    between = any(cursor.is_particle(at, "between") for at in range(a.first - 1, a.last))
    night = a.part_of_day == "night" and a.weekday is not None and b.weekday is not None
    dash = gap == 1 and cursor.is_punctuation(a.last, "-–—")
    to = gap == 1 and cursor.is_particle(a.last, "to")
    conjunction = gap == 1 and cursor.is_particle(a.last, "and")
    word = cursor.word(b.first)
    joined = conjunction or (gap == 0 and word is not None and word.prefix == "و")
    if night and (to or joined or (gap == 1 and cursor.is_punctuation(a.last, "-–—/")) or not gap):
        return _night(cursor, a, b)
    same_kind = (a.weekday is None) == (b.weekday is None) or to
    if not (to or (dash and same_kind) or (between and joined)):
        return None
    start = a.first - 1 if opened else a.first
    begin = a._replace(first=start, last=b.last, until=b)
    if cursor.is_particle(a.first - 1, "since"):
        begin = begin._replace(cumulative=True)
    if a.year and b.month and not b.year and a.calendar == b.calendar:
        later = (b.month, b.day or 31) >= (a.month or 1, a.day or 1)
        begin = begin._replace(until=b._replace(year=a.year if later else a.year + 1))
    if a.unit == "week" and a.weekday and not b.unit:
        begin = begin._replace(until=b._replace(unit=a.unit, unit_offset=a.unit_offset))
    if a.day and not a.month and b.month:
        begin = begin._replace(month=b.month, year=b.year, calendar=b.calendar)
    return begin


def _night(cursor: Cursor, a: TimeExpression, b: TimeExpression) -> TimeExpression | None:
    """The night between two weekdays; after midnight it is the second day alone."""
    numbers = cursor.vocabulary.weekday_numbers
    if (numbers[a.weekday or ""] + 1) % 7 != numbers[b.weekday or ""]:
        return None
    if a.portion == "end":
        return b._replace(first=a.first, part_of_day="night")
    return a._replace(last=b.last, until=b)


def _qualified(cursor: Cursor, x: TimeExpression) -> TimeExpression:
    """What stands before: "the start of", "since", "over", "in the night of day …"."""
    if x.part_of_day == "night" and x.portion == "end":
        x = x._replace(portion=None)
    if cursor.is_unit(x.first - 1, "day"):
        x = x._replace(first=x.first - 1)
    whole = x.day is None and x.weekday is None and x.day_offset is None and x.part_of_day is None
    portion = cursor.word(x.first - 1)
    if whole and portion is not None and portion.role == "portion" and x.unit != DAY:
        x = x._replace(first=x.first - 1, portion=portion.value)
    if cursor.is_particle(x.first - 1, "since") and x.says_a_date and x.stretch is None:
        return _since(x._replace(first=x.first - 1))
    over = cursor.is_particle(x.first - 1, "during", "extent")
    if over and (whole or x.until is not None) and x.says_a_date and x.stretch is None:
        x = x._replace(first=x.first - 1, cumulative=True)
    if cursor.is_particle(x.first, "extent") and cursor.is_particle(x.first - 1, "upon"):
        return x._replace(first=x.first - 1)
    return _well_known(cursor, x)


def _since(x: TimeExpression) -> TimeExpression:
    """Everything from a time to the publication; "since yesterday" is too short to add up."""
    if x.until is not None:
        return x._replace(cumulative=True)
    if x.day_offset is not None and x.month is None:
        return x
    until = TimeExpression(x.last, x.last, day_offset=0)
    return x._replace(until=until, cumulative=True)


def _well_known(cursor: Cursor, x: TimeExpression) -> TimeExpression:
    if x.year is None and x.month and x.day and x.until is None:
        for known in cursor.vocabulary.known_days:
            said = (x.day, x.month) == (known.day, known.month)
            if said and cursor.form(x.first - 1) in known.after:
                return x._replace(year=known.year, basis=WELL_KNOWN)
    return x


def _kept(cursor: Cursor, x: TimeExpression) -> bool:
    """A part of the day by itself is kept only as an adverb or a clock time.

    "Today" that ends a name in brackets belongs to an outlet: "(Sudan Today)".
    """
    if x.says_a_date:
        return not _ends_bracketed_name(cursor, x)
    word = cursor.word(x.first)
    if x.part_of_day is None or word is None:
        return False
    return word.number == "adverb" or x.last - x.first > 1


def _ends_bracketed_name(cursor: Cursor, x: TimeExpression) -> bool:
    tokens = cursor.tokens
    if x.last - x.first > 1 or x.day_offset != 0 or x.weekday or x.last >= len(tokens):
        return False
    before = tokens[max(0, x.first - _LONGEST_OUTLET - 1) : x.first]
    opened = [at for at, token in enumerate(before) if token.form in "(["]
    inside = before[opened[-1] + 1 :] if opened else []
    named = bool(inside) and all(token.kind == WORD for token in inside)
    return named and tokens[x.last].form in ")]"


def resolve_all(found: Sequence[TimeExpression], reference: date | None) -> list[TimeExpression]:
    """The times of one text resolved, "the same month" taking its month from the one before.

    A `reference` so near the ends of the calendar that days beside it do not exist tells nothing.
    """
    if reference is not None and reference.year not in _YEARS_OF_REFERENCE:
        reference = None
    resolved: list[TimeExpression] = []
    antecedent: TimeExpression | None = None
    for expression in found:
        known = expression.basis == WELL_KNOWN
        time = resolve(expression, reference)
        if known:
            time = time._replace(basis=WELL_KNOWN)
        if time.start is None and time.direction == SAME and antecedent is not None:
            time = same_text(time, antecedent)
        if time.start is not None and time.precision != PERIOD:
            antecedent = time
        resolved.append(time)
    return resolved
