"""What opens the parts of a total: "among them", a bracket, a colon, apposition."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.arabic.clitics import AND
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.group import Group
from riwaya.reading.casualties.persons import (
    NUMBER_ALONE,
    OF_THEM,
    PLURAL,
    SINGLE,
    SOME,
    THINGS,
    Persons,
)
from riwaya.reading.casualties.state import State
from riwaya.reading.document import Found

_TO_BRACKET, _TO_APPOSITION = 2, 4
_ADDED_WINDOW = 3
INTRODUCERS = ("part", "majority", "identity")


def introducer_at(context: Context, index: int) -> Iterable[Found]:
    for role in INTRODUCERS:
        found = context.role(index, role)
        if found is None:
            continue
        if found.sense.features.get("counts") and not _after_people(context, index):
            continue
        yield found
        return


def _after_people(context: Context, index: int) -> bool:
    """Whether "of them" stands where it can mean people: behind a comma, a number or a noun."""
    before = index - 1
    if before < 0 or not context.is_word(before):
        return True
    numbers = (context.quantities.get(at) for at in range(max(index - 3, 0), index))
    counted = any(q is not None and q.last == index for q in numbers)
    return counted or context.person(before) is not None or context.casualty(before) is not None


def is_part(context: Context, group: Group, introducer: Found, state: State) -> bool:
    """Whether harmed people after "among them" are a part of the total before it."""
    if state.total is None or not group.people:
        return False
    total = state.figures[state.total]
    if group.people[0].prefix not in ("", AND):
        # "in addition to dead fighters" adds to the total.
        return False
    if group.cue is not None and introducer.last <= group.cue.first < group.first:
        return False
    return group.status == total.status or total.status == "killed_or_injured"


def continues_part(context: Context, persons: Persons, opened: int, part_end: int) -> bool:
    """Whether people still belong to "among them": at once, or joined to the parts before."""
    start = max(opened, part_end)
    gap = persons.first - start
    if persons.prefix not in ("", AND):
        return False
    joined = persons.prefix == AND or context.doc.forms[persons.first - 1] == AND
    if part_end <= opened and not (joined and gap <= 8):
        return gap <= 3 and not (persons.form == SINGLE and persons.definite and not persons.names)
    if persons.form == PLURAL and persons.definite:
        return joined and gap <= 1
    return joined and gap <= 10


def bracket_after(context: Context, at: int, last: int) -> int:
    """The end of a bracket right after a total ("11 civilians (two children …)"), or 0."""
    while at < last and at in context.times:
        at += 1
    for index in range(at, min(at + _TO_BRACKET, last)):
        if context.is_punct(index, "("):
            for closing in range(index + 1, last):
                if context.is_punct(closing, ")"):
                    return closing
            return last
        if not context.is_punct(index, "،,"):
            return 0
    return 0


def may_be_spelled_out(at: int, state: State) -> bool:
    """Whether people at token `at` are near enough to the last total to stand in apposition."""
    return state.total is not None and at - _told_until(state, state.total) <= _TO_APPOSITION


def _told_until(state: State, total: int) -> int:
    """The token after a total and its parts."""
    parts = [f for f in state.figures[total:] if f.part_of == total]
    return parts[-1].last if parts else state.figures[total].last


def spelled_out(context: Context, persons: Persons, state: State) -> bool:
    """Whether people stand in apposition to a total ("five, two of them fighters and ...").

    Told by the comma or colon before them, and by numbers that do not exceed the total.
    """
    if state.total is None or persons.form in (PLURAL, THINGS, SOME) or persons.low < 1:
        return False
    total = state.figures[state.total]
    parts = [f for f in state.figures[state.total :] if f.part_of == state.total]
    end = parts[-1].last if parts else total.last
    if total.high is None or total.low < 2 or persons.first - end > _TO_APPOSITION:
        return False
    if sum(f.low for f in parts) + persons.low > total.low or persons.definite:
        return False
    if persons.form == NUMBER_ALONE and not parts:
        return False
    before = persons.first - 1
    joined = persons.prefix == AND or context.doc.forms[before] == AND
    return joined if parts else context.is_punct(before, ",،:")


def is_added(context: Context, persons: Persons) -> bool:
    """ "... as well as four civilians": more people of the status told just before."""
    if persons.form in (THINGS, NUMBER_ALONE, OF_THEM) or persons.weak:
        return False
    if persons.definite and persons.form in (PLURAL, SINGLE):
        return False
    start = max(persons.first - _ADDED_WINDOW, 0)
    return any(
        (found := context.role(index, "added")) is not None and found.last >= persons.first
        for index in range(start, persons.first + 1)
    )


def is_introduced(context: Context, persons: Persons) -> bool:
    """Whether "among them" stands right before a title, which then means a person."""
    title = context.person(persons.head)
    if title is None or title.sense.category != "titles":
        return False
    return any(
        (found := context.role(index, role)) is not None and found.last == persons.first
        for index in range(max(persons.first - 4, 0), persons.first)
        for role in INTRODUCERS
    )
