"""Where a personal name ends: its parts, one by one."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE
from riwaya.arabic.words import PUNCT, WORD
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.name_forms import COMPOUND, MAY_BE_UNKNOWN, UNKNOWN

_LONGEST_NAME = 9
_MASKS = "._*-\u2026~"
_ALEF = "\u0627"
_TANWIN = "\u064b"
_TA_MARBUTA = "\u0629"


def name_end(context: Context, first: int, end: int, conjoined: bool = False) -> int:
    """The token after the last part of the name that begins at token `first`, before `end`.

    The first part is believed; the parts after it are given names, "son of" and "father of" with
    the name after them, names of two words, and words that are nothing else in the lexicon.
    `conjoined`: the first word begins with "and", no part of the name.
    """
    at = first + (_pair(context, first, end, conjoined) or 1)
    while at < end and at - first < _LONGEST_NAME:
        length = _part(context, at, end)
        if not length:
            break
        at += length
    return at


def is_given(context: Context, at: int) -> bool:
    """Whether the word at `at` is a given name."""
    return context.doc.forms[at] in context.names.given


def begins_name(context: Context, at: int, end: int) -> bool:
    """Whether a known name begins at token `at`."""
    return is_given(context, at) or opens_compound(context, at, end)


def opens_compound(context: Context, at: int, end: int) -> bool:
    """Whether a name of two words (Nur al-Din, Abu Salim) begins at token `at`."""
    return _pair(context, at, end) > 0


def is_unknown(context: Context, at: int) -> bool:
    """Whether the word at `at` is none of the lexicon's, so that it may be a part of a name."""
    flags = context.name_forms[context.doc.forms[at]] & MAY_BE_UNKNOWN
    if not flags or at in context.taken:
        return False
    token = context.doc.tokens[at]
    if token.kind != WORD or _TANWIN in token.text:
        return False
    return flags == UNKNOWN or token.text.endswith(_TA_MARBUTA)


def _pair(context: Context, at: int, end: int, conjoined: bool = False) -> int:
    """2 when the words at `at` and after it make one name, else 0."""
    if at + 1 >= end:
        return 0
    names, forms = context.names, context.doc.forms
    form, follower = forms[at][conjoined:], forms[at + 1]
    if not context.name_forms[form] & COMPOUND:
        return 0
    if follower in names.compounds.get(form.removeprefix(ARTICLE), ()):
        return 2
    if form not in names.kunya or context.doc.tokens[at + 1].kind != WORD:
        return 0
    word = context.doc.analyses[at + 1]
    if context.grammar(at + 1) not in ("", "thing") or (
        follower.startswith(AND) and follower not in names.given
    ):
        return 0
    person = word.get("persons")
    bare = person is not None and not (person.definite or person.sense.features.get("weak"))
    return 0 if bare else 2


def _part(context: Context, at: int, end: int) -> int:
    """How many tokens the part of a name at `at` takes; 0 when none stands there."""
    token = context.doc.tokens[at]
    if token.kind == PUNCT:
        return 2 if _masked(context, at, end) or _tagged(context, at, end) else 0
    if token.kind != WORD or _phrase_begins(context, at):
        return 0
    pair = _pair(context, at, end)
    if pair:
        return pair
    names = context.names
    if token.form in names.connectors or token.form in names.family_prefix:
        return _connected(context, at, end)
    if token.form in names.given:
        return 1 if _is_part(context, at, end) else 0
    if is_unknown(context, at):
        return 0 if token.form.startswith("\u064a") and len(token.form) == 4 else 1
    return 1 if _trade(context, at, end) or _nation(context, at, end) else 0


def _phrase_begins(context: Context, at: int) -> bool:
    """A set phrase around names ("may God have mercy on him") is no part of one."""
    return any(f.sense.category == "people_context" for f in context.doc.phrases.get(at, ()))


def _nation(context: Context, at: int, end: int) -> bool:
    """The adjective of a people as a family name, without the article and last in the name."""
    actor = context.actors.get(at)
    if actor is None or actor.last != at + 1 or not context.is_adjective(at):
        return False
    return not context.doc.forms[at].startswith(ARTICLE) and _closes(context, at + 1, end)


def _connected(context: Context, at: int, end: int) -> int:
    if at + 1 >= end or context.doc.tokens[at + 1].kind != WORD:
        return 0
    pair = _pair(context, at + 1, end)
    follows = pair or is_given(context, at + 1) or is_unknown(context, at + 1)
    return 1 + (pair or 1) if follows else 0


def _is_part(context: Context, at: int, end: int) -> bool:
    """A given name that is an everyday word too counts where nothing else can be meant."""
    form = context.doc.forms[at]
    if form not in context.names.ambiguous:
        return True
    if at in context.times:
        return False
    words = context.doc.analyses[at]
    if not any(category in words for category in ("titles", "persons", "casualties", "function")):
        return True
    if "titles" in words and at + 1 < end and is_unknown(context, at + 1):
        return not context.doc.forms[at + 1].startswith(ARTICLE)
    return _closes(context, at + 1, end)


def _trade(context: Context, at: int, end: int) -> bool:
    """A trade, rank or nation as a family name, with or without the article, last in the name."""
    words = context.doc.analyses[at]
    word = words.get("titles")
    if word is None and (person := words.get("persons")) is not None:
        word = person if person.key == "national" or person.definite else None
    if word is None or word.prefix or word.suffix or not word.tag.startswith("singular"):
        return False
    if any(category in words for category in ("casualties", "people_context", "function")):
        return False
    accusative = word.tag == "singular.m" and context.doc.forms[at].endswith(_ALEF)
    if accusative and word.sense.features.get("type") != "honorific":
        return False
    if word.sense.features.get("weak") and at + 1 < end and not word.definite:
        return _closes(context, at + 1, end) or is_unknown(context, at + 1)
    return _closes(context, at + 1, end)


def _closes(context: Context, at: int, end: int) -> bool:
    """Whether the clause or phrase ends before token `at`."""
    if at >= end or context.doc.tokens[at].kind != WORD:
        return True
    form = context.doc.forms[at]
    if form in context.names.given or form in context.names.kunya:
        return True
    if form.startswith(AND) or at in context.quantities:
        return True
    return (
        context.grammar(at) in ("preposition", "of", "conjunction")
        or context.doc.find(at, "people_context") is not None
    )


def _tagged(context: Context, at: int, end: int) -> bool:
    """A given or family name marked as a topic tag."""
    tokens = context.doc.tokens
    if tokens[at].form != "#" or at + 1 >= end or tokens[at].end != tokens[at + 1].start:
        return False
    return is_given(context, at + 1)


def _masked(context: Context, at: int, end: int) -> bool:
    """Marks written inside a word to hide it: they touch the letters on both sides."""
    tokens = context.doc.tokens
    if tokens[at].form not in _MASKS or at + 1 >= end or tokens[at + 1].kind != WORD:
        return False
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
