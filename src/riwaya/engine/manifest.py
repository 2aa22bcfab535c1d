"""The manifest of a run: which shards there are, what they are made of, and what came of them."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from riwaya.engine.program import Program, this_program
from riwaya.engine.shard import DONE, Shard, totals
from riwaya.engine.stage import Stage, Task, check_fence, key_of
from riwaya.engine.storage import Store
from riwaya.errors import RunError
from riwaya.model.serialise import SCHEMA as READING_SCHEMA

SCHEMA = "riwaya.run/1"
MANIFEST = "manifest.json"

_LEAST_PAUSE = 2.0
# Of a run's time at most this part goes into writing the manifest.
_SHARE = 20


class Manifest:
    """The manifest of one folder of results; `save` writes it whole.

    It is written now and then while shards end: what a kill makes it forget is done again, to
    the same bytes.
    """

    def __init__(
        self, store: Store, token: str, program: Program, stages: dict[str, list[Shard]]
    ) -> None:
        self._store = store
        self._token = token
        self._program = program
        self._stages = stages
        self._options: dict[str, Mapping[str, Any]] = {}
        self._saved, self._pause = time.monotonic(), _LEAST_PAUSE

    def shards(self, stage: str) -> Sequence[Shard]:
        """The shards of a stage, in order; none for a stage that was never planned."""
        return tuple(self._stages.get(stage, ()))

    def options(self, stage: str) -> Mapping[str, Any]:
        """The options that a stage was last planned with; none for one that never was."""
        return self._options.get(stage, {})

    def stages(self) -> Sequence[str]:
        """The stages that were planned, in order."""
        return tuple(self._stages)

    def plan(self, stage: Stage, tasks: Sequence[Task]) -> dict[int, Shard]:
        """Make `tasks` the shards of a stage; those whose output is there already stay done.

        Returns, by place, shards of before whose output is wanted there under another name, as
        when an input in front of it has grown.
        """
        old = self._stages.get(stage.name, [])
        there = self._there(stage, old)
        before = {shard.name: shard for shard in old}
        elsewhere: dict[str, list[Shard]] = {}
        for shard in reversed(old):
            if shard.name in there:
                elsewhere.setdefault(shard.key, []).append(shard)
        planned, moved = [], {}
        for place, task in enumerate(tasks):
            key = key_of(stage, task, self._program)
            shard = Shard(
                task.name, task.inputs, key, stage.output(task.name), stage.beside(task.name)
            )
            same = before.get(task.name)
            if same is not None and same.key == key:
                shard = same if same.name in there else replace(shard, attempts=same.attempts)
            elif elsewhere.get(key):
                moved[place] = elsewhere[key].pop()
            planned.append(shard)
        self._stages[stage.name] = planned
        self._options[stage.name] = stage.options
        kept = {shard.name for shard in planned if shard.state == DONE}
        return {place: shard for place, shard in moved.items() if shard.name not in kept}

    def drop(self, stage: str) -> None:
        """Forget a stage."""
        self._stages.pop(stage, None)
        self._options.pop(stage, None)

    def _there(self, stage: Stage, shards: Sequence[Shard]) -> set[str]:
        """The names of shards that are done, as the listing of their folders shows."""
        if not shards:
            return set()
        folders = filter(None, (stage.name, stage.side))
        sizes = {
            f"{folder}/{name}": size
            for folder in folders
            for name, size in self._store.sizes(folder).items()
        }
        return {
            shard.name
            for shard in shards
            if shard.state == DONE
            and sizes.get(shard.output) == shard.size
            and (shard.side is None or sizes.get(shard.side) == shard.side_size)
        }

    def is_there(self, shard: Shard) -> bool:
        """Whether the files of a shard lie where they should, with the sizes they should have."""
        if self._store.size(shard.output) != shard.size:
            return False
        return shard.side is None or self._store.size(shard.side) == shard.side_size

    def update(self, stage: str, place: int, shard: Shard) -> None:
        """Put a shard back into its place."""
        self._stages[stage][place] = shard

    def save_if_due(self) -> None:
        """Save, unless that was done just now."""
        if time.monotonic() - self._saved >= self._pause:
            self.save()

    def save(self) -> None:
        """Write the manifest. Raises RunError when another run holds the folder by now."""
        began = time.monotonic()
        check_fence(self._store, self._token)
        text = json.dumps(self._object(), ensure_ascii=False, indent=1)
        self._store.write(MANIFEST, text.encode("utf-8", "replace") + b"\n")
        self._saved = time.monotonic()
        self._pause = max(_LEAST_PAUSE, _SHARE * (self._saved - began))

    def _object(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "readings": READING_SCHEMA,
            "program": asdict(self._program),
            "stages": {
                name: {
                    "options": dict(self._options.get(name, {})),
                    "counts": dict(sorted(totals(shards).items())),
                    "shards": [asdict(shard) for shard in shards],
                }
                for name, shards in self._stages.items()
            },
        }


def load(store: Store, token: str) -> Manifest:
    """The manifest of a folder, an empty one for a folder that is new. `token`: of the run.

    Raises RunError for a folder that holds something else, or a manifest that cannot be read.
    """
    data = store.read(MANIFEST)
    if data is None:
        others = [name for name in store.sizes() if not name.startswith(".")]
        if others:
            raise RunError(
                f"{store.root}: holds {others[0]!r} and no {MANIFEST}: name a new or empty folder"
            )
        return Manifest(store, token, this_program(), {})
    try:
        found = json.loads(data)
        if found["schema"] != SCHEMA:
            raise RunError(
                f"{store.root}/{MANIFEST}: written by another version; name a new folder"
            )
        manifest = Manifest(
            store,
            token,
            this_program(),
            {
                name: [
                    Shard(**{**shard, "inputs": tuple(shard["inputs"])})
                    for shard in stage["shards"]
                ]
                for name, stage in found["stages"].items()
            },
        )
        for name, stage in found["stages"].items():
            manifest._options[name] = stage["options"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(
            f"{store.root}/{MANIFEST} is damaged; remove the folder, or name a new one"
        ) from error
    return manifest
