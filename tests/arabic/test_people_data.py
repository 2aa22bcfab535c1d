"""The data on persons: titles, generic sources and parts of names."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import riwaya.arabic.lexicon as lexicon_package
from riwaya.arabic.lexicon.entries import expand, load_entries, read_yaml
from riwaya.arabic.lexicon.lookup import Lexicon
from riwaya.arabic.script import fold
from riwaya.arabic.words import tokenise

FILES = ("titles", "source_nouns", "person_names")
# Farsi yeh and keheh, tatweel, marks, presentation forms, invisible controls.
FORBIDDEN = re.compile(
    "[\u0640\u06a9\u06cc\u06c0\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\ufb50-\ufdff\ufe70-\ufeff]"
)
KINDS = {
    *("outlet", "news_agency", "state_media", "monitor", "activist_network", "activist"),
    *("official", "military", "armed_group", "medical", "civil_defence", "witness", "local"),
    *("social_media", "ngo", "international", "anonymous", "other"),
}
CLASSES = {"civilian", "armed", "unknown"}
GROUPS = {None, "children", "women", "men", "elderly", "journalists", "medics"}
TYPES = {"rank", "occupation", "honorific", "kin"}


@cache
def entries_of(category: str) -> dict[str, dict[str, Any]]:
    return load_entries(category)


@cache
def lexicon_of(category: str, key: str) -> Lexicon:
    return Lexicon(expand(category, key, entries_of(category)[key]))


def holds(category: str, key: str, sentence: str) -> bool:
    forms = [token.form for token in tokenise(sentence)]
    lexicon = lexicon_of(category, key)
    return any(
        lexicon.known(form) or bool(lexicon.phrases(forms, at)) for at, form in enumerate(forms)
    )


def lemmas(entry: dict[str, Any]) -> list[str]:
    phrases = [p if isinstance(p, str) else p["phrase"] for p in entry.get("phrases") or ()]
    words = [*(entry.get("words") or ()), *phrases]
    for noun in entry.get("nouns") or ():
        words += [noun["sg"], noun.get("f") or noun["sg"], *(noun.get("pl") or ())]
    return list(dict.fromkeys(words))


@pytest.mark.parametrize("name", FILES)
def test_files_hold_plain_letters_only(name: str) -> None:
    path = Path(lexicon_package.__file__).with_name(f"{name}.yaml")
    found = FORBIDDEN.findall(path.read_text(encoding="utf-8"))
    assert found == []


@pytest.mark.parametrize("key", entries_of("titles"))
def test_title_entry_is_whole(key: str) -> None:
    entry = entries_of("titles")[key]
    features = entry["features"]
    assert features["class"] in CLASSES
    assert features.get("group") in GROUPS
    assert features["type"] in TYPES
    assert entry["examples"]
    for sentence in entry["examples"]:
        assert holds("titles", key, sentence), sentence


def test_titles_are_many_and_of_every_type() -> None:
    entries = entries_of("titles")
    assert len(entries) >= 180
    assert {entry["features"]["type"] for entry in entries.values()} == TYPES


@pytest.mark.parametrize("category", ["titles", "source_nouns"])
def test_no_word_is_listed_in_two_entries(category: str) -> None:
    counts = Counter(word for entry in entries_of(category).values() for word in lemmas(entry))
    assert [word for word, count in counts.items() if count > 1] == []


def test_titles_repeat_no_word_for_persons() -> None:
    persons = {fold(w) for entry in entries_of("persons").values() for w in lemmas(entry)}
    titles = {fold(w) for entry in entries_of("titles").values() for w in lemmas(entry)}
    assert titles & persons == set()


@pytest.mark.parametrize("key", entries_of("source_nouns"))
def test_source_entry_is_whole(key: str) -> None:
    entry = entries_of("source_nouns")[key]
    assert set(entry) <= {"kind", "nouns", "phrases", "yields", "refined_by", "example"}
    assert entry["kind"] in KINDS
    assert set((entry.get("refined_by") or {}).values()) <= KINDS
    assert holds("source_nouns", key, entry["example"])


def test_generic_sources_cover_every_kind() -> None:
    assert {entry["kind"] for entry in entries_of("source_nouns").values()} == KINDS


@pytest.mark.parametrize(
    ("adjective", "kind"),
    [("طبي", "medical"), ("عسكري", "military"), ("أمني", "official"), ("محلي", "local")],
)
def test_adjectives_refine_an_unnamed_source(adjective: str, kind: str) -> None:
    assert entries_of("source_nouns")["source"]["refined_by"][adjective] == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "قتل 3 فرق من الكشافة.",
        "وصل فريقان من المهندسين.",
        "انتشر لواءان في السهل.",
        "كان الجو باردا جدا.",
    ],
)
def test_everyday_words_are_not_titles(sentence: str) -> None:
    forms = [token.form for token in tokenise(sentence)]
    for key in ("lieutenant_general", "major_general", "grandfather"):
        assert not any(lexicon_of("titles", key).known(form) for form in forms), key


@pytest.mark.parametrize(("key", "floor"), [("given_male", 420), ("given_female", 150)])
def test_given_names_are_many_and_listed_once(key: str, floor: int) -> None:
    names = [fold(name) for name in read_yaml("person_names")[key]]
    assert len(set(names)) >= floor
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert not any(" " in name for name in names)


@pytest.mark.parametrize("name", ["آزاد", "دلشاد", "باديس", "تيمور", "بابكر", "عيدروس", "حسن"])
def test_male_names_of_every_people_are_there(name: str) -> None:
    assert name in read_yaml("person_names")["given_male"]


def test_compound_names_have_both_parts() -> None:
    names = read_yaml("person_names")
    for key, second in (("servant", "الرحمن"), ("faith", "الدين"), ("god_given", "الله")):
        assert names[key]["first"] and second in names[key]["second"]


def test_ambiguous_names_are_given_names() -> None:
    names = read_yaml("person_names")
    given = {fold(n) for key in ("given_male", "given_female") for n in names[key]}
    assert {fold(n) for n in names["ambiguous"]} <= given
    assert {"جمعة", "نصر", "سلام", "صالح", "ربيع"} <= set(names["ambiguous"])
    assert not {"حسن", "محمد", "خالد"} & set(names["ambiguous"])
