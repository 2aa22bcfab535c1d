"""What the index holds of a word, and which forms a searched word finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.script import fold
from riwaya.arabic.search_forms import (
    LONGEST_FORM,
    name_key,
    particle_forms,
    search_forms,
    search_words,
    stems,
)

WORDS = frozenset(map(fold, ("حلب", "بلدة", "كفر", "وادي", "لجنة", "أطباء", "مستشفى", "كان", "إن")))


def is_word(form: str) -> bool:
    return form in WORDS


def known(form: str) -> bool:
    return any(form.endswith(word) for word in WORDS) or form == "داعش"


def forms(text: str) -> list[str]:
    return [word.form for word in search_words(text, known, lambda form: False)]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("حلب", ["وحلب", "بحلب", "وبحلب", "لحلب", "فحلب", "حلبنا"]),
        ("وبحلب", ["حلب", "لحلب"]),
        ("بلدة", ["البلدة", "للبلدة", "وبالبلدة", "بلدتهم", "ببلدتهم", "وبلدته", "لبلدتنا"]),
        ("البلدة", ["بلدة", "ببلدة", "ببلدتهم"]),
        ("ببلدتهم", ["بلدة", "البلدة"]),
        ("لجنة", ["اللجنة", "للجنة", "وللجنة"]),
        ("أطباء", ["الأطباء", "أطباؤهم", "لأطبائه", "اطباءها"]),
        ("مستشفى", ["المستشفى", "مستشفاهم", "بمستشفاها"]),
        ("قصف", ["قصفا", "وقصفا", "القصف"]),
        ("يقصف", ["سيقصف", "وسيقصف"]),
    ],
)
def test_a_searched_word_covers_what_may_be_written_onto_it(typed: str, written: list[str]) -> None:
    found = search_forms(fold(typed), is_word)
    assert [form for form in written if fold(form) not in found] == []
    assert found[0] == fold(typed)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("كفر", ["فر"]),
        ("وادي", ["ادي"]),
        ("كان", ["ان"]),
        ("إن", ["كان"]),
        ("حلب", ["محلب", "انحلب"]),
        ("بلدة", ["بلد", "البلد"]),
        ("بلد", ["بلدة", "وبلدة", "ببلدة"]),
    ],
)
def test_it_does_not_cover_other_words(typed: str, others: list[str]) -> None:
    found = search_forms(fold(typed), is_word)
    assert [form for form in others if fold(form) in found] == []


def test_a_particle_is_taken_off_a_name_nobody_knows_but_the_name_stays() -> None:
    assert stems("وبسطام", is_word) == ("وبسطام", "بسطام", "سطام")
    assert stems("بحلب", is_word) == ("بحلب", "حلب")


def test_particles_before_a_quotation_swallow_the_article_after_li() -> None:
    assert "وللجيش" in particle_forms("الجيش")
    assert "لحلب" in particle_forms("حلب")
    assert "الحلب" not in particle_forms("حلب")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("أُصِـيـبَ", ["اصيب"]),
        ("حـلـ.ـب", ["حلب"]),
        ("د1عش", ["داعش"]),
        ("غرفة7ب", ["غرفه", "7", "ب"]),
        ("١٬٢٥٠ و2,000,000", ["1250", "و", "2000000"]),
        ("3.5", ["3", "5"]),
        ("12,5", ["12", "5"]),
        ("al-Bāb's", ["al", "bab", "s"]),
        ("T4", ["t", "4"]),
        ("Идлиб, 시리아", ["идлиб", "시리아"]),
        ("؟!… \0 \u202e", []),
    ],
)
def test_index_forms(text: str, held: list[str]) -> None:
    assert forms(text) == held


@given(st.text())
def test_index_forms_are_bounded_and_lie_in_the_text_in_order(text: str) -> None:
    words = list(search_words(text, known, lambda form: False))
    assert all(word.form.isalnum() and len(word.form) <= LONGEST_FORM for word in words)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


@pytest.mark.parametrize(
    "spellings",
    [
        ("دير الزور", "دَير الزُّور", "دير  الزور"),
        ("Deir ez-Zor", "deir ez zor"),
        ("al-Bab", "Bab", "Al Bab"),
        ("الرقة", "الرقه", "رقة"),
    ],
)
def test_names_that_differ_in_spelling_and_article_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in spellings}) == 1


def test_a_name_of_nothing_but_an_article_keeps_it() -> None:
    assert name_key("Al") == "al"
    assert name_key("!") == ""
