"""A whole evaluation: all reports, every outlet, and examples of what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from riwaya.evaluation.accounts import Account
from riwaya.evaluation.intervals import Row, rows
from riwaya.evaluation.scoring import (
    CLASS,
    EVENT_TYPE,
    FIELD,
    MEASURE,
    MEASURES,
    STATUS,
    Example,
    Key,
    ReportScore,
    score_report,
)

FIELDS = (
    "status", "number", "group", "polarity", "class", "source", "event of the figure", "scope",
    "party of the dead", "event type", "place", "date", "perpetrator", "occurrence", "background",
    "status of the named", "relevance",
)  # fmt: skip
"""The fields in the order in which they are shown."""

NO_OUTLET = "(no outlet)"


class Section(NamedTuple):
    """The figures of some reports: `name` is an outlet, or "" for all of them."""

    name: str
    reports: int
    rows: tuple[Row, ...]

    def group(self, group: str) -> tuple[Row, ...]:
        """The rows of MEASURE, FIELD, STATUS, CLASS or EVENT_TYPE."""
        return tuple(row for row in self.rows if row.key.group == group)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out. `unread`: annotated reports without a reading, which count as read empty.
    `examples`: errors by what is wrong; `errors`: how many there are of each, shown or not.
    """

    resamples: int
    seed: int
    whole: Section
    outlets: tuple[Section, ...]
    unread: tuple[str, ...]
    examples: Mapping[str, tuple[Example, ...]]
    errors: Mapping[str, int]


def evaluate(
    gold: Sequence[Account],
    readings: Iterable[Account],
    resamples: int = 1000,
    seed: int = 0,
    most_examples: int = 10,
) -> Evaluation:
    """Hold readings against annotations, by id. Readings of other reports are passed over.

    `most_examples`: of each kind of error.
    """
    by_id = {account.id: account for account in readings}
    empty = Account("", (), (), ())
    scores = [score_report(one, by_id.get(one.id, empty)) for one in gold]
    by_outlet: dict[str, list[ReportScore]] = {}
    for score in scores:
        by_outlet.setdefault(score.outlet or NO_OUTLET, []).append(score)
    ordered = sorted(by_outlet.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    wrong: dict[str, list[Example]] = {}
    for score in scores:
        for example in score.examples:
            wrong.setdefault(example.field, []).append(example)
    return Evaluation(
        resamples=resamples,
        seed=seed,
        whole=_section("", scores, resamples, seed),
        outlets=tuple(_section(name, of, resamples, seed) for name, of in ordered),
        unread=tuple(one.id for one in gold if one.id not in by_id),
        examples={name: tuple(wrong[name][:most_examples]) for name in sorted(wrong, key=_order)},
        errors={name: len(wrong[name]) for name in sorted(wrong, key=_order)},
    )


def _section(name: str, scores: Sequence[ReportScore], resamples: int, seed: int) -> Section:
    found = {key for score in scores for key in score.tallies}
    values = [
        key for group in (STATUS, CLASS, EVENT_TYPE) for key in sorted(found) if key.group == group
    ]
    keys = [
        *(Key(MEASURE, measure) for measure in MEASURES),
        *(Key(FIELD, field) for field in FIELDS if Key(FIELD, field) in found),
        *values,
    ]
    return Section(name, len(scores), rows(scores, keys, resamples, f"{seed} {name}"))


def _order(field: str) -> tuple[int, str]:
    return (FIELDS.index(field), "") if field in FIELDS else (len(FIELDS), field)
