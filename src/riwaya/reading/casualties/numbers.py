"""Numbers that count nobody: years, clock times, items of lists, names of units and offices."""

from __future__ import annotations

from riwaya.arabic.numbers import Quantity
from riwaya.arabic.words import BREAK, NUMBER
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.persons import noun_at_token


def counts_nobody(context: Context, quantity: Quantity, end: int) -> bool:
    """Whether a number before token `end` is no number of people, whatever stands beside it."""
    return (
        _is_year(context, quantity)
        or _is_item(context, quantity)
        or _is_clock(context, quantity)
        or _is_label(context, quantity, end)
    )


def _is_label(context: Context, quantity: Quantity, end: int) -> bool:
    """The number of a thing or of a unit ("Brigade 105"), unless the unit has killed so many."""
    label = context.role(quantity.first - 1, "label") if quantity.first else None
    if label is None:
        return False
    if not label.sense.features.get("unit"):
        return True
    noun = noun_at_token(context, quantity.last, end, counted=True)
    return noun is None or bool(noun.prefix) or noun.definite


def _is_clock(context: Context, quantity: Quantity) -> bool:
    """The minutes of a time of day ("10:15")."""
    at, tokens = quantity.first, context.doc.tokens
    if at < 2 or not context.is_punct(at - 1, ":") or tokens[at - 2].kind != NUMBER:
        return False
    return tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == tokens[at].start


def _is_item(context: Context, quantity: Quantity) -> bool:
    """The number of an item of a list, at the beginning of a line."""
    tokens = context.doc.tokens
    begins = quantity.first == 0 or tokens[quantity.first - 1].kind == BREAK
    after = quantity.last
    alone = tokens[quantity.first].kind == NUMBER and after - quantity.first == 1
    return begins and alone and after < len(tokens) and context.is_punct(after, ".)-–_/")


def _is_year(context: Context, quantity: Quantity) -> bool:
    """A bare figure that is a year, unless a word for people follows it."""
    token = context.doc.tokens[quantity.first]
    if quantity.last - quantity.first != 1 or not token.form.isdigit() or len(token.form) != 4:
        return False
    after = quantity.last
    follows = after < len(context.doc.tokens) and context.person(after) is not None
    return 1900 <= quantity.low <= 2100 and not follows
