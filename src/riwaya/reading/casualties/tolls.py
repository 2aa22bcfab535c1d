"""Tolls: "the number of dead rose to 12 and of the wounded to 40"."""

from __future__ import annotations

from riwaya.arabic.clitics import AND
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.persons import COUNTED, NUMBER_ALONE, PLURAL, Persons

_TOLL_WINDOW, _TOLL_NOUN, _FORECAST = 16, 3, 3


def tolls(
    context: Context, people: list[Persons], first: int, last: int
) -> list[tuple[str, Persons]]:
    """ "The number of dead rose to 12": (status, the counted people) for each such toll."""
    out: list[tuple[str, Persons]] = []
    tolls_here = context.roles.get("toll", {})
    start = min((index for index in tolls_here if first <= index < last), default=-1)
    if start < 0:
        return out
    counted = {p.head for p in people if p.form == COUNTED}
    in_toll = -1
    for index in range(start, last):
        if context.role(index, "toll"):
            expected = range(max(first, index - _FORECAST), index)
            in_toll = -1 if any(context.role(i, "irrealis") for i in expected) else index
        if in_toll < 0 or index == in_toll or index in counted:
            continue
        noun = context.casualty(index)
        if noun is None or noun.sense.features["frame"] != "count":
            related = _of_relative(context, people, index, in_toll, last)
            if related is not None:
                out.append((related[0], _toll_bounds(context, related[1], in_toll, first)))
                in_toll = -1
            continue
        # "the number of the dead …", or "… and of the wounded" later in the same toll.
        if index - in_toll > _TOLL_NOUN and not (noun.prefix == AND and noun.definite):
            continue
        status = str(noun.sense.features["status"])
        persons = _toll_number(context, people, index, status)
        if persons is not None:
            out.append((status, _toll_bounds(context, persons, in_toll, first)))
    return out


def _of_relative(
    context: Context, people: list[Persons], index: int, toll: int, last: int
) -> tuple[str, Persons] | None:
    """ "The number of gunmen whom the army killed reached 22": harm told in a relative clause."""
    counted = next((p for p in people if p.first == index == toll + 1), None)
    if counted is None or counted.form != PLURAL or counted.last + 1 >= last:
        return None
    if context.grammar(counted.last) != "relative":
        return None
    verb = context.casualty(counted.last + 1)
    if verb is None or not verb.tag.startswith("past"):
        return None
    status = str(verb.sense.features["status"])
    for persons in people:
        if not verb.last <= persons.first <= verb.last + _TOLL_WINDOW:
            continue
        if persons.form not in (COUNTED, NUMBER_ALONE) or persons.status not in (None, status):
            continue
        # Only the verb of reaching ties the number to the toll; one close by may be the killers'.
        before = range(max(persons.first - 2, verb.last), persons.first)
        if not any(context.role(i, "reach") for i in before):
            continue
        if persons.person_class != "unknown":
            return status, persons
        return status, persons._replace(person_class=counted.person_class, party=counted.party)
    return None


def _toll_number(context: Context, people: list[Persons], noun: int, status: str) -> Persons | None:
    """The number that a toll gives for the casualty noun at token `noun`, with its class."""
    described = next((p for p in people if p.first <= noun < p.last), None)
    if described is not None and described.form in (COUNTED, NUMBER_ALONE):
        return described
    start = described.last if described else noun + 1
    for persons in people:
        if not start <= persons.first <= noun + _TOLL_WINDOW:
            continue
        if persons.form not in (COUNTED, NUMBER_ALONE) or persons.status not in (None, status):
            continue
        if not _toll_reaches(context, start, persons.first):
            return None
        if described is not None and persons.person_class == "unknown":
            return persons._replace(person_class=described.person_class, party=described.party)
        return persons
    return None


def _toll_bounds(context: Context, persons: Persons, toll: int, first: int) -> Persons:
    """Words before the toll that open its number: "is no less than", "exceeded"."""
    for index in range(max(first, toll - 2), toll + 1):
        if context.role(index, "floor"):
            return persons._replace(high=None)
        if context.role(index, "passed") and persons.high is not None:
            return persons._replace(low=persons.low + 1, high=None)
    return persons


def _toll_reaches(context: Context, start: int, target: int) -> bool:
    if any(context.is_punct(index, "؛;") for index in range(start, target)):
        return False
    words = range(max(start - 4, 0), target + 1)
    near = target - start <= 2
    return near or any(context.role(i, "reach") or context.role(i, "passed") for i in words)
