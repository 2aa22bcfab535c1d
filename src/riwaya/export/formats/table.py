"""Incidents as one table with our own columns, the same in CSV, XLSX and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.export.formats.cells import Cell, several
from riwaya.export.formats.notes import notes
from riwaya.export.formats.told import Told, web_address
from riwaya.export.losses import Losses
from riwaya.model.incident import Dispute, Incident, Interval, Toll
from riwaya.ontology import label

TEXT, WHOLE, REAL = "text", "whole", "real"
_CLASSES = ("all", "civilian", "armed", "unknown", "children", "women")
_ENDS = ("low", "best", "high")


class Column(NamedTuple):
    """A column: its name, the type of its values, and its HXL tag or ""."""

    name: str
    type: str = TEXT
    hxl: str = ""


def _tolls() -> Iterator[Column]:
    tags = {"low": "+min", "high": "+max"}
    for status in ("killed", "injured"):
        for person_class in _CLASSES:
            for end in _ENDS:
                plain = person_class == "all" and end in tags
                tag = f"#affected+{status}{tags[end]}" if plain else ""
                name = status if person_class == "all" else f"{status}_{person_class}"
                yield Column(f"{name}_{end}", WHOLE, tag)


COLUMNS = (
    Column("id", TEXT, "#event+code"),
    Column("type", TEXT, "#event+type"),
    Column("type_en", TEXT, "#event+type+i_en"),
    Column("other_types"),
    Column("date_start", TEXT, "#date+start"),
    Column("date_end", TEXT, "#date+end"),
    Column("date_precision"),
    Column("date_basis"),
    Column("place", TEXT, "#loc+name+i_ar"),
    Column("place_en", TEXT, "#loc+name+i_en"),
    Column("country", TEXT, "#country+name"),
    Column("admin1", TEXT, "#adm1+name"),
    Column("latitude", REAL, "#geo+lat"),
    Column("longitude", REAL, "#geo+lon"),
    Column("geo_precision", WHOLE),
    Column("perpetrators", TEXT, "#group+name+first"),
    Column("others", TEXT, "#group+name+second"),
    Column("denied_by"),
    *_tolls(),
    Column("policy"),
    Column("grade"),
    Column("disputes"),
    Column("reports", WHOLE),
    Column("origins", WHOLE),
    Column("people"),
    Column("source", TEXT, "#meta+source"),
    Column("url", TEXT, "#meta+url"),
    Column("report_ids"),
    Column("notes", TEXT, "#description+i_en"),
)
"""All columns; several values in one cell stand between semicolons."""

HOLDS = frozenset({
    "ranges", "open", "injured", "classes", "groups", "grade", "days", "undated", "unlocated",
    "placeless", "reports", "types", "roles", "parties",
})  # fmt: skip
"""What the table keeps of an incident."""


def row(told: Told, losses: Losses) -> list[Cell]:
    """The cells of one incident in the order of COLUMNS."""
    losses.seen(told)
    nameless = sum(1 for report in told.reports if not web_address(report))
    if nameless:
        losses.coded(told, "no_address", nameless)
    incident = told.incident
    return [
        told.id,
        *_what(incident),
        *_where(told),
        several(party.name for party in told.sides.doers),
        several(party.name for party in told.sides.others),
        several(e.actor_en or e.actor for e in incident.responsibility if e.denies),
        *_figures(incident.casualties.killed),
        *_figures(incident.casualties.injured),
        incident.casualties.policy,
        incident.grade,
        several(_dispute(dispute) for dispute in incident.disputes),
        len(incident.reports),
        len(incident.origins),
        several(victim.name for victim in incident.people),
        several(told.outlets),
        several(told.urls),
        several(incident.reports),
        notes(told),
    ]


def _what(incident: Incident) -> Iterator[Cell]:
    yield incident.type
    yield label("event_types", incident.type)
    yield several(name for name, _ in incident.types if name != incident.type)
    date = incident.date
    yield date.start.isoformat() if date else None
    yield date.end.isoformat() if date else None
    yield date.precision if date else None
    yield date.basis if date else None


def _where(told: Told) -> Iterator[Cell]:
    place = told.incident.place
    yield place.name if place else None
    yield told.whereabouts.name or None
    yield told.whereabouts.country_name or None
    yield told.whereabouts.admin1 or None
    yield place.latitude if place else None
    yield place.longitude if place else None
    yield place.precision if place else None


def _figures(toll: Toll) -> Iterator[Cell]:
    for person_class in _CLASSES:
        interval: Interval | None = getattr(toll, person_class)
        yield interval.low if interval else None
        yield interval.best if interval else None
        yield interval.high if interval else None


def _dispute(dispute: Dispute) -> str:
    about = f"{dispute.about} ({dispute.subject})" if dispute.subject else dispute.about
    return f"{about}: {' / '.join(side.value for side in dispute.sides)}"
