"""Weapons as reports name them, with the type of event that a strike with each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from riwaya.arabic.inflection import noun_forms
from riwaya.arabic.script import fold
from riwaya.errors import DataError

# fmt: off
WEAPON_KINDS = frozenset({
    "aircraft", "drone", "helicopter", "barrel_bomb", "artillery", "mortar", "rocket", "missile",
    "tank", "firearm", "sniper", "grenade", "ied", "car_bomb", "mine",
    "unexploded_ordnance", "explosive_belt", "cluster_munition", "chemical", "incendiary", "knife",
    "naval", "vehicle", "other",
})
# fmt: on
STRIKES = frozenset({"air_drone_strike", "shelling", "bombing", "suicide_bomb", "attack"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILE = "weapons.yaml"
_PARTICLES = frozenset({"من", "بدون", "دون", "بلا"})


@dataclass(frozen=True, slots=True)
class WeaponForm:
    """One name of a weapon: its singular, of one or several words, and its written plurals."""

    singular: str
    plurals: tuple[str, ...] = ()
    inflects: bool = True

    def surfaces(self) -> Iterator[str]:
        """Folded forms, words joined by spaces; the first word stands without its article.

        Of several words the first declines and the rest agree in the dual. The rest stand with
        and without their article, because they are either adjectives or second terms.
        """
        first, *rest = self.singular.split()
        if not self.inflects:
            yield " ".join(map(fold, (first, *rest)))
            yield from _with_articles(_bare(first), rest)
            return
        for form, tag in noun_forms(first):
            yield from _with_articles(form, rest)
            if len(rest) == 1 and tag.startswith("dual."):
                yield from _with_articles(form, [_dual(rest[0], form[-2:])])
            elif len(rest) == 1 and tag == "singular.m" and form == fold(first) + "ا":
                yield from _with_articles(form, [fold(rest[0]) + "ا"])
        for plural in self.plurals:
            head, *tail = plural.split()
            yield from _with_articles(_bare(head), tail)


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon; `kind` of WEAPON_KINDS, `strike` of STRIKES or None; an invented `example`."""

    key: str
    kind: str
    label_en: str
    label_ar: str
    forms: tuple[WeaponForm, ...]
    strike: str | None
    example: str

    def surfaces(self) -> frozenset[str]:
        """Every folded form of every name; see `WeaponForm.surfaces`."""
        return frozenset(surface for form in self.forms for surface in form.surfaces())


@cache
def load_weapons() -> tuple[Weapon, ...]:
    """All weapons, in the order of the file.

    Raises DataError, naming file and entry, when an entry is broken.
    """
    text = (files("riwaya.knowledge") / "data" / _FILE).read_text(encoding="utf-8")
    return parse_weapons(yaml.load(text, Loader=_Loader))


def parse_weapons(content: Mapping[str, Any]) -> tuple[Weapon, ...]:
    """Weapons from the content of a weapons file; raises DataError on a broken entry."""
    return tuple(_weapon(key, entry) for key, entry in content.items())


def _weapon(key: str, entry: Mapping[str, Any]) -> Weapon:
    try:
        nouns = [_noun(noun) for noun in entry.get("nouns") or ()]
        phrases = [WeaponForm(str(p), inflects=False) for p in entry.get("phrases") or ()]
        weapon = Weapon(
            key, entry["kind"], entry["label_en"], entry["label_ar"],
            (*nouns, *phrases), entry["strike"], entry["example"],
        )  # fmt: skip
    except (KeyError, AttributeError, TypeError) as error:
        raise DataError(f"{_FILE}: {key}: {error!r}") from error
    if weapon.kind not in WEAPON_KINDS:
        raise DataError(f"{_FILE}: {key}: unknown kind {weapon.kind!r}")
    if weapon.strike is not None and weapon.strike not in STRIKES:
        raise DataError(f"{_FILE}: {key}: unknown strike {weapon.strike!r}")
    if not weapon.forms:
        raise DataError(f"{_FILE}: {key}: no forms")
    return weapon


def _noun(noun: Mapping[str, Any]) -> WeaponForm:
    singular: str = noun["sg"]
    plurals = tuple(noun.get("pl") or ())
    if "sound" in noun:
        generated = (f for f, tag in noun_forms(singular, (), "", noun["sound"]) if "plural" in tag)
        plurals += tuple(generated)
    return WeaponForm(singular, plurals)


def _with_articles(first: str, rest: list[str]) -> Iterator[str]:
    folded = [fold(word) for word in rest]
    yield " ".join([first, *folded])
    if folded and _takes_article(folded[0]):
        yield " ".join([first, "ال" + folded[0], *folded[1:]])
        if all(map(_takes_article, folded[1:])):
            yield " ".join([first, *("ال" + word for word in folded)])


def _takes_article(word: str) -> bool:
    return word.isalpha() and not word.startswith(("ال", "لل")) and word not in _PARTICLES


def _dual(adjective: str, ending: str) -> str:
    stem = adjective[:-1] + "ت" if adjective.endswith("ة") else adjective
    return fold(stem) + ending


def _bare(word: str) -> str:
    # Before folding: a plural such as that of "mine" begins with hamza and lam, no article.
    return fold(word[2:] if word.startswith("ال") and len(word) > 4 else word)
