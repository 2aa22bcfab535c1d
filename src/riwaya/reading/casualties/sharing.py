"""What groups of a sentence tell of one another: numbers, classes and forces they share."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, FOR
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.group import Group
from riwaya.reading.casualties.persons import COUNTED, PLURAL, Persons

_LOSS_WINDOW, _STRUCK_WINDOW = 7, 24


def of_war_report(context: Context, group: Group, first: int) -> Group:
    """The dead and wounded of a war communique ("we inflicted on them 73 dead") are fighters."""
    start = max(first, group.first - _LOSS_WINDOW)
    if group.cue is not None or not any(
        context.role(index, "losses") for index in range(start, group.first)
    ):
        return group
    people = tuple(
        p._replace(person_class="armed") if p.person_class == "unknown" else p for p in group.people
    )
    return group._replace(people=people)


def of_struck_force(context: Context, group: Group, first: int) -> Group:
    """ "They struck positions of the militia, leaving dead and wounded": the militia's own."""
    persons = group.people[0] if len(group.people) == 1 and group.cue is None else None
    bare = persons is not None and persons.form == PLURAL and persons.person_class == "unknown"
    if persons is None or not bare or persons.last - persons.first > 1 or persons.group:
        return group
    start = max(first, group.first - _STRUCK_WINDOW)
    parties = [a for a in context.actors.values() if context.armed_actor(a.first)]
    held = {i for a in parties for i in range(a.first, a.last)}
    for at in range(group.first - 1, start, -1):
        people = context.person(at) if at not in held else None
        told = people is not None and not people.sense.features.get("institution")
        if told or context.is_punct(at, ".;؛:"):
            return group
        if context.role(at, "positions") is None:
            continue
        # The words for what it holds may be taken into the force's own name.
        holder = next((a for a in parties if a.first <= at + 1 < a.last), None)
        before = context.grammar(at - 1)
        if holder is None:
            continue
        if before == "of" or context.particle(at) == FOR:
            return group
        party = (holder.first, holder.last)
        return group._replace(people=(persons._replace(person_class="armed", party=party),))
    return group


def with_shared_numbers(people: list[Persons]) -> list[Persons]:
    """ "A number of the dead and wounded": an open number before the first noun holds for both."""
    out: list[Persons] = []
    for persons in people:
        before = out[-1] if out else None
        if (
            before is not None
            and persons.form == PLURAL
            and persons.definite
            and persons.prefix == AND
            and before.last == persons.first
            and before.form == COUNTED
            and before.vague
            and before.definite
        ):
            persons = persons._replace(
                form=COUNTED, low=before.low, high=before.high, definite=True
            )
        out.append(persons)
    return out


def share_class(groups: list[Group]) -> None:
    """ "Dead and wounded civilians": a class said after the last noun holds for all of them."""
    for index in range(len(groups) - 1, 0, -1):
        group, before = groups[index], groups[index - 1]
        touching = before.last in (group.first, group.first - 1)
        alike = group.people and before.people and group.people[0].form == before.people[0].form
        if group.cue is None and touching and alike and before.status != group.status:
            shared = group.people[0].person_class
            if len(before.people) == 1 and before.people[0].person_class == "unknown":
                person = before.people[0]._replace(person_class=shared)
                groups[index - 1] = before._replace(people=(person,))
