"""Numerals: runs of tokens that together write one exact number, in words, digits or both."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from riwaya.arabic.figures import find_digits, read_digits
from riwaya.arabic.number_lookalikes import is_number_here
from riwaya.arabic.number_words import PROCLITICS, Kind, Link, NumberWord, vocabulary
from riwaya.arabic.words import NUMBER, WORD, Token

_DECIMAL_POINTS = frozenset(".\u066b")
_ONE = "واحد"

Value = int | Fraction


class Numeral(NamedTuple):
    """An exact number written in tokens [first, last).

    `scale`: what the whole is multiplied by ("20 thousand": 1000), else 1. `tail`: a unit of 2
    to 10 joined at the end ("a hundred and three": 3), else 0. `in_digits`: one plain figure.
    Particles that are tokens of their own (the "and" of "and 300") lie outside.
    """

    first: int
    last: int
    value: Value
    ordinal: bool
    definite: bool
    link: Link
    scale: int
    tail: int
    in_digits: bool


class _Element(NamedTuple):
    """One figure or number word with the particles before it; `word` is None for a figure."""

    first: int
    last: int
    value: Value
    word: NumberWord | None
    definite: bool
    link: Link

    def is_a(self, *kinds: Kind) -> bool:
        return self.word is not None and self.word.kind in kinds


class _Part(NamedTuple):
    """A value read so far; `scale` and `tail` as in `Numeral`."""

    last: int
    value: Value
    scale: int = 1
    tail: int = 0
    ordinal: bool = False


_SCALES = (Kind.SCALE, Kind.SCALE_OR_DUAL)
_SCALES_AND_PLURALS = frozenset({*_SCALES, Kind.PLURAL})


def read_numeral(tokens: Sequence[Token], index: int) -> Numeral | None:
    """The longest numeral that starts at token `index`, or None."""
    first = _element(tokens, index)
    if first is None or first.first != index:
        return None
    link, definite = _outer_particles(tokens, index, first)
    part = _term(tokens, first, standing_first=True)
    if part is None:
        return None
    below = part.scale
    terms = 1
    total = part
    while below > 1 and not total.ordinal:
        following = _element(tokens, total.last)
        if following is None or not _continues(following, after_word=True):
            break
        term = _term(tokens, following, standing_first=False)
        if term is None or term.ordinal or term.scale >= below or term.value >= below:
            break
        bare_figure = following.word is None and following.link is Link.BARE and term.scale == 1
        # "a thousand 3 hundred" goes on; "a thousand 3" does not.
        if bare_figure and _hundreds_after(tokens, following) is None:
            break
        tail = term.tail or (int(term.value) if 2 <= term.value <= 10 else 0)
        total = _Part(term.last, total.value + term.value, 1, tail)
        below = term.scale
        terms += 1
    scale = total.scale if terms == 1 else 1
    in_digits = first.word is None and total.last == first.last
    numeral = Numeral(
        index, total.last, total.value, total.ordinal, definite, link, scale, total.tail, in_digits
    )
    if first.word is not None and numeral.last == first.last:
        return numeral if is_number_here(tokens, first.first, first.word, definite) else None
    return numeral


def _outer_particles(tokens: Sequence[Token], index: int, first: _Element) -> tuple[Link, bool]:
    """Particles of the first element, also those written as the token before it."""
    if index and first.link is Link.BARE and tokens[index - 1].form in PROCLITICS:
        link, definite = PROCLITICS[tokens[index - 1].form]
        return link, definite or first.definite
    return first.link, first.definite


def _element(tokens: Sequence[Token], index: int) -> _Element | None:
    """The figure or number word at `index`, after particles that are tokens of their own."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    link, definite = Link.BARE, False
    if token.kind == WORD and token.form in PROCLITICS and index + 1 < len(tokens):
        link, definite = PROCLITICS[token.form]
        index += 1
        token = tokens[index]
    if token.kind == NUMBER:
        figure = _figure(tokens, index)
        return figure and _Element(index, figure[0], figure[1], None, definite, link)
    word = _word(token)
    if word is None or word.kind in (Kind.FEW, Kind.PHRASE):
        return None
    return _Element(
        index, index + 1, word.value, word, definite or word.definite,
        word.link if link is Link.BARE else link,
    )  # fmt: skip


def _word(token: Token) -> NumberWord | None:
    if token.kind != WORD:
        return None
    word = vocabulary().words.get(token.form)
    # "wahid" (one) and "wa-ahad" (and one of) are told apart by the written hamza alone.
    if word is not None and word.stem.startswith(_ONE) and token.text[1:2] == "أ":
        bound = vocabulary().words.get(word.stem[1:])
        return bound and bound._replace(link=Link.JOINED)
    return word


def _continues(element: _Element, after_word: bool) -> bool:
    """Whether an element may go on with a numeral: joined by "and", or bare after a word."""
    return element.link is Link.JOINED or (after_word and element.link is Link.BARE)


def _term(tokens: Sequence[Token], element: _Element, standing_first: bool) -> _Part | None:
    """One term of a numeral: below a thousand, with or without scales after it."""
    if element.is_a(Kind.PLURAL):
        return None
    if element.is_a(Kind.PART):
        return _part_of_scale(tokens, element)
    if element.is_a(Kind.SCALE, Kind.SCALE_OR_DUAL, Kind.DUAL_SCALE):
        scale = element.word.value if element.word else 1
        double = element.is_a(Kind.DUAL_SCALE) or (
            standing_first and element.is_a(Kind.SCALE_OR_DUAL) and _is_dual(tokens, element)
        )
        part = _Part(element.last, scale * (2 if double else 1), scale)
    else:
        below_thousand = _below_thousand(tokens, element)
        if below_thousand is None or below_thousand.ordinal:
            return below_thousand
        part = below_thousand
    part = _scaled(tokens, part)
    return _with_joined_part(tokens, part) if part.scale > 1 else part


