"""What was evaluated, in the words that a methods section needs."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.evaluation.intervals import LEAST_REPORTS
from riwaya.evaluation.result import Evaluation


class Subject(NamedTuple):
    """`gold`: the file of annotations; `digest`: its SHA-256. `program`, `knowledge`: the version
    of the program and of its word lists. `readings`: the file of readings that were scored, ""
    where the program read the reports itself.
    """

    gold: str
    digest: str
    program: str
    knowledge: str
    readings: str = ""


def methods(subject: Subject, result: Evaluation) -> str:
    """One paragraph that says what the figures are."""
    by = f"the readings in {subject.readings}" if subject.readings else "its own reading"
    tallies = {row.key.name: row.tally for row in result.whole.group("measure")}
    sure = (
        f"Intervals are 95 % percentile intervals from {result.resamples:,} bootstrap samples of "
        f"whole reports (seed {result.seed}); none is given for fewer than {LEAST_REPORTS} reports."
        if result.resamples
        else "No intervals were asked for."
    )
    return (
        f"riwaya {subject.program} (knowledge {subject.knowledge[:12]}), {by}, against "
        f"{_many(result.whole.reports, 'annotated report')} with "
        f"{_many(tallies['number'].annotated, 'figure')}, "
        f"{_many(tallies['events'].annotated, 'event')} and "
        f"{_many(tallies['people'].annotated, 'named casualty', 'named casualties')} "
        f"({subject.gold}, SHA-256 {subject.digest[:12]}). {sure}"
    )


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


EXPLAINED = {
    "number": "status, polarity, group and interval agree",
    "+class": "and civilian, armed or unknown agrees",
    "+source": "and the innermost source agrees",
    "+event": "and the event agrees in type and place",
    "events": "type and place agree",
    "people": "the name agrees",
}
"""What makes an item right, by measure."""

OF_FIELDS = (
    "Share of pairs that agree. Status, number, group and polarity: of figures that the same words "
    "tell of; class to party: of figures whose number agrees; event type and place: of events that "
    "the same words tell of; date to background: of events alike in type and place."
)
"""Of what the fields are compared."""
