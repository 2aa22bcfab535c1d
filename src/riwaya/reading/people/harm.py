"""What happened to a named person, from the words before the name, after it, or above a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.clitics import BY, PRONOUNS
from riwaya.arabic.words import PUNCT, WORD
from riwaya.reading.document import Sentence
from riwaya.reading.drafts import Figure
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.lead import AND_TITLE, COMMA, OPEN, Lead
from riwaya.reading.people.words import COMMAS, Words

_HEADER_REACH, _HEADER_NEAR = 28, 10
_AFTER, _AFTER_OWN = 14, 28
_APPOSITION_REACH, _APPOSITION_NEAR = 22, 9
_MANY = ("mp", "fp", "md", "fd")
_SENTENCES_APART = 2
_COREFERENCE_REACH = 3


class Harm(NamedTuple):
    """`status` as in the contract, the token that says so, and the rule that found it."""

    status: str
    anchor: int
    rule: str


class Figures:
    """The figures of a document by the sentence of their cue."""

    def __init__(self, words: Words, figures: Sequence[Figure]) -> None:
        sentence_of = words.context.doc.sentence_of
        self.by_sentence: dict[int, list[Figure]] = {}
        for figure in figures:
            if figure.polarity == "asserted":
                self.by_sentence.setdefault(sentence_of[figure.cue], []).append(figure)

    def in_sentence(self, number: int) -> Sequence[Figure]:
        """Asserted figures of one sentence, in order."""
        return self.by_sentence.get(number, ())

    def covering(self, number: int, token: int) -> Figure | None:
        """The figure about one person whose words hold `token`, or None."""
        for figure in self.in_sentence(number):
            if figure.first <= token < figure.last and figure.low == figure.high == 1:
                return figure
        return None

    def before(self, number: int, token: int, single: bool | None = None) -> Figure | None:
        """The nearest figure before `token`, in its sentence or the ones before.

        `single`: about exactly one person, or more; None for either.
        """
        for back in range(_SENTENCES_APART + 1):
            for figure in reversed(self.in_sentence(number - back)):
                if figure.first < token and single in (None, figure.low == figure.high == 1):
                    return figure
        return None

    def single_near(self, number: int, token: int) -> Figure | None:
        """The figure about one person nearest to `token`: before it, else soon after."""
        found = self.before(number, token, single=True)
        if found is not None:
            return found
        for ahead in range(_COREFERENCE_REACH):
            for figure in self.in_sentence(number + ahead):
                if figure.low == figure.high == 1:
                    return figure
        return None


def header(
    words: Words, figures: Figures, at: int, first: int, number: int, announced: bool
) -> Harm | None:
    """What befell the people listed after token `at`.

    `announced`: words such as "their names" or "they are" stand before it; without them a word
    for the harmed must be near.
    """
    reach = _HEADER_REACH if announced else _HEADER_NEAR
    for index in range(at - 1, max(first, at - reach) - 1, -1):
        if words.context.is_punct(index, ":") and not announced:
            return None
        found = words.context.casualty(index)
        if found is None or found.sense.features["frame"] == "loss" or found.last > at:
            continue
        if found.suffix and not found.tag.startswith(("plural", "dual")):
            continue
        many = found.tag.startswith(("plural", "dual"))
        if announced or (many and found.sense.features["frame"] == "count"):
            return Harm(str(found.sense.features["status"]), found.first, "list of names")
    if not announced:
        return None
    figure = figures.before(number, at, single=False)
    if figure is None:
        figure = figures.before(number, at)
    return Harm(figure.status, figure.cue, "list of names") if figure is not None else None


def covered(
    words: Words, figures: Figures, number: int, mention: Mention, lead: Lead
) -> Harm | None:
    """The harm of a figure about one person whose words hold this name or its titles."""
    if lead.titles and lead.titles[0].sense.features.get("kin") and lead.kin is None:
        return None
    for token in (mention.first, mention.first - 1, lead.first):
        figure = figures.covering(number, token)
        if figure is not None and lead.how == AND_TITLE and figure.cue > mention.last:
            continue
        if figure is not None and not _complement_between(words, figure.cue, token):
            return Harm(figure.status, figure.cue, "person of a figure")
    return None


def _complement_between(words: Words, a: int, b: int) -> bool:
    """Whether "that" parts two tokens, so that one is in what the other's clause reports."""
    return any(words.context.grammar(i) == "complement" for i in range(min(a, b), max(a, b)))


