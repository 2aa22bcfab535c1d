"""The parts that the driver finds from edges are those that the linker finds by looking around."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

from riwaya.engine.incidents.blocks import Places, batches, parts_of_edges
from riwaya.incidents.linking.parts import LARGEST_PART, Parts, least_score
from riwaya.incidents.linking.people_said import judgements


def _edges(count: int, seed: int) -> list[tuple[int, int, float]]:
    """A town struck every day, told of by `count` reports, with some that stand apart."""
    chance = random.Random(seed)
    found = []
    for one in range(count):
        for other in range(one + 1, min(one + 6, count)):
            if chance.random() < 0.6:
                found.append((one, other, round(least_score(0) + chance.random() * 4, 6)))
    return found


class _Known:
    """A graph whose edges are known."""

    def __init__(self, count: int, edges: list[tuple[int, int, float]]) -> None:
        self.mentions = [SimpleNamespace(key=number) for number in range(count)]
        self._edges: list[list[Any]] = [[] for _ in range(count)]
        for one, other, value in edges:
            self._edges[one].append((value, self.mentions[other]))
            self._edges[other].append((value, self.mentions[one]))

    def edges(self, mention: Any) -> list[Any]:
        return sorted(self._edges[mention.key], key=lambda edge: (-edge[0], edge[1].key))


def test_components_too_large_fall_apart_at_the_next_level() -> None:
    edges = _edges(260, 1) + [(a + 260, b + 260, value) for a, b, value in _edges(30, 2)]
    firsts = parts_of_edges(300, lambda: iter(edges))
    found = [{n for n in range(300) if firsts[n] == first} for first in firsts]
    graph: Any = _Known(300, edges)
    linker = Parts(graph, judgements(()))
    assert found == [set(linker.of(mention).mentions) for mention in graph.mentions]
    sizes = {len(part) for part in found}
    assert max(sizes) <= LARGEST_PART
    assert len(sizes) > 3


def test_parts_lie_whole_in_batches_and_batches_are_filled() -> None:
    firsts = [0, 0, 2, 3, 2, 3, 0, 7]
    dealt, count = batches(firsts, 4)
    assert count == 3
    assert all(dealt[n] == dealt[first] for n, first in enumerate(firsts))
    assert list(dealt) == [0, 0, 1, 1, 1, 1, 0, 2]


def test_nothing_is_no_batch() -> None:
    assert batches(parts_of_edges(0, lambda: iter(())), 4)[1] == 0


def test_mentions_are_numbered_part_after_part() -> None:
    places = Places([3, 0, 2])
    assert [places.number(named) for named in (0, 2, (2 << 32) + 1)] == [0, 2, 4]
    assert list(places.of(2)) == [3, 4]
    assert len(places) == 5
