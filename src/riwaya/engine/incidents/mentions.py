"""The mentions of a run, laid out by day and place so that those of one incident lie near.

A mention is named by the part it lies in and its place there (`part * LINES + place`).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from riwaya.casefile.mentions import stored_form, sum_of
from riwaya.engine.incidents.accounts import accounts_in
from riwaya.engine.incidents.arrivals import LINES
from riwaya.engine.incidents.shuffle import PREFIX, in_parts, part, parts, place_of, written
from riwaya.engine.stage import Chunk, Context, Inputs
from riwaya.engine.storage import Store
from riwaya.incidents.linking import Mention, keys_of, mentions_of, probes_of
from riwaya.incidents.linking.geography import spot
from riwaya.model.serialise import dumps

MENTIONS, SPREAD, GATHERED = "mentions", "spread", "gathered"
STORED, PROBED = 1, 2
_SPLITS = f"{PREFIX}splits.json"
# Of so many mentions one says where they lie.
_EVERY = 32

Label = list[str]
"""Day, place, report and event of a mention: what mentions are laid out by."""


class Lying(NamedTuple):
    """A mention, and where the reading lies that it was made of."""

    shard: int
    place: int
    mention: Mention


def mention(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: its mentions, and as told the labels of some, with `sum_of` all."""
    number = inputs[0]["number"]
    made = [
        (told.place, found)
        for told in accounts_in(context.store, number, options["id_parts"])
        for found in mentions_of(told.account)
    ]
    lines = [dumps([label_of(found), place, found.to_object()]) for place, found in made]
    some = [label_of(found) for _, found in made[::_EVERY]]
    total = sum_of(stored_form(found) for _, found in made)
    yield from written([lines], [some, f"{total:x}"], mentions=len(made))


def label_of(found: Mention) -> Label:
    """The label of a mention; one without a day comes before all days."""
    day = found.time.start.isoformat() if found.time else ""
    return [day, spot(found.place), found.key.report, found.key.event]


def keep_splits(store: Store, told: Sequence[Any], most: int) -> int:
    """Choose the labels at which a new part begins; `told` by `mention`. Returns how many parts.

    `most`: about how many mentions a part may have.
    """
    labels = sorted(label for some, _ in told for label in some)
    step = max(1, most // _EVERY)
    splits = labels[step::step]
    store.write(_SPLITS, dumps(splits).encode("utf-8"))
    return len(splits) + 1


def drop_splits(store: Store) -> None:
    """Take the labels away."""
    store.remove(_SPLITS)


def spread(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: its mentions to the parts in which they lie."""
    number = inputs[0]["number"]
    splits = json.loads(context.store.read(_SPLITS) or b"[]")
    rows = (
        (bisect_right(splits, label), [label, number, place, found])
        for label, place, found in part(context.store, MENTIONS, number, 0)
    )
    yield from written(in_parts(rows, options["parts"]))


def gather(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part: the keys of its mentions, to the parts in which those are looked up.

    The last part of the output holds the mentions in their order.
    """
    number, count = inputs[0]["number"], options["block_parts"]
    rows = sorted(parts(context.store, SPREAD, options["shards"], number), key=lambda row: row[0])
    keys: list[tuple[int, Any]] = []
    for place, (_, _, _, found) in enumerate(rows):
        one = Mention.from_object(found)
        how = dict.fromkeys(keys_of(one), STORED)
        for key in probes_of(one):
            how[key] = how.get(key, 0) | PROBED
        named = number * LINES + place
        keys += [(place_of(looked_up(key), count), [key, how[key], named]) for key in how]
    lines = in_parts(keys, count)
    lines.append([dumps(row[1:]) for row in rows])
    yield from written(lines, len(rows), keys=len(keys))


def looked_up(key: str) -> str:
    """What decides where a key is looked up: its day, so that mentions of one day meet once; of a
    key without a day all of it, but for what its crowd has in common.
    """
    kind, _, rest = key.partition(" ")
    if kind in ("dated", "undated"):
        return rest
    return key if kind in ("words", "victim", "report") else rest.partition(" ")[0]


def gathered(store: Store, number: int, block_parts: int) -> list[Lying]:
    """The mentions of a part in their order."""
    return [
        Lying(shard, place, Mention.from_object(found))
        for shard, place, found in part(store, GATHERED, number, block_parts)
    ]
