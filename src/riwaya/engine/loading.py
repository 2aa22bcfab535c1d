"""A finished run brought into a case, as if its reports had been added and read there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from riwaya.casefile.digest import Digest, digest_of_reading
from riwaya.casefile.keep import keep
from riwaya.casefile.linking import Linked, bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.settings import keep_setting, setting
from riwaya.casefile.standing import CHANGED, NEW, UNCHANGED, standings
from riwaya.casefile.words import settle
from riwaya.engine.incidents.arrivals import Line, lines_of
from riwaya.engine.incidents.finished import clusters_of, made_of, readings_of
from riwaya.engine.storage import Store
from riwaya.ingest.workers import readers
from riwaya.model.intake import Intake

BATCH = 1_000
"""Reports written in one transaction."""

_MOST_CHARACTERS = 16_000_000


@dataclass(slots=True)
class Loaded:
    """What came of it: counts of reports as for `add`. `passed`: shards that were in already.

    `linked`: what came of linking, where the run had been linked too.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    passed: int = 0
    linked: Linked | None = None


Tell = Callable[[int], None]
"""Hears how many reports have been looked at."""


def load_run(
    case: Case, store: Store, tell: Tell = lambda done: None, *, workers: int = 1
) -> Loaded:
    """Take all reports of a run into a case, in their order, with the readings the run made.

    Each batch is kept whole or not at all, and what the case has is passed over: a load that was
    cut short is finished by doing it again. A run with incidents brings them along. `workers`:
    processes that make words and sketches. Raises RunError for a run that is not finished,
    CaseUnavailable.
    """
    shards = readings_of(store)
    mark = f"run {made_of(shards)[:24]}"
    found = Loaded()
    with case.reading() as connection:
        found.passed = int(setting(connection, mark) or 0)
    for shard in shards[: found.passed]:
        counts = shard.counts
        lost = counts.get("failed", 0) + counts.get("filtered", 0)
        found.unchanged += counts.get("reports", 0) - lost
        found.skipped += lost
    waiting: deque[_Batch] = deque()
    with readers(workers, _digests) as read:
        for number in range(found.passed, len(shards)):
            for batch in _batches(store, number, found):
                waiting.append(_begin(case, batch, read))
                while len(waiting) > 2 * workers:
                    _finish(case, waiting.popleft(), found, tell, mark)
            waiting.append(_Batch(shards=number + 1))
        while waiting:
            _finish(case, waiting.popleft(), found, tell, mark)
    if found.added or found.changed:
        with case.writing() as connection:
            settle(connection)
    known = clusters_of(store)
    if known is not None:
        found.linked = bring_up_to_date(case, tell, known)
    return found


@dataclass(slots=True)
class _Batch:
    """Reports on their way, or the end of a shard: then `shards` of them are in."""

    fresh: list[Intake] = field(default_factory=list)
    known: int = 0
    digests: Callable[[], list[Digest]] = list
    shards: int = 0


def _batches(store: Store, number: int, found: Loaded) -> Iterator[list[tuple[Line, Intake]]]:
    batch: list[tuple[Line, Intake]] = []
    characters = 0
    for line in lines_of(store, number):
        if line.intake is None:
            found.skipped += 1
            continue
        batch.append((line, line.intake))
        characters += len(line.intake.text)
        if len(batch) >= BATCH or characters >= _MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _begin(
    case: Case, batch: list[tuple[Line, Intake]], read: Callable[..., Callable[[], list[Digest]]]
) -> _Batch:
    with case.reading() as connection:
        stood = standings(connection, [intake for _, intake in batch])
    fresh = [
        (line, standing.intake)
        for (line, _), standing in zip(batch, stood, strict=True)
        if standing.state != UNCHANGED
    ]
    work = [_work(line, intake) for line, intake in fresh]
    return _Batch([intake for _, intake in fresh], len(stood) - len(fresh), read(work))


def _finish(case: Case, batch: _Batch, found: Loaded, tell: Tell, mark: str) -> None:
    if batch.shards:
        with case.writing() as connection:
            keep_setting(connection, mark, str(batch.shards))
        return
    found.unchanged += batch.known
    if batch.fresh:
        for stood in keep(case, list(zip(batch.fresh, batch.digests(), strict=True))):
            found.added += stood.state == NEW
            found.changed += stood.state == CHANGED
            found.unchanged += stood.state == UNCHANGED
    tell(found.added + found.changed + found.unchanged)


_Work = tuple[Intake, str, str | None, str | None]
"""A report, the id that its reading bears, the reading, or why there is none."""


def _work(line: Line, intake: Intake) -> _Work:
    report_id = line.reading["report"]["id"]
    if "error" in line.reading:
        return intake, report_id, None, line.reading["error"]
    return intake, report_id, line.text.decode("utf-8").rstrip("\n"), None


def _digests(work: Sequence[_Work]) -> list[Digest]:
    return [digest_of_reading(*one) for one in work]
