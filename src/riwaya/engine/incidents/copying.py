"""Which texts of a run are copies of one another, as a case notes it: each is compared with those
before it that share its words or bands (`casefile.copies`), looked up in parts by band.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from riwaya.casefile.copies import (
    MOST_OF_A_BAND,
    SAME_WORDS,
    grouped,
    most_sharing,
    reason_of,
)
from riwaya.casefile.sketches import Sketch
from riwaya.engine.incidents.arrivals import sketches_in
from riwaya.engine.incidents.shuffle import in_parts, part, parts, place_of, written
from riwaya.engine.stage import Chunk, Context, Inputs
from riwaya.engine.storage import Store

BANDS, SHARING, CANDIDATES, COPIES = "bands", "sharing", "candidates", "copies"
_WORDS, _BAND = "w", "b"


class Pair(NamedTuple):
    """Two copies by their numbers, the first of them before the other; `shard` of each, and the
    id of the first.
    """

    one: int
    other: int
    reason: str
    one_shard: int
    other_shard: int
    one_id: str


def band(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: its texts by their words and by each of their bands."""
    number, count = inputs[0]["number"], options["parts"]
    rows: list[tuple[int, Any]] = []
    for newest, made in sketches_in(context.store, number, options["id_parts"]):
        text = [newest.number, number]
        keys = [_WORDS + made.text_key, *(f"{_BAND}{value}" for value in sorted(set(made.bands)))]
        for key in keys:
            named = [newest.id] if key.startswith(_WORDS) else []
            rows.append((place_of(key, count), [key, *text, *named]))
    yield from written(in_parts(rows, count))


def share(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part of words and bands: for each text the first few before it, to its shard."""
    shards = options["shards"]
    under: dict[str, list[list[Any]]] = defaultdict(list)
    for key, *text in parts(context.store, BANDS, shards, inputs[0]["number"]):
        under[key].append(text)
    rows: list[tuple[int, Any]] = []
    for key, texts in under.items():
        texts.sort()
        for at, (number, shard, *_) in enumerate(texts):
            before = texts[: min(at, 1 if key.startswith(_WORDS) else MOST_OF_A_BAND)]
            rows += [(shard, [number, *other]) for other in before]
    yield from written(in_parts(rows, shards))


def choose(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: which texts each of its texts is compared with, to the shard of those.

    A last part holds the pairs of the same words.
    """
    number, shards = inputs[0]["number"], options["shards"]
    sharing: dict[int, list[int]] = defaultdict(list)
    lying: dict[int, int] = {}
    rows: list[tuple[int, Any]] = []
    for text, other, shard, *named in parts(context.store, SHARING, options["parts"], number):
        if named:
            rows.append((shards, Pair(other, text, SAME_WORDS, shard, number, named[0])))
        else:
            sharing[text].append(other)
            lying[other] = shard
    for newest, made in sketches_in(context.store, number, options["id_parts"]):
        for other in most_sharing(sharing.get(newest.number, ())):
            rows.append((lying[other], [other, newest.number, number, *_compared(made)]))
    yield from written(in_parts(rows, shards + 1))


def compare(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: the pairs of copies whose first text lies there."""
    number, shards = inputs[0]["number"], options["shards"]
    asked: dict[int, list[list[Any]]] = defaultdict(list)
    for text, *rest in parts(context.store, CANDIDATES, shards, number):
        asked[text].append(rest)
    rows: list[tuple[int, Any]] = []
    for newest, made in sketches_in(context.store, number, options["id_parts"]):
        for other, shard, shingles, text_key, signature in asked.get(newest.number, ()):
            if text_key == made.text_key:
                continue
            later = Sketch(shingles, text_key, base64.b64decode(signature), ())
            found = reason_of(later, made.shingles, made.signature)
            if found:
                pair = Pair(newest.number, other, found[1], number, shard, newest.id)
                rows.append((0, pair))
    rows += [(0, row) for row in part(context.store, CANDIDATES, number, shards)]
    yield from written(in_parts(rows, 1), pairs=len(rows))


def _compared(made: Sketch) -> list[Any]:
    return [made.shingles, made.text_key, base64.b64encode(made.signature).decode("ascii")]


def pairs_of(store: Store, shards: int) -> Iterator[Pair]:
    """All pairs of copies, in no order."""
    for row in parts(store, COPIES, shards, 0):
        yield Pair(*row)


def groups_by_shard(pairs: Iterable[Pair]) -> dict[int, list[list[Any]]]:
    """Per shard the reports that have copies: (number, id of the first of the group, why it is a
    copy, or None for the first).
    """
    ordered = sorted(pairs)
    shard_of = {p.one: p.one_shard for p in ordered} | {p.other: p.other_shard for p in ordered}
    ids = {p.one: p.one_id for p in ordered}
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for number, (first, reason) in grouped((p.one, p.other, p.reason) for p in ordered).items():
        copied = reason if first != number else None
        found[shard_of[number]].append([number, ids[first], copied])
    return found
