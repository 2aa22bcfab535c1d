"""What follows an event word that is one only with the right thing beside it."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.events.reality import BOUNDARIES, is_context
from riwaya.reading.events.weapons import WeaponMention

_HARM, _EVENTS, _CONTEXT = "casualties", "events", "event_context"
_SUPPORT = "support"
_OBJECT_REACH, _ACT_REACH, _PERSON_REACH = 4, 6, 2
_SEIZING = frozenset({"arrest", "abduction"})
# Nouns whose pronoun is what is struck ("after it was hit").
_OF_TARGET = frozenset({"target", "hit"})
_ON_GROUND = frozenset({"attack", "ground_raid", "infiltrate"})
_KILLING = frozenset({"assassination", "execution"})


def fire_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether shots are what somebody opened or let off."""
    end = min(sentence.last, found.last + _ACT_REACH)
    return any(is_context(doc, index, "fire") for index in range(found.last, end))


def killing_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether a noun of killing is what somebody set out to do."""
    for index in range(found.last, min(sentence.last, found.last + _ACT_REACH)):
        word = doc.analyses[index].get(_HARM)
        if word is not None and word.key == "kill":
            return True
    return False


def known_before(doc: Document, found: Found) -> bool:
    """Whether a pronoun makes the noun an event told before ("its attacks").

    It does not on nouns of seizing or killing, where it is the victim ("his arrest"), nor behind
    a verb of doing ("renewed its shelling").
    """
    if not found.suffix or found.sense.features.get("type") in _SEIZING:
        return False
    if found.sense.features.get("subtype") in _KILLING or found.key in _OF_TARGET:
        return False
    for index in range(max(0, found.first - 2), found.first):
        word = doc.analyses[index].get(_EVENTS)
        if word is not None and word.sense.features.get("role") == _SUPPORT:
            return False
    return True


def person_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether people are what the word is said of: work may be stopped too."""
    end = min(sentence.last, found.last + _PERSON_REACH)
    for index in range(found.last, end):
        words = doc.analyses[index]
        if "persons" in words or "titles" in words or "actor_nouns" in words:
            return True
    return False


def object_follows(
    doc: Document, found: Found, sentence: Sentence, weapons: Mapping[int, WeaponMention]
) -> bool:
    """Whether something that can be blown up follows: the same letters say "dawn"."""
    for index in range(found.last, min(sentence.last, found.last + _OBJECT_REACH)):
        words = doc.analyses[index]
        thing = words.get("function")
        if index in weapons or _HARM in words or "actor_nouns" in words:
            return True
        if thing is not None and thing.key == "thing":
            return True
        noun = words.get("place_nouns")
        if noun is not None and noun.sense.features.get("kind") == "site":
            return True
    return False


def reflexive_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether a verb says that somebody blew himself up, the subject between."""
    if not found.tag.startswith(("past.", "present.")):
        return False
    end = min(sentence.last, found.last + _OBJECT_REACH)
    return any(is_context(doc, index, "self") for index in range(found.last, end))


def repelled(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether an attack or infiltration on the ground is one that somebody fought off."""
    if found.key not in _ON_GROUND or found.tag.startswith(("past.", "present.")):
        return False
    turned_back = ("repel", "foil") if found.key == "infiltrate" else ("repel",)
    context = doc.starts_of(_CONTEXT)
    for index in range(found.first - 1, max(sentence.first, found.first - _ACT_REACH) - 1, -1):
        if doc.forms[index] in BOUNDARIES:
            return False
        if index in context and context[index].sense.key in turned_back:
            return True
    return False


def foiled(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether somebody foiled the event, and the words behind it say in front of what."""
    low = max(sentence.first, found.first - _ACT_REACH)
    if not any(is_context(doc, index, "foil") for index in range(low, found.first)):
        return False
    end = min(sentence.last, found.last + _ACT_REACH)
    return any(
        (grammar := doc.find(index, "place_grammar")) is not None
        and grammar.key in ("locative", "inside")
        for index in range(found.last, end)
    )


def near_weapon(
    doc: Document, found: Found, sentence: Sentence, weapons: Mapping[int, WeaponMention]
) -> WeaponMention | None:
    """The weapon right behind the word, people and harm not between."""
    for index in range(found.last, min(sentence.last, found.last + _ACT_REACH)):
        if index in weapons:
            return weapons[index]
        words = doc.analyses[index]
        if _HARM in words or "persons" in words or doc.forms[index] in BOUNDARIES:
            return None
    return None
