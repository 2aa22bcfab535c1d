"""What a scheme of coding is: its columns, how a row is read, and what of it is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from riwaya.model.coded import CodedRecord
from riwaya.ontology.codebook.days import day_of

SAME, NUMBER, DAY, POINT = "same", "number", "day", "point"
NAME, PARTY, SEVERAL = "name", "party", "several"
"""How values are compared: the same code, the same number, the same day, a point within some
kilometres; names alike, names of one party, the same set of texts.
"""

COORDINATES = "coordinates"
"""The name of the field of how POINT; its value is `latitude` and `longitude` of the record."""

BETWEEN = "; "
"""What stands between the texts of a field of how SEVERAL."""

Cells = Mapping[str, str]
_OURS = re.compile(r"i-[0-9a-f]{8,64}")
_WHOLE = re.compile(r"-?\d{1,9}(?:\.0+)?")
_REAL = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?")
# As ACLED and UCDP give days, in their files and in those that spreadsheets make of them.
_DAY_FORMS = (
    "YYYY-MM-DD", "DD MMMM YYYY", "DD-MMMM-YYYY", "DD MMM YYYY", "DD-MMM-YYYY", "D/M/YYYY",
)  # fmt: skip
_TIME = re.compile(r"[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")


class Compared(NamedTuple):
    """A field that is compared, and how."""

    name: str
    how: str


class Scheme(NamedTuple):
    """A scheme. `columns`: all that it reads. `required`: those without which a table is not of
    it. `compared`: in the order in which they are shown. `read`: a row by the names of its
    columns; raises RowFault. `delimiter`: between cells, "" to be found out.
    """

    format: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    compared: tuple[Compared, ...]
    read: Callable[[Cells], CodedRecord]
    delimiter: str = ""


class RowFault(Exception):
    """A row cannot be read; the message says why, all reasons in one."""


class Row:
    """The cells of one row as values; what is wrong with them is gathered in `faults`."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self.faults: list[str] = []

    def text(self, column: str) -> str:
        """A cell, "" where it is empty or not there; the guard of formulas taken off."""
        value = self._cells.get(column, "").strip()
        return value[1:] if len(value) > 1 and value[0] == "'" and value[1] in "=+-@" else value

    def needed(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.text(column)
        if not value:
            self.faults.append(f"{column} is empty")
        return value

    def whole(self, column: str, least: int = 0) -> int | None:
        """A whole number, None where there is none."""
        value = self.text(column)
        if not value:
            return None
        if not _WHOLE.fullmatch(value) or int(float(value)) < least:
            self.faults.append(f"{column}: {value[:40]!r} is no whole number from {least}")
            return None
        return int(float(value))

    def degrees(self, column: str, most: int) -> float | None:
        """Degrees between -`most` and `most`."""
        value = self.text(column)
        if not value:
            return None
        if not _REAL.fullmatch(value) or abs(float(value)) > most:
            self.faults.append(f"{column}: {value[:40]!r} is no number of degrees up to {most}")
            return None
        return float(value)

    def point(self, latitude: str, longitude: str) -> tuple[float | None, float | None]:
        """Both or neither."""
        north, east = self.degrees(latitude, 90), self.degrees(longitude, 180)
        return (None, None) if north is None or east is None else (north, east)

    def day(self, column: str, form: str = "") -> date | None:
        """A day, in `form` where one is given."""
        value = self.text(column)
        if not value:
            return None
        plain = value if form else _TIME.sub("", value)
        days = (day_of(plain, one) for one in ((form,) if form else _DAY_FORMS))
        found = next((day for day in days if day is not None), None)
        if found is None:
            self.faults.append(f"{column}: {value[:40]!r} is no day like {form or '2024-03-11'}")
        return found

    def one_of(self, column: str, known: Mapping[str, str]) -> str:
        """A code, by `known` from the folded form to the usual one; "" where the cell is empty."""
        value = self.text(column)
        found = known.get(value.casefold(), "") if value else ""
        if value and not found:
            self.faults.append(f"{column}: {value[:60]!r} is not known")
        return found

    def raise_faults(self) -> None:
        """Raise RowFault if anything was wrong."""
        if self.faults:
            raise RowFault("; ".join(self.faults))


def ours(text: str) -> str | None:
    """The id of an incident of ours that a cell holds, or None."""
    return text if _OURS.fullmatch(text) else None
