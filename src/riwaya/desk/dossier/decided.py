"""What people decided about one incident, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from riwaya.model.decision import Decision, MentionKey, standing
from riwaya.model.review import EDIT, REJECT, in_force

ABOUT_CLAIMS = frozenset({"exclude", "include", "prefer"})
"""Kinds of decisions that are made on the page of an incident."""

_REVIEWS = frozenset({REJECT, EDIT})
_SHOWN = ABOUT_CLAIMS | _REVIEWS | {"must", "never"}


class Decided(NamedTuple):
    """A decision. `undone`: the decision that took it back, which can be taken back itself;
    None while it stands.
    """

    decision: Decision
    undone: Decision | None

    @property
    def stands(self) -> bool:
        """Whether it is in force."""
        return self.undone is None


def decided_about(
    every: Sequence[Decision], members: Iterable[MentionKey], claims: Mapping[str, Any]
) -> tuple[Decided, ...]:
    """The decisions that name a member or a claim of an incident, the last first.

    `every`: all decisions of the case in their order. Reviews that change nothing are left out.
    """
    named = {str(key) for key in members} | set(claims)
    in_force = {decision.id for decision in standing(tuple(every))}
    takes_back: dict[str, Decision] = {}
    undone: set[str] = set()
    for decision in reversed(every):
        if decision.kind == "undo" and decision.id not in undone:
            undone.update(decision.one)
            for one in decision.one:
                takes_back.setdefault(one, decision)
    return tuple(
        Decided(decision, None if decision.id in in_force else takes_back.get(decision.id))
        for decision in reversed(every)
        if decision.kind in _SHOWN and not named.isdisjoint((*decision.one, *decision.other))
    )


def heeded_about_claims(every: Sequence[Decision]) -> dict[str, Decided]:
    """What sums heed about each claim, by claim key: the last decision, else what reviewers say."""
    stand = standing(tuple(every))
    found = {key: review for key, review in in_force(stand).items() if review.kind in _REVIEWS}
    for decision in stand:
        if decision.kind in ABOUT_CLAIMS:
            found.update(dict.fromkeys(decision.one, decision))
    return {key: Decided(decision, None) for key, decision in found.items()}
