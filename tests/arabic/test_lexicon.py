"""Lexicon files are sound, and the linter that says so finds what it should."""

from __future__ import annotations

from typing import Any

import pytest

from riwaya.arabic.lexicon.entries import expand, load_entries
from riwaya.arabic.lexicon.lint import (
    letter_faults,
    lexicon_files,
    lint_entries,
    lint_lexicon,
    matches,
)
from riwaya.arabic.lexicon.lookup import Lexicon


@pytest.mark.parametrize("name", lexicon_files())
def test_a_lexicon_file_has_no_fault(name: str) -> None:
    assert [str(fault) for fault in lint_lexicon(name)] == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("word: قتـل", "tatweel"),
        ("word: قتیل", "Farsi yeh"),
        ("word: کتيبة", "Farsi yeh"),
        ("word: ﻗﺘﻞ", "presentation form"),
        ("word: قتل\u200f", "invisible control"),
        ("word: رحمٰن", "combining mark"),
        ("word: ا\u0653ب", "normal form C"),
    ],
)
def test_a_stray_letter_is_found(line: str, what: str) -> None:
    found = list(letter_faults(f"first: سطر\n{line}\n"))
    assert any(what in fault and "line 2" in fault for fault in found), found


def test_vowel_marks_and_variants_of_hamza_are_letters_of_a_lemma() -> None:
    assert list(letter_faults("word: [قُتِل, صفّى, مسؤول, إثر, آلية, عبئًا]")) == []


def _faults(entries: dict[str, Any]) -> list[str]:
    return [fault.what for fault in lint_entries("invented", entries)]


def test_an_example_must_match_and_a_counter_example_must_not() -> None:
    entry = {
        "nouns": [{"sg": "خيمة", "pl": ["خيام"]}],
        "examples": ["احترقت خيمتان.", "نام في البيت."],
        "not": ["عاد من المخيم.", "نصبت الخيام."],
    }
    assert _faults({"tent": entry}) == [
        "does not match its example: نام في البيت.",
        "matches what it must not: نصبت الخيام.",
    ]


def test_an_entry_without_example_and_a_key_in_other_letters_are_faults() -> None:
    found = _faults({"Tent-1": {"words": ["خيمة"]}})
    assert found[0].startswith("a key is Latin letters")
    assert found[1] == "no example"


def test_a_lemma_given_twice_is_a_fault_only_with_the_same_meaning() -> None:
    tent = {"nouns": [{"sg": "خيمة"}], "features": {"role": "shelter"}, "examples": ["خيمة"]}
    assert _faults({"a": tent, "b": tent}) == ["given 2 times with one meaning: noun خيمة"]
    assert _faults({"a": tent, "b": {**tent, "features": {"role": "camp"}}}) == []


@pytest.mark.parametrize(
    ("category", "key", "sentence"),
    [
        ("casualties", "kill", "وسيقتلونهم في الساحة."),
        ("casualties", "kill", "اغتالته خلية نائمة."),
        ("casualties", "dead", "وللشهداء نصب في القرية."),
        ("casualties", "wounded", "نقلت الجريحتان إلى المستوصف."),
        ("persons", "child", "بطفلتين من البلدة."),
        ("persons", "soldier", "والجنديان من الكتيبة."),
        ("casualties", "abduct", "خُطِفَ المهندس."),
        ("casualties", "kill", "قتـ.ل الحارس."),
        ("casualties", "injure", "وأُصيبا بجروح."),
        ("sayings", "say", "والشبكة بتقول إنو الطريق مقطوع."),
    ],
)
def test_inflected_clitic_bearing_and_masked_forms_are_found(
    category: str, key: str, sentence: str
) -> None:
    lexicon = Lexicon(expand(category, key, load_entries(category)[key]))
    assert matches(lexicon, sentence)