def _is_dual(tokens: Sequence[Token], element: _Element) -> bool:
    """Whether "alfa" standing first is the dual: a noun follows, and no tanwin is written."""
    if "\u064b" in tokens[element.first].text or element.last >= len(tokens):
        return False
    following = _element(tokens, element.last)
    return tokens[element.last].kind == WORD and following is None


def _scaled(tokens: Sequence[Token], part: _Part) -> _Part:
    while True:
        element = _element(tokens, part.last)
        if element is None or element.word is None or element.link is not Link.BARE:
            return part
        word = element.word
        if word.kind not in _SCALES_AND_PLURALS or word.value < 12 or word.value <= part.scale:
            return part
        if word.kind is Kind.PLURAL and word.value == 100:
            return part
        part = _Part(element.last, part.value * word.value, part.scale * word.value)


def _with_joined_part(tokens: Sequence[Token], part: _Part) -> _Part:
    """A scale with "and a half" (of the same scale, which may be named again)."""
    element = _element(tokens, part.last)
    if element is None or element.word is None or element.link is not Link.JOINED:
        return part
    if element.word.kind is not Kind.PART or element.definite:
        return part
    last = element.last
    again = _element(tokens, last)
    if again is not None and again.is_a(*_SCALES) and again.link is Link.BARE:
        if again.value != part.scale:
            return part
        last = again.last
    return _Part(last, part.value + Fraction(part.scale, element.word.value), part.scale)


def _part_of_scale(tokens: Sequence[Token], element: _Element) -> _Part | None:
    """Half a million, a quarter of a million."""
    scale = _element(tokens, element.last)
    if scale is None or not scale.is_a(*_SCALES) or scale.link is not Link.BARE:
        return None
    return _Part(scale.last, Fraction(scale.value, int(element.value)), int(scale.value))


def _below_thousand(tokens: Sequence[Token], element: _Element) -> _Part | None:
    """A figure, or hundreds with what is joined to them, or a number below a hundred."""
    if element.is_a(Kind.HUNDRED, Kind.HUNDREDS):
        return _hundred_and(tokens, element.last, element.value)
    part: _Part | None
    if element.word is None:
        part = _Part(element.last, element.value)
    else:
        part = _below_hundred(tokens, element)
    if part is None or part.ordinal:
        return part
    multiplied = _hundreds_after(tokens, element._replace(last=part.last))
    if multiplied is None:
        return part
    return _hundred_and(tokens, multiplied.last, part.value * 100)


def _hundreds_after(tokens: Sequence[Token], element: _Element) -> _Element | None:
    """The bare "hundred" right after an element: three hundred, 3 hundred."""
    following = _element(tokens, element.last)
    if following is None or following.link is not Link.BARE or following.word is None:
        return None
    if following.is_a(Kind.HUNDRED) and not following.definite:
        return following
    if following.is_a(Kind.PLURAL) and following.value == 100:
        return following
    return None


def _hundred_and(tokens: Sequence[Token], last: int, hundreds: Value) -> _Part:
    """Hundreds with what is joined: and five, and twenty-five, and 20."""
    whole = _Part(last, hundreds)
    element = _element(tokens, last)
    if element is None or not _continues(element, after_word=element.word is not None):
        return whole
    if element.word is None:
        if element.value >= 100 or element.value != int(element.value):
            return whole
        return _Part(element.last, hundreds + element.value)
    rest = _below_hundred(tokens, element)
    if rest is None or rest.ordinal or _hundreds_after(tokens, element._replace(last=rest.last)):
        return whole
    tail = int(rest.value) if 2 <= rest.value <= 10 else 0
    return _Part(rest.last, hundreds + rest.value, 1, tail)


def _below_hundred(tokens: Sequence[Token], element: _Element) -> _Part | None:
    word = element.word
    if word is None:
        return None
    if word.kind in (Kind.TEN, Kind.TEEN, Kind.TENS, Kind.ZERO):
        return _Part(element.last, word.value)
    if word.kind not in (Kind.UNIT, Kind.BOUND_UNIT):
        return None
    following = _element(tokens, element.last)
    if following is not None and word.value < 10:
        if following.is_a(Kind.TEN) and following.link is Link.BARE and not following.definite:
            return _Part(following.last, word.value + 10, ordinal=word.ordinal)
        # "the second and twenty minutes" is a time: an ordinal and its tens agree.
        agree = not word.ordinal or following.definite == element.definite
        if following.is_a(Kind.TENS) and following.link is Link.JOINED and agree:
            return _Part(following.last, word.value + following.value, ordinal=word.ordinal)
    if word.kind is Kind.BOUND_UNIT:
        return None
    return _Part(element.last, word.value, ordinal=word.ordinal)


def _figure(tokens: Sequence[Token], index: int) -> tuple[int, Value] | None:
    """(end, value) of a number in digits; before a million "1.250" is a decimal."""
    found = find_digits(tokens, index)
    if found is None:
        return None
    last, text = found
    decimal = bool(_DECIMAL_POINTS.intersection(tokens[index].text))
    value = read_digits(text, decimal and _large_scale_at(tokens, last))
    return None if value is None else (last, value)


def _large_scale_at(tokens: Sequence[Token], index: int) -> bool:
    word = _word(tokens[index]) if index < len(tokens) else None
    return word is not None and word.value >= 10**6
