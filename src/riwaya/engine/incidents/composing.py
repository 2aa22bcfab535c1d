"""The incidents of a run: each batch of parts is clustered and composed apart, from the mentions
and readings that were dealt to it, and what comes of it is put in order.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riwaya.casefile.incidents import STORED_POLICY
from riwaya.engine.incidents.accounts import Told, accounts_in
from riwaya.engine.incidents.mentions import gathered
from riwaya.engine.incidents.shuffle import PREFIX, in_parts, part_lines, parts, parts_of, written
from riwaya.engine.stage import Chunk, Context, Inputs, shard_name
from riwaya.engine.storage import Store
from riwaya.incidents.compose import compose as composed
from riwaya.incidents.linking import Mention
from riwaya.incidents.linking.linker import clusters_in
from riwaya.incidents.linking.people_said import judgements
from riwaya.incidents.policies import load_policies
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Incident
from riwaya.model.serialise import dumps
from riwaya.model.serialise_cluster import cluster_object
from riwaya.model.serialise_incident import incident_object

DEALT, SENT, COMPOSED = "dealt", "sent", "composed"
INCIDENTS, CLUSTERS = "incidents", "clusters"
KEYS, WHOLE, GROUPED = 0, 1, 2
_PLAN, _ORDER = f"{PREFIX}plan", f"{PREFIX}order"

Key = tuple[bool, str, str]
"""What incidents are ordered by: whether they are undated, the first day, the id."""


def keep_plan(store: Store, part: int, firsts: Sequence[int], batch: Sequence[int]) -> None:
    """Note which part of the graph, and which batch, each mention of a part belongs to."""
    store.write(f"{_PLAN}/{shard_name(part)}.json", dumps([firsts, batch]).encode("ascii"))


def keep_order(store: Store, keys: Sequence[Sequence[Sequence[Any]]], most: int) -> int:
    """Note which incidents of which batches each of the last outputs holds; returns how many those
    are. `keys`: of all incidents, by batch; `most`: how many an output holds.
    """
    whole = sorted(_key(key) for batch in keys for key in batch)
    bounds = whole[::most]
    plan: list[list[list[int]]] = [[] for _ in bounds]
    for number, batch in enumerate(keys):
        own = [_key(key) for key in batch]
        cuts = array("q", (bisect_left(own, bound) for bound in bounds))
        cuts.append(len(own))
        for output in range(len(bounds)):
            if cuts[output] < cuts[output + 1]:
                plan[output].append([number, cuts[output], cuts[output + 1]])
    for output, pieces in enumerate(plan):
        store.write(f"{_ORDER}/{shard_name(output)}.json", dumps(pieces).encode("ascii"))
    return len(bounds)


def drop_plans(store: Store) -> None:
    """Take all such notes away."""
    for folder in (_PLAN, _ORDER):
        for name in store.names(folder):
            store.remove(f"{folder}/{name}")
        store.sweep(folder)


def deal(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part of the mentions: each to its batch; then, to the shards, which readings the
    batches need.
    """
    store, number, count = context.store, inputs[0]["number"], options["batches"]
    firsts, batch = json.loads(store.read(f"{_PLAN}/{shard_name(number)}.json") or b"[[], []]")
    found = parts_of(count + options["shards"])
    own = gathered(store, number, options["block_parts"])
    for lying, first, where in zip(own, firsts, batch, strict=True):
        found[where].append(dumps([first, lying.mention.to_object()]))
        found[count + lying.shard].append(dumps([lying.place, where]))
    yield from written(found)


def send(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: its accounts to the batches that need them."""
    store, number, count = context.store, inputs[0]["number"], options["batches"]
    wanted: dict[int, set[int]] = defaultdict(set)
    for place, where in parts(store, DEALT, options["parts"], count + number):
        wanted[place].add(where)
    rows = (
        (where, told)
        for told in accounts_in(store, number, options["id_parts"], wanted)
        for where in sorted(wanted[told.place])
    )
    yield from written(in_parts(rows, count))


def compose(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a batch: the incidents in order, as keys, as JSON, and the clusters they are made of."""
    store, number = context.store, inputs[0]["number"]
    groups: dict[int, dict[MentionKey, Mention]] = defaultdict(dict)
    for first, found in parts(store, DEALT, options["parts"], number):
        one = Mention.from_object(found)
        groups[first][one.key] = one
    sent = (Told(*row) for row in parts(store, SENT, options["shards"], number))
    accounts = {account.reading.report.id: account for account in (told.account for told in sent)}
    policy, said = load_policies()[STORED_POLICY], judgements(())
    rows = []
    for first in sorted(groups):
        for cluster in clusters_in(groups[first], said):
            incident = composed(cluster, accounts, (), policy, groups[first])
            rows.append((_named(incident), incident, cluster))
    rows.sort(key=lambda row: _key(row[0]))
    yield from written(
        [
            [dumps(key) for key, _, _ in rows],
            [dumps(incident_object(incident)) for _, incident, _ in rows],
            [dumps(cluster_object(cluster)) for _, _, cluster in rows],
        ],
        [key for key, _, _ in rows],
        incidents=len(rows),
    )


def put_in_order(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of an output: its incidents, or the clusters of them, by day, then id; undated last."""
    store, number = context.store, inputs[0]["number"]
    pieces = json.loads(store.read(f"{_ORDER}/{shard_name(number)}.json") or b"[]")
    found: list[tuple[Key, bytes]] = []
    for batch, start, end in pieces:
        keys = part_lines(store, COMPOSED, batch, KEYS)[start:end]
        lines = part_lines(store, COMPOSED, batch, options["what"])[start:end]
        found += zip((_key(json.loads(key)) for key in keys), lines, strict=True)
    found.sort(key=lambda row: row[0])
    for _, line in found:
        yield Chunk(line + b"\n", counts={options["counted"]: 1})


def _named(incident: Incident) -> list[str | None]:
    return [incident.date.start.isoformat() if incident.date else None, incident.id]


def _key(named: Sequence[Any]) -> Key:
    return named[0] is None, named[0] or "", named[1]
