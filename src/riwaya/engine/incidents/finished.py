"""A finished run as what comes after needs it: its readings, and its clusters once it is linked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.casefile.linking import linking_rules
from riwaya.engine.incidents.arrivals import READINGS
from riwaya.engine.incidents.composing import CLUSTERS
from riwaya.engine.manifest import MANIFEST, load
from riwaya.engine.program import this_program
from riwaya.engine.shard import DONE, Shard
from riwaya.engine.storage import Store
from riwaya.errors import RunError
from riwaya.model.incident import Cluster
from riwaya.model.serialise_cluster import cluster_record


def readings_of(store: Store) -> Sequence[Shard]:
    """The shards of a finished run. Raises RunError where some are not done, or were read by
    another program: then `riwaya run` reads them again.
    """
    manifest = load(store, "")  # to be looked at, never saved
    shards = manifest.shards(READINGS)
    undone = [shard.name for shard in shards if shard.state != DONE]
    if undone or not shards:
        what = f"{undone[0]} of its readings is not done" if undone else "it has no readings"
        raise RunError(f"{store.root}: {what}; finish it with `riwaya run` first")
    made_by = json.loads(store.read(MANIFEST) or b"{}")["program"]
    here = this_program()
    if (made_by["version"], made_by["knowledge"]) != (here.version, here.knowledge):
        raise RunError(
            f"{store.root}: was read by Riwaya {made_by['version']} with other knowledge than "
            f"this one ({here.version}); run `riwaya run` again, which reads it anew"
        )
    return shards


def made_of(shards: Sequence[Shard]) -> str:
    """A digest of all that the incidents of a run are made of."""
    whole = [linking_rules(), *(f"{s.name} {s.key} {s.sha256}" for s in shards)]
    return hashlib.sha256("\n".join(whole).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class RunClusters:
    """The clusters of a run that is linked. `mentions`: `sum_of` those that they were made of."""

    store: Store
    shards: tuple[Shard, ...]
    mentions: int

    def pieces(self) -> Iterator[list[Cluster]]:
        """All clusters, some thousand at a time."""
        for shard in self.shards:
            with self.store.opened(shard.output) as lines:
                yield [cluster_record(json.loads(line)) for line in lines]


def clusters_of(store: Store) -> RunClusters | None:
    """The clusters of a run, None where it is not linked, or was linked by other rules."""
    manifest = load(store, "")  # to be looked at, never saved
    options, shards = manifest.options(CLUSTERS), manifest.shards(CLUSTERS)
    if options.get("made_of") != made_of(manifest.shards(READINGS)):
        return None
    if any(s.state != DONE or store.size(s.output) != s.size for s in shards):
        return None
    return RunClusters(store, tuple(shards), int(options["mentions"], 16))
