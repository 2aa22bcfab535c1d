"""The words of `lexicon/dates.yaml` by folded form, with particles and endings generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from riwaya.arabic.dates.expression import GREGORIAN, HIJRI
from riwaya.arabic.inflection import noun_forms
from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold

ALWAYS, NEAR, STRICT, SPELT = "always", "near", "strict", "spelt"

# Particles and parts of speech at which a time expression can start.
DISTANCES = frozenset({"ago", "since", "after", "last", "during", "extent", "from"})
_STARTING = frozenset({"weekday", "day_word", "part", "unit"})
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
_ADJECTIVE_ENDINGS = ("", "ه", "ين", "تين", "ان", "تان", "ات")


class Word(NamedTuple):
    """One calendar word as written.

    `role`: weekday, unit, day_word, part, direction, portion, particle. `value`: its key in the
    data; `number`: grammatical number of a unit ("singular", "dual", "plural"), or "adverb" of a
    part of the day. `prefix`: conjunction and preposition on it.
    """

    role: str
    value: str
    prefix: str = ""
    definite: bool = False
    number: str = ""


class MonthName(NamedTuple):
    """A month's name: the words after its first, its number, calendar and how sure it is."""

    rest: tuple[str, ...]
    month: int
    calendar: str
    certainty: str
    prefix: str


class KnownDay(NamedTuple):
    """A day spoken of without its year, right after one of `after` (folded forms)."""

    day: int
    month: int
    year: int
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the date grammar knows about words; forms are folded."""

    words: Mapping[str, Word]
    months: Mapping[str, tuple[MonthName, ...]]
    starting: frozenset[str]
    """Forms of words and months at which an expression can start; at no other word does one."""
    weekday_numbers: Mapping[str, int]
    day_offsets: Mapping[str, int]
    clock_fillers: frozenset[str]
    name_heads: frozenset[str]
    given_names: frozenset[str]
    known_days: tuple[KnownDay, ...]
    english_months: Mapping[str, int]
    stamp_labels: frozenset[str]
    publish_labels: frozenset[str]
    update_labels: frozenset[str]
    audiences: tuple[str, ...]
    clock_links: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once. Raises KeyError when the file lacks a section."""
    data: dict[str, Any] = read_yaml("dates")
    words: dict[str, Word] = {}
    # Earlier sections win where two words are written alike.
    for form, word in _words(data):
        words.setdefault(form, word)
    months = _months(data)
    return Vocabulary(
        words=words,
        months=months,
        starting=frozenset(months) | {form for form, word in words.items() if _starts(word)},
        weekday_numbers={name: entry["number"] for name, entry in data["weekdays"].items()},
        day_offsets={name: entry["offset"] for name, entry in data["day_words"].items()},
        clock_fillers=frozenset(map(fold, data["clock_fillers"])),
        name_heads=frozenset(_with_particles(data["name_heads"])),
        given_names=frozenset(_with_particles(data["given_names"])),
        known_days=tuple(
            KnownDay(
                e["day"],
                e["month"],
                e["year"],
                frozenset(form for form in _with_particles(e["after"])),
            )
            for e in data["known_days"].values()
        ),
        english_months={
            n: number for number, names in data["english_months"].items() for n in names
        },
        stamp_labels=frozenset(map(fold, data["stamp_labels"])),
        publish_labels=frozenset(map(fold, data["publish_labels"])),
        update_labels=frozenset(map(fold, data["update_labels"])),
        audiences=tuple(data["audiences"]),
        clock_links=tuple(data["clock_links"]),
    )


def _starts(word: Word) -> bool:
    return word.role in _STARTING or (word.role == "particle" and word.value in DISTANCES)


def _words(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for value, names in data["particles"].items():
        for name in names:
            for conjunction in _CONJUNCTIONS:
                yield conjunction + fold(name), Word("particle", value, conjunction)
    for value, entry in data["day_words"].items():
        for name in entry["names"]:
            yield from _prefixed(fold(name), Word("day_word", value))
    for value, entry in data["weekdays"].items():
        for name in entry["names"]:
            yield from _definite(fold(name), Word("weekday", value))
            yield from _prefixed(fold(name), Word("weekday", value))
    for value, entry in data["parts_of_day"].items():
        for name in entry["adverb"]:
            for conjunction in _CONJUNCTIONS:
                yield conjunction + fold(name), Word("part", value, conjunction, number="adverb")
        for name in entry["construct"]:
            yield from _prefixed(fold(name), Word("part", value))
            yield from _definite(fold(name), Word("part", value))
    for value, entry in data["units"].items():
        yield from _units(entry.get("unit", value), entry["noun"])
    for value, stems in data["directions"].items():
        for stem in map(fold, stems):
            for ending in _ADJECTIVE_ENDINGS if value != "same" else ("",):
                yield ("" if value == "same" else "ال") + stem + ending, Word("direction", value)
    for value, names in data["portions"].items():
        for name in names:
            yield from _prefixed(fold(name), Word("portion", value))


def _units(unit: str, noun: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for form, tag in noun_forms(noun["sg"], tuple(noun["pl"])):
        number = tag.partition(".")[0]
        word = Word("unit", unit, number=number)
        yield from _prefixed(form, word)
        if number != "dual_construct":
            yield from _definite(form, word)


def _with_particles(names: Iterable[str]) -> Iterator[str]:
    for name in map(fold, names):
        for conjunction in _CONJUNCTIONS:
            for preposition in _PREPOSITIONS:
                yield conjunction + preposition + name


def _prefixed(stem: str, word: Word) -> Iterator[tuple[str, Word]]:
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            prefix = conjunction + preposition
            yield prefix + stem, word._replace(prefix=prefix)


def _definite(stem: str, word: Word) -> Iterator[tuple[str, Word]]:
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            prefix = conjunction + preposition
            article = "ل" if preposition == "ل" else "ال"
            yield prefix + article + stem, word._replace(prefix=prefix, definite=True)


def _months(data: Mapping[str, Any]) -> dict[str, tuple[MonthName, ...]]:
    found: dict[str, list[MonthName]] = {}
    certainties = (("names", ALWAYS), ("near", NEAR), ("strict", STRICT), ("spelt", SPELT))
    for section, calendar in (("gregorian_months", GREGORIAN), ("hijri_months", HIJRI)):
        for number, entry in data[section].items():
            for key, certainty in certainties:
                for name in entry.get(key, ()):
                    first, *rest = map(fold, name.split())
                    for form, word in _prefixed(first, Word("month", "")):
                        found.setdefault(form, []).append(
                            MonthName(tuple(rest), number, calendar, certainty, word.prefix)
                        )
    # Longest names first, so that a name of two words is not read as one of one word.
    return {
        form: tuple(sorted(set(names), key=lambda name: -len(name.rest)))
        for form, names in found.items()
    }
