"""What a codebook says, once it has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass

INCIDENT, FIGURE, PERSON, REPORT = "incident", "figure", "person", "report"
ROWS = (INCIDENT, FIGURE, PERSON, REPORT)
"""What a row of the table can be."""

ISO = "YYYY-MM-DD"
"""The form of days unless a column has another."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Our values in the user's codes. `codes`: (our value, code) in the order of the file.
    `default`: the code of values that are not listed; None when there is none.
    """

    name: str
    codes: tuple[tuple[str, str], ...]
    default: str | None = None

    def code(self, value: str) -> str | None:
        """The code of one of our values; None when it has none."""
        return dict(self.codes).get(value, self.default)

    def values(self, code: str) -> tuple[str, ...]:
        """Our values of that code in the order of the file, without regard to case. Several share
        a code where the user's scheme is coarser; empty for an unknown code and the default.
        """
        wanted = code.strip().casefold()
        return tuple(value for value, known in self.codes if known.strip().casefold() == wanted)


@dataclass(frozen=True, slots=True)
class Condition:
    """`field` has one of `values`; of a field with several, any of them."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the user's table.

    `fields`: names of fields, the first that has a value counts; empty for a constant.
    `constant`: the same in every row, or None. `vocabulary`: codes of the values, or None for our
    own. `date_format`: of days, see `days`. `join`: between several values. `item`: which of
    several values alone is written, 1 for the first, -1 for the last; None for all. `empty`: what
    stands where there is no value or `when` is not met.
    """

    name: str
    fields: tuple[str, ...] = ()
    constant: str | None = None
    vocabulary: Vocabulary | None = None
    date_format: str = ISO
    join: str = "; "
    item: int | None = None
    empty: str = ""
    when: Condition | None = None

    @property
    def field(self) -> str | None:
        """The field that it holds; when several are given, the first; None for a constant."""
        return self.fields[0] if self.fields else None


@dataclass(frozen=True, slots=True)
class Codebook:
    """A user's table. `row`: one of ROWS. `policy`: how figures are reconciled unless told
    otherwise, or None. `delimiter`: between cells. `bom`: whether the file begins with the mark by
    which spreadsheets know UTF-8. `where`: the file, for messages.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    policy: str | None = None
    delimiter: str = ","
    bom: bool = True
    where: str = ""

    def column_of(self, field: str) -> Column | None:
        """The first column whose first field is `field`, unless only under a condition."""
        found = (c for c in self.columns if c.field == field and c.when is None)
        return next(found, None)
