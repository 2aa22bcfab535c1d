"""Rows in ACLED's columns."""

from __future__ import annotations

import re
from functools import cache

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
from riwaya.export.formats.acled import COLUMNS
from riwaya.model.coded import CodedRecord, Value
from riwaya.ontology import load_event_types

# As our export writes ids: the country, and the digits of ours.
_EXPORTED = re.compile(r"[A-Z]{3}-([0-9a-f]{8,64})")
# Newer files print the words in place of the numbers.
_SIDES = (
    "", "state forces", "rebel group", "political militia", "identity militia", "rioters",
    "protesters", "civilians", "external/other forces",
)  # fmt: skip
_EVENTS = (
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
    "Strategic developments",
)  # fmt: skip
_TEXTS = (
    Compared("actor1", PARTY), Compared("actor2", PARTY), Compared("assoc_actor_1", PARTY),
    Compared("assoc_actor_2", PARTY), Compared("country", NAME), Compared("admin1", NAME),
    Compared("location", NAME), Compared("disorder_type", SAME),
    Compared("civilian_targeting", SAME),
)  # fmt: skip
_NUMBERS = ("time_precision", "geo_precision", "fatalities")
_COMPARED = (
    Compared("event_date", DAY), Compared("time_precision", SAME), Compared("event_type", SAME),
    Compared("sub_event_type", SAME), *_TEXTS, Compared("inter1", SAME), Compared("inter2", SAME),
    Compared(COORDINATES, POINT), Compared("geo_precision", SAME), Compared("fatalities", NUMBER),
)  # fmt: skip


def _read(cells: Cells) -> CodedRecord:
    row = Row(cells)
    key = row.needed("event_id_cnty")
    day = row.day("event_date") if row.needed("event_date") else None
    event = row.one_of("event_type", {name.casefold(): name for name in _EVENTS})
    sub_event = row.needed("sub_event_type")
    numbers = {name: row.whole(name) for name in _NUMBERS}
    sides = {name: _side(row, name) for name in ("inter1", "inter2")}
    latitude, longitude = row.point("latitude", "longitude")
    row.raise_faults()
    exported = _EXPORTED.fullmatch(key)
    found: dict[str, Value | None] = {
        "event_date": day.isoformat() if day else None,
        "event_type": event,
        "sub_event_type": sub_event,
        **{one.name: row.text(one.name) for one in _TEXTS},
        **numbers,
        **sides,
    }
    return CodedRecord(
        key=key,
        incident=f"i-{exported[1]}" if exported else ours(key),
        start=day,
        end=day,
        place=row.text("location"),
        latitude=latitude,
        longitude=longitude,
        type=_our_type(event, sub_event),
        killed_best=numbers["fatalities"],
        fields=tuple((name, value) for name, value in found.items() if value not in (None, "")),
    )


def _side(row: Row, column: str) -> int | None:
    """The code of a side, from its number or its words; 0 is nobody."""
    value = row.text(column).casefold()
    if value in _SIDES:
        return _SIDES.index(value) or None
    return row.whole(column) or None


@cache
def _types() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    longest = max(len(kind.acled) for kind in load_event_types().values())
    for place in range(longest):  # the best fit of each type before any second one
        for name, kind in load_event_types().items():
            if place < len(kind.acled):
                fit = kind.acled[place]
                found.setdefault((fit.event.casefold(), fit.sub_event.casefold()), name)
    return found


def _our_type(event: str, sub_event: str) -> str | None:
    return _types().get((event.casefold(), sub_event.casefold()))


SCHEME = Scheme(
    "acled",
    COLUMNS,
    ("event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities"),
    _COMPARED,
    _read,
)
