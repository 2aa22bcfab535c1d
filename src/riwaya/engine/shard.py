"""A shard as the manifest keeps it: what it is made of, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from riwaya.engine.stage import Outcome

WAITING, DONE, FAILED = "waiting", "done", "failed"


@dataclass(frozen=True, slots=True)
class Shard:
    """One shard of a stage.

    `inputs`: what it is made of. `key`: see `key_of`. `state`: WAITING, DONE or FAILED.
    `attempts`: of the work under this key. `output`: its file, relative to the folder of results.
    `side`: the file beside it, if any, and its `side_size`. `sha256`, `size`, `counts`: of the
    output, once it is there. `error`: why there is none.
    """

    name: str
    inputs: tuple[Mapping[str, Any], ...]
    key: str
    output: str
    side: str | None = None
    state: str = WAITING
    attempts: int = 0
    sha256: str | None = None
    size: int = 0
    side_size: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Its files, relative to the folder of results."""
        return (self.output, self.side) if self.side else (self.output,)

    def after(self, outcome: Outcome, attempts: int = 1) -> Shard:
        """The shard once a job has ended; `attempts`: how many tries that took."""
        return replace(
            self,
            state=DONE if outcome.error is None else FAILED,
            attempts=self.attempts + attempts,
            sha256=outcome.sha256,
            size=outcome.size,
            side_size=outcome.side_size,
            counts=outcome.counts,
            error=outcome.error,
        )


def totals(shards: Sequence[Shard]) -> Counter[str]:
    """The counts of all shards together."""
    counts: Counter[str] = Counter()
    for shard in shards:
        counts.update(shard.counts)
    return counts
