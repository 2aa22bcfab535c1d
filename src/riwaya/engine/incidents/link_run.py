"""All readings of a finished run linked into incidents: the stages in their order.

The result is that of `riwaya link` on a case into which the same reports were added, whichever
engine did the work and however the run was cut into shards. A stage that was cut short goes on
where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

from riwaya.engine.engines import Engine
from riwaya.engine.incidents import arrivals, composing, copying, mentions, pairs
from riwaya.engine.incidents.accounts import drop_groups, keep_groups
from riwaya.engine.incidents.blocks import Places, batches, parts_of_edges
from riwaya.engine.incidents.finished import made_of, readings_of
from riwaya.engine.incidents.shuffle import PREFIX, SUFFIX, heads, tasks_of
from riwaya.engine.run import Run, drop_stage, run_stage
from riwaya.engine.shard import DONE, totals
from riwaya.engine.stage import Process, Stage
from riwaya.errors import RunError

REPORTS_TO_A_PART = 20_000
MENTIONS_TO_A_PART = 4_000
MENTIONS_TO_A_BATCH = 1_000
INCIDENTS_TO_AN_OUTPUT = 5_000
RESULT = ".jsonl"

Options = Mapping[str, Any]
Tell = Callable[[str, int], None]
"""Hears of a stage that begins, and of how many tasks it is."""


@dataclass(frozen=True, slots=True)
class LinkedRun:
    """What came of it. `new`: whether any of it had to be made."""

    reports: int
    mentions: int
    edges: int
    incidents: int
    new: bool


class Sizes(NamedTuple):
    """How finely the work is cut; the result does not depend on it."""

    reports: int = REPORTS_TO_A_PART
    mentions: int = MENTIONS_TO_A_PART
    batch: int = MENTIONS_TO_A_BATCH
    output: int = INCIDENTS_TO_AN_OUTPUT


def link_run(
    run: Run, engine: Engine, tell: Tell = lambda *_: None, sizes: Sizes | None = None
) -> LinkedRun:
    """Link a run whose shards are all read; `incidents/` then holds the incidents as JSON Lines.

    Raises RunError when the run is not finished, or a task fails for good.
    """
    shards = readings_of(run.store)
    digest = made_of(shards)
    held = _held(run, digest)
    return held or _Linking(run, engine, tell, sizes or Sizes(), digest, len(shards)).linked()


def _held(run: Run, digest: str) -> LinkedRun | None:
    """What the run has of these readings already."""
    options = run.manifest.options(composing.INCIDENTS)
    if options.get("made_of") != digest:
        return None
    for stage in (composing.INCIDENTS, composing.CLUSTERS):
        for shard in run.manifest.shards(stage):
            if shard.state != DONE or run.store.size(shard.output) != shard.size:
                return None
    return LinkedRun(**options["counts"], new=False)


class _Linking:
    """One linking. Stages are named in the order in which they run."""

    def __init__(
        self, run: Run, engine: Engine, tell: Tell, sizes: Sizes, digest: str, shards: int
    ) -> None:
        self._run, self._engine, self._tell = run, engine, tell
        self._sizes, self._made_of, self._shards = sizes, digest, shards
        self._done: list[str] = []

    def linked(self) -> LinkedRun:
        """All stages."""
        store, shards = self._run.store, self._shards
        lines = totals(self._run.manifest.shards(arrivals.READINGS))
        id_parts = self._parts(max(lines.values(), default=0), self._sizes.reports)
        self._stage(arrivals.ARRIVALS, arrivals.arrive, shards, {"parts": id_parts})
        found = self._stage(arrivals.STANDINGS, arrivals.tell_apart, id_parts, {"shards": shards})
        self._copies(id_parts)
        told = self._stage(mentions.MENTIONS, mentions.mention, shards, {"id_parts": id_parts})
        made = heads(store, mentions.MENTIONS, shards)
        total = sum(int(part, 16) for _, part in made) % (1 << 256)
        count = mentions.keep_splits(store, made, self._sizes.mentions)
        shared = {"parts": count, "block_parts": count, "shards": shards, "id_parts": id_parts}
        self._stage(mentions.SPREAD, mentions.spread, shards, shared)
        self._stage(mentions.GATHERED, mentions.gather, count, shared)
        self._stage(pairs.MEETINGS, pairs.meet, count, shared)
        self._stage(pairs.LENT, pairs.lend, count, shared)
        edges = self._stage(pairs.EDGES, pairs.weigh, count, shared)
        shared["batches"] = self._batches(count)
        self._stage(composing.DEALT, composing.deal, count, shared)
        self._stage(composing.SENT, composing.send, shards, shared)
        composed = self._stage(composing.COMPOSED, composing.compose, shared["batches"], shared)
        counts = {
            "reports": found["reports"], "mentions": told["mentions"], "edges": edges["edges"],
            "incidents": composed["incidents"],
        }  # fmt: skip
        self._put_in_order(shared["batches"], counts, f"{total:x}")
        self._clear()
        return LinkedRun(**counts, new=True)

    def _copies(self, id_parts: int) -> None:
        shards = self._shards
        shared = {"parts": id_parts, "id_parts": id_parts, "shards": shards}
        self._stage(copying.BANDS, copying.band, shards, shared)
        self._stage(copying.SHARING, copying.share, id_parts, shared)
        self._stage(copying.CANDIDATES, copying.choose, shards, shared)
        self._stage(copying.COPIES, copying.compare, shards, shared)
        store = self._run.store
        groups = copying.groups_by_shard(copying.pairs_of(store, shards))
        for shard in range(shards):
            keep_groups(store, shard, groups.get(shard, []))

    def _batches(self, count: int) -> int:
        """Find the parts of the graph and deal them out; returns how many batches there are."""
        store = self._run.store
        places = Places(heads(store, mentions.GATHERED, count))
        firsts = parts_of_edges(
            len(places),
            lambda: (
                (places.number(one), places.number(other), value)
                for one, other, value in pairs.edges_of(store, count)
            ),
        )
        batch, made = batches(firsts, self._sizes.batch)
        for part in range(count):
            own = places.of(part)
            first, end = own.start, own.stop
            composing.keep_plan(store, part, list(firsts[first:end]), list(batch[first:end]))
        return made

    def _put_in_order(self, count: int, counts: dict[str, int], total: str) -> None:
        store = self._run.store
        keys = heads(store, composing.COMPOSED, count)
        outputs = composing.keep_order(store, keys, self._sizes.output)
        for name, what in (
            (composing.CLUSTERS, composing.GROUPED),
            (composing.INCIDENTS, composing.WHOLE),
        ):
            options = {"what": what, "counted": name, "counts": counts, "mentions": total}
            self._stage(name, composing.put_in_order, outputs, options, prefix="")

    def _stage(
        self, name: str, process: Process, count: int, options: Options, prefix: str = PREFIX
    ) -> Counter[str]:
        """Bring one stage to its end; returns its counts. Raises RunError when a task failed."""
        suffix = SUFFIX if prefix else RESULT
        stage = Stage(prefix + name, process, {"made_of": self._made_of, **options}, suffix)
        if prefix:
            self._done.append(stage.name)
        self._tell(name, count)
        found = run_stage(self._run, stage, tasks_of(count), self._engine)
        for shard in found:
            if shard.state != DONE:
                raise RunError(f"{self._run.store.root}/{shard.output}: {shard.error}")
        return totals(found)

    def _parts(self, count: int, most: int) -> int:
        return max(1, ceil(count / most))

    def _clear(self) -> None:
        """Take away what was only needed on the way."""
        for name in self._done:
            drop_stage(self._run, name)
        store = self._run.store
        mentions.drop_splits(store)
        drop_groups(store)
        composing.drop_plans(store)
