"""Exact values with signs, decimals read out and parts of a whole.

Kept apart from `numbers`: in a report "3 of 5" is a count among a larger count, and "3/4" is a
date more often than three quarters.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from riwaya.arabic.number_words import Link, vocabulary
from riwaya.arabic.numbers import find_numerals
from riwaya.arabic.numerals import Numeral
from riwaya.arabic.script import fold
from riwaya.arabic.words import NUMBER, WORD, Token

_MINUS_SIGNS = frozenset("-−")
_POINTS = frozenset(".\u066b")


class ExactValue(NamedTuple):
    """A number written in tokens [first, last); `ordinal` as in `Quantity`."""

    first: int
    last: int
    value: Fraction
    ordinal: bool = False


def find_values(tokens: Sequence[Token]) -> list[ExactValue]:
    """Every number of a text in order: "minus five", "three fifths", "one in twenty", "2 1/4"."""
    reader = _Reader(tokens)
    found: list[ExactValue] = []
    index = 0
    while index < len(tokens):
        value = reader.read(index)
        if value is None:
            index += 1
        else:
            found.append(value)
            index = value.last
    return found


class _Reader:
    """The grammar of parts over the numerals of one text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._numerals = {numeral.first: numeral for numeral in find_numerals(tokens)}
        self._words = vocabulary()
        self._points = {i for i, token in enumerate(tokens) if token.form in _POINTS}

    def read(self, index: int) -> ExactValue | None:
        """The value that starts at token `index`, or None."""
        if self._is_minus(index):
            value = self._unsigned(index + 1)
            return value and ExactValue(index, value.last, -value.value)
        return self._unsigned(index)

    def _form(self, index: int) -> str:
        return self._tokens[index].form if 0 <= index < len(self._tokens) else ""

    def _is_minus(self, index: int) -> bool:
        token = self._tokens[index]
        if self._words.among("minus", token.form):
            return True
        if token.form not in _MINUS_SIGNS or index + 1 >= len(self._tokens):
            return False
        before = self._tokens[index - 1] if index else None
        first = before is None or (before.kind != NUMBER and before.end < token.start)
        if not first or (index and not self._touch(index)):
            return False
        return index + 1 in self._numerals or index + 1 in self._points

    def _touch(self, index: int) -> bool:
        return self._tokens[index].end == self._tokens[index + 1].start

    def _unsigned(self, index: int) -> ExactValue | None:
        numeral = self._numerals.get(index)
        if numeral is None:
            return self._bare_decimal(index) or self._bare_part(index)
        if numeral.ordinal:
            return ExactValue(index, numeral.last, Fraction(numeral.value), True)
        return (
            self._slash(numeral)
            or self._read_out_decimal(numeral)
            or self._ratio(numeral)
            or self._multiple_of_part(numeral)
            or self._part_by_position(numeral)
            or self._with_joined_part(numeral)
            or ExactValue(index, numeral.last, Fraction(numeral.value))
        )

    def _bare_decimal(self, index: int) -> ExactValue | None:
        """.08: a point with figures after it and nothing before it."""
        if self._form(index) not in _POINTS or index + 1 not in self._numerals:
            return None
        figures = self._tokens[index + 1]
        attached = index and self._tokens[index - 1].end == self._tokens[index].start
        minus = self._form(index - 1) in _MINUS_SIGNS
        if not self._touch(index) or not figures.form.isdigit() or (attached and not minus):
            return None
        value = Fraction(int(figures.form), 10 ** len(figures.form))
        return ExactValue(index, index + 2, value)

    def _bare_part(self, index: int) -> ExactValue | None:
        """A half, two thirds; a part of a number that follows is multiplied out."""
        if self._words.among("portion", self._form(index)) and self._form(index + 1) == "من":
            total = self._numerals.get(index + 2)
            if total is not None and total.value and not total.definite:
                return ExactValue(index, total.last, 1 / Fraction(total.value))
        part = self._words.part_values.get(self._form(index).removeprefix("ال"))
        if part is None or self._tokens[index].kind != WORD:
            return None
        whole = self._numerals.get(index + 1)
        if whole is not None and whole.link is Link.BARE:
            return ExactValue(index, whole.last, part * Fraction(whole.value))
        return ExactValue(index, index + 1, part)

    def _slash(self, numeral: Numeral) -> ExactValue | None:
        """3/4 and 2 1/4, but neither dates nor telephone numbers."""
        if not numeral.in_digits:
            return None
        upper = self._numerals.get(numeral.last)
        if upper is not None and upper.in_digits:
            part = self._slash(upper)
            if part is not None and part.value < 1:
                return part._replace(
                    first=numeral.first, value=part.value + Fraction(numeral.value)
                )
        lower = self._numerals.get(numeral.last + 1)
        chained = "/" in (self._form(numeral.first - 1), lower and self._form(lower.last))
        if self._form(numeral.last) != "/" or lower is None or chained or not lower.in_digits:
            return None
        if not lower.value or self._form(numeral.first - 2) == "+" or lower.value > 1000:
            return None
        return ExactValue(
            numeral.first, lower.last, Fraction(numeral.value) / Fraction(lower.value)
        )

    def _read_out_decimal(self, numeral: Numeral) -> ExactValue | None:
        """Five point two; after the point also "three of a hundred"."""
        decimals = self._numerals.get(numeral.last + 1)
        if not self._words.among("point", self._form(numeral.last)) or decimals is None:
            return None
        ratio = self._ratio(decimals)
        if ratio is not None:
            return ratio._replace(first=numeral.first, value=ratio.value + Fraction(numeral.value))
        shift = 10 ** len(str(int(decimals.value)))
        value = Fraction(numeral.value) + Fraction(decimals.value) / shift
        return ExactValue(numeral.first, decimals.last, value)

    def _ratio(self, numeral: Numeral) -> ExactValue | None:
        """One in three, one part of a hundred."""
        at = numeral.last
        if self._words.among("portion", self._form(at)):
            at += 1
        whole = self._numerals.get(at + 1)
        if not self._words.among("over", self._form(at)) or whole is None or whole.ordinal:
            return None
        if whole.definite or whole.link is not Link.BARE or not whole.value:
            return None
        return ExactValue(
            numeral.first, whole.last, Fraction(numeral.value) / Fraction(whole.value)
        )

    def _multiple_of_part(self, numeral: Numeral) -> ExactValue | None:
        """Three fifths; a joined tail belongs to the part: a hundred and (three quarters)."""
        part = self._words.part_values.get(self._form(numeral.last))
        if part is None:
            return None
        value = Fraction(numeral.value)
        if numeral.tail and part.numerator == 1 and fold("ا") == self._form(numeral.last)[:1]:
            value = value - numeral.tail + numeral.tail * part
        else:
            value *= part
        return ExactValue(numeral.first, numeral.last + 1, value)

    def _part_by_position(self, numeral: Numeral) -> ExactValue | None:
        """A unit spelt like a part ("khums") before a definite noun or number is the part."""
        part = self._words.part_values.get(self._form(numeral.first))
        following = self._form(numeral.last)
        if part is None or numeral.last != numeral.first + 1 or not following.startswith("ال"):
            return None
        whole = self._numerals.get(numeral.last)
        if whole is not None:
            return ExactValue(numeral.first, whole.last, part * Fraction(whole.value))
        return ExactValue(numeral.first, numeral.last, part)

    def _with_joined_part(self, numeral: Numeral) -> ExactValue | None:
        """Five and a quarter, twenty and three fifths, 130 and two fifths."""
        at = numeral.last
        joined = self._numerals.get(at) or self._numerals.get(at + 1)
        value = Fraction(numeral.value)
        if joined is not None and joined.link is Link.JOINED and joined.first <= at + 1:
            multiple = self._multiple_of_part(joined)
            if multiple is not None and multiple.value < 1:
                return ExactValue(numeral.first, multiple.last, value + multiple.value)
        if self._form(at) == "و":
            at, stem = at + 1, self._form(at + 1)
        elif self._form(at).startswith("و"):
            stem = self._form(at)[1:]
        else:
            return None
        part = self._words.part_values.get(stem)
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        counted = following is not None and following.kind == WORD
        if part is None or (at in self._numerals and counted):
            return None
        return ExactValue(numeral.first, at + 1, value + part)
