"""Incidents as rows of ACLED's 31 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.export.formats import acled_codes as codes
from riwaya.export.formats.cells import Cell, csv_pieces, several
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.notes import notes
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The rows as CSV. An incident without a day has none: each row needs a date."""
    return csv_pieces(COLUMNS, _rows(tolds, setting, losses), bom=True)


def _rows(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[list[Cell]]:
    for told in tolds:
        losses.seen(told)
        row = _row(told, setting, losses)
        if row is None:
            losses.left_out(told, "no account tells the day")
        else:
            yield row


def _row(told: Told, setting: Setting, losses: Losses) -> list[Cell] | None:
    incident, where = told.incident, told.incident.place
    if incident.date is None:
        return None
    country = told.whereabouts.country
    fit = codes.event_type(told)
    one, with_one, other, with_other = _actors(told, losses)
    killed = incident.casualties.killed.all
    if killed is None:
        losses.coded(told, "no_figure")
    if country is None:
        losses.coded(told, "country")
    days = (incident.date.end - incident.date.start).days + 1
    targeted = other is not None and other.inter == codes.CIVILIANS
    return [
        f"{country.alpha3 if country else 'XXX'}-{incident.id.removeprefix('i-')}",
        incident.date.start.isoformat(),
        incident.date.start.year,
        codes.time_precision(days),
        codes.disorder(fit),
        fit.event,
        fit.sub_event,
        one.name,
        with_one,
        one.inter,
        other.name if other else "",
        with_other,
        other.inter if other else 0,
        codes.interaction(one, other),
        "Civilian targeting" if targeted and fit.event != "Strategic developments" else "",
        int(country.numeric) if country else None,
        country.acled_region if country else "",
        country.name if country else "",
        told.whereabouts.admin1,
        told.whereabouts.admin2,
        told.whereabouts.admin3,
        told.whereabouts.name,
        where.latitude if where else None,
        where.longitude if where else None,
        where.precision if where else None,
        several(told.outlets),
        codes.source_scale(told, country),
        notes(told),
        killed.low if killed else 0,
        "crowd size=no report" if fit.event in ("Protests", "Riots") else "",
        setting.moment,
    ]


def _actors(told: Told, losses: Losses) -> tuple[codes.Actor, str, codes.Actor | None, str]:
    """actor1, assoc_actor_1, actor2, assoc_actor_2.

    Of several parties that are blamed in turn the one named most is coded; the others are in the
    notes. Only in a clash do the sides of one party fight together.
    """
    country, sides = told.whereabouts.country, told.sides
    crowd = codes.crowd(codes.event_type(told), country)
    doers = [codes.actor(party, country) for party in sides.doers]
    others = [codes.actor(party, country) for party in sides.others]
    hit = [codes.civilians(country)] if sides.civilians else []
    if crowd is not None:
        other, more = codes.split_actors([*others, *doers])
        return crowd, "", other, more
    if not doers:
        losses.coded(told, "perpetrator")
        doers = [codes.unidentified(country)]
    clash = told.incident.type == "armed_clash"
    with_one = codes.split_actors(doers)[1] if clash and others else ""
    if clash and not others and len(doers) > 1:
        doers, others = doers[:1], doers[1:]
    victims = [*others, *hit] if clash or not hit else [*hit, *others]
    other, with_other = codes.split_actors(victims)
    return doers[0], with_one, other, with_other


FORMAT = Format(
    "acled",
    "a CSV in ACLED's 31 columns",
    "acled",
    frozenset({"roles"}),
    pieces=pieces,
)
