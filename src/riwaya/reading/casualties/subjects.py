"""The people that stand before the word that says they were harmed."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, BY
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.cues import Cue
from riwaya.reading.casualties.persons import (
    COUNTED,
    DUAL,
    NUMBER_ALONE,
    PLURAL,
    SINGLE,
    SOME,
    THINGS,
    Persons,
)

# How far, in tokens, the people may stand from the word that says they were harmed.
_BEFORE_VERB, _BEFORE_PASSIVE = 12, 9
_BEFORE_PARTS, _TO_PARTS, _APART = 24, 5, 3


def people_before(
    context: Context, cue: Cue, people: list[Persons], cues: list[Cue], first: int
) -> Persons | None:
    """The people that stand before `cue` and whom it is about, or None.

    `people`: phrases of the sentence in order; `first`: the sentence's first token.
    """
    floor = max(first, cue.first - _BEFORE_VERB)
    whole = _before_bracket(context, cue, people, floor)
    if whole is None:
        whole = _before_parts(context, cue, people, cues, first)
    if whole is not None:
        return whole
    for other in cues:
        if other.first < cue.first:
            floor = max(floor, other.last)
    for persons in reversed(people):
        if persons.first < floor or persons.last > cue.first or persons.prefix == BY:
            continue
        gap = range(persons.last, cue.first)
        adjacent = len(gap) <= 1 and (agrees(cue) or cue.frame == "before")
        if persons.form in (THINGS, NUMBER_ALONE) and adjacent:
            return persons
        if persons.form in (NUMBER_ALONE, THINGS) or (persons.form == PLURAL and persons.definite):
            return None
        if any(context.is_punct(index, ";؛:!") for index in gap):
            return None
        commas = sum(context.is_punct(index, ",،") for index in gap)
        allowed = 2 if agrees(cue) and persons.form in (COUNTED, DUAL) else 1
        if commas > allowed or (commas and persons.form == PLURAL):
            return None
        if persons.form == SOME and persons.low == 1:
            return persons
        agreed = agrees(cue) or _relative(context, cue)
        if cue.weak and not agreed:
            return None
        if cue.human_only and cue.frame == "either" and not looks_passive(context, cue):
            # "soldiers hitting positions": they do it, it is not done to them.
            return None
        near = len(gap) <= 3 or agreed
        passive = len(gap) <= _BEFORE_PASSIVE and looks_passive(context, cue)
        if near or (passive and persons.form == SINGLE):
            return _first_joined(context, persons, people, floor)
        return None
    return None


def _before_bracket(
    context: Context, cue: Cue, people: list[Persons], floor: int
) -> Persons | None:
    """ "Five civilians (four children and a woman) were killed": the total, not its parts."""
    if cue.first == 0 or not context.is_punct(cue.first - 1, ")"):
        return None
    for index in range(cue.first - 2, floor, -1):
        if context.is_punct(index, "("):
            return next((p for p in people if p.last == index and p.form == COUNTED), None)
    return None


def _before_parts(
    context: Context, cue: Cue, people: list[Persons], cues: list[Cue], first: int
) -> Persons | None:
    """ "Nine civilians, among them three children and two women, were killed": the nine."""
    if not agrees(cue):
        return None
    others = [other for other in cues if other.first < cue.first]
    floor = max([first, cue.first - _BEFORE_PARTS, *(other.last + _APART for other in others)])
    for index in range(cue.first - 1, floor, -1):
        if context.is_punct(index, ";؛:!") or context.grammar(index) == "complement":
            return None
        part = context.role(index, "part")
        if part is not None and part.sense.features.get("counts"):
            # "97 prisoners fled and 22 of them were caught": the 22.
            return None
        if part is not None:
            return next(
                (
                    persons
                    for persons in reversed(people)
                    if floor <= persons.first
                    and persons.last <= index <= persons.last + _TO_PARTS
                    and persons.form in (COUNTED, DUAL, SOME)
                    and persons.prefix != BY
                ),
                None,
            )
    return None


def _first_joined(context: Context, persons: Persons, people: list[Persons], floor: int) -> Persons:
    """The first of people joined by "and" before a verb ("11 civilians and four policemen …")."""
    ends = {p.last: p for p in people if p.first >= floor}
    while True:
        apart = context.doc.forms[persons.first - 1] == AND if persons.first else False
        before = ends.get(persons.first - 1 if apart else persons.first)
        if before is None or not (apart or persons.prefix == AND) or before.form == THINGS:
            return persons
        persons = before


def looks_passive(context: Context, cue: Cue) -> bool:
    """A verb of harm followed by the means or the time, not by somebody: "… was killed by"."""
    after = cue.last
    if after >= len(context.doc.tokens) or context.is_punct(after):
        return True
    return context.grammar(after) == "preposition" or context.particle(after) == BY


def agrees(cue: Cue) -> bool:
    """A plural or dual verb form has its subject before it."""
    return cue.found.tag.endswith(("mp", "fp", "md", "fd"))


def _relative(context: Context, cue: Cue) -> bool:
    return cue.first > 0 and context.grammar(cue.first - 1) == "relative"
