"""Figures made of people: totals with their class, sums of unlike people, parts."""

from __future__ import annotations

from riwaya.arabic.clitics import AND
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.group import TOLL, Group
from riwaya.reading.casualties.introducers import is_introduced
from riwaya.reading.casualties.persons import (
    NUMBER_ALONE,
    OF_THEM,
    PLURAL,
    SINGLE,
    THINGS,
    Persons,
)
from riwaya.reading.casualties.state import State
from riwaya.reading.drafts import Figure

# Numbers of displaced people of this size add up many flights, whatever the sentence says.
_DISPLACED_STOCK = 10_000


def _resolve_class(persons: Persons, inherited: str, marked: str) -> str:
    """The class of people: their own, that of the total before a bare number, or of the noun
    before "others"."""
    if persons.person_class != "unknown" and persons.person_class != "inherit":
        return persons.person_class
    bare = persons.form in (NUMBER_ALONE, OF_THEM)
    if persons.others or persons.person_class == "inherit":
        return marked
    if persons.form == OF_THEM:
        return marked
    if bare:
        return inherited
    return "unknown"


def add_total(context: Context, group: Group, scope: str, state: State) -> None:
    classes = []
    inherited, marked = state.last_class, state.marked
    if group.rule == TOLL:
        inherited = "unknown"
    for persons in group.people:
        inherited = marked = _resolve_class(persons, inherited, marked)
        classes.append(inherited)
    if group.polarity == "none_reported":
        person_class = classes[0] if classes else "unknown"
        state.figures.append(_figure(group, group.people, 0, 0, person_class, None, scope))
        return
    if not group.people:
        state.figures.append(_figure(group, (), 2, None, "unknown", None, scope))
        return
    classes = _civilian_men(group.people, classes)
    alike = len({(c, p.group) for c, p in zip(classes, group.people, strict=True)}) == 1
    low = sum(p.low for p in group.people)
    highs = [p.high for p in group.people]
    high = None if None in highs else sum(h for h in highs if h is not None)
    person_class = classes[0] if len(set(classes)) == 1 else "unknown"
    shared_group = group.people[0].group if alike else None
    state.last_class = state.marked = person_class
    state.total = len(state.figures)
    state.figures.append(_figure(group, group.people, low, high, person_class, shared_group, scope))
    if not alike:
        for persons, own in zip(group.people, classes, strict=True):
            if persons.group is not None or len(set(classes)) > 1:
                state.figures.append(
                    _figure(group, (persons,), persons.low, persons.high, own, persons.group,
                            scope, state.total)
                )  # fmt: skip


def _civilian_men(people: tuple[Persons, ...], classes: list[str]) -> list[str]:
    """A man named beside women and children without any word of arms is counted with them."""
    if "civilian" not in classes or "armed" in classes:
        return classes
    return [
        "civilian" if c == "unknown" and (p.group == "men" or p.names) else c
        for c, p in zip(classes, people, strict=True)
    ]


def add_parts(
    context: Context, people: tuple[Persons, ...], state: State, scope: str,
    group: Group | None,
) -> None:  # fmt: skip
    if state.total is None:
        return
    total = state.figures[state.total]
    for persons in people:
        if persons.status is not None and persons.form == PLURAL and persons.definite:
            continue
        faint = persons.form == SINGLE and persons.weak and not persons.names
        if persons.form == THINGS or (faint and not is_introduced(context, persons)):
            continue
        if persons.collective and persons.form == PLURAL:
            # "most of them from two families" tells who they were, not how many.
            continue
        if persons.form == OF_THEM and persons.last - persons.first == 1:
            # "one of them seriously" says nothing new of how many or who.
            continue
        person_class = _resolve_class(persons, total.person_class, total.person_class)
        a_relative = persons.kin or _is_relative(context, persons)
        if person_class == "unknown" or (
            total.person_class == "armed" and a_relative and persons.group is None
        ):
            # "two soldiers, among them the minister's son": he is one of the soldiers.
            person_class = total.person_class
        low, high = persons.low, persons.high
        if persons.form == PLURAL and not persons.others:
            low, high = 1, None
        if total.high is not None and low > total.high:
            continue
        previous = state.figures[-1]
        same = previous.part_of == state.total and previous.person_class == person_class
        # "among them the child X (13), in danger, and the child Y": asides stand between names.
        touching = previous.last == persons.first or (
            bool(previous.names and persons.names) and persons.prefix == AND
        )
        if same and previous.group == persons.group and touching:
            merged_high = None if high is None or previous.high is None else previous.high + high
            state.figures[-1] = previous._replace(
                last=persons.last,
                low=previous.low + low,
                high=merged_high,
                names=previous.names + tuple((n.first, n.last) for n in persons.names),
            )
            continue
        source = Group(None, (persons,), group.status if group else total.status, "asserted",
                       "part of a total")  # fmt: skip
        figure = _figure(source, (persons,), low, high, person_class, persons.group,
                         total.scope if scope == "event" else scope, state.total)  # fmt: skip
        state.figures.append(figure)
    parts = [f for f in state.figures[state.total :] if f.part_of == state.total]
    if sum(f.low for f in parts) == total.low and len({f.person_class for f in parts}) == 1:
        # All of the total is of the class of its parts, and so are the "others" after it.
        state.last_class = state.marked = parts[0].person_class


def _is_relative(context: Context, persons: Persons) -> bool:
    noun = context.person(persons.head)
    return noun is not None and bool(noun.sense.features.get("kin"))


def _figure(
    group: Group, people: tuple[Persons, ...], low: int, high: int | None, person_class: str,
    person_group: str | None, scope: str, part_of: int | None = None,
) -> Figure:  # fmt: skip
    spans = [(p.first, p.last) for p in people]
    if group.cue is not None and part_of is None:
        spans.append((group.cue.first, group.cue.last))
    return Figure(
        first=min(s for s, _ in spans),
        last=max(e for _, e in spans),
        cue=group.cue.first if group.cue else people[0].head,
        status=group.status,
        low=low,
        high=high,
        approx=any(p.approx for p in people),
        vague=any(p.vague for p in people) or not people,
        person_class=person_class,
        group=person_group,
        party=next((p.party for p in people if p.party), None) if person_class == "armed" else None,
        part_of=part_of,
        scope="cumulative" if group.status == "displaced" and low >= _DISPLACED_STOCK else scope,
        polarity=group.polarity,
        names=tuple((n.first, n.last) for p in people for n in p.names),
        rule=group.rule,
    )
