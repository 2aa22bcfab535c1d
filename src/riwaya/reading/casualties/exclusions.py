"""Casualty words that count nobody: denied, feared, only mentioned, or names of places."""

from __future__ import annotations

from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.cues import Cue
from riwaya.reading.casualties.persons import COUNTED, DUAL, PLURAL, SINGLE, SOME, Persons

_COMPLETION_WINDOW = 14
_CARE_WINDOW = 2
_NONE_WINDOW = 8
_IRREALIS_WINDOW = 3


def irrealis(context: Context, cue: Cue, first: int) -> bool:
    """Attempted, threatened, feared or conditional harm is no figure."""
    present = cue.found.tag.startswith("present")
    for index in range(max(first, cue.first - _IRREALIS_WINDOW), cue.first):
        word = context.role(index, "irrealis")
        if word is None:
            continue
        near = cue.first - index
        if word.tag == "word":
            if near <= 2 and (present or not cue.is_verb):
                return True
        elif near <= 2:
            return True
    return False


def none_reported(context: Context, at: int, first: int, uncounted: bool = False) -> bool:
    for index in range(at - 1, max(first, at - _NONE_WINDOW) - 1, -1):
        if context.is_punct(index, ".،,؛;"):
            return False
        if context.role(index, "none"):
            return True
        negated = uncounted and context.grammar(index) == "negation"
        if negated and not context.role(index, "still"):
            return True
    return bool(context.role(at, "none"))


def stands_alone(context: Context, persons: Persons, first: int) -> bool:
    """Whether a counted casualty noun is a figure without a verb ("five dead and ten hurt")."""
    if persons.form == COUNTED or (persons.form in (DUAL, SOME) and not persons.definite):
        return True
    if persons.definite:
        return False
    before = persons.first - 1
    if before >= first and any(
        context.role(index, "toll") for index in range(max(first, before - 1), before + 1)
    ):
        return False
    if persons.form == SINGLE:
        return not context.doc.forms[persons.head].endswith("\u0627") and not persons.kin
    return persons.form == PLURAL


def completes(context: Context, persons: Persons, cues: list[Cue]) -> bool:
    """ "Injuries" that complete the verb of a cue ("was exposed to …") count nobody."""
    return any(
        cue.found.sense.features.get("completed_by") == "injuries"
        and 0 < persons.first - cue.first <= _COMPLETION_WINDOW
        and context.role(persons.first, "injuries")
        for cue in cues
    )


def only_mentioned(context: Context, persons: Persons, first: int, last: int) -> bool:
    """Uncounted wounded who are carried or treated, "possible" casualties, or those of an event.

    "The victims of the shelling" are spoken of again; that there were any is told elsewhere.
    """
    if persons.last < last:
        if context.role(persons.last, "possible"):
            return True
        event = context.doc.analyses[persons.last].get("events")
        if persons.form == PLURAL and event is not None and not event.prefix:
            return True
    start = max(first, persons.first - _CARE_WINDOW)
    return any(context.role(index, "care") for index in range(start, persons.first))


def names_a_place(context: Context, persons: Persons, first: int) -> bool:
    """ "The Martyrs' Hospital", "the camp of the martyr X": the word belongs to a place's name."""
    before = persons.first - 1
    if before < first or persons.prefix:
        return False
    if persons.form == SINGLE and persons.definite:
        named_after = context.doc.analyses[before].get("people_context")
        if named_after is not None and named_after.sense.features["role"] == "named_after":
            return True
    elif persons.form != PLURAL:
        return False
    return "place_nouns" in context.doc.analyses[before]


def released(context: Context, persons: Persons, first: int) -> bool:
    """Prisoners who are set free or exchanged were not taken in this event."""
    if persons.status not in ("detained", "abducted"):
        return False
    start = max(first, persons.first - _NONE_WINDOW)
    return any(context.role(index, "release") for index in range(start, persons.first))
