"""What a person decided about claims and incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class MentionKey(NamedTuple):
    """One event of one report: the report's id and the event's id in its reading.

    An `event` of "" stands for a report in which no event was read.
    """

    report: str
    event: str

    def __str__(self) -> str:
        return f"{self.report}:{self.event}"

    @classmethod
    def parse(cls, text: str) -> MentionKey:
        """The key that `str` wrote; report ids may hold colons, event ids do not."""
        report, _, event = text.rpartition(":")
        return cls(report, event)


def claim_key(report: str, claim: str) -> str:
    """The id of a claim that is unique in a case: the report's id, a colon, the claim's id."""
    return f"{report}:{claim}"


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement by a person, undone only by another one.

    `kind`: "must" (all of `one` and `other` tell of one incident), "never" (none of `one` tells
    of the same incident as any of `other`), "exclude", "include" or "prefer" (the claims of
    `one`, by `claim_key`, are left out of sums, count whatever the rules say, or stand alone in
    them), "accept", "reject", "edit" or "unsure" (a review of the claim in `one`, see
    `model.review`), "undo" (`one` holds the id of the decision taken back). For must and never
    both sides hold mention keys as text; for reviews `other` holds what `model.review` writes.
    """

    id: str
    kind: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    who: str
    at: datetime
    why: str


def standing(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions in force: those not taken back, in their order, without the undoing ones."""
    undone: set[str] = set()
    # An undo can itself be undone, so later ones are heard first.
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in undone:
            undone.update(decision.one)
    return tuple(d for d in decisions if d.kind != "undo" and d.id not in undone)
