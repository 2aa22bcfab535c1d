"""The format of one codebook: a CSV in the user's columns and codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from riwaya.export.formats.cells import Cell, csv_pieces
from riwaya.export.formats.codebook.keeps import kept
from riwaya.export.formats.codebook.rows import NONE_OF, ROWS_OF, Row, Value
from riwaya.export.formats.codebook.values import values_of
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses
from riwaya.ontology.codebook import Codebook, Column
from riwaya.ontology.codebook.days import day_text
from riwaya.ontology.codebook.load import unmapped

NAME = "codebook"
"""What the command calls the format."""

_POLICY = "range"


def codebook_format(codebook: Codebook) -> Format:
    """The format that writes incidents in the columns of `codebook`."""

    def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
        losses.unmapped = tuple(unmapped(codebook))
        rows = _rows(codebook, tolds, losses)
        names = [column.name for column in codebook.columns]
        return csv_pieces(names, rows, bom=codebook.bom, delimiter=codebook.delimiter)

    return Format(
        NAME,
        f"a CSV in the columns of {codebook.name}",
        codebook.policy or _POLICY,
        kept(codebook),
        pieces=pieces,
    )


def _rows(codebook: Codebook, tolds: Iterable[Told], losses: Losses) -> Iterator[list[Cell]]:
    items = _items(codebook)
    for told in tolds:
        losses.seen(told)
        count = 0
        for row in ROWS_OF[codebook.row](told):
            count += 1
            for field, places in items.items():
                losses.beside(field, _not_taken(len(values_of(row, field)), places))
            yield [_cell(column, row, losses) for column in codebook.columns]
        if not count:
            losses.left_out(told, NONE_OF[codebook.row])


def _items(codebook: Codebook) -> dict[str, set[int]]:
    """The items taken of each field of which no column holds all."""
    whole = {field for c in codebook.columns if c.item is None for field in c.fields}
    found: dict[str, set[int]] = {}
    for column in codebook.columns:
        for field in column.fields:
            if column.item is not None and field not in whole:
                found.setdefault(field, set()).add(column.item)
    return found


def _not_taken(count: int, items: set[int]) -> int:
    """How many of `count` values no item is."""
    places = (item - 1 if item > 0 else count + item for item in items)
    return count - len({place for place in places if 0 <= place < count})


def _cell(column: Column, row: Row, losses: Losses) -> Cell:
    when = column.when
    if when is not None and when.values and not _met(row, when.field, when.values):
        return column.empty
    if column.constant is not None:
        return column.constant
    values = next((found for name in column.fields if (found := values_of(row, name))), ())
    if column.item is not None:
        values = _item(values, column.item)
    cells = list(dict.fromkeys(_coded(column, value, losses) for value in values))
    cells = [cell for cell in cells if cell is not None]
    if len(cells) == 1:
        return cells[0]
    return column.join.join(map(str, cells)) if cells else column.empty


def _met(row: Row, field: str, wanted: tuple[str, ...]) -> bool:
    return any(str(_plain(value)) in wanted for value in values_of(row, field))


def _item(values: tuple[Value, ...], item: int) -> tuple[Value, ...]:
    """The item that is asked for, from the front or from the back; none where there is none."""
    ordered = values if item > 0 else values[::-1]
    return tuple(islice(ordered, abs(item) - 1, abs(item)))


def _coded(column: Column, value: Value, losses: Losses) -> Cell:
    if isinstance(value, date):
        return day_text(value, column.date_format)
    plain = _plain(value)
    if column.vocabulary is None:
        return plain
    code = column.vocabulary.code(str(plain))
    if code is None:
        losses.without_code(column.name, str(plain))
    return code


def _plain(value: Value) -> str | int | float:
    """A value as vocabularies name it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value
