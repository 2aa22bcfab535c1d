"""The force that armed casualties belonged to, where the words beside them name it."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.words import PUNCT
from riwaya.reading.casualties.context import Context
from riwaya.reading.document import Found
from riwaya.reading.drafts import ActorMention, Figure

_ARMED = "armed"
_LINKS = 3


def with_parties(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """`figures`, with the tokens of the party filled in for armed people who had none.

    It stands in construct ("members of the brigade"), behind a preposition ("a leader in", "two
    of") or a word of belonging. "Others", and parts of a total, are of the force told before.
    """
    out: list[Figure] = []
    for figure in figures:
        if figure.person_class == _ARMED and figure.party is None:
            figure = figure._replace(party=_named(context, figure) or _told(context, figure, out))
        out.append(figure)
    return out


def _named(context: Context, figure: Figure) -> tuple[int, int] | None:
    noun = _noun(context, figure)
    if noun is None:
        return None
    holder = context.actors.get(noun.first)
    if holder is not None and holder.last > noun.last:
        whole = noun.sense.features.get("institution")
        return _trimmed(context, noun.first if whole else noun.last, holder.last)
    sentence = context.doc.sentence_of[noun.first]
    end = context.doc.sentences[sentence].last if sentence >= 0 else noun.last
    for at in range(noun.last, min(end, noun.last + _LINKS + 1)):
        actor = context.actors.get(at)
        if actor is not None:
            return _party(context, actor)
        if not _binds(context, at):
            return None
    return None


def _noun(context: Context, figure: Figure) -> Found | None:
    """The last noun for fighters in the words of the figure."""
    for index in range(figure.last - 1, figure.first - 1, -1):
        noun = context.person(index)
        if noun is not None and noun.sense.features.get("class") == _ARMED:
            return noun
    return None


def _party(context: Context, actor: ActorMention) -> tuple[int, int] | None:
    if context.armed_actor(actor.first) is None and actor.kind != "state":
        return None
    return _trimmed(context, actor.first, actor.last)


def _binds(context: Context, index: int) -> bool:
    """Whether a word may stand between a fighter and the force."""
    if context.grammar(index) == "of" or _links(context, index):
        return True
    within = context.doc.analyses[index].get("place_grammar")
    return within is not None and within.sense.key == "inside"


def _links(context: Context, index: int) -> bool:
    """A word of belonging, as in "fighters belonging to the brigade"."""
    word = context.doc.analyses[index].get("actor_nouns")
    return word is not None and bool(word.sense.features.get("link"))


def _trimmed(context: Context, first: int, last: int) -> tuple[int, int] | None:
    kinds, opened = context.doc.kinds, False
    while first < last and (
        kinds[first] == PUNCT or context.grammar(first) == "of" or _links(context, first)
    ):
        opened = opened or kinds[first] == PUNCT
        first += 1
    # A mark at the end closes one that stays, unless the opening one was left out.
    if opened and last > first and kinds[last - 1] == PUNCT:
        last -= 1
    # "Three Turkish soldiers" names a country, not a force.
    if last - first == 1 and context.is_adjective(first):
        return None
    return (first, last) if first < last else None


def _told(context: Context, figure: Figure, before: Sequence[Figure]) -> tuple[int, int] | None:
    """The party of the total, or of those told right before "others" in the same sentence."""
    if figure.part_of is not None and figure.part_of < len(before):
        return before[figure.part_of].party
    others = any(
        (person := context.person(index)) is not None and person.sense.features.get("others")
        for index in range(figure.first, figure.last)
    )
    if not others or not before or before[-1].person_class != _ARMED:
        return None
    sentence_of = context.doc.sentence_of
    return before[-1].party if sentence_of[before[-1].cue] == sentence_of[figure.cue] else None
