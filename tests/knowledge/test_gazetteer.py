"""The gazetteer: names found in text, and same-named places told apart by what is said around."""

from __future__ import annotations

import pytest

from riwaya.arabic.script import fold
from riwaya.knowledge.gazetteer import Gazetteer, Place, PlaceContext, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def one(gazetteer: Gazetteer, name: str, country: str, kind: str = "") -> Place:
    return next(p for p in gazetteer.find(name) if p.country == country and kind in ("", p.kind))


def english(gazetteer: Gazetteer, name: str, context: PlaceContext) -> str | None:
    resolution = gazetteer.resolve(gazetteer.find(name), context)
    return resolution.place.name_en if resolution else None


def test_the_longest_name_is_taken(gazetteer: Gazetteer) -> None:
    forms = [fold(w) for w in ["قرب", "دير", "الزور", "أمس"]]
    count, places = gazetteer.candidates(forms, 1)
    assert count == 2
    assert places[0].name_en == "Deir ez-Zor"
    assert gazetteer.candidates(forms, 3) == (0, ())


@pytest.mark.parametrize(
    ("written", "name_en"),
    [
        ("الحسكة", "Al-Hasakah"),
        ("الحسكه", "Al-Hasakah"),
        ("ديرالزور", "Deir ez-Zor"),
        ("دير الزّور", "Deir ez-Zor"),
        ("كفر نبل", "Kafr Nabl"),
        ("كفرنبل", "Kafr Nabl"),
        ("خانيونس", "Khan Younis"),
        ("ادلب", "Idlib"),
        ("درعا البلد", "Daraa al-Balad"),
        ("كوباني", "Ayn al-Arab (Kobani)"),
        ("للحديدة", "Hodeidah"),
        ("قامشلي", "Qamishli"),
        ("معسكر زمزم", "Zamzam camp"),
        ("أبوشوك", "Abu Shouk camp"),
        ("سد تشرين", "Tishrin dam"),
        ("مستشفى الشفاء", "Al-Shifa hospital"),
        ("حارة حريك", "Haret Hreik"),
        ("أم درمان", "Omdurman"),
    ],
)
def test_spellings_of_one_place(gazetteer: Gazetteer, written: str, name_en: str) -> None:
    assert name_en in {place.name_en for place in gazetteer.find(written)}


@pytest.mark.parametrize(
    ("name", "context", "name_en"),
    [
        ("طرابلس", PlaceContext(countries=("LY",)), "Tripoli (Libya)"),
        ("طرابلس", PlaceContext(countries=("LB",)), "Tripoli (Lebanon)"),
        ("طرابلس", PlaceContext(outlet_country="LB"), "Tripoli (Lebanon)"),
        ("طرابلس", PlaceContext(within=("شمال لبنان",), countries=("LB",)), "Tripoli (Lebanon)"),
        ("أريحا", PlaceContext(within=("ريف إدلب الجنوبي",)), "Ariha"),
        ("أريحا", PlaceContext(within=("الضفة الغربية",)), "Jericho"),
        ("البيضاء", PlaceContext(countries=("YE",), kind="city"), "Al-Bayda (Yemen)"),
        ("البيضاء", PlaceContext(countries=("LY",)), "Al-Bayda (Libya)"),
        ("حي الخالدية", PlaceContext(within=("مدينة حمص",)), "Al-Khalidiya (Homs)"),
        ("اليرموك", PlaceContext(within=("دمشق",)), "Yarmouk camp"),
        ("اليرموك", PlaceContext(within=("بغداد",)), "Yarmouk (Baghdad)"),
        ("مخيم السلام", PlaceContext(), "As-Salam camp (El Fasher)"),
        ("حلب", PlaceContext(), "Aleppo"),
        ("غزة", PlaceContext(), "Gaza City"),
        ("العراق", PlaceContext(), "Iraq"),
        ("عمان", PlaceContext(), "Amman"),
    ],
)
def test_told_apart_by_context(
    gazetteer: Gazetteer, name: str, context: PlaceContext, name_en: str
) -> None:
    assert english(gazetteer, name, context) == name_en


def test_nearness_to_another_place_decides(gazetteer: Gazetteer) -> None:
    misrata = one(gazetteer, "مصراتة", "LY", "city")
    saida = one(gazetteer, "صيدا", "LB", "city")
    assert english(gazetteer, "طرابلس", PlaceContext(nearby=((misrata, 5),))) == "Tripoli (Libya)"
    assert english(gazetteer, "طرابلس", PlaceContext(nearby=((saida, 5),))) == "Tripoli (Lebanon)"


