"""A finished run brought into a case, as if its reports had been added and read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from riwaya.casefile.digest import Digest, digest_of_reading
from riwaya.casefile.keep import keep
from riwaya.casefile.linking import Linked, bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.settings import keep_setting, setting
from riwaya.casefile.standing import CHANGED, NEW, UNCHANGED, Standing, standings
from riwaya.casefile.words import settle
from riwaya.engine.incidents.arrivals import Line, lines_of
from riwaya.engine.incidents.finished import clusters_of, made_of, readings_of
from riwaya.engine.storage import Store
from riwaya.errors import RunError
from riwaya.model.intake import Intake
from riwaya.model.serialise import dumps

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


def load_run(case: Case, store: Store, tell: Tell = lambda done: None) -> Loaded:
    """Take all reports of a run into a case, in their order, with the readings the run made.

    Each batch is kept whole or not at all, and what the case has is passed over: a load that was
    cut short is finished by doing it again. A run with incidents brings them along. Raises RunError
    for a run that is not finished, CaseUnavailable.
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
    for number in range(found.passed, len(shards)):
        for batch in _batches(store, number, found):
            _take_in(case, batch, found)
            tell(found.added + found.changed + found.unchanged)
        with case.writing() as connection:
            keep_setting(connection, mark, str(number + 1))
    if found.added or found.changed:
        with case.writing() as connection:
            settle(connection)
    known = clusters_of(store)
    if known is not None:
        found.linked = bring_up_to_date(case, tell, known)
    return found


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


def _take_in(case: Case, batch: list[tuple[Line, Intake]], found: Loaded) -> None:
    with case.reading() as connection:
        known = standings(connection, [intake for _, intake in batch])
    fresh = [
        (line, stood)
        for (line, _), stood in zip(batch, known, strict=True)
        if stood.state != UNCHANGED
    ]
    found.unchanged += len(known) - len(fresh)
    if fresh:
        kept = keep(case, [(stood.intake, _digest(line, stood)) for line, stood in fresh])
        for stood in kept:
            found.added += stood.state == NEW
            found.changed += stood.state == CHANGED
            found.unchanged += stood.state == UNCHANGED


def _digest(line: Line, stood: Standing) -> Digest:
    reading: dict[str, Any] = dict(line.reading)
    if "error" in reading:
        return digest_of_reading(stood.intake, None, reading["error"])
    if reading.get("report", {}).get("sha256") != stood.text_sha256:
        raise RunError(
            f"the reading of {stood.identity.id} is of another text; run `riwaya run` again"
        )
    if reading["report"]["id"] != stood.identity.id:
        reading["report"] = {**reading["report"], "id": stood.identity.id}
    return digest_of_reading(stood.intake, dumps(reading), None)
