"""Single rules of the codebooks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from importlib.resources import files

import pytest

from riwaya.export.formats import acled_codes, ucdp_codes
from riwaya.export.formats.countries import load_countries
from riwaya.export.formats.notes import notes
from riwaya.export.formats.sides import Party
from riwaya.export.formats.told import Told
from riwaya.knowledge.actors import load_actors
from riwaya.ontology.event_types import AcledType

Tolds = Callable[..., list[Told]]
SYRIA = load_countries()["SY"]
ARMY = Party("army", "Army", "state_forces", "SY")
FOREIGN = Party("foreign", "Foreign Army", "state_forces", "TR")
REBELS = Party("rebels", "Rebels", "rebel_group", "")


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (-90, 179.9, 720), (-89.5, -180, 721), (90, 180, 259200), (0, 0, 129961)],
)
def test_cells_of_the_grid_count_from_the_south_west(
    latitude: float, longitude: float, cell: int
) -> None:
    assert ucdp_codes.priogrid(latitude, longitude) == cell


@pytest.mark.parametrize(
    ("days", "time", "date"), [(1, 1, 1), (3, 2, 2), (7, 2, 3), (30, 3, 4), (90, 3, 5)]
)
def test_precision_of_time_by_days(days: int, time: int, date: int) -> None:
    assert (acled_codes.time_precision(days), ucdp_codes.date_precision(days)) == (time, date)


def test_interaction_has_the_smaller_code_first_and_x0_for_one() -> None:
    army, rebels = (acled_codes.actor(party, SYRIA) for party in (ARMY, REBELS))
    assert acled_codes.interaction(rebels, army) == acled_codes.interaction(army, rebels) == 12
    assert acled_codes.interaction(rebels, None) == 20


def test_forces_of_a_state_abroad_are_external() -> None:
    assert acled_codes.actor(ARMY, SYRIA).inter == 1
    assert acled_codes.actor(FOREIGN, SYRIA).inter == 8


@pytest.mark.parametrize(
    ("event", "sub_event", "disorder"),
    [
        ("Battles", "Armed clash", "Political violence"),
        ("Protests", "Peaceful protest", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Riots", "Mob violence", "Political violence"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Strategic developments", "Arrests", "Strategic developments"),
    ],
)
def test_disorder_follows_the_sub_event(event: str, sub_event: str, disorder: str) -> None:
    assert acled_codes.disorder(AcledType(event, sub_event)) == disorder


def test_violence_is_state_based_non_state_or_one_sided() -> None:
    assert ucdp_codes.violence(ARMY, REBELS, True) == 1
    assert ucdp_codes.violence(REBELS, REBELS, True) == 2
    assert ucdp_codes.violence(ARMY, None, True) == 3
    assert ucdp_codes.violence(ARMY, None, False) is None
    assert ucdp_codes.violence(None, REBELS, True) is None


def test_notes_tell_who_says_what_and_who_denies_it(tolds: Tolds) -> None:
    told = notes(tolds()[0])
    assert told == (
        "On 11 March 2024, Wadi Brigade carried out shelling in Sarmin (Idlib, Syria). "
        "9 civilians, incl. 3 children, were killed, according to medical sources (cited by Difaf "
        "News Agency); 20 civilians were injured, according to medical sources (cited by Difaf "
        "News Agency); 15 civilians were killed, according to Rumman Network (cited by Harbour "
        "Radio). Medical sources (cited by Difaf News Agency) named Wadi Brigade as responsible. "
        "Wadi Brigade (cited by Harbour Radio) denied that Wadi Brigade was responsible. Accounts "
        "disagree on count."
    )


def test_sides_of_a_clash_are_those_of_its_event(tolds: Tolds) -> None:
    sides = tolds()[1].sides
    assert [party.name for party in sides.doers] == ["Wadi Brigade"]
    assert [party.name for party in sides.others] == ["Plain Battalion"]
    assert not sides.civilians


def test_country_and_areas_come_from_the_gazetteer(tolds: Tolds) -> None:
    shelling, clash, _ = tolds()
    assert shelling.whereabouts.description == "Sarmin, Idlib, Syria"
    assert shelling.whereabouts.country == SYRIA
    assert clash.whereabouts.country is None


UCDP_REGIONS = {
    "Americas": (2, 199), "Europe": (200, 399), "Africa": (400, 626), "Middle East": (630, 699),
    "Asia": (700, 999),
}  # fmt: skip


def test_regions_of_ucdp_follow_from_the_numbers_of_countries() -> None:
    for country in load_countries().values():
        first, last = UCDP_REGIONS[country.ucdp_region]
        assert not country.gwno or first <= int(country.gwno) <= last, country


def test_codes_of_countries_are_their_own() -> None:
    countries = load_countries()
    for code, country in countries.items():
        assert (len(code), len(country.alpha3), 0 < int(country.numeric) < 1000) == (2, 3, True)
    for column in ("alpha2", "alpha3", "numeric", "name"):
        values = [getattr(country, column) for country in countries.values()]
        assert len(set(values)) == len(values)
    numbers = [country.gwno for country in countries.values() if country.gwno]
    assert len(set(numbers)) == len(numbers)


def test_countries_of_maps_and_actors_have_codes() -> None:
    data = files("riwaya.knowledge") / "data" / "outlines.json.gz"
    shapes = json.loads(gzip.decompress(data.read_bytes()))["features"]
    drawn = {
        shape["properties"]["name_en"]
        for shape in shapes
        if shape["properties"]["level"] in ("country", "neighbour")
    }
    assert drawn <= {country.name for country in load_countries().values()}
    acting = {actor.country.upper() for actor in load_actors().values() if actor.country}
    assert acting <= set(load_countries())
