"""Which mentions of a run are neighbours: those that meet under a key and score high enough.

Pairs are found in parts of the keys, and scored in the part of the mentions where the first of the
two lies, to which the other is lent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from riwaya.engine.incidents.arrivals import LINES
from riwaya.engine.incidents.mentions import GATHERED, PROBED, STORED, gathered
from riwaya.engine.incidents.shuffle import in_parts, part, parts, written
from riwaya.engine.stage import Chunk, Context, Inputs
from riwaya.engine.storage import Store
from riwaya.incidents.linking import Mention
from riwaya.incidents.linking.index import crowd_of, is_crowded
from riwaya.incidents.linking.parts import least_score
from riwaya.incidents.linking.score import score

MEETINGS, LENT, EDGES = "meetings", "lent", "edges"


def meet(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part of the keys: the pairs of mentions that meet, to the part of the first of each;
    then, to the part of the other, where it is wanted besides.
    """
    count = options["parts"]
    stored: dict[str, list[int]] = defaultdict(list)
    probing: dict[str, list[int]] = defaultdict(list)
    for key, how, named in parts(context.store, GATHERED, count, inputs[0]["number"]):
        if how & STORED:
            stored[key].append(named)
        if how & PROBED:
            probing[key].append(named)
    found: dict[int, set[int]] = defaultdict(set)
    for key, held in stored.items():
        if key in probing and not is_crowded(sum(len(stored.get(k, ())) for k in crowd_of(key))):
            for one in probing[key]:
                found[one].update(other for other in held if other > one)
    wanted = sorted(
        {
            (other // LINES, one // LINES, other)
            for one, others in found.items()
            for other in others
            if other // LINES != one // LINES
        }
    )
    rows: list[tuple[int, Any]] = [
        (one // LINES, [one, *sorted(others)]) for one, others in sorted(found.items()) if others
    ]
    rows += [(count + part, [borrower, other]) for part, borrower, other in wanted]
    yield from written(in_parts(rows, 2 * count), pairs=sum(map(len, found.values())))


def lend(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part of the mentions: those that others are compared with, to where they are wanted."""
    number, count = inputs[0]["number"], options["parts"]
    asked = parts(context.store, MEETINGS, options["block_parts"], count + number)
    wanted = sorted({(borrower, other) for borrower, other in asked})
    held = list(part(context.store, GATHERED, number, options["block_parts"])) if wanted else []
    rows = ((borrower, [other, held[other % LINES][2]]) for borrower, other in wanted)
    yield from written(in_parts(rows, count), lent=len(wanted))


def weigh(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part of the mentions: the edges of those in it, each (one, other, score)."""
    number, count = inputs[0]["number"], options["parts"]
    own = gathered(context.store, number, options["block_parts"])
    mentions = {number * LINES + place: lying.mention for place, lying in enumerate(own)}
    for named, found in parts(context.store, LENT, count, number):
        mentions[named] = Mention.from_object(found)
    others: dict[int, set[int]] = defaultdict(set)
    for one, *found in parts(context.store, MEETINGS, options["block_parts"], number):
        others[one].update(found)
    least = least_score(0)
    rows: list[tuple[int, Any]] = []
    for one in sorted(others):
        for other in sorted(others[one]):
            value = score(mentions[one], mentions[other])
            if value >= least:
                rows.append((0, [one, other, value]))
    yield from written(in_parts(rows, 1), pairs=sum(map(len, others.values())), edges=len(rows))


def edges_of(store: Store, count: int) -> Iterator[tuple[int, int, float]]:
    """All edges, in the order of the first mention of each."""
    yield from parts(store, EDGES, count, 0)
