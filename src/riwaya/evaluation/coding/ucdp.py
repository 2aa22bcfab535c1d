"""Rows in UCDP GED's columns."""

from __future__ import annotations

from riwaya.evaluation.coding.scheme import (
    COORDINATES,
    DAY,
    NAME,
    NUMBER,
    PARTY,
    POINT,
    SAME,
    Cells,
    Compared,
    Row,
    Scheme,
    ours,
)
from riwaya.export.formats.ucdp import COLUMNS
from riwaya.model.coded import CodedRecord, Value

_CODES = ("type_of_violence", "where_prec", "event_clarity", "date_prec")
_DEATHS = (
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip
_SIDES = ("side_a", "side_b")
_NAMES = ("country", "adm_1", "adm_2", "where_coordinates")
_COMPARED = (
    Compared("date_start", DAY), Compared("date_end", DAY), Compared("date_prec", SAME),
    Compared("event_clarity", SAME), Compared("type_of_violence", SAME),
    *(Compared(name, PARTY) for name in _SIDES), *(Compared(name, NAME) for name in _NAMES),
    Compared(COORDINATES, POINT), Compared("where_prec", SAME),
    *(Compared(name, NUMBER) for name in _DEATHS),
)  # fmt: skip


def _read(cells: Cells) -> CodedRecord:
    row = Row(cells)
    key = row.needed("id")
    start = row.day("date_start") if row.needed("date_start") else None
    end = row.day("date_end") or start
    numbers = {name: row.whole(name) for name in (*_CODES, *_DEATHS)}
    low, best, high = (numbers[name] for name in ("low", "best", "high"))
    if not row.faults:
        if start and end and end < start:
            row.faults.append("date_end is before date_start")
        told = [number for number in (low, best, high) if number is not None]
        if told != sorted(told):
            row.faults.append("low, best and high are not in this order")
    latitude, longitude = row.point("latitude", "longitude")
    row.raise_faults()
    found: dict[str, Value | None] = {
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        **{name: row.text(name) for name in (*_SIDES, *_NAMES)},
        **numbers,
    }
    return CodedRecord(
        key=key,
        incident=ours(row.text("relid")),
        start=start,
        end=end,
        place=row.text("where_coordinates"),
        latitude=latitude,
        longitude=longitude,
        killed_low=low,
        killed_best=best,
        killed_high=high,
        fields=tuple((name, value) for name, value in found.items() if value not in (None, "")),
    )


SCHEME = Scheme("ucdp", COLUMNS, ("id", "date_start", "best", "high", "low"), _COMPARED, _read)
