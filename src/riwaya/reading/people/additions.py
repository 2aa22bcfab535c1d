"""Names of people as they stand in the text, and the aliases and ages written after them."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.clitics import AND, BY
from riwaya.arabic.words import WORD
from riwaya.reading.casualties.name_parts import name_end
from riwaya.reading.people.words import CLOSING, COMMAS, OPENING, Words

_OLDEST = 110
_LONGEST_ALIAS = 7
_AGE_REACH = 4
_MOST_ADDITIONS = 4
_LONGEST_BRACKET = 6


class Mention(NamedTuple):
    """A name at tokens [first, last); `end`: the token after its quotes, alias and age.

    `conjoined`: "and" is written onto the first word. `age`: in years. `quoted`: in quotes or
    brackets. `aliases`: tokens of other names given with it.
    """

    first: int
    last: int
    end: int
    conjoined: bool
    age: int | None
    quoted: bool
    aliases: tuple[tuple[int, int], ...] = ()


def with_additions(
    words: Words, first: int, last: int, end: int, conjoined: bool, quoted: bool
) -> Mention:
    """Take in what belongs to a name: closing quotes, an alias, an age."""
    cursor = last
    age: int | None = None
    aliases: list[tuple[int, int]] = []
    if quoted and cursor < end and words.is_mark(cursor, CLOSING):
        cursor += 1
    for _ in range(_MOST_ADDITIONS):
        alias = _alias(words, cursor, end) or (_also(words, cursor, end) if aliases else None)
        if alias is not None:
            aliases.append(alias[1])
            cursor = alias[0]
            continue
        years = _age(words, cursor, end) if age is None else None
        if years is not None:
            age, cursor = years
            continue
        bracket = _bracket(words, cursor, end)
        if not bracket:
            break
        cursor = bracket
    # An age inside the quotes is followed by their end.
    if quoted and cursor > last and cursor < end and words.is_mark(cursor, CLOSING):
        cursor += 1
    return Mention(first, last, cursor, conjoined, age, quoted, tuple(aliases))


def _alias(words: Words, at: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """(end, tokens of the name) of another name given at `at`, with or without "known as"."""
    cursor, told = at, False
    while cursor < min(end, at + _LONGEST_ALIAS):
        found = words.found(cursor)
        if found is not None and words.role(cursor) == "alias":
            told, cursor = True, found.last
        elif (
            words.is_mark(cursor, OPENING)
            or words.is_mark(cursor, COMMAS)
            or (told and not _father_of(words, cursor) and _before_quote(words, cursor, end))
        ):
            cursor += 1
        else:
            break
    if cursor >= end or cursor == at or not words.is_word(cursor):
        return None
    bracketed = words.is_mark(cursor - 1, OPENING)
    form = words.context.doc.forms[cursor]
    if not told and not (bracketed and form in words.context.names.kunya):
        return None
    last = name_end(words.context, cursor, end)
    after = last
    while after < end and words.is_mark(after, CLOSING):
        after += 1
    return after, (cursor, last)


def _also(words: Words, at: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """A second alias joined to the first."""
    if words.context.doc.forms[at : at + 1] != [AND]:
        return None
    return _alias(words, at + 1, end)


def _father_of(words: Words, at: int) -> bool:
    form = words.context.doc.forms[at]
    return form.removeprefix(BY) in words.context.names.kunya


def _before_quote(words: Words, at: int, end: int) -> bool:
    """A preposition or form of address between "known as" and the quoted or composed name."""
    after = at + 1
    return after < end and (words.is_mark(after, OPENING) or _father_of(words, after))


def _bracket(words: Words, at: int, end: int) -> int:
    """The end of a short bracket after a name, such as the home of its bearer; 0 for none."""
    if at >= end or not words.is_mark(at, "("):
        return 0
    for index in range(at + 1, min(end, at + _LONGEST_BRACKET)):
        if words.is_mark(index, ")"):
            return index + 1
        if words.context.casualty(index) is not None:
            return 0
    return 0


def _age(words: Words, at: int, end: int) -> tuple[int, int] | None:
    """(years, end) of an age at `at`: "(45 years)", "aged 45", "45 years old", or None."""
    context = words.context
    cursor, told, bracket = at, False, False
    while cursor < min(end, at + _AGE_REACH + 2):
        found = words.found(cursor)
        if found is not None and words.role(cursor) in ("age", "birth"):
            told, cursor = True, found.last
        elif words.is_mark(cursor, '([\u060c,-\u2013"\u201c\u201d'):
            bracket = bracket or words.is_mark(cursor, "([")
            cursor += 1
        else:
            break
    quantity = context.quantities.get(cursor) if cursor < end else None
    if quantity is None or quantity.high is None or not 0 < quantity.low <= _OLDEST:
        return None
    after = quantity.last
    unit = after < end and context.role(after, "age_unit") is not None
    if unit:
        years = 0 if _months(words, after) else quantity.low
        after += 1
    elif (bracket and after < end and words.is_mark(after, ")]")) or told:
        years = quantity.low
    else:
        return None
    while after < end and (words.is_mark(after, CLOSING) or _of_life(words, after)):
        after += 1
    return years, after


def _months(words: Words, at: int) -> bool:
    return words.role(at) == "months"


def _of_life(words: Words, at: int) -> bool:
    """ "Of age" after a number of years."""
    token = words.context.doc.tokens[at]
    return token.kind == WORD and words.role(at) == "of_age"
