"""How an event word tells: as a verb, a noun that is told, an accusation, a bare noun, a topic."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.particles import BY
from riwaya.reading.document import Document, Sentence
from riwaya.reading.events.cues import LINK, Cue
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.tellings import Telling

VERB, PRESENT, TOLD, ACCUSED, BARE, TOPIC = (
    "verb", "present", "told", "accused", "bare", "topic",
)  # fmt: skip
NEAR = 14
"""Tokens around event words in which what is said belongs to them."""
_CHARGE_REACH = 25
# Keys of the lexicon: what one side says that another did, and what somebody is tried for.
_CHARGED, _TRIED = "accuses", "accused"
_REASON_REACH = 8
_LINK_REACH, _HEAD_REACH, _TOPIC_REACH = 7, 2, 3
# Verbs whose object "by" brings in, past a long subject ("the patrol ... carried out a raid").
_DONE, _DONE_REACH = frozenset({"undertake", "carry_out"}), 14
_AFTER_REACH = 3
_CLAIM = "claim_responsibility"
_OPENERS = frozenset(":|-/\u2013\u2014")
_CONTEXT, _CASUALTIES = "event_context", "casualties"


def manner_of(
    doc: Document, cue: Cue, telling: Telling, supports: Sequence[Cue], sentence: Sentence
) -> str:
    """How a cue tells: as a verb, a noun that is told, an accusation, a bare noun or a topic."""
    if cue.tag.startswith("past.") and not (cue.tag == "past.ms" and _may_be_noun(doc, cue)):
        return VERB
    if cue.tag.startswith("present."):
        return PRESENT
    carried = (s for s in supports if s.prefix.endswith(BY) and 0 < cue.first - s.first <= NEAR)
    if is_topic(doc, cue, sentence):
        return TOPIC
    charges = [_charge(doc, s, sentence) for s in carried]
    if _TRIED in charges:
        return TOPIC
    if _CHARGED in charges or (cue.prefix.endswith(BY) and _charge(doc, cue, sentence)):
        return ACCUSED
    headed = cue.first - sentence.first <= _HEAD_REACH or doc.forms[cue.first - 1] in _OPENERS
    if headed and not cue.definite:
        return TOLD
    for support in supports:
        if -_LINK_REACH <= support.first - cue.first <= _LINK_REACH:
            return TOLD
        done = support.key in _DONE and cue.prefix.endswith(BY)
        if done and 0 < cue.first - support.first <= _DONE_REACH:
            return TOLD
    for other in telling.cues:
        if other.role == LINK or (other.key == "target" and other.verb):
            return TOLD
    if _of_toll(doc, cue, sentence) or _of_harm(doc, cue, sentence) or _after(doc, cue, sentence):
        return TOLD
    if _is_reason(doc, cue, sentence):
        return TOLD
    return BARE


def _after(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether "after" or "hours after" stands right before the noun: it did happen."""
    if cue.definite or cue.plural:
        return False
    for index in range(max(sentence.first, cue.first - _AFTER_REACH), cue.first):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.last == cue.first:
            return found.key in ("temporal", "some_time_after")
    return False


def _is_reason(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether the word is given as the cause of harm ("the cause of their death is …")."""
    for index in range(max(sentence.first, cue.first - _REASON_REACH), cue.first):
        found = doc.find(index, "causes")
        if found is not None and found.sense.features["role"] == "reason":
            return any("casualties" in doc.analyses[at] for at in range(index, cue.first))
    return False


def _may_be_noun(doc: Document, cue: Cue) -> bool:
    """Whether a past verb is written like its own noun and stands where a noun may."""
    senses = doc.lexicon.analyses(doc.forms[cue.first])
    return any(word.sense.key == cue.key and word.tag == "masdar" for word in senses)


def is_topic(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether the word is only what something is about: an inquiry, a talk, a trial."""
    for index in range(max(sentence.first, cue.first - _TOPIC_REACH), cue.first):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.prefix and found.suffix:
            # "In his turn" is no role in anything.
            continue
        if found is not None and found.key == "topic" and found.last <= cue.first:
            claimed = doc.find(index, "events")
            if claimed is None or claimed.key != _CLAIM:
                return True
    return cue.prefix.endswith(BY) and _charge(doc, cue, sentence) == _TRIED


def _charge(doc: Document, cue: Cue, sentence: Sentence) -> str:
    """Whether it is what one side accuses another of or somebody is tried for; "" if neither."""
    charge = ""
    for index in range(max(sentence.first, cue.first - _CHARGE_REACH), cue.first):
        found = doc.find(index, _CONTEXT)
        if found is None:
            continue
        if found.key == _TRIED or (found.key == "sentenced" and cue.subtype == "execution"):
            return _TRIED
        if found.key == _CHARGED:
            charge = _CHARGED
    return charge


def _of_harm(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether a word of harm and one of cause lead to the noun: "killed in an attack"."""
    caused = cue.prefix.endswith(BY) or (cue.first > 0 and doc.forms[cue.first - 1] == BY)
    for index in range(cue.first - 1, max(sentence.first, cue.first - NEAR) - 1, -1):
        if not caused:
            found = doc.find(index, _CONTEXT)
            caused = found is not None and found.key in ("cause", "within")
            if not caused and cue.first - index > 2:
                return False
        elif _CASUALTIES in doc.analyses[index]:
            return True
    return False


def _of_toll(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether the noun is what a toll is of ("the number of victims of the attack")."""
    if cue.first == sentence.first or cue.prefix or cue.plural:
        return False
    before = cue.first - 1
    return _CASUALTIES in doc.analyses[before] or is_context(doc, before, "toll")
