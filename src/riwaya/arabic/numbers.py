"""Counts as reports give them: exact, bounded, ranged, rounded or vague."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from riwaya.arabic.bounds import Bound, bound_after, bound_before
from riwaya.arabic.memo import Memo
from riwaya.arabic.number_words import PROCLITICS, Kind, Link, NumberWord, vocabulary
from riwaya.arabic.numerals import Numeral, read_numeral
from riwaya.arabic.tokens import form_of
from riwaya.arabic.words import NUMBER, PUNCT, WORD, Token

__all__ = ["Bound", "Quantity", "apply", "find_numerals", "find_quantities",
           "may_begin_number", "postmodifier", "quantity_at"]  # fmt: skip

_DASHES = frozenset("-–—~−‑")
_CHAINED = _DASHES | {"/", "\\"}
# How far back a verb of change still governs "from five to seven".
_CHANGE_DISTANCE = 8
_FEW_TEENS = (13, 19)


class Quantity(NamedTuple):
    """A number of things, written in tokens [first, last) with the words that bound it.

    `low`, `high`: whole numbers, the interval the words give; `high` None is open. `value`: the
    number itself when exactly one is written, a float when it has decimals; a minus sign is
    taken for a dash. `approx`: about. `vague`: no number is written ("dozens", "a number of").
    `definite`: with the article ("the three": things spoken of before). `ordinal`: "the third".
    """

    first: int
    last: int
    low: int
    high: int | None
    approx: bool = False
    vague: bool = False
    ordinal: bool = False
    definite: bool = False
    value: int | float | None = None


def find_quantities(tokens: Sequence[Token], among: Iterable[int] | None = None) -> list[Quantity]:
    """Every quantity of a text in order, never overlapping, each as long as its words allow.

    Numbers that are dates, times, ages or money are found too; what follows them tells. `among`:
    the tokens, in order, whose form `may_begin_number`, where the caller knows them.
    """
    found: list[Quantity] = []
    floor = 0
    for index in _telling(tokens, among):
        if index < floor:
            continue
        quantity = _quantity(tokens, index, floor)
        if quantity is not None:
            found.append(quantity)
            floor = quantity.last
    return found


def find_numerals(tokens: Sequence[Token]) -> list[Numeral]:
    """Every exact number of a text in order, without the words that bound it."""
    found: list[Numeral] = []
    floor = 0
    for index in _telling(tokens, None):
        if index < floor:
            continue
        numeral = read_numeral(tokens, index)
        if numeral is not None:
            found.append(numeral)
            floor = numeral.last
    return found


def may_begin_number(form: str) -> bool:
    """Whether a form may be a number; of figures and of line ends, whose form is a figure, all."""
    return form in vocabulary().words or form[:1].isdigit()


def _telling(tokens: Sequence[Token], among: Iterable[int] | None) -> list[int]:
    """The tokens, in order, that are figures or words of number."""
    words = vocabulary().words
    if among is None:
        among = _figures_and_words().where(map(form_of, tokens))
    return [index for index in among if tokens[index].kind == NUMBER or tokens[index].form in words]


@cache
def _figures_and_words() -> Memo[str, bool]:
    return Memo(may_begin_number)


def quantity_at(tokens: Sequence[Token], index: int) -> Quantity | None:
    """The quantity whose words cover token `index`; for many tokens, call `find_quantities`."""
    return next((q for q in find_quantities(tokens) if q.first <= index < q.last), None)


def postmodifier(tokens: Sequence[Token], index: int) -> tuple[int, Bound] | None:
    """(end token, bound) of what follows a counted noun at `index`: "at least", "or more"."""
    return bound_after(tokens, index)


def apply(quantity: Quantity, bound: Bound) -> Quantity:
    """The quantity as changed by a bound, its tokens unchanged; an ordinal stays as it is."""
    if quantity.ordinal:
        return quantity
    low, high = bound.interval(quantity.low, quantity.high)
    return quantity._replace(low=low, high=high, approx=quantity.approx or bound is Bound.ABOUT)


def _quantity(tokens: Sequence[Token], index: int, floor: int) -> Quantity | None:
    numeral = read_numeral(tokens, index)
    if numeral is None:
        quantity = _vague(tokens, index)
        return quantity and _bounded(tokens, quantity, floor, quantity.first)
    if numeral.ordinal:
        return _exact(numeral)
    quantity = _range(tokens, numeral, floor) or _exact(numeral)
    start = quantity.first
    if numeral.link is Link.GOVERNED or (numeral.link is Link.JOINED and start == index):
        start = floor
    elif start == index and index > floor and tokens[index - 1].form in PROCLITICS:
        start -= 1
    return _bounded(tokens, quantity, floor, start)


def _bounded(tokens: Sequence[Token], quantity: Quantity, floor: int, start: int) -> Quantity:
    """The quantity with the bounds written right before `start` and right after it."""
    while (before := bound_before(tokens, start, floor)) is not None:
        start, bound = before
        quantity = apply(quantity, bound)._replace(first=start)
    after = bound_after(tokens, quantity.last)
    if after is not None:
        quantity = apply(quantity, after[1])._replace(last=after[0])
    return quantity


def _exact(numeral: Numeral) -> Quantity:
    value = numeral.value
    return Quantity(
        numeral.first,
        numeral.last,
        math.floor(value),
        math.ceil(value),
        ordinal=numeral.ordinal,
        definite=numeral.definite,
        value=float(value) if isinstance(value, Fraction) and value.denominator > 1 else int(value),
    )


def _range(tokens: Sequence[Token], left: Numeral, floor: int) -> Quantity | None:
    """Between a and b, from a to b, a or b, a - b; None where b does not exceed a."""
    first, opened = _opening(tokens, left, floor)
    connector = tokens[left.last] if left.last < len(tokens) else None
    if opened == "between" and (split := _split_between(tokens, left, first)) is not None:
        return split
    if connector is None:
        return None
    words = vocabulary()
    if opened == "between" and connector.kind == WORD and _joined_at(tokens, left.last):
        right = _numeral_from(tokens, left.last)
    elif words.among("to", connector.form):
        if _is_change(tokens, first):
            return None
        right = _numeral_from(tokens, left.last + 1)
    elif words.among("or", connector.form):
        first = left.first
        right = _numeral_from(tokens, left.last + 1)
    elif connector.kind == PUNCT and connector.form in _DASHES:
        first = left.first
        right = _figure_after_dash(tokens, left)
    else:
        right = None
    if right is None or right.ordinal:
        return None
    low = left.value
    if right.scale > left.scale and low * right.scale < right.value and left.scale == 1:
        low *= right.scale
    if low >= right.value:
        return None
    return Quantity(first, right.last, math.floor(low), math.ceil(right.value))


def _opening(tokens: Sequence[Token], left: Numeral, floor: int) -> tuple[int, str]:
    """(first token, "between" | "from" | "") of the word that opens a range before `left`."""
    words = vocabulary()
    at = left.first - 1
    if at > floor and tokens[at].form in PROCLITICS:
        at -= 1
    if at < floor:
        return left.first, ""
    for opening in ("between", "from"):
        form = tokens[at].form
        if words.among(opening, form) or words.among(opening, form[1:]):
            return at - (
                at > floor and opening == "between" and tokens[at - 1].form == "ما"
            ), opening
    return left.first, ""


def _split_between(tokens: Sequence[Token], left: Numeral, first: int) -> Quantity | None:
    """ "between five and twenty" with nothing joined after it: not twenty-five."""
    value = int(left.value)
    unit = value % 10
    joined_next = _joined_at(tokens, left.last) and _numeral_from(tokens, left.last)
    if left.in_digits or joined_next or not 20 < value < 100 or not unit:
        return None
    return Quantity(first, left.last, unit, value - unit)


def _joined_at(tokens: Sequence[Token], index: int) -> bool:
    right = _numeral_from(tokens, index)
    return right is not None and right.link is Link.JOINED


def _numeral_from(tokens: Sequence[Token], index: int) -> Numeral | None:
    """The numeral at `index`, or after the particle that stands there as its own token."""
    if index >= len(tokens):
        return None
    numeral = read_numeral(tokens, index)
    if numeral is None and tokens[index].form in PROCLITICS and index + 1 < len(tokens):
        numeral = read_numeral(tokens, index + 1)
    return numeral


def _figure_after_dash(tokens: Sequence[Token], left: Numeral) -> Numeral | None:
    """The figure after a dash, unless more dashes make it a date or a telephone number."""
    right = _numeral_from(tokens, left.last + 1)
    if right is None or not left.in_digits or tokens[right.first].kind != NUMBER:
        return None
    before = tokens[left.first - 1].form if left.first else ""
    after = tokens[right.last].form if right.last < len(tokens) else ""
    return None if before in _CHAINED or after in _CHAINED else right


def _is_change(tokens: Sequence[Token], first: int) -> bool:
    changes = vocabulary().changes
    for token in reversed(tokens[max(0, first - _CHANGE_DISTANCE) : first]):
        if token.kind != WORD:
            return False
        form = token.form
        if form in changes or form[1:] in changes or form.removeprefix("ال") in changes:
            return True
    return False


def _vague(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Dozens, tens of thousands, a few hundred, a number of."""
    words = vocabulary()
    word = words.words.get(tokens[index].form)
    if word is None or tokens[index].kind != WORD:
        return None
    if word.kind is Kind.PHRASE:
        if word.definite and not words.among("may_be_definite", word.stem):
            return None
        return _several(tokens, index, word)
    if word.kind is Kind.PLURAL:
        last, product = _multiplied(tokens, index + 1, word.value)
        return Quantity(index, last, 2 * product, None, vague=True, definite=word.definite)
    if word.kind is not Kind.FEW or word.definite:
        return None
    following = words.words.get(tokens[index + 1].form) if index + 1 < len(tokens) else None
    if following is not None and following.kind is Kind.TEN and word.value > 2:
        low, high = _FEW_TEENS
        return Quantity(index, index + 2, low, high, vague=True)
    last, product = _multiplied(tokens, index + 1, 1)
    return Quantity(index, last, word.value * product, None, vague=True)


def _multiplied(tokens: Sequence[Token], index: int, product: int) -> tuple[int, int]:
    """(end, product) after ever larger plurals of scale: (tens) of thousands."""
    words = vocabulary().words
    largest = product
    while index < len(tokens):
        word = words.get(tokens[index].form)
        if word is None or word.kind not in (Kind.PLURAL, Kind.SCALE) or word.link is not Link.BARE:
            break
        if word.value <= largest:
            break
        largest = word.value
        product *= largest
        index += 1
    return index, product


def _several(tokens: Sequence[Token], index: int, word: NumberWord) -> Quantity | None:
    words = vocabulary()
    for rest, low in words.phrases[word.stem]:
        last = _phrase_end(tokens, index + 1, rest, words.adjectives)
        if last is not None:
            return Quantity(index, last, low, None, vague=True)
    return None


def _phrase_end(
    tokens: Sequence[Token], index: int, rest: tuple[str, ...], adjectives: frozenset[str]
) -> int | None:
    for form in rest:
        here = tokens[index].form if index < len(tokens) else ""
        if form == "*":
            index += here in adjectives
        elif here == form:
            index += 1
        else:
            return None
    return index
