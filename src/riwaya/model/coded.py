"""What a person coded by hand, kept apart from what the program makes of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

Value = str | int | float


class Coder(NamedTuple):
    """Whose rows they are and in which data set. `format`: "acled", "ucdp" or "codebook".
    `book`: the name of the codebook, "" for formats that have none.
    """

    name: str
    format: str
    book: str = ""

    @property
    def set_name(self) -> str:
        """The data set in words: "acled", or "codebook River records"."""
        return f"{self.format} {self.book}" if self.book else self.format


@dataclass(frozen=True, slots=True)
class CodedRecord:
    """One row of a table that a person coded.

    `key`: the row's own id in its data set. `unit`: what a row is: "incident", or "figure",
    "person", "report" of a codebook. `incident`: the id of ours that the row carries, or None.
    `start`, `end`: inclusive days. `latitude`, `longitude`: degrees, WGS 84. `type`: our type of
    event, the first where theirs is coarser, or None. `killed_low`, `killed_best`, `killed_high`:
    how many died, None where the row does not say. `person`: who a row of unit "person" is about.
    `fields`: (name, value) of everything that is compared, in the terms of the data set; fields
    without a value are left out.
    """

    key: str
    unit: str = "incident"
    incident: str | None = None
    start: date | None = None
    end: date | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    type: str | None = None
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    person: str = ""
    fields: tuple[tuple[str, Value], ...] = ()

    def value(self, name: str) -> Value | None:
        """The value of a field, or None."""
        return next((value for field, value in self.fields if field == name), None)