def test_a_village_is_found_by_the_town_it_is_near(gazetteer: Gazetteer) -> None:
    places = gazetteer.find("الجديدة")
    assert len(places) > 5
    found = gazetteer.resolve(places, PlaceContext(within=("جسر الشغور",), kind="village"))
    assert found is not None
    assert found.place.country == "SY"
    assert found.place.admin1 == "إدلب"


def test_nothing_is_chosen_without_a_reason(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve(gazetteer.find("الجديدة")) is None
    assert gazetteer.resolve(gazetteer.find("طرابلس")) is None
    assert gazetteer.resolve(()) is None


@pytest.mark.parametrize(
    ("name", "context", "precision"),
    [
        ("سراقب", PlaceContext(), 1),
        ("سراقب", PlaceContext(relative=True), 2),
        ("إدلب", PlaceContext(kind="governorate"), 3),
        ("سوريا", PlaceContext(), 3),
        ("جبل الزاوية", PlaceContext(), 2),
    ],
)
def test_precision(gazetteer: Gazetteer, name: str, context: PlaceContext, precision: int) -> None:
    found = gazetteer.resolve(gazetteer.find(name), context)
    assert found is not None
    assert found.precision == precision


@pytest.mark.parametrize(
    "form", ["الباب", "صور", "الجديدة", "البيضاء", "محمد علي", "النصر", "الشهداء", "صلاح الدين"]
)
def test_ordinary_words_are_ambiguous(gazetteer: Gazetteer, form: str) -> None:
    assert gazetteer.is_ambiguous(fold(form))


@pytest.mark.parametrize(
    "form", ["حلب", "سراقب", "خان شيخون", "عين العرب", "الخليل", "الفاشر", "خزاعة", "تعز"]
)
def test_plain_names_are_not(gazetteer: Gazetteer, form: str) -> None:
    assert not gazetteer.is_ambiguous(fold(form))


def test_function_words_are_no_places(gazetteer: Gazetteer) -> None:
    for word in ["من", "بين", "على", "تحت", "اليوم", "أن", "له", "يوم"]:
        assert gazetteer.find(word) == ()


def test_every_record_is_sound(gazetteer: Gazetteer) -> None:
    kinds = {
        "country", "governorate", "district", "subdistrict", "city", "town", "village",
        "neighbourhood", "camp", "region", "site", "other",
    }  # fmt: skip
    identities = set()
    for place in gazetteer:
        assert place.kind in kinds
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert len(place.country) in (0, 2)
        assert place.name
        identities.add(place.id)
    assert len(identities) == len(gazetteer)
    assert len(gazetteer) > 50_000


def test_any_tokens_at_all(gazetteer: Gazetteer) -> None:
    forms = ["", "ال", "لل", "(", "2", "دير", "", "عين", "ا" * 5000, "تل"]
    for at in range(len(forms)):
        count, places = gazetteer.candidates(forms, at)
        assert 0 <= count <= len(forms) - at
        assert bool(count) == bool(places)


def test_a_village_far_from_the_province_named_with_it_is_not_meant(gazetteer: Gazetteer) -> None:
    village = Place("t:1", "الزهيرية", "T", "village", "SY", "اللاذقية", "", "", 35.56, 35.74, None)
    assert gazetteer.resolve([village], PlaceContext(within=("ريف اللاذقية",))) is not None
    assert gazetteer.resolve([village], PlaceContext(within=("شرقي حلب",))) is None


def test_a_village_abroad_is_not_meant_in_a_report_of_one_country(gazetteer: Gazetteer) -> None:
    village = Place("t:1", "الزهيرية", "T", "village", "YE", "لحج", "", "", 13.15, 44.2, None)
    assert gazetteer.resolve([village], PlaceContext(home="YE")) is not None
    assert gazetteer.resolve([village], PlaceContext(home="SY")) is None
    assert gazetteer.resolve([village], PlaceContext(home="SY", countries=("YE",))) is not None


@pytest.mark.parametrize(
    ("written", "within", "name_en"),
    [
        ("سفوهن", "إدلب", "Safuhun"),
        ("الجريجسة", "ريف حماة", "Jarjisah"),
        ("بسرطون", "ريف حلب الغربي", "Mubasratun"),
        ("الشمساني", "ريف الحسكة", "Shamsani ash Sharqi"),
    ],
)
def test_a_name_spelt_otherwise_is_found_near_what_is_named_with_it(
    gazetteer: Gazetteer, written: str, within: str, name_en: str
) -> None:
    words = [fold(word) for word in written.split()]
    found = gazetteer.resolve_similar(words, PlaceContext(within=(within,)))
    assert found is not None
    assert found.place.name_en == name_en
    assert gazetteer.resolve_similar(words, PlaceContext(within=("عدن",))) is None
    assert gazetteer.resolve_similar(words) is None
