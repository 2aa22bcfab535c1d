"""Place expressions with their noun, their lists and the wider places around them."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from riwaya.reading.actors import find_actors
from riwaya.reading.drafts import PlaceMention
from riwaya.reading.places.find import find_places
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ar" / "places.yaml").read_text(encoding="utf-8")
)


def places(text: str) -> list[PlaceMention]:
    return find_places(make_document(text, reading_lexicon()))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"])
def test_expression(case: dict[str, Any]) -> None:
    found = places(case["text"])
    assert [(p.name, list(p.within)) for p in found] == [(case["name"], case["within"])]


@pytest.mark.parametrize("text", TABLE["none"])
def test_no_place(text: str) -> None:
    assert [p.name for p in places(text)] == []


def test_known_place_is_located() -> None:
    found = places("انفجار في مدينة الموصل شمالي العراق")[0]
    assert found.gazetteer is not None
    assert found.latitude == pytest.approx(36.3, abs=0.3)


def test_unknown_place_has_no_coordinates() -> None:
    found = places("انفجار في قرية البيلسانية")[0]
    assert (found.gazetteer, found.latitude, found.precision) == (None, None, None)


def test_mentions_do_not_overlap() -> None:
    found = places(
        "قصف قريتي البيلسان والمرجان بريف حلب الغربي، ومدينة سرمين شرقي إدلب، وحي الزهور"
    )
    for one, other in itertools.pairwise(found):
        assert one.last <= other.first


def test_a_bare_direction_begins_the_wider_place() -> None:
    [found] = places("استهدف القصف مزرعة غربي مدينة البيلسان")
    assert (found.name, found.within) == ("مزرعة", ("غربي مدينة البيلسان",))


def test_a_country_is_a_place_behind_a_direction_though_its_name_is_a_nationality() -> None:
    assert [p.name for p in places("قتل قيادي في شمال غربي سوريا")] == ["شمال غربي سوريا"]
    assert places("كان الرجل سوريا") == []


def test_the_spellings_of_one_place_share_a_key() -> None:
    found = places("انفجار في ملهى المرجان مساء. وأغلقت الشرطة الملهى. وعاد الناس إلى الملهى")
    assert [p.name for p in found] == ["ملهى المرجان", "الملهى", "الملهى"]
    assert len({p.key for p in found}) == 1


def test_a_name_that_ends_on_a_direction_may_end_the_text() -> None:
    [place] = places("وقع القصف على مدينة الغوطة الشرقية")
    assert "الغوطة الشرقية" in place.name


def test_a_name_of_several_words_is_found_though_its_first_is_ordinary() -> None:
    [found] = places("قصف جوي طال دير الزور")
    assert found.name == "دير الزور"
    assert found.gazetteer is not None


def test_a_name_within_that_of_a_party_is_no_place() -> None:
    text = "انفجرت عبوة ناسفة بسيارة لقوات حكومة دمشق في مدينة إدلب"
    doc = make_document(text, reading_lexicon())
    assert [p.name for p in find_places(doc, find_actors(doc))] == ["مدينة إدلب"]
