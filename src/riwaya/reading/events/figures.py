"""Events that only a casualty figure tells: people were harmed, how is not said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from riwaya.arabic.particles import AND
from riwaya.reading.document import Document, Sentence
from riwaya.reading.drafts import ActorMention, Figure
from riwaya.reading.events.cues import ASSERTED, STRONG, Cue
from riwaya.reading.events.places import Areas, PlaceRoles
from riwaya.reading.events.tellings import FIGURE_ALONE, Telling
from riwaya.reading.events.weapons import WeaponMention

_COMMAS = frozenset("\u060c,")
_CONTEXT, _CASUALTIES = "event_context", "casualties"
_AFTER_REACH = 6
# "A body was found", perhaps behind the name of a province and by whom.
_OPENING_REACH = 6


def telling_of(
    doc: Document,
    number: int,
    figures: Sequence[Figure],
    roles: PlaceRoles,
    areas: Areas,
    known: Sequence[int | None],
    actors: Sequence[ActorMention],
    weapons: Mapping[int, WeaponMention],
) -> Telling | None:
    """What the figures of a sentence without event words tell, if it is an incident of its own.

    `known`: places of the incidents told so far. It is one when nothing was told before, when the
    sentence names a place where none of them happened, or when a paragraph opens with a body found.
    """
    sentence = doc.sentences[number]
    figure = next((figure for figure in figures if _tells(figure, sentence)), None)
    if figure is None:
        return None
    place = roles.first_of(figure.cue, sentence.last)
    if place is None:
        place = roles.before(sentence.first, figure.cue)
    if known and not (place is not None and _new_body(doc, sentence, figure)):
        if place is None or any(p is None or areas.related(place, p) for p in known):
            return None
        opens = areas.opens(place, sentence)
        if (areas.wide(place) and not opens) or areas.treats(place):
            return None
    return _telling(doc, number, figure, place, actors, weapons)


def _tells(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure of the sentence tells the whole toll of an incident that happened."""
    return (
        sentence.first <= figure.cue < sentence.last
        and figure.scope == "event"
        and figure.part_of is None
        and figure.polarity == "asserted"
    )


def _new_body(doc: Document, sentence: Sentence, figure: Figure) -> bool:
    """Whether a paragraph begins with the finding of a body not told of before."""
    word = doc.analyses[figure.cue].get(_CASUALTIES)
    if word is None or not word.sense.features.get("body") or word.definite or word.suffix:
        return False
    number = doc.sentence_of[sentence.first]
    first = number == 0 or doc.sentences[number - 1].paragraph != sentence.paragraph
    return first and figure.cue - sentence.first <= _OPENING_REACH


def told_apart(
    doc: Document,
    number: int,
    figures: Sequence[Figure],
    roles: PlaceRoles,
    areas: Areas,
    known: Sequence[int | None],
    actors: Sequence[ActorMention],
    weapons: Mapping[int, WeaponMention],
) -> Telling | None:
    """What a figure tells in a sentence of other news, when its place is none of `known`, the
    places of the incidents told so far.

    So it is behind "after" ("hours after the killing of two men in …") and in a clause of its
    own that no event word tells but a weapon ("…, and in the village three died by rockets").
    """
    sentence = doc.sentences[number]
    for figure in figures:
        if not _tells(figure, sentence):
            continue
        clause = _clause(doc, sentence, figure)
        if clause is not None and not _after(doc, figure):
            own = {at: weapon for at, weapon in weapons.items() if clause[0] <= at < clause[1]}
            place = roles.before(clause[0], figure.cue)
            elsewhere = place is not None and not any(
                p is not None and areas.related(place, p) for p in known
            )
            if own and place is not None and elsewhere and not areas.wide(place):
                return _telling(doc, number, figure, place, actors, own)
            continue
        if not _after(doc, figure):
            continue
        place = roles.first_of(figure.cue, sentence.last)
        if place is None or areas.wide(place):
            continue
        if any(other is not None and areas.related(place, other) for other in known):
            continue
        told = _telling(doc, number, figure, place, actors, {})
        return told._replace(recalled=True)
    return None


def _clause(doc: Document, sentence: Sentence, figure: Figure) -> tuple[int, int] | None:
    """The tokens around a figure between commas, when a clause of "and" without event words."""
    marks = [at for at in range(sentence.first, sentence.last) if doc.forms[at] in _COMMAS]
    first = max((at + 1 for at in marks if at < figure.first), default=sentence.first)
    last = min((at for at in marks if at >= figure.last), default=sentence.last)
    if first == sentence.first or not doc.forms[first].startswith(AND):
        return None
    told = any("events" in doc.analyses[at] for at in range(first, last) if at != figure.cue)
    return None if told else (first, last)


def _after(doc: Document, figure: Figure) -> bool:
    """Whether "after" or "a day after" stands right before the word of harm."""
    for index in range(max(0, figure.cue - _AFTER_REACH), figure.cue):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.key in ("temporal", "some_time_after"):
            return True
    return False


def _telling(
    doc: Document,
    number: int,
    figure: Figure,
    place: int | None,
    actors: Sequence[ActorMention],
    weapons: Mapping[int, WeaponMention],
) -> Telling:
    sentence = doc.sentences[number]
    used = tuple(
        weapons[index] for index in range(sentence.first, sentence.last) if index in weapons
    )
    strike = next((weapon.strike for weapon in used if weapon.strike), None)
    doer = _has_doer(doc, sentence, figure, actors)
    kind = strike or ("attack" if doer or _eliminated(doc, sentence, figure) else "other")
    cue = Cue(
        figure.cue,
        figure.cue + 1,
        number,
        FIGURE_ALONE,
        kind,
        STRONG,
        None,
        "",
        False,
        "",
        ASSERTED,
        False,
    )
    return Telling(
        figure.first,
        max(figure.last, figure.cue + 1),
        number,
        (cue,),
        kind,
        None,
        False,
        True,
        place,
        place is not None,
        used,
        ASSERTED,
        _recalled(doc, sentence, figure),
        False,
    )


def _has_doer(
    doc: Document, sentence: Sentence, figure: Figure, actors: Sequence[ActorMention]
) -> bool:
    """Whether the words of harm say that somebody did it."""
    for index in range(sentence.first, sentence.last):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.key == "agent":
            return True
    word = doc.analyses[figure.cue].get(_CASUALTIES)
    if word is None or word.key != "kill" or "masdar" in word.tag:
        return False
    before = doc.analyses[figure.cue - 1].get("function") if figure.cue > sentence.first else None
    if before is not None and before.key == "relative":
        # "the gunman who killed six people"
        return True
    return any(actor.first == figure.cue + 1 for actor in actors)


def _eliminated(doc: Document, sentence: Sentence, figure: Figure) -> bool:
    """Whether people were done away with: by whom need not be said."""
    for index in range(sentence.first, max(figure.cue, figure.first) + 1):
        found = doc.find(index, _CONTEXT)
        if found is None or not found.sense.features.get("removes"):
            continue
        for at in range(found.first, figure.last):
            grammar = doc.find(at, "place_grammar")
            if grammar is not None and grammar.key == "locative":
                return True
    return False


def _recalled(doc: Document, sentence: Sentence, figure: Figure) -> bool:
    for index in range(sentence.first, figure.cue):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.sense.features.get("background"):
            return True
    return False
