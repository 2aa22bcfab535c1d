"""Harm told of people by a pronoun: "... which led to his death"."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.clitics import HER, HIS, OF_BOTH, THEM
from riwaya.arabic.inflection import MASDAR
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.cues import Cue
from riwaya.reading.casualties.group import PRONOUN, Group
from riwaya.reading.casualties.persons import COUNTED, DUAL, SINGLE, Persons

_RESULT_WINDOW = 3
_EITHER, _BACK = "either", 40
_OBJECTS = {THEM: (COUNTED,), OF_BOTH: (DUAL, COUNTED)}
_PRONOUN_FORMS = {HIS: SINGLE, HER: SINGLE, OF_BOTH: DUAL}


def has_pronoun(context: Context, harm: Sequence[int]) -> bool:
    """Whether a casualty word at one of the tokens `harm` ends in a pronoun."""
    return any((found := context.casualty(index)) is not None and found.suffix for index in harm)


def pronoun_groups(
    context: Context, harm: Sequence[int], first: int, people: list[Persons], groups: list[Group]
) -> list[Group]:
    """ "… at a young man, which led to his death": the people are those named before.

    `harm`: the tokens of casualty words in the sentence that begins at token `first`.
    """
    out = _objects(context, harm, first, people, groups)
    for index in harm:
        found = context.casualty(index)
        if found is None or found.suffix not in _PRONOUN_FORMS:
            continue
        if found.tag != MASDAR and found.sense.features["frame"] != "masdar":
            continue
        start = max(first, index - _RESULT_WINDOW)
        if not any(context.role(before, "result") for before in range(start, index)):
            continue
        form = _PRONOUN_FORMS[found.suffix]
        meant = next((p for p in reversed(people) if p.form == form and p.last <= index), None)
        status = str(found.sense.features["status"])
        if meant is None or _already(groups + out, meant, status):
            continue
        there = meant._replace(first=index, last=index + 1, head=index, status=None, prefix="")
        cue = Cue(index, index + 1, status, str(found.sense.features["frame"]), found)
        out.append(Group(cue, (there,), status, "asserted", PRONOUN))
    return out


def _objects(
    context: Context, harm: Sequence[int], first: int, people: list[Persons], groups: list[Group]
) -> list[Group]:
    """ "… attacked five farmers and killed them": the counted people told of last before."""
    out: list[Group] = []
    for index in harm:
        found = context.casualty(index)
        if (
            found is None
            or found.suffix not in _OBJECTS
            or found.sense.features["frame"] != _EITHER
        ):
            continue
        after = index > first and context.role(index - 1, "then") is not None
        if not found.tag.startswith("past.") or not (found.prefix or after):
            # "Those whom it displaced" and "their killing" bring up what was told elsewhere.
            continue
        low = first if found.prefix or index > first else first - _BACK
        near = [p for p in people if low <= p.first and p.last <= index]
        meant = next((p for p in reversed(near) if p.form in _OBJECTS[found.suffix]), None)
        status = str(found.sense.features["status"])
        if meant is None or meant.status == status or meant.high is None:
            continue
        if _already(groups + out, meant, status) or _harms(context, meant):
            continue
        there = meant._replace(first=index, last=index + 1, head=index, status=None, prefix="")
        cue = Cue(index, index + 1, status, _EITHER, found)
        out.append(Group(cue, (there,), status, "asserted", PRONOUN))
    return out


def _harms(context: Context, persons: Persons) -> bool:
    """Whether the people are those who do harm: an event verb stands right before them."""
    before = context.doc.analyses[persons.first - 1].get("events") if persons.first else None
    return before is not None and before.tag.startswith(("past.", "present."))


def _already(groups: list[Group], persons: Persons, status: str) -> bool:
    return any(
        group.status == status and any(p.first == persons.first for p in group.people)
        for group in groups
    )