def apposition(
    words: Words, figures: Figures, number: int, sentence: Sentence, lead: Lead
) -> Harm | None:
    """ "A third victim died in the attack, …" and "… was wounded there, …": the name comes last."""
    context = words.context
    for index in range(lead.first - 1, max(sentence.first, lead.first - _APPOSITION_REACH) - 1, -1):
        if words.says(index) or context.is_punct(index, ".;\u061b:"):
            return None
        if lead.how == OPEN and context.is_punct(index, COMMAS):
            return None
        if words.role(index) in ("agent", "freed"):
            return None
        found = context.casualty(index)
        if found is None or found.last > lead.first or found.suffix:
            continue
        tag = found.tag
        if index > sentence.first and context.role(index - 1, "irrealis"):
            return None
        about = [f for f in figures.in_sentence(number) if f.cue == found.first]
        if any((f.low, f.high) != (1, 1) or f.names for f in about):
            return None
        verb = tag.startswith(("past", "present")) and not tag.endswith(_MANY)
        near = any(lead.first - f.last <= _APPOSITION_NEAR for f in about)
        if not verb and not (near and lead.how == COMMA):
            return None
        return Harm(str(found.sense.features["status"]), found.first, "named after the verb")
    return None


def harm_after(
    words: Words, mention: Mention, stop: int, alone: bool, several: bool = False
) -> Harm | None:
    """A verb after the name whose subject it is: "… died of his wounds", "… who was killed".

    `stop`: the end of the sentence or the next name. `alone`: the name opens its sentence and is
    the only one, so that "before his death" further on is about its bearer. `several`: it is the
    last of names joined together, so that the verb is in the dual or plural.
    """
    context = words.context
    for index in range(mention.end, min(stop, mention.end + (_AFTER_OWN if alone else _AFTER))):
        token = context.doc.tokens[index]
        near = index < mention.end + _AFTER
        if token.kind == PUNCT and token.form in ";\u061b:":
            return None
        if token.kind != WORD:
            continue
        if words.role(index) == "blessing":
            return Harm("killed", index, "blessing of the dead")
        if context.grammar(index) == "complement" or (words.says(index) and not alone):
            return None
        found = context.casualty(index)
        if found is None:
            continue
        if found.tag.startswith(("past", "present")):
            if context.grammar(index - 1) in ("preposition", "of"):
                # A verbal noun spelled like the verb: "… on killing".
                return None
            if near and _is_subject(words, found.first, found.last, stop, several):
                return Harm(str(found.sense.features["status"]), index, "subject of a verb")
            if not alone:
                return None
            continue
        if alone and found.suffix in PRONOUNS and index > mention.end:
            before = context.grammar(index - 1)
            sure = not found.sense.features.get("human_only")
            if sure and before in ("preposition", "of", "adverb", ""):
                return Harm(str(found.sense.features["status"]), index, "his death")
        if not alone:
            return None
    return None


def _is_subject(words: Words, first: int, last: int, stop: int, several: bool) -> bool:
    """Whether the verb at [first, last) has no other subject or object after it."""
    context = words.context
    found = context.casualty(first)
    if found is None or not found.tag.startswith("past") or found.suffix:
        return False
    if found.tag.endswith(_MANY) != several or found.tag.endswith("first"):
        return False
    if any(context.role(i, "irrealis") for i in range(max(0, first - 2), first)):
        return False
    if last >= stop or not words.is_word(last):
        return not (last < stop and last in context.quantities and not _year(words, last))
    if last in context.times:
        return True
    if last in context.quantities and not _year(words, last):
        return False
    grammar = context.grammar(last)
    if grammar in ("preposition", "of", "adverb", "conjunction", "pronoun"):
        return True
    if words.role(last) in ("after_name", "origin", "agent"):
        return True
    return context.doc.forms[last].startswith(BY) and context.person(last) is None


def _year(words: Words, at: int) -> bool:
    form = words.context.doc.tokens[at].form
    return form.isdigit() and len(form) == 4
