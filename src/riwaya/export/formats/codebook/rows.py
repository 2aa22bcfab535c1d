"""The rows of a codebook's table: incidents, or the figures, people or reports of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from riwaya.export.formats.told import Told
from riwaya.incidents.claims import ToldClaim
from riwaya.model.incident import Account, Victim
from riwaya.ontology.codebook.records import FIGURE, INCIDENT, PERSON, REPORT

Value = str | int | float | bool | date
"""A value of a field, in our terms."""

Values = Iterator[Value | None]


@dataclass(frozen=True, eq=False)
class Row:
    """What one row is about. `report`: of a report or figure; `figure` and `person`: of theirs."""

    told: Told
    report: str = ""
    figure: ToldClaim | None = None
    person: Victim | None = None

    @cached_property
    def account(self) -> Account:
        """The report's account. Raises KeyError for rows without a report."""
        return self.told.telling.accounts[self.report]


def _incidents(told: Told) -> Iterator[Row]:
    yield Row(told)


def _reports(told: Told) -> Iterator[Row]:
    for report in told.telling.accounts:
        yield Row(told, report)


def _figures(told: Told) -> Iterator[Row]:
    for claim in told.telling.claims:
        if claim.casualty is not None:
            yield Row(told, claim.report, claim)


def _people(told: Told) -> Iterator[Row]:
    for victim in told.incident.people:
        yield Row(told, person=victim)


ROWS_OF: Mapping[str, Callable[[Told], Iterator[Row]]] = {
    INCIDENT: _incidents, REPORT: _reports, FIGURE: _figures, PERSON: _people,
}  # fmt: skip
"""The rows of one incident, in a fixed order, by kind of row."""

NONE_OF = {
    INCIDENT: "",
    REPORT: "no report tells of it",
    FIGURE: "no report gives a figure",
    PERSON: "no report names anybody",
}
"""Why an incident has no row."""
