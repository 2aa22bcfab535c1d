"""Weapons: their names in the forms that reports write, and the type of strike each makes."""

from __future__ import annotations

import unicodedata

import pytest

from riwaya.arabic.clitics import splits
from riwaya.arabic.script import INVISIBLE, fold
from riwaya.errors import DataError
from riwaya.knowledge.weapons import WEAPON_KINDS, Weapon, WeaponForm, load_weapons, parse_weapons


def holds(sentence: str, weapon: Weapon) -> bool:
    """Whether a form stands in a sentence, particles and article taken off its first word."""
    words = [fold(word.strip("،.")) for word in sentence.split()]
    surfaces = weapon.surfaces()
    for at, word in enumerate(words):
        for split in splits(word):
            for end in range(at + 1, min(at + 6, len(words)) + 1):
                if " ".join([split.stem, *words[at + 1 : end]]) in surfaces:
                    return True
    return False


def test_there_are_weapons_enough() -> None:
    weapons = load_weapons()
    assert {weapon.kind for weapon in weapons} == WEAPON_KINDS
    assert sum(len(weapon.forms) for weapon in weapons) >= 250


@pytest.mark.parametrize("weapon", load_weapons(), ids=lambda weapon: weapon.key)
def test_the_example_holds_a_form(weapon: Weapon) -> None:
    assert holds(weapon.example, weapon)


def test_no_form_names_two_weapons() -> None:
    owners: dict[str, str] = {}
    for weapon in load_weapons():
        for surface in weapon.surfaces():
            assert owners.setdefault(surface, weapon.key) == weapon.key, surface


@pytest.mark.parametrize(
    ("sentence", "kind", "strike"),
    [
        ("انفجرت العبوة الناسفة بسيارته", "ied", "bombing"),
        ("وبصاروخين باليستيين", "missile", "shelling"),
        ("فجر نفسه وكان يحمل حزاما ناسفا", "explosive_belt", "suicide_bomb"),
        ("قصف براجمات الصواريخ", "rocket", "shelling"),
        ("بالبراميل المتفجرة", "barrel_bomb", "air_drone_strike"),
        ("بطائرة مسيّرة من نوع FPV", "drone", "air_drone_strike"),
        ("طعنته بسكين", "knife", "attack"),
        ("أثناء لعبهم بمخلفات الحرب", "unexploded_ordnance", "bombing"),
    ],
)
def test_inflected_names_are_known(sentence: str, kind: str, strike: str) -> None:
    found = {(w.kind, w.strike) for w in load_weapons() if holds(sentence, w)}
    assert (kind, strike) in found


def test_ordinary_words_are_no_weapons() -> None:
    sentence = "قال شاهد عيان إن برميل نفط سقط"
    assert [weapon.key for weapon in load_weapons() if holds(sentence, weapon)] == []


def test_words_after_the_first_agree() -> None:
    surfaces = set(WeaponForm("لغم أرضي", ("ألغام أرضية",)).surfaces())
    assert {"لغم ارضي", "لغم الارضي", "لغمان ارضيان", "لغما ارضيا", "الغام ارضيه"} <= surfaces


def test_the_words_are_plain_arabic() -> None:
    for weapon in load_weapons():
        for form in weapon.forms:
            for word in (form.singular, *form.plurals):
                assert unicodedata.normalize("NFKC", word) == word
                assert not INVISIBLE.search(word), word


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "spear"}, "stick: unknown kind"),
        ({"strike": "spearing"}, "stick: unknown strike"),
        ({"nouns": []}, "stick: no forms"),
        ({"nouns": [{"pl": ["عصي"]}]}, "stick: KeyError"),
    ],
)
def test_a_broken_entry_is_named(changed: dict[str, object], message: str) -> None:
    entry = {
        "kind": "other", "label_en": "stick", "label_ar": "عصا", "nouns": [{"sg": "عصا"}],
        "strike": None, "example": "ضربه بعصا",
    }  # fmt: skip
    with pytest.raises(DataError, match=message):
        parse_weapons({"stick": entry | changed})
