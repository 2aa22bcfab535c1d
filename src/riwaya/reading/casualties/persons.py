"""The record of a phrase that counts people, and the nouns for people."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.names import Name
from riwaya.reading.document import Found

COUNTED, PLURAL, SINGLE, DUAL = "counted", "plural", "single", "dual"
SOME, NUMBER_ALONE, THINGS, NAMES = "some", "number", "things", "names"
OF_THEM = "of them"


class Persons(NamedTuple):
    """People at tokens [first, last), counted or not; `head` is the noun's token.

    `form`: COUNTED, PLURAL (no number), SINGLE, DUAL, SOME (one of …), NUMBER_ALONE, THINGS (a
    number with a noun the lexicon does not know as a person), NAMES. `status`: set when the noun
    itself says how they were harmed. `others`: "other" people, whose class is that of those
    named before. `each`: "each of" opens a list of names. `definite`: with the article.
    `prefix`: particles on the first word.
    """

    first: int
    last: int
    head: int
    form: str
    low: int
    high: int | None
    approx: bool = False
    vague: bool = False
    person_class: str = "unknown"
    group: str | None = None
    definite: bool = False
    status: str | None = None
    others: bool = False
    collective: bool = False
    weak: bool = False
    kin: bool = False
    each: bool = False
    party: tuple[int, int] | None = None
    names: tuple[Name, ...] = ()
    prefix: str = ""


def noun_at_token(context: Context, at: int, end: int, counted: bool = False) -> Found | None:
    """A person noun or a counted casualty noun at `at`."""
    if at >= end or not context.is_word(at):
        return None
    found = context.casualty(at, counted)
    if found is not None and found.sense.features["frame"] == "count" and found.last <= end:
        return found
    if found is not None and found.tag.startswith(("past", "present")):
        return None
    noun = context.person(at)
    if noun is None or noun.last > end or noun.sense.features.get("institution"):
        return None
    if context.role(at, "injuries"):
        # "was exposed to wounds" is spelled like "to a surgeon".
        return None
    names, forms = context.names.given, context.doc.forms
    joined = noun.prefix and forms[at].startswith(noun.prefix) and noun.tag == "singular.m"
    if (
        joined
        and at + 1 < end
        and forms[at][len(noun.prefix) :] in names
        and forms[at + 1] in names
    ):
        # "X and Mutasim Jihad": a name that is also a word for people.
        return None
    if at > 0 and "event_modifiers" in context.doc.analyses[at]:
        before = context.doc.analyses[at - 1]
        alike = context.doc.forms[at - 1].startswith(ARTICLE) == noun.definite
        if alike and ("event_modifiers" in before or "events" in before):
            # "rocket and artillery shelling": the gunner is written like the adjective.
            return None
    if noun.sense.features.get("adjective") and at > 0 and "events" in context.doc.analyses[at - 1]:
        # "a suicide attack", "an armed clash".
        return None
    describes = noun.sense.features.get("adjective") and noun.definite and not noun.prefix
    if describes and (
        (noun.tag == "singular.f" and not (at > 0 and context.casualty(at - 1)))
        or (at > 0 and context.doc.forms[at - 1].startswith(ARTICLE))
    ):
        # "the civil defence", "the armed wing": an adjective of the definite noun before it.
        return None
    return noun
