"""A comparison as a table: agreement by field, every difference, and what only one side has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.evaluation.comparing.compare import Comparison, FieldAgreement
from riwaya.evaluation.showing import record_words
from riwaya.export.formats.cells import Cell, csv_pieces

COLUMNS = (
    "coder", "data_set", "what", "field", "compared", "agreed", "share", "alpha", "coded_row",
    "incident", "paired_by", "coded", "read",
)  # fmt: skip
"""`what`: agreement, difference, only coder, only program."""


def comparison_csv(found: Sequence[Comparison]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark; cells that a spreadsheet would run are guarded."""
    return csv_pieces(COLUMNS, _lines(found), bom=True)


def _lines(found: Sequence[Comparison]) -> Iterator[list[Cell]]:
    for one in found:
        who = [one.coder.name, one.coder.set_name]
        by = {pair.coder.key: pair.by for pair in one.pairs}
        for field in one.fields:
            yield [*who, "agreement", field.name, *_figures(field), "", "", "", "", ""]
        none = ["", "", "", "", ""]
        for field in one.fields:
            for wrong in field.differences:
                keys = [wrong.coder, wrong.machine, by[wrong.coder]]
                told = [wrong.coded, wrong.read]
                yield [*who, "difference", field.name, *none[1:], *keys, *told]
        for record in one.only_coder:
            yield [*who, "only coder", *none, record.key, "", "", record_words(record), ""]
        for record in one.only_machine:
            yield [*who, "only program", *none, "", record.key, "", "", record_words(record)]


def _figures(field: FieldAgreement) -> list[Cell]:
    shares = (field.share, field.alpha)
    rounded = [None if share is None else round(share, 4) for share in shares]
    return [field.compared, field.agreed, *rounded]
