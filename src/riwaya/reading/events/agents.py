"""Who did it, told behind the event word: "by X", "from X", or li- after the noun."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.inflection import accusative
from riwaya.arabic.particles import BY, TO
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention
from riwaya.reading.events.cues import Cue
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.tellings import Telling

_CONTEXT = "event_context"
_AGENT_REACH, _SUBJECT_REACH, _ADJECTIVE_REACH = 6, 4, 4
_MARKS = frozenset('"\u201c\u00ab(')
_AMBUSH = "ambush"
# Event nouns whose construct names the victim, not the doer ("the abduction of ...").
OBJECT_NOUNS = frozenset({"assassination", "abduct", "arrest", "execution", "detain_hostage"})


def agent_of(
    doc: Document,
    telling: Telling,
    end: int,
    local: Sequence[int],
    actors: Sequence[ActorMention],
) -> int | None:
    """The party behind "by", or behind li- after an event noun."""
    for number in local:
        actor = actors[number]
        if actor.first <= telling.first or actor.first >= end:
            continue
        if _behind_agent(doc, actor.first, telling.first):
            return number
        if _struck_from(doc, telling, actor):
            return number
        if not doc.forms[actor.first].startswith(TO) or _owns_place(doc, actor.first):
            continue
        if _has_subject(doc, telling, actors, local, number):
            continue
        if any(is_object(doc, cue, actor) for cue in telling.cues):
            continue
        lead = telling.lead
        owned = doc.analyses[lead.last - 1].get("events")
        if owned is not None and owned.suffix:
            # "its shelling of the army's posts": the doer is the pronoun.
            continue
        if (
            actor.first - telling.first <= _SUBJECT_REACH
            and "place_nouns" not in doc.analyses[actor.first]
        ):
            return number
    return None


def _behind_agent(doc: Document, first: int, start: int) -> bool:
    """Whether "by" stands before the party, or before words that only call it something."""
    for index in range(first - 1, max(start, first - _AGENT_REACH) - 1, -1):
        before = doc.find(index, _CONTEXT)
        if before is not None and before.key == "agent":
            return index >= first - 2 or all(
                _only_calls(doc, between) for between in range(before.last, first)
            )
    return False


def _only_calls(doc: Document, index: int) -> bool:
    """Whether the token is a mark of quotation or belongs to words such as "those it calls"."""
    called = doc.find(index, "causes")
    return (
        doc.forms[index] in _MARKS
        or doc.forms[index] == BY
        or (called is not None and called.sense.features["role"] in ("called", "under"))
    )


def is_object(doc: Document, cue: Cue, actor: ActorMention) -> bool:
    """ "Laid an ambush for a group": behind an object li- brings who it was meant for."""
    ambush = cue.key == _AMBUSH and cue.first < actor.first
    return ambush and accusative(doc.tokens[cue.last - 1].text)


def _owns_place(doc: Document, first: int) -> bool:
    """Whether li- says whose the place or column right before it is ("a post of the police")."""
    before = doc.analyses[first - 1] if first else {}
    return "place_nouns" in before or is_context(doc, first - 1, "convoy")


def _has_subject(
    doc: Document,
    telling: Telling,
    actors: Sequence[ActorMention],
    local: Sequence[int],
    party: int,
) -> bool:
    """Whether a verb of doing with its subject stands right before the event noun."""
    lead = telling.lead
    if lead.verb and not lead.noun:
        return False
    for number in local:
        actor = actors[number]
        if number == party or not 0 <= lead.first - actor.last <= _SUBJECT_REACH:
            continue
        verbs = (
            doc.analyses[at].get("events") for at in range(max(0, actor.first - 2), actor.first)
        )
        if any(word is not None and word.tag.startswith(("past.", "present.")) for word in verbs):
            return True
    return False


def _struck_from(doc: Document, telling: Telling, actor: ActorMention) -> bool:
    """Whether "from" joins an event noun and the party right behind it ("a raid from the army")."""
    particle = doc.find(actor.first - 1, "place_grammar")
    if particle is None or particle.key != "origin":
        return False
    if any(cue.key in OBJECT_NOUNS and actor.first - cue.last > 1 for cue in telling.cues):
        # "The assassination of the soldier X of the force": whose man he was.
        return False
    return any(
        cue.noun
        and 0 < actor.first - cue.last <= _ADJECTIVE_REACH
        and not any(_is_party_noun(doc, at) for at in range(cue.last, actor.first - 1))
        for cue in telling.cues
    )


def _is_party_noun(doc: Document, at: int) -> bool:
    """Whether a word is for people or what they hold: "from" behind it says whose they are."""
    words = doc.analyses[at]
    return "persons" in words or "actor_nouns" in words or is_context(doc, at, "convoy")
