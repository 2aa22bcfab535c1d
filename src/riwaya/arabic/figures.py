"""Numbers in digits: separators, thousands set apart, and digits that are no number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from riwaya.arabic.words import LATIN, NUMBER, PUNCT, Token

# Longer runs of digits are telephone numbers or identifiers.
_MOST_DIGITS = 18
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_ARABIC_COMMA = "،"


def find_digits(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """(end token, digits with "." and "," as separators) of the figure at NUMBER token `index`.

    Three-digit groups set off by one space or an Arabic comma are joined ("12 000", "1،200").
    None for digits written onto Latin letters.
    """
    if _touches_latin(tokens, index):
        return None
    last = index + 1
    text = tokens[index].form
    if len(text) <= 3 and text.isdigit():
        while len(text) <= _MOST_DIGITS:
            following = _thousands_at(tokens, last)
            if following is None:
                break
            last, group = following
            text += group
            if not group.isdigit():
                break
    return last, text


def _touches_latin(tokens: Sequence[Token], index: int) -> bool:
    """Digits written onto Latin letters name a thing (a model of weapon), they do not count."""
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    return bool(
        (after and after.kind == LATIN and after.start == token.end)
        or (before and before.kind == LATIN and before.end == token.start)
    )


def _thousands_at(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """(end, digits) of a three-digit group set off by one space or an Arabic comma."""
    if index >= len(tokens):
        return None
    before, token = tokens[index - 1], tokens[index]
    if token.kind == PUNCT and token.form == _ARABIC_COMMA and token.start == before.end:
        index += 1
        if index >= len(tokens) or tokens[index].start != token.end:
            return None
    elif token.start - before.end != 1:
        return None
    group = tokens[index]
    if group.kind != NUMBER or len(group.form.partition(".")[0].partition(",")[0]) != 3:
        return None
    rest = group.form[3:]
    if rest and len(rest) == 4:
        return None
    return index + 1, group.form[:3] + rest.replace(",", ".")


def read_digits(text: str, decimal: bool) -> int | Fraction | None:
    """The value of digits with separators; None for dates and addresses (12.05.2021).

    A separator before three digits marks thousands unless `decimal` or after a zero.
    """
    if len(text) > _MOST_DIGITS:
        return None
    if text.isdigit():
        return int(text)
    if _THOUSANDS.fullmatch(text) and not decimal and not text.startswith("0"):
        return int(text.replace(",", "").replace(".", ""))
    whole, separator, fraction = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
    if not whole.isdigit():
        other = "," if separator == "." else "."
        if separator in whole or not _THOUSANDS.fullmatch(whole) or other not in whole:
            return None
        whole = whole.replace(other, "")
    value = Fraction(int(whole + fraction), 10 ** len(fraction))
    return int(value) if value.denominator == 1 else value
