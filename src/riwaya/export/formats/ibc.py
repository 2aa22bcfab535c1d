"""Incidents as rows of Iraq Body Count's incident fields: civilian deaths, minimum and maximum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.arabic.latin import romanise
from riwaya.export import wording
from riwaya.export.formats.cells import Cell, csv_pieces, several
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses
from riwaya.model.incident import Interval, Toll

COLUMNS = (
    "incident_code", "date_start", "date_end", "time", "place", "target", "deaths_minimum",
    "deaths_maximum", "injuries_minimum", "injuries_maximum", "weapons", "killers",
    "media_sources", "primary_witnesses",
)  # fmt: skip
_WITNESSES = frozenset({"witness", "medical", "local", "civil_defence", "activist", "official"})


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The rows as CSV; an incident in which no civilian may have died has none."""
    return csv_pieces(COLUMNS, _rows(tolds, losses), bom=True)


def _rows(tolds: Iterable[Told], losses: Losses) -> Iterator[list[Cell]]:
    for told in tolds:
        losses.seen(told)
        deaths = counted(told.incident.casualties.killed)
        if deaths is None or deaths.high == 0:
            losses.left_out(told, "no figure tells of a civilian death")
            continue
        if told.incident.casualties.killed.civilian is None:
            losses.coded(told, "no_class")
        if len(told.incident.origins) < 2:
            losses.coded(told, "one_origin")
        yield _row(told, deaths)


def counted(toll: Toll) -> Interval | None:
    """Civilians; where no account says who they were, everybody of no stated class."""
    return toll.civilian or toll.unknown


def _row(told: Told, deaths: Interval) -> list[Cell]:
    date = told.incident.date
    injured = counted(told.incident.casualties.injured)
    return [
        told.id,
        date.start.isoformat() if date else None,
        date.end.isoformat() if date else None,
        None,
        told.whereabouts.description,
        several(_targets(told)),
        deaths.low,
        deaths.high,
        injured.low if injured else None,
        injured.high if injured else None,
        several(_weapons(told)),
        several(party.name for party in told.sides.doers),
        several(told.outlets),
        several(_witnesses(told)),
    ]


def _targets(told: Told) -> list[str]:
    return [party.name for party in told.sides.others]


def _weapons(told: Told) -> list[str]:
    kinds = dict.fromkeys(w.kind for _, event in told.telling.events for w in event.weapons)
    return [wording.WEAPONS.get(kind, kind.replace("_", " ")) for kind in kinds]


def _witnesses(told: Told) -> list[str]:
    return list(
        dict.fromkeys(
            claim.source.name_en or romanise(claim.source.name)
            for claim in told.telling.claims
            if claim.source is not None and not claim.own_voice and claim.source.kind in _WITNESSES
        )
    )


FORMAT = Format(
    "ibc",
    "a CSV in Iraq Body Count's incident fields, with minimum and maximum",
    "ibc",
    frozenset({"days", "parties", "roles"}),
    pieces=pieces,
)
