"""Mentions in parts: who is neighbour of whom, and what hangs together over neighbours.

Two mentions that share a block are neighbours at a level when they score `link_at` and half a
point more for every level. The part of a mention is all that is reached from it over neighbours
at the lowest level at which that is not too large to compare all with all. Parts overlap never,
depend on the mentions and not on their order, and are found without looking further than twice
their bound: a city struck every day for years is one component, and its parts are still small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from riwaya.incidents.linking.blocking import probes_of
from riwaya.incidents.linking.index import BlockIndex, Index
from riwaya.incidents.linking.people_said import Judgements
from riwaya.incidents.linking.record import Mention
from riwaya.incidents.linking.score import load_weights, score
from riwaya.model.decision import MentionKey

LARGEST_PART = 120
_STRICTER = 0.5

Edges = list[tuple[float, Mention]]


class Part(NamedTuple):
    """Mentions that hang together at a `level`; `level` 0 is `link_at`."""

    level: int
    mentions: Mapping[MentionKey, Mention]


def least_score(level: int) -> float:
    """The score from which two mentions are neighbours at a level."""
    return load_weights().link_at + _STRICTER * level


class Graph:
    """The neighbours of mentions with their scores, worked out when they are asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._edges: dict[MentionKey, Edges] = {}
        self._low: dict[MentionKey, set[MentionKey]] = {}

    def get(self, key: MentionKey) -> Mention | None:
        """The mention of that key, None when the case has none."""
        return self._index.get(key)

    def edges(self, mention: Mention) -> Edges:
        """The neighbours of a mention at level 0 and their scores, the highest first."""
        found = self._edges.get(mention.key)
        if found is None:
            found = self.around(mention)
            self._edges[mention.key] = found
        return found

    def around(self, mention: Mention) -> Edges:
        """As `edges`, of a mention that the case need not hold, or holds otherwise by now."""
        link_at = load_weights().link_at
        others = {other.key: other for other in self._index.near(probes_of(mention))}
        others.pop(mention.key, None)
        scored = ((score(mention, other), other) for other in others.values())
        return _ordered(edge for edge in scored if edge[0] >= link_at)

    @classmethod
    def whole(cls, index: BlockIndex) -> Graph:
        """The graph of all mentions, worked out at once: each pair is scored only once."""
        link_at = load_weights().link_at
        graph = cls(index)
        edges: dict[MentionKey, Edges] = {mention.key: [] for mention in index.mentions()}
        for mention in index.mentions():
            key = mention.key
            # Blocking is symmetric, so that the first of two finds the other.
            later = {m.key: m for m in index.near(probes_of(mention)) if m.key > key}
            for other in later.values():
                value = score(mention, other)
                if value >= link_at:
                    edges[key].append((value, other))
                    edges[other.key].append((value, mention))
        graph._edges = {key: _ordered(found) for key, found in edges.items()}
        return graph


def _ordered(edges: Iterable[tuple[float, Mention]]) -> Edges:
    return sorted(edges, key=lambda edge: (-edge[0], edge[1].key))


class Parts:
    """The parts of a graph; `without`: mentions that are taken for absent."""

    def __init__(
        self,
        graph: Graph,
        said: Judgements,
        without: Collection[MentionKey] = frozenset(),
    ) -> None:
        self._graph = graph
        self._said = said
        self._without = without
        self._of: dict[MentionKey, Part] = {}
        # By level, mentions from which too much is reached: whoever meets them is one of them.
        self._large: dict[int, set[MentionKey]] = {}

    def of(self, mention: Mention) -> Part:
        """The part of a mention, itself included."""
        level = 0
        while mention.key not in self._of:
            reached = self._reached(mention, level)
            if reached is not None:
                part = Part(level, reached)
                self._of.update(dict.fromkeys(reached, part))
            level += 1
        return self._of[mention.key]

    def _reached(self, mention: Mention, level: int) -> dict[MentionKey, Mention] | None:
        """All that is reached at a level, None where that is too much.

        What only people put together is never too much.
        """
        large = self._large.setdefault(level, set())
        least = least_score(level)
        found = {mention.key: mention}
        waiting = [mention]
        scored = False
        if mention.key in large:
            return None
        while waiting:
            current = waiting.pop()
            for value, other in self._graph.edges(current):
                if value < least:
                    break
                if other.key in self._without:
                    continue
                scored = True
                if other.key not in found:
                    found[other.key] = other
                    waiting.append(other)
            for other in self._put_together(current):
                if other.key not in found:
                    found[other.key] = other
                    waiting.append(other)
            if scored and (len(found) > LARGEST_PART or not large.isdisjoint(found)):
                large.update(found)
                return None
        return found

    def _put_together(self, mention: Mention) -> Iterable[Mention]:
        for key in sorted(self._said.together.get(mention.key, ())):
            other = None if key in self._without else self._graph.get(key)
            if other is not None:
                yield other
