"""What a reviewer is not told before their own look: the one word that another said of a claim.

A second review is worth something only where it is made without the first. Once two people have
spoken, or somebody settled it, everybody sees what was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from riwaya.casefile.desk_schema import users
from riwaya.model.decision import Decision, standing
from riwaya.model.review import VERDICTS, settled_by

_ADMIN = "admin"


def hidden_from(every: Sequence[Decision], who: str) -> dict[str, Decision]:
    """The reviews that `who` is not told of yet, by their ids, and what takes such a one back.

    `every`: all decisions of a case in their order.
    """
    spoken: dict[str, set[str]] = {}
    settled: set[str] = set()
    for decision in standing(tuple(every)):
        if decision.kind in VERDICTS:
            spoken.setdefault(decision.one[0], set()).add(decision.who)
            if settled_by(decision):
                settled.add(decision.one[0])
    hidden: dict[str, Decision] = {}
    for decision in every:
        if decision.kind in VERDICTS and decision.who != who:
            key = decision.one[0]
            by = spoken.get(key, set())
            if who not in by and len(by) < 2 and key not in settled:
                hidden[decision.id] = decision
        elif decision.kind == "undo" and any(one in hidden for one in decision.one):
            hidden[decision.id] = decision
    return hidden


def told_to(every: Sequence[Decision], who: str) -> tuple[Decision, ...]:
    """All decisions but those that `who` is not told of yet."""
    hidden = hidden_from(every, who)
    return tuple(decision for decision in every if decision.id not in hidden)


def told_here(
    connection: Connection, who: str, every: tuple[Decision, ...]
) -> tuple[Decision, ...]:
    """`told_to` for who is at work in a case by its commands: all where it has no users, or where
    they are an admin.
    """
    roles = {row.name: row.role for row in connection.execute(select(users.c.name, users.c.role))}
    return told_to(every, who) if roles and roles.get(who) != _ADMIN else every
