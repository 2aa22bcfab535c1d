"""The words of number, generated once from `lexicon/numbers.yaml` into one table of forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from riwaya.arabic.inflection import noun_forms, verb_forms
from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold


class Kind(Enum):
    """What a number word can combine with."""

    ZERO = "zero"
    UNIT = "unit"
    BOUND_UNIT = "bound unit"
    TEN = "ten"
    TEEN = "teen"
    TENS = "tens"
    HUNDRED = "hundred"
    HUNDREDS = "hundreds"
    SCALE = "scale"
    SCALE_OR_DUAL = "scale or dual"
    DUAL_SCALE = "dual scale"
    PLURAL = "plural"
    PART = "part"
    FEW = "few"
    PHRASE = "phrase"


class Link(Enum):
    """The particles on a word: none, "and" (which continues a numeral), or any other."""

    BARE = ""
    JOINED = "and"
    GOVERNED = "other"


class NumberWord(NamedTuple):
    """One form: what it is, its value (for PART the denominator), its particles.

    `stem` is the folded form without particles.
    """

    kind: Kind
    value: int
    stem: str
    ordinal: bool = False
    definite: bool = False
    link: Link = Link.BARE


# Particles in front of a number: (as written, link, definite).
PROCLITICS: Mapping[str, tuple[Link, bool]] = {
    conjunction + body: (
        Link.JOINED
        if conjunction == "و" and body in ("", "ال")
        else Link.GOVERNED
        if conjunction or body not in ("", "ال")
        else Link.BARE,
        body.endswith(("ال", "لل")),
    )
    for conjunction in ("", "و", "ف")
    for body in ("", "ال", "ب", "بال", "ل", "لل", "ك", "كال")
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the number grammar knows about words. All forms are folded."""

    words: Mapping[str, NumberWord]
    part_values: Mapping[str, Fraction]
    scale_parts: frozenset[int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    adjectives: frozenset[str]
    changes: frozenset[str]
    sets: Mapping[str, frozenset[str]]

    def among(self, name: str, form: str) -> bool:
        """Whether a folded form is in the named list of the data file."""
        return form in self.sets[name]


_LISTS = (
    "not_definite_alone", "others", "day_words", "weak", "weaker", "one_not_after",
    "first_not_before", "zero_not_after", "between", "to", "from", "or", "than", "minus",
    "point", "over", "portion", "may_be_definite",
)  # fmt: skip


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once. Raises KeyError when the file lacks a section."""
    data: dict[str, Any] = read_yaml("numbers")
    never = set(map(fold, data["never"]))
    definite_only = set(map(fold, data["definite_only"]))
    words: dict[str, NumberWord] = {}
    # Earlier sections win where two words are written alike.
    for word in _bare_words(data):
        for prefix, (link, definite) in PROCLITICS.items():
            form = prefix + word.stem
            if form in never or (word.stem in definite_only and not definite):
                continue
            words.setdefault(form, word._replace(definite=definite, link=link))
    return Vocabulary(
        words=words,
        part_values=dict(_part_values(data["parts"])),
        scale_parts=frozenset(data["scale_parts"]),
        phrases=_phrases(data["several_phrases"]),
        adjectives=frozenset(map(fold, data["adjectives"])),
        changes=frozenset(_verb_and_noun_forms(data["changes"])),
        sets={name: frozenset(map(fold, data[name])) for name in _LISTS},
    )


def _bare_words(data: Mapping[str, Any]) -> Iterator[NumberWord]:
    yield from _listed(Kind.ZERO, {0: data["zero"]})
    yield from _listed(Kind.UNIT, data["units"])
    yield from _listed(Kind.TEN, {10: data["ten"]})
    for value, stems in data["tens"].items():
        yield from _joined(Kind.TENS, value, stems, data["tens_endings"])
    yield from _hundreds(data)
    for value, entry in data["scales"].items():
        yield from _scale(value, entry)
    yield from _listed(Kind.BOUND_UNIT, data["bound_units"])
    yield from _listed(Kind.TEEN, data["teens"]["words"])
    for value, stems in data["teens"]["stems"].items():
        yield from _joined(Kind.TEEN, value, stems, data["teens"]["endings"])
    for kind, section in ((Kind.UNIT, "ordinals"), (Kind.BOUND_UNIT, "bound_ordinals")):
        for word in _listed(kind, data[section]):
            yield word._replace(ordinal=True)
    for value in data["scale_parts"]:
        yield from _listed(Kind.PART, {value: data["parts"][value]["singular"]})
    yield from _listed(Kind.PLURAL, data["vague"])
    yield from _listed(Kind.FEW, data["few"])
    yield from _listed(Kind.FEW, data["several"])
    for value, phrases in data["several_phrases"].items():
        yield from _listed(Kind.PHRASE, {value: [phrase[0] for phrase in phrases]})


def _listed(kind: Kind, forms_by_value: Mapping[int, Iterable[str]]) -> Iterator[NumberWord]:
    for value, forms in forms_by_value.items():
        for form in forms:
            yield NumberWord(kind, value, fold(form))


def _joined(
    kind: Kind, value: int, stems: Iterable[str], endings: Iterable[str]
) -> Iterator[NumberWord]:
    for stem in stems:
        for ending in endings:
            yield NumberWord(kind, value, fold(stem + ending))


def _hundreds(data: Mapping[str, Any]) -> Iterator[NumberWord]:
    for singular in data["hundred"]["singular"]:
        for form, tag in noun_forms(singular):
            if tag.startswith("dual"):
                yield NumberWord(Kind.HUNDREDS, 200, form)
            else:
                yield NumberWord(Kind.HUNDRED, 100, form)
    yield from _listed(Kind.HUNDREDS, {200: data["hundred"]["dual"]})
    yield from _listed(Kind.PLURAL, {100: data["hundred"]["plural"]})
    for unit, stems in data["hundreds"]["stems"].items():
        yield from _joined(Kind.HUNDREDS, unit * 100, stems, data["hundreds"]["endings"])


def _scale(value: int, entry: Mapping[str, Any]) -> Iterator[NumberWord]:
    for singular in entry["singular"]:
        for form, tag in noun_forms(singular):
            # "alfa" is both the accusative singular and the dual before its noun.
            if tag.startswith("dual_construct") and form.endswith("ا"):
                yield NumberWord(Kind.SCALE_OR_DUAL, value, form)
            elif tag.startswith("dual"):
                yield NumberWord(Kind.DUAL_SCALE, value, form)
            elif form == fold(singular) or tag.startswith("construct"):
                yield NumberWord(Kind.SCALE, value, form)
    yield from _listed(Kind.PLURAL, {value: entry["plural"]})


def _part_values(parts: Mapping[int, Mapping[str, list[str]]]) -> Iterator[tuple[str, Fraction]]:
    for denominator, forms in parts.items():
        for form in (*forms["plural"], *forms["singular"]):
            yield fold(form), Fraction(1, denominator)
        for form in forms["dual"]:
            yield fold(form), Fraction(2, denominator)


def _phrases(
    section: Mapping[int, list[list[str]]],
) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for value, phrases in section.items():
        for first, *rest in phrases:
            table.setdefault(fold(first), []).append((tuple(map(fold, rest)), value))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in table.items()
    }


def _verb_and_noun_forms(lemmas: Iterable[str]) -> Iterator[str]:
    for lemma in lemmas:
        tense = ("", lemma) if lemma.startswith("ي") else (lemma, "")
        for form, _ in verb_forms(*tense):
            yield form
