"""Rows in the columns and codes of a user's own codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from riwaya.errors import UsageError
from riwaya.evaluation.coding.scheme import (
    BETWEEN,
    COORDINATES,
    DAY,
    NAME,
    NUMBER,
    PARTY,
    POINT,
    SAME,
    SEVERAL,
    Cells,
    Compared,
    Row,
    Scheme,
    ours,
)
from riwaya.model.coded import CodedRecord, Value
from riwaya.ontology.codebook.fields import DAY as DAY_TYPE
from riwaya.ontology.codebook.fields import TEXT, WHOLE, load_fields
from riwaya.ontology.codebook.records import Codebook, Column

FORMAT = "codebook"
_KEYS = {"incident": "id", "figure": "figure.id", "person": "person.id", "report": "report.id"}
_PARTIES = ("perpetrators", "others", "denied_by")
_POINT = ("place.latitude", "place.longitude")
# Not what happened, but who told it and how it was coded.
_NOT_COMPARED = frozenset({
    "id", "policy", "notes", "urls", "reports", "date.basis", "figure.id", "figure.state.why",
    "figure.words", "person.id", "person.reports", "report.id", "report.url",
})  # fmt: skip


def scheme_of(book: Codebook) -> Scheme:
    """The scheme of a codebook. Raises UsageError where its rows cannot be told apart."""
    key = book.column_of(_KEYS[book.row])
    if key is None:
        raise UsageError(
            f"{book.where}: no column holds the field {_KEYS[book.row]}; add one, so that rows "
            "can be told apart when they are imported again"
        )
    columns = tuple(column.name for column in book.columns)
    compared = tuple(_compared(book))
    return Scheme(FORMAT, columns, (key.name,), compared, _reader(book, key), book.delimiter)


def _compared(book: Codebook) -> Iterator[Compared]:
    pointed = False
    for column in book.columns:
        if column.field is None or column.field in _NOT_COMPARED:
            continue
        if column.field in _POINT:
            if not pointed:
                yield Compared(COORDINATES, POINT)
            pointed = True
        else:
            yield Compared(column.name, _how(column))


def _how(column: Column) -> str:
    field = load_fields()[column.field or ""]
    if field.several and column.item is None:
        return SEVERAL
    if column.vocabulary is not None or field.values:
        return SAME
    if field.type == DAY_TYPE:
        return DAY
    if field.type == WHOLE:
        return SAME if field.name.startswith(("date.", "place.")) else NUMBER
    if field.name in _PARTIES:
        return PARTY
    return NAME if field.type == TEXT else SAME


def _reader(book: Codebook, key: Column) -> Callable[[Cells], CodedRecord]:
    incident = book.column_of("id")

    def read(cells: Cells) -> CodedRecord:
        row = Row(cells)
        name = row.needed(key.name)
        values = {column.name: _value(row, column) for column in book.columns}
        core = _Core(row, book)
        start, end = core.day("date.start"), core.day("date.end")
        latitude, longitude = core.degrees(_POINT[0], 90), core.degrees(_POINT[1], 180)
        killed = {name: core.whole(f"killed.all.{name}") for name in ("low", "best", "high")}
        row.raise_faults()
        whole_point = latitude is not None and longitude is not None
        shown = [
            (column.name, value)
            for column in book.columns
            if column.field not in _POINT and (value := values[column.name]) is not None
        ]
        return CodedRecord(
            key=name,
            unit=book.row,
            incident=ours(row.text(incident.name)) if incident else None,
            start=start or end,
            end=end or start,
            place=core.text("place.name_en") or core.text("place.name"),
            latitude=latitude if whole_point else None,
            longitude=longitude if whole_point else None,
            type=core.coded("type"),
            killed_low=killed["low"],
            killed_best=killed["best"],
            killed_high=killed["high"],
            person=core.text("person.name") or core.text("person.name_en"),
            fields=tuple(shown),
        )

    return read


def _value(row: Row, column: Column) -> Value | None:
    """What a cell says, in the codes of the codebook; None where it says nothing."""
    text = row.text(column.name)
    if column.field is None or not text or text == column.empty != "":
        # What stands for nothing may be a number too: a figure of 0 that means nobody.
        return _empty(column, text)
    field = load_fields()[column.field]
    if field.several and column.item is None:
        parts = [part.strip() for part in text.split(column.join.strip() or column.join)]
        known = [_code(row, column, part) for part in parts if part]
        return BETWEEN.join(sorted(dict.fromkeys(known)))
    if column.vocabulary is not None:
        return _code(row, column, text)
    if field.type == DAY_TYPE:
        day = row.day(column.name, column.date_format)
        return day.isoformat() if day else None
    if field.type == WHOLE:
        return row.whole(column.name)
    return text


def _empty(column: Column, text: str) -> Value | None:
    if column.field is None or not text:
        return None
    is_count = load_fields()[column.field].type == WHOLE and column.vocabulary is None
    return int(text) if is_count and text.isdigit() else None


def _code(row: Row, column: Column, text: str) -> str:
    book = column.vocabulary
    if book is not None and not book.values(text) and text != book.default:
        row.faults.append(f"{column.name}: {text[:60]!r} is no code of {book.name}")
    return text


class _Core:
    """Fields by our names, from the column that holds each."""

    def __init__(self, row: Row, book: Codebook) -> None:
        self._row = row
        self._book = book

    def text(self, field: str) -> str:
        """The cell, "" where it says nothing or there is no column."""
        column = self._column(field)
        value = self._row.text(column.name) if column else ""
        return "" if column and value == column.empty else value

    def coded(self, field: str) -> str | None:
        column, value = self._column(field), self.text(field)
        if column is None or not value:
            return None
        if column.vocabulary is None:
            return value
        return next(iter(column.vocabulary.values(value)), None)

    def day(self, field: str) -> date | None:
        column = self._column(field)
        if column is None or not self.text(field):
            return None
        return self._row.day(column.name, column.date_format)

    def whole(self, field: str) -> int | None:
        column = self._column(field)
        return self._row.whole(column.name) if column and self.text(field) else None

    def degrees(self, field: str, most: int) -> float | None:
        column = self._column(field)
        return self._row.degrees(column.name, most) if column and self.text(field) else None

    def _column(self, field: str) -> Column | None:
        return self._book.column_of(field)
