"""Incidents as rows of UCDP GED's 49 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.arabic.latin import romanise
from riwaya.export.formats import ucdp_codes as codes
from riwaya.export.formats.cells import Cell, csv_pieces, several
from riwaya.export.formats.countries import load_countries
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.sides import Party
from riwaya.export.formats.told import Told, web_address
from riwaya.export.losses import Losses

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_CIVILIANS = "Civilians"
_CLEAR, _AGGREGATED = 1, 2
_CHECKS = {"count": "Check deaths", "class": "Check deaths", "perpetrator": "Check dyad"}
_HEX_OF_ID = 12


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The rows as CSV; only incidents with a day and at least one death have one."""
    return csv_pieces(COLUMNS, _rows(tolds, losses), bom=True)


def _rows(tolds: Iterable[Told], losses: Losses) -> Iterator[list[Cell]]:
    for told in tolds:
        losses.seen(told)
        one, other = codes.sides(told)
        deaths = codes.deaths(told, one, other)
        if deaths is None or not max(deaths.low, deaths.best, deaths.high):
            losses.left_out(told, "no figure tells of a death")
        elif told.incident.date is None:
            losses.left_out(told, "no account tells the day")
        else:
            row = _row(told, deaths, one, other, losses)
            yield [row[column] for column in COLUMNS]


def _row(
    told: Told, deaths: codes.Deaths, one: Party | None, other: Party | None, losses: Losses
) -> dict[str, Cell]:
    kind = codes.violence(one, other, told.sides.civilians)
    _note(told, deaths, one, kind, losses)
    name_a = one.name if one else "Unknown"
    name_b = other.name if other else _CIVILIANS if kind == codes.ONE_SIDED else "Unknown"
    cells: dict[str, Cell] = dict.fromkeys(COLUMNS)
    cells |= {
        "id": int(told.id[-_HEX_OF_ID:], 16),
        "relid": told.id,
        "code_status": _status(told),
        "type_of_violence": kind,
        "dyad_name": f"{name_a} - {name_b}",
        "side_a": name_a,
        "side_b": name_b,
        "deaths_a": deaths.side_a,
        "deaths_b": deaths.side_b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
        "gwnoa": _gwno(one),
        "gwnob": _gwno(other),
    }
    return cells | _sources(told) | _where(told) | _when(told)


def _note(
    told: Told, deaths: codes.Deaths, one: Party | None, kind: int | None, losses: Losses
) -> None:
    if one is None:
        losses.coded(told, "perpetrator")
    if kind is None:
        losses.coded(told, "violence")
    if deaths.sideless:
        losses.coded(told, "armed_side", deaths.sideless)
    if told.whereabouts.country is None:
        losses.coded(told, "country")


def _status(told: Told) -> str:
    """Never "Clear": that word is for events which a person has coded and checked."""
    for dispute in told.incident.disputes:
        if dispute.about in _CHECKS:
            return _CHECKS[dispute.about]
    return "Check"


def _sources(told: Told) -> dict[str, Cell]:
    articles, days, heads = [], [], []
    for identifier, account in told.telling.accounts.items():
        report = account.reading.report
        office = told.outlet(identifier)
        published = report.published.isoformat() if report.published else ""
        title = report.title or ""
        articles.append(", ".join(p for p in (office, published, title, web_address(report)) if p))
        days.append(published)
        heads.append(title)
    credited = dict.fromkeys(
        claim.source.name_en or romanise(claim.source.name)
        for claim in told.telling.claims
        if claim.source is not None and not claim.own_voice
    )
    return {
        "number_of_sources": len(told.reports),
        "source_article": several(articles),
        "source_office": several(told.outlets),
        "source_date": several(dict.fromkeys(day for day in days if day)),
        "source_headline": several(dict.fromkeys(head for head in heads if head)),
        "source_original": several(credited),
    }


def _where(told: Told) -> dict[str, Cell]:
    place, area = told.incident.place, told.whereabouts
    cells: dict[str, Cell] = {
        "where_prec": codes.where_precision(told),
        "where_coordinates": area.name,
        "where_description": area.description,
        "adm_1": area.admin1,
        "adm_2": area.admin2,
    }
    if place and place.latitude is not None and place.longitude is not None:
        cells |= {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geom_wkt": f"POINT ({place.longitude:g} {place.latitude:g})",
            "priogrid_gid": codes.priogrid(place.latitude, place.longitude),
        }
    if area.country:
        cells |= {
            "country": area.country.ucdp_name,
            "country_id": int(area.country.gwno) if area.country.gwno else None,
            "region": area.country.ucdp_region,
        }
    return cells


def _when(told: Told) -> dict[str, Cell]:
    date = told.incident.date
    if date is None:
        return {}
    days = (date.end - date.start).days + 1
    return {
        "year": date.start.year,
        "event_clarity": _CLEAR if days <= 7 else _AGGREGATED,
        "date_prec": codes.date_precision(days),
        "date_start": date.start.isoformat(),
        "date_end": date.end.isoformat(),
    }


def _gwno(party: Party | None) -> Cell:
    country = load_countries().get(party.country) if party and party.is_state else None
    return int(country.gwno) if country and country.gwno else None


FORMAT = Format(
    "ucdp",
    "a CSV in UCDP GED's 49 columns",
    "ucdp",
    frozenset({"days", "roles"}),
    pieces=pieces,
)
