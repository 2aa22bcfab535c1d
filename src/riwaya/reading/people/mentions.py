"""Where the name of a person begins, and what may be one."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE, BY, FOR
from riwaya.reading.casualties.name_forms import (
    COMPOUND,
    CONJOINED,
    DEFINITE,
    GIVEN,
    MAY_BE_UNKNOWN,
)
from riwaya.reading.casualties.name_parts import is_given, is_unknown, name_end, opens_compound
from riwaya.reading.people.additions import Mention, with_additions
from riwaya.reading.people.words import CLOSING, FEMININE, OPENING, Words

_LONGEST_QUOTED = 8
_SHORTEST_CONJOINED = 3
_SHORTEST_JOINED, _LONGEST_JOINED = 2, 4


# How much speaks for a name at a place: nothing but the name itself; a word of harm or "and"
# stands before it; a person is spoken of; a name is to be expected (a list
# of the dead, quotes after a person); "named" says so outright.
ALONE, HARMED, PERSON, ANNOUNCED, NAMED = range(5)


def may_begin(words: Words, at: int) -> bool:
    """Whether a name can begin at `at` whatever is expected there; told fast, for most words."""
    context = words.context
    forms = context.doc.forms
    flags = context.name_forms[forms[at]]
    if flags & (GIVEN | CONJOINED):
        return True
    if at > 0 and words.is_mark(at - 1, OPENING):
        return True
    if flags & COMPOUND and opens_compound(context, at, len(forms)):
        return True
    return bool(flags & MAY_BE_UNKNOWN) and not flags & DEFINITE and is_unknown(context, at)


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
            return with_additions(words, at, last, end, False, quoted)
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
    return with_additions(words, at, last, end, conjoined, quoted)


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
        if form not in context.names.ambiguous or expected == NAMED:
            return True
        if expected == ANNOUNCED and not _is_title(words, at):
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
    known = words.context.doc.analyses[at]
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
        return _pair_after_and(words, at, end)
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


def _pair_after_and(words: Words, at: int, end: int) -> bool:
    """Whether a name of two words begins at `at` behind "and"."""
    return name_end(words.context, at, min(end, at + 2), conjoined=True) == at + 2


def _enough(words: Words, at: int, expected: int, quoted: bool) -> bool:
    """Whether one word is a whole name."""
    if expected >= ANNOUNCED:
        return True
    return expected >= HARMED and (quoted or is_given(words.context, at))
