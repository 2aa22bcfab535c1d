"""Parties that are described are said in English; names stay names."""

from __future__ import annotations

import pytest

from riwaya.knowledge.descriptions import english_name, english_of
from riwaya.model import Actor


def described(name: str) -> str:
    return english_name(Actor("a1", name, "Romanised", "unidentified"))


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("مجموعة مسلحة", "an armed group"),
        ("مجموعتين مسلحتين", "armed groups"),
        ("المجموعات المسلحة", "the armed groups"),
        ("مسلحين", "gunmen"),
        ("مسلحون مجهولون", "unidentified gunmen"),
        ("مسلحٌ", "a gunman"),
        ("القوات الأمنية", "the security forces"),
        ("فصائل معارضة", "opposition factions"),
        ("الطيران الحربي", "the warplanes"),
        ("طائرة مسيرة", "a drone"),
        ("مقاتلي القوات المسلحة", "fighters of the armed forces"),
        ("التنظيم الإرهابي", "the “terrorist” organisation"),
        ("خلية “الفهد”", "the cell “al-Fahd”"),
    ],
)
def test_a_description_is_said_in_english(arabic: str, english: str) -> None:
    assert described(arabic) == english


@pytest.mark.parametrize("name", ["لواء السنديان", "حركة العهد", "قوات درع السهل", "جيش السنديان"])
def test_a_name_stays_in_latin_letters(name: str) -> None:
    assert described(name) == "Romanised"


def test_what_is_not_known_stands_in_the_words_of_the_report() -> None:
    assert described("مجموعة غير معروفة") == "“مجموعة غير معروفة”"
    assert english_of("الفصائل الغاضبة") == "“الفصائل الغاضبة”"


def test_a_party_of_the_list_keeps_its_name() -> None:
    assert english_name(Actor("a1", "القوات المسلحة", "Known Forces", "x", known_as="k")) == (
        "Known Forces"
    )
