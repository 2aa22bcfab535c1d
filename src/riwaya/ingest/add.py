"""Reports taken into a case: known ones told apart, new ones read on all cores, kept in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from riwaya.casefile.digest import Digest
from riwaya.casefile.keep import keep
from riwaya.casefile.open import Case
from riwaya.casefile.reread import Stale, keep_reread, stale_after
from riwaya.casefile.standing import CHANGED, NEW, UNCHANGED, Standing, standings
from riwaya.errors import UnreadableFile
from riwaya.ingest.workers import Read, readers
from riwaya.model.intake import Failure, Intake

BATCH = 64
"""Reports written in one transaction: what a power cut can cost is at most one batch of work."""

_MOST_CHARACTERS = 4_000_000
_MOST_ERRORS = 1000


@dataclass(slots=True)
class Summary:
    """What came of an `add`: counts of reports, and what was skipped, (where, why) each.

    `errors` holds the first thousand; `skipped` counts all.
    """

    added: int = 0
    unchanged: int = 0
    changed: int = 0
    skipped: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)

    def count(self, found: Iterable[Standing]) -> None:
        """Count how reports stood to the case."""
        for standing in found:
            self.added += standing.state == NEW
            self.changed += standing.state == CHANGED
            self.unchanged += standing.state == UNCHANGED

    def skip(self, failure: Failure) -> None:
        """Count an input that gave no report."""
        self.skipped += 1
        if len(self.errors) < _MOST_ERRORS:
            self.errors.append((failure.where, str(failure.error)))

    def to_object(self) -> dict[str, Any]:
        """The object of the contract."""
        return {
            "added": self.added,
            "unchanged": self.unchanged,
            "changed": self.changed,
            "skipped": self.skipped,
            "errors": [{"where": where, "error": why} for where, why in self.errors],
        }


def add(
    case: Case,
    inputs: Iterable[Intake | Failure],
    *,
    workers: int = 1,
    tell: Callable[[Intake | Failure], None] = lambda _: None,
) -> Summary:
    """Take `inputs` into `case` and return what came of it.

    Reports that the case has are passed over; the others are read, on `workers` processes when
    there are many, and kept in the order they came in. Each batch is kept whole or not at all, so
    that a run which was cut short is finished by running it again. `tell` hears of each input
    once it is done with.
    """
    summary = Summary()
    batches = _batches(inputs)
    waiting: deque[_Batch] = deque()
    with readers(workers) as read:
        for intakes, failures in batches:
            waiting.append(_begin(case, intakes, failures, read))
            while len(waiting) > 2 * workers:
                _finish(case, waiting.popleft(), summary, tell)
        while waiting:
            _finish(case, waiting.popleft(), summary, tell)
    return summary


def reread(case: Case, *, workers: int = 1, tell: Callable[[], None] = lambda: None) -> int:
    """Read again what another program or knowledge has read; returns how many reports.

    Each batch is kept whole or not at all. `tell` is called for each report.
    """
    waiting: deque[tuple[list[Stale], Callable[[], list[Digest]]]] = deque()
    done = 0

    def finish() -> int:
        batch, digests = waiting.popleft()
        kept = keep_reread(case, list(zip(batch, digests(), strict=True)))
        for _ in batch:
            tell()
        return kept

    with readers(workers) as read:
        after = 0
        while batch := stale_after(case, after, BATCH):
            after = batch[-1][0]
            waiting.append((batch, read([(intake, report) for _, _, intake, report in batch])))
            while len(waiting) > 2 * workers:
                done += finish()
        while waiting:
            done += finish()
    return done


@dataclass(slots=True)
class _Batch:
    known: list[Standing]
    fresh: list[Intake]
    digests: Callable[[], list[Digest]]
    failures: list[Failure]


def _begin(case: Case, intakes: list[Intake], failures: list[Failure], read: Read) -> _Batch:
    with case.reading() as connection:
        found = standings(connection, intakes)
    fresh = [standing for standing in found if standing.state != UNCHANGED]
    known = [standing for standing in found if standing.state == UNCHANGED]
    work = [(standing.intake, standing.identity.id) for standing in fresh]
    return _Batch(known, [intake for intake, _ in work], read(work), failures)


def _finish(
    case: Case, batch: _Batch, summary: Summary, tell: Callable[[Intake | Failure], None]
) -> None:
    summary.count(batch.known)
    if batch.fresh:
        summary.count(keep(case, list(zip(batch.fresh, batch.digests(), strict=True))))
    for standing in batch.known:
        tell(standing.intake)
    for intake in batch.fresh:
        tell(intake)
    for failure in batch.failures:
        summary.skip(failure)
        tell(failure)


def _batches(
    inputs: Iterable[Intake | Failure],
) -> Iterator[tuple[list[Intake], list[Failure]]]:
    """Inputs in batches that are bounded in number and in characters."""
    intakes: list[Intake] = []
    failures: list[Failure] = []
    characters = 0
    for item in map(_held_to_text, inputs):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            intakes.append(item)
            characters += len(item.text)
        if len(intakes) + len(failures) >= BATCH or characters >= _MOST_CHARACTERS:
            yield intakes, failures
            intakes, failures, characters = [], [], 0
    if intakes or failures:
        yield intakes, failures


def _held_to_text(item: Intake | Failure) -> Intake | Failure:
    """A Failure for what has no word in it: all empty files would be one report."""
    if isinstance(item, Failure) or item.title or item.text.strip():
        return item
    return Failure(item.where, UnreadableFile("it is empty"), item.id)
