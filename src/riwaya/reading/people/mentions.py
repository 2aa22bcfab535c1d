"""Names of people as they stand in the text, with the alias and age after them."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.clitics import AND, ARTICLE, BY, FOR
from riwaya.arabic.words import WORD
from riwaya.reading.casualties.name_parts import is_given, is_unknown, name_end, opens_compound
from riwaya.reading.people.words import CLOSING, COMMAS, FEMININE, OPENING, Words

_OLDEST = 110
_LONGEST_QUOTED = 8
_LONGEST_ALIAS = 7
_AGE_REACH = 4
_SHORTEST_CONJOINED = 3
_MOST_ADDITIONS = 4
_SHORTEST_JOINED, _LONGEST_JOINED = 2, 4
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


# How much speaks for a name at a place: nothing but the name itself; a word of harm or "and"
# stands before it; a person is spoken of; a name is to be expected (a list
# of the dead, quotes after a person); "named" says so outright.
ALONE, HARMED, PERSON, ANNOUNCED, NAMED = range(5)


def may_begin(words: Words, at: int) -> bool:
    """Whether a name can begin at `at` whatever is expected there; told fast, for most words."""
    context = words.context
    form = context.doc.forms[at]
    if form in context.names.given or form.startswith(AND):
        return True
    if at > 0 and words.is_mark(at - 1, OPENING):
        return True
    if opens_compound(context, at, len(context.doc.forms)):
        return True
    return not form.startswith(ARTICLE) and is_unknown(context, at)


def mention_at(words: Words, at: int, end: int, expected: int) -> Mention | None:
    """The name that begins at token `at` (no quotes, no titles) before `end`, or None."""
    context = words.context
    if not words.is_word(at) or at in context.actors:
        return None
    quoted = at > 0 and words.is_mark(at - 1, OPENING)
    limit = _closing(words, at, end) if quoted else end
    closed = quoted and limit < end
    if quoted and expected == NAMED:
        last = _quoted_end(words, at, limit)
        if last:
            return _trailing(words, at, last, end, False, quoted)
    conjoined = not _begins(words, at, limit, expected, closed)
    if conjoined and not _begins_conjoined(words, at, limit, expected):
        return None
    last = name_end(context, at, limit, conjoined)
    if closed and last < limit:
        if conjoined or not is_given(context, at):
            if not conjoined:
                return None
        else:
            last = _filled(words, last, limit)
    if last - at == 1 and not conjoined and not _enough(words, at, expected, quoted):
        return None
    return _trailing(words, at, last, end, conjoined, quoted)


def _filled(words: Words, last: int, limit: int) -> int:
    """The end of a quoted name: all of the quotation, unless more than a name stands in it."""
    context = words.context
    for index in range(last, limit):
        if not words.is_word(index) or context.grammar(index) or index in context.quantities:
            return last
        person = context.person(index)
        if context.doc.forms[index].startswith(AND) or (person and not person.definite):
            return last
    return limit


def _closing(words: Words, at: int, end: int) -> int:
    """The token that closes the quotation or bracket that begins before `at`, or `end`."""
    for index in range(at + 1, min(end, at + _LONGEST_QUOTED)):
        if words.is_mark(index, CLOSING) or words.is_mark(index, "("):
            return index
    return end


def _quoted_end(words: Words, at: int, limit: int) -> int:
    """The end of quoted words that are called a name, whatever they mean; 0 when they are none."""
    index = at
    while index < limit and index - at < _LONGEST_QUOTED:
        if words.is_word(index):
            if words.context.grammar(index) in ("preposition", "of", "relative", "negation"):
                return 0
            index += 1
        else:
            after = name_end(words.context, index - 1, limit)
            if after <= index:
                break
            index = after
    return index


def _begins(words: Words, at: int, end: int, expected: int, closed: bool) -> bool:
    context = words.context
    form = context.doc.forms[at]
    if opens_compound(context, at, end):
        return True
    if is_given(context, at):
        if form not in context.names.ambiguous or expected >= ANNOUNCED:
            return True
        if at in context.times or words.is_mark(at + 1, OPENING):
            return False
        if _named_next(words, at + 1, end, expected):
            return True
        return expected == PERSON and not _is_title(words, at)
    if expected < HARMED or form.startswith(ARTICLE) or not is_unknown(context, at):
        return False
    if _is_title(words, at):
        return False
    if expected == NAMED or (expected == ANNOUNCED and not form.startswith((BY, FOR))):
        return True
    if expected == HARMED or form.startswith((BY, FOR)):
        return _named_next(words, at + 1, end, HARMED)
    if closed:
        return True
    return _named_next(words, at + 1, end, expected) and not context.is_adjective(at)


def _named_next(words: Words, at: int, end: int, expected: int) -> bool:
    """Whether the word after a doubtful first name is surely, or maybe, a part of a name."""
    context = words.context
    if at >= end or not words.is_word(at):
        return False
    if opens_compound(context, at, end):
        return True
    if is_given(context, at):
        return context.doc.forms[at] not in context.names.ambiguous or expected >= PERSON
    if context.doc.forms[at] in context.names.connectors:
        return at + 1 < end and is_given(context, at + 1)
    if not is_unknown(context, at):
        return False
    if expected >= PERSON:
        return True
    nisba = context.doc.forms[at].startswith(ARTICLE) and context.is_adjective(at)
    return expected == HARMED and nisba


def _is_title(words: Words, at: int) -> bool:
    known = words.context.doc.words(at)
    feminine = words.context.doc.tokens[at].text.endswith(FEMININE)
    return any(
        category in known and not (feminine and known[category].suffix)
        for category in ("titles", "persons", "casualties")
    )


def _begins_conjoined(words: Words, at: int, end: int, expected: int) -> bool:
    context = words.context
    names = context.names
    form = context.doc.forms[at]
    bare = form[1:]
    if not form.startswith(AND) or len(form) < _SHORTEST_CONJOINED:
        return False
    if bare in names.given:
        if bare not in names.ambiguous or expected >= PERSON:
            return True
        return _named_next(words, at + 1, end, max(expected, HARMED))
    if bare in names.compounds or bare in names.kunya:
        return opens_compound_after_and(words, at, end)
    if expected < PERSON or bare.startswith(ARTICLE) or context.doc.lexicon.known(bare):
        return False
    if _named_next(words, at + 1, end, HARMED) or _chained(words, at, end):
        return True
    last = name_end(context, at, end, conjoined=True)
    closed = last >= end or not words.is_word(last)
    return closed and _SHORTEST_JOINED <= last - at <= _LONGEST_JOINED


def _chained(words: Words, at: int, end: int) -> bool:
    """Whether the word at `at` stands among given names joined by "and"."""
    forms, names = words.context.doc.forms, words.context.names
    before, after = forms[at - 1], forms[at + 1] if at + 1 < end else ""
    given = before in names.given or before[1:] in names.given
    return given and after.startswith(AND) and after[1:] in names.given


def opens_compound_after_and(words: Words, at: int, end: int) -> bool:
    """Whether a name of two words begins at `at` behind "and"."""
    return name_end(words.context, at, min(end, at + 2), conjoined=True) == at + 2


def _enough(words: Words, at: int, expected: int, quoted: bool) -> bool:
    """Whether one word is a whole name."""
    if expected >= ANNOUNCED:
        return True
    return expected >= HARMED and (quoted or is_given(words.context, at))


def _trailing(
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
