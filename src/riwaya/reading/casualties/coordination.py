"""People joined to those a casualty word is about: "a man, his son and two guards"."""

from __future__ import annotations

from riwaya.arabic.clitics import AND
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.names import Name, joined_name_at
from riwaya.reading.casualties.persons import (
    COUNTED,
    DUAL,
    NAMES,
    NUMBER_ALONE,
    PLURAL,
    SOME,
    THINGS,
    Persons,
)

_LISTED_GAP, _RELATIVE_GAP, _CLAUSE = 10, 9, 3


def coordinated(
    context: Context, chosen: Persons, people: list[Persons], taken: set[int], last: int,
    status: str,
) -> list[Persons]:  # fmt: skip
    """`chosen` and the people joined to it by "and" without a verb of their own."""
    members = [chosen]
    starts = {p.first: p for p in people}
    position = chosen.last
    while position < last and len(members) < 40:
        previous = members[-1]
        if previous.names or previous.form == NAMES:
            found = _next_name(context, position, last, _LISTED_GAP if chosen.each else 0)
            if found is not None:
                at, name = found
                members.append(Persons(at, name.end, name.first, NAMES, 1, 1, names=(name,)))
                position = name.end
                continue
        follower = starts.get(position) or _after_relative(context, starts, position, last)
        if follower is not None and follower.prefix != AND:
            follower = None
        if follower is None and context.doc.forms[position] == AND:
            follower = starts.get(position + 1)
        if follower is None and previous.names and context.is_punct(position, "،,"):
            follower = _companions(context, starts.get(position + 1), last)
        if follower is None or follower.first in taken or follower.prefix not in ("", AND):
            break
        if follower.form != SOME and follower.status not in (None, chosen.status, status):
            break
        counted = chosen.status is not None and not is_body(context, chosen)
        if counted and follower.status is None and not follower.others:
            break
        if follower.form in (NUMBER_ALONE, THINGS) or (follower.form == PLURAL and follower.weak):
            break
        members.append(follower)
        position = follower.last
    return members


def is_body(context: Context, persons: Persons) -> bool:
    """Whether people are counted by their bodies, which are joined like any others."""
    found = context.casualty(persons.head)
    return found is not None and bool(found.sense.features.get("body"))


def _companions(context: Context, persons: Persons | None, last: int) -> Persons | None:
    """People counted behind a name and a comma ("X, and two guards"), if of the same verb."""
    if persons is None or persons.prefix != AND or persons.form not in (COUNTED, DUAL):
        return None
    clause = range(persons.last, min(persons.last + _CLAUSE, last))
    return None if any(context.casualty(index) for index in clause) else persons


def _after_relative(
    context: Context, starts: dict[int, Persons], position: int, last: int
) -> Persons | None:
    """People joined across what is said of those before ("five soldiers of the unit … and a …")."""
    for at in range(position, min(position + _RELATIVE_GAP, last)):
        persons = starts.get(at)
        if persons is not None:
            if persons.prefix == AND:
                joined = persons.form != PLURAL and not persons.definite
                return persons if joined else None
            if not persons.definite:
                return None
        if context.is_punct(at, "،,؛;:") or context.casualty(at) or context.role(at, "part"):
            return None
    return None


def _next_name(context: Context, position: int, last: int, gap: int) -> tuple[int, Name] | None:
    """The name joined by "and" at `position`, or after at most `gap` words about the one before."""
    for at in range(position, min(position + gap + 1, last)):
        name = joined_name_at(context, at, last)
        if name is not None:
            return at, name
        if context.casualty(at):
            return None
    return None
