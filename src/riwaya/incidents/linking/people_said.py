"""What people decided about mentions: which belong together and which never do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from riwaya.model.decision import Decision, MentionKey, standing

Pair = tuple[MentionKey, MentionKey]


class Judgements(NamedTuple):
    """`together`: for a mention, those that must be in its incident; `apart`: those that must not.

    Both are symmetric; a mention is in neither of its own sets.
    """

    together: Mapping[MentionKey, frozenset[MentionKey]]
    apart: Mapping[MentionKey, frozenset[MentionKey]]


def judgements(decisions: tuple[Decision, ...]) -> Judgements:
    """The decisions in force as sets; a later one stands against an earlier one about a pair.

    "Must" carries over: with A and B, and B and C, also A and C are of one incident, unless that
    would unite two that a later decision keeps apart.
    """
    groups: dict[MentionKey, set[MentionKey]] = {}
    apart: dict[MentionKey, set[MentionKey]] = {}
    for decision in reversed(standing(decisions)):
        if decision.kind == "must":
            for one, other in _chain(decision):
                _unite(groups, apart, one, other)
        elif decision.kind == "never":
            for one, other in _across(decision):
                if other not in groups.get(one, ()) and one != other:
                    apart.setdefault(one, set()).add(other)
                    apart.setdefault(other, set()).add(one)
    return Judgements(
        {key: frozenset(group - {key}) for key, group in groups.items()},
        {key: frozenset(others) for key, others in apart.items()},
    )


def _chain(decision: Decision) -> Iterator[Pair]:
    keys = _keys((*decision.one, *decision.other))
    return pairwise(keys)


def _across(decision: Decision) -> Iterator[Pair]:
    for one in _keys(decision.one):
        for other in _keys(decision.other):
            yield one, other


def _keys(texts: Iterable[str]) -> list[MentionKey]:
    return sorted({MentionKey.parse(text) for text in texts})


def _unite(
    groups: dict[MentionKey, set[MentionKey]],
    apart: Mapping[MentionKey, set[MentionKey]],
    one: MentionKey,
    other: MentionKey,
) -> None:
    first, second = groups.get(one, {one}), groups.get(other, {other})
    if first is second:
        return
    if any(not apart.get(key, set()).isdisjoint(second) for key in first):
        return
    united = first | second
    for key in united:
        groups[key] = united
