"""Where a name may be expected: after titles, announcements and words for the harmed."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE
from riwaya.reading.casualties.name_parts import is_given
from riwaya.reading.document import Sentence
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.mentions import ALONE, ANNOUNCED, HARMED, NAMED, PERSON
from riwaya.reading.people.words import COMMAS, LIST_MARKS, OPENING, Words

_LONGEST_POST = 6
_BEFORE_NAME = OPENING + "#*"


def expected_at(words: Words, at: int, first: int, previous: Mention | None) -> int:
    """How much speaks for a name at token `at`: ALONE, PERSON or ANNOUNCED."""
    before = at - 1
    quoted = False
    while before >= first and words.is_mark(before, _BEFORE_NAME):
        quoted = quoted or not words.is_mark(before, "#")
        before -= 1
    if before < first:
        return ALONE
    if not words.is_word(before):
        joined = previous is not None and previous.end <= before and words.is_mark(before, COMMAS)
        return HARMED if joined and previous is not None and previous.end == before else ALONE
    role, _ = words.role_ending(before, first)
    if role == "naming":
        return NAMED
    if role == "identified":
        return ANNOUNCED
    context = words.context
    title = words.title_ending(before, first)
    if title is not None and title.sense.features.get("others"):
        return ALONE
    told = title is not None and (
        quoted or title.definite or title.suffix or title.tag in ("word", "phrase")
    )
    if title is not None and told:
        if not quoted:
            return PERSON
        return HARMED if title.tag.startswith("plural") else ANNOUNCED
    casualty = words.casualty_ending(before, first)
    if casualty is not None and not casualty.suffix:
        honoured = casualty.definite and casualty.tag.startswith("singular")
        return PERSON if quoted or honoured else HARMED
    if context.grammar(before) == "pronoun" and not context.role(before, "identity"):
        return ALONE
    if before in words.counting or before - 1 in words.counting:
        told_of = (context.role(s, r) for s in (before, before - 1) for r in ("each", "identity"))
        return PERSON if any(told_of) else HARMED
    if previous is not None and previous.end == at:
        return PERSON if context.doc.forms[at].startswith(AND) else HARMED
    if context.grammar(before) == "conjunction":
        return HARMED
    if quoted and (context.is_adjective(before) or before in words.actor_ends):
        return PERSON
    return _after_a_post(words, at, before, first)


def _after_a_post(words: Words, at: int, before: int, first: int) -> int:
    """ "The commander in …", "the leader of the district": the name follows the whole post."""
    context = words.context
    post = False
    for _ in range(_LONGEST_POST):
        if before < first or not words.is_word(before):
            return ALONE
        title = words.title_ending(before, first)
        if title is not None and (title.definite or post):
            return PERSON if is_given(context, at) else HARMED
        actor = words.actor_ends.get(before)
        definite = context.doc.forms[before].startswith(ARTICLE)
        if actor is not None:
            before, post = actor.first - 1, True
        elif definite or context.is_adjective(before) or title is not None:
            before, post = before - 1, post or definite
        elif post and context.grammar(before) in ("preposition", "of"):
            before -= 1
        else:
            return ALONE
    return ALONE


def is_item_start(words: Words, sentence: Sentence) -> int:
    """The first word of a line of a list, after its number, dash or bullet."""
    index = sentence.first
    while index < sentence.last and index < sentence.first + 6:
        token = words.context.doc.tokens[index]
        if token.kind == "n" or words.is_mark(index, LIST_MARKS + OPENING):
            index += 1
            continue
        title = words.context.doc.find(index, "titles") or words.context.doc.find(index, "persons")
        if title is not None and title.definite and not title.prefix:
            index = title.last
            continue
        break
    return index
