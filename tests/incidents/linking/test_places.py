"""Names and points of places as linking compares them."""

from __future__ import annotations

import pytest

from riwaya.incidents.linking.geography import compare_places
from riwaya.incidents.linking.names import place_words
from riwaya.incidents.linking.places import home_of, place_of, report_place
from riwaya.model import Place, Span


def place(name: str, *within: str, **fields: object) -> Place:
    content: dict[str, object] = {"id": "p1", "name": name, "name_en": "", "kind": "village"}
    return Place(**{**content, "within": within, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("قرية تل الزنبق", "تلزنبق"),
        ("منطقة أبو زنبق", "ابوزنبق"),
        ("قرى تل زنبق والكريزمة", "تلزنبق"),
        ("الأحياء السكنية", ""),
        ("المدينة", ""),
        ("سوق للخضار", ""),
    ],
)
def test_the_name_in_a_place_expression(written: str, words: str) -> None:
    assert place_words(written) == words


def test_a_place_of_the_gazetteer_goes_by_its_name_there() -> None:
    kurdish = place_of(place("مدينة ديرك", gazetteer="wof:1209733291"))
    arabic = place_of(place("مدينة المالكية", gazetteer="wof:1209733291"))
    assert kurdish.words == arabic.words != ""


def test_a_town_around_is_taken_before_the_province() -> None:
    found = place_of(place("قرية زنبقستان", "شمال غربي الحسكة", "بلدة تل تمر"))
    assert found.latitude == pytest.approx(36.655, abs=0.05)
    assert found.precision == 2
    province = place_of(place("قرية زنبقستان", "ريف الحسكة"))
    assert province.precision is not None
    assert province.precision >= 2


def test_a_report_is_set_where_most_of_its_places_lie() -> None:
    idlib = place("إدلب", gazetteer="wof:890432567")
    assert home_of([idlib]) == "SY"
    assert home_of([place("قرية زنبقستان")]) == ""


def test_events_without_a_place_lie_where_the_report_does() -> None:
    spans = (Span(0, 1, "a"), Span(2, 3, "b"))
    city = place(
        "مدينة إدلب", kind="city", gazetteer="wof:890432567", latitude=35.93, longitude=36.634,
        precision=1, mentions=spans,
    )  # fmt: skip
    province = place("محافظة حلب", kind="governorate", gazetteer="wof:85678359", precision=3)
    found = report_place([province, city])
    assert found is not None
    assert found.latitude == 35.93
    assert report_place([]) is None


def test_a_city_named_as_its_province_may_mean_either() -> None:
    hama = {"gazetteer": "wof:421202161", "latitude": 35.132, "longitude": 36.757}
    city = place_of(place("مدينة حماة", kind="city", **hama))
    town = place_of(place("حلفايا", gazetteer="wof:1125969035", latitude=35.26, longitude=36.607))
    quarter = place_of(place("حي الزنبقة", "مدينة حماة", kind="neighbourhood"))
    assert compare_places(city, town).how == "inside_region"
    assert compare_places(city, quarter).how in ("inside", "same_city")


def test_a_quarter_is_not_looked_up_far_from_the_town_around_it() -> None:
    # The gazetteer knows a town of that name in Tunisia, and the text puts the quarter in Sabha.
    point = {"gazetteer": "riwaya:tn/mahdia", "latitude": 35.5, "longitude": 11.06, "precision": 1}
    found = place_of(place("حي المهدية", "سبها", kind="neighbourhood", **point))
    assert found.gazetteer is None
    assert found.latitude == pytest.approx(27.04, abs=0.1)
    assert place_of(place("المهدية", kind="city", **point)).gazetteer == "riwaya:tn/mahdia"
