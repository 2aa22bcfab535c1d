"""Names of people at a place where one may stand."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.clitics import AND, ARTICLE
from riwaya.arabic.words import PUNCT, WORD
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.name_parts import name_end

_OPENING = "\"“”«(‘'"
_CLOSING = "\"“”»)’'"
# Words of these categories end a name unless they are given names too.
_NOT_NAMES = (
    "casualties", "casualty_context", "function", "sayings", "events", "persons", "titles",
    "place_nouns", "event_context",
)  # fmt: skip


class Name(NamedTuple):
    """A person's name at tokens [first, last) without quotes and titles; `age` in years.

    `end`: the token after everything that belongs to the name (quotes, age). `conjoined`: the
    first word begins with a conjunction that is no part of the name.
    """

    first: int
    last: int
    age: int | None
    end: int
    conjoined: bool = False


def joined_name_at(context: Context, at: int, end: int) -> Name | None:
    """The name after a conjunction at token `at`, written onto it or apart, or None."""
    if at >= end or not context.is_word(at):
        return None
    form = context.doc.forms[at]
    if form == AND:
        return name_at(context, at + 1, end, introduced=True)
    bare, names = form[1:], context.names
    if not form.startswith(AND) or not (bare in names.given or bare in names.kunya):
        return None
    last = name_end(context, at, end, conjoined=True)
    return _with_age(context, at, last, end)._replace(conjoined=True)


def name_at(
    context: Context, at: int, end: int, introduced: bool = False, definite: bool = False
) -> Name | None:
    """The name that starts at token `at`, quotes and titles skipped, or None.

    `introduced`: a noun for a person stands before it, so that an unusual first name is
    believed; `definite`: that noun has the article.
    """
    tokens = context.doc.tokens
    cursor = at
    while cursor < end and cursor < at + 4:
        if tokens[cursor].kind == PUNCT and tokens[cursor].form in _OPENING:
            cursor += 1
            continue
        title = context.doc.find(cursor, "titles") or context.doc.find(cursor, "persons")
        is_given = tokens[cursor].form in context.names.given
        if title is not None and not is_given and cursor > at - 1 and title.definite:
            cursor, introduced, definite = title.last, True, True
            continue
        break
    first = cursor
    if first >= end or not _begins(context, first, end, introduced, definite):
        return None
    last = name_end(context, first, end)
    if last - first == 1 and not introduced:
        return None
    return _with_age(context, first, last, end)


def _begins(context: Context, at: int, end: int, introduced: bool, definite: bool) -> bool:
    token, names = context.doc.tokens[at], context.names
    if token.kind != WORD or at in context.times:
        return False
    follower = context.doc.forms[at + 1] if at + 1 < end and context.is_word(at + 1) else ""
    if token.form in names.kunya or token.form in names.connectors:
        return bool(follower)
    if follower in names.compounds.get(token.form, ()):
        return True
    if token.form in names.given:
        return introduced or token.form not in names.ambiguous
    if not (introduced and definite) or token.form.startswith(ARTICLE):
        return False
    return bool(follower) and not _known_word(context, at) and at not in context.actors


def _known_word(context: Context, at: int) -> bool:
    words = context.doc.analyses[at]
    return any(category in words for category in _NOT_NAMES)


def _with_age(context: Context, first: int, last: int, end: int) -> Name:
    """Take in a closing quote and an age such as "(45 years)" or "45 years old"."""
    tokens = context.doc.tokens
    cursor = last
    if cursor < end and tokens[cursor].kind == PUNCT and tokens[cursor].form in _CLOSING:
        cursor += 1
    probe = cursor
    while probe < end and probe < cursor + 4:
        quantity = context.quantities.get(probe)
        if quantity is None:
            probe += 1
            continue
        unit = quantity.last
        if unit < end and context.role(unit, "age_unit") and quantity.high is not None:
            after = unit + 1
            if after < end and tokens[after].form == ")":
                after += 1
            return Name(first, last, quantity.low, after)
        break
    return Name(first, last, None, cursor)
