"""Which mentions of a run hang together, found by the driver from the edges alone.

The parts are those of `riwaya.incidents.linking.parts`: connected over edges at the lowest level
at which a part is not too large. They are dealt out to batches, which are clustered and composed
apart. What is held of the whole run: 24 bytes a mention, and 24 for each edge within components
that are too large at level 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from riwaya.engine.incidents.arrivals import LINES
from riwaya.incidents.linking.parts import LARGEST_PART, least_score

Edge = tuple[int, int, float]


class Places:
    """Mentions, named by part and place there, numbered one after another."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._starts = array("q", [0])
        for size in sizes:
            self._starts.append(self._starts[-1] + size)

    def __len__(self) -> int:
        return self._starts[-1]

    def number(self, named: int) -> int:
        """The number of a mention."""
        return self._starts[named // LINES] + named % LINES

    def of(self, part: int) -> range:
        """The numbers of the mentions of a part."""
        return range(self._starts[part], self._starts[part + 1])


def parts_of_edges(count: int, edges: Callable[[], Iterable[Edge]]) -> array[int]:
    """For each of `count` mentions the first mention of its part; `edges` are gone through twice at
    most.
    """
    joined = _Joined(count)
    for one, other, _ in edges():
        joined.unite(one, other)
    level, kept = 0, None
    while large := joined.large():
        level += 1
        least = least_score(level)
        kept = _Edges.among(edges() if kept is None else kept, large, least)
        joined.part(large)
        for one, other, _ in kept:
            joined.unite(one, other)
    return joined.firsts()


def batches(firsts: Sequence[int], most: int) -> tuple[array[int], int]:
    """For each mention its batch, and how many there are; a part lies whole in one batch.

    `most`: about how many mentions a batch may have.
    """
    sizes = array("q", bytes(8 * len(firsts)))
    for first in firsts:
        sizes[first] += 1
    found = array("q", bytes(8 * len(firsts)))
    batch = held = 0
    for number, first in enumerate(firsts):
        if first == number:
            if held and held + sizes[number] > most:
                batch, held = batch + 1, 0
            held += sizes[number]
            found[number] = batch
        else:
            found[number] = found[first]
    return found, batch + 1 if len(firsts) else 0


class _Joined:
    """Mentions united, each under the first one of its component."""

    def __init__(self, count: int) -> None:
        self._above = array("q", range(count))

    def first(self, one: int) -> int:
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def unite(self, one: int, other: int) -> None:
        first, second = self.first(one), self.first(other)
        if first != second:
            self._above[max(first, second)] = min(first, second)

    def firsts(self) -> array[int]:
        return array("q", map(self.first, range(len(self._above))))

    def large(self) -> bytearray:
        """A mark for each mention in a component that is too large; empty when there is none."""
        firsts = self.firsts()
        sizes = array("q", bytes(8 * len(firsts)))
        for first in firsts:
            sizes[first] += 1
        marks = bytearray(sizes[first] > LARGEST_PART for first in firsts)
        return marks if any(marks) else bytearray()

    def part(self, marks: bytearray) -> None:
        """Take the marked mentions apart again."""
        for number, marked in enumerate(marks):
            if marked:
                self._above[number] = number


class _Edges:
    """Edges in three arrays."""

    def __init__(self) -> None:
        self._one, self._other, self._value = array("q"), array("q"), array("d")

    def add(self, one: int, other: int, value: float) -> None:
        self._one.append(one)
        self._other.append(other)
        self._value.append(value)

    def __iter__(self) -> Iterator[Edge]:
        return zip(self._one, self._other, self._value, strict=True)

    @classmethod
    def among(cls, edges: Iterable[Edge], marks: bytearray, least: float) -> _Edges:
        """Those between marked mentions that score `least` or more."""
        found = cls()
        for one, other, value in edges:
            if marks[one] and value >= least:
                found.add(one, other, value)
        return found
