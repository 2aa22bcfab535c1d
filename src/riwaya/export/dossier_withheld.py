"""Names found again in any text, however they are spelled there, and put out of sight.

A name is its words in their order. Words are compared by their folded forms, with and without the
particles and the article written onto them. Of a person's name each word alone is withheld too:
reports call people by their first or their family name. That can hide a word that is no name; it
never shows one that is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from riwaya.arabic.clitics import splits
from riwaya.arabic.lexicon.entries import expand, load_entries
from riwaya.arabic.names import load_names
from riwaya.arabic.particles import bare
from riwaya.arabic.script import fold

PART = "[withheld]"
"""Stands for a word of a name where it is not plain whose."""

_SHORTEST_PART = 2
_SHORTEST_LATIN = 3


class Name(NamedTuple):
    """A name to withhold: every spelling, what stands for it, and whether it is a person's."""

    spellings: tuple[str, ...]
    label: str
    person: bool


class _Word(NamedTuple):
    start: int
    end: int
    forms: frozenset[str]
    capital: bool


class Names:
    """The names to withhold. Immutable after construction."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._parts: set[str] = set()
        for name in names:
            for spelling in name.spellings:
                self._add(spelling, name)
        for found in self._by_first.values():
            found.sort(key=lambda item: (-len(item[0]), item[1]))

    def _add(self, spelling: str, name: Name) -> None:
        words = tuple(bare(min(word.forms, key=_longest_first)) for word in _words(spelling))
        if not words:
            return
        entry = (words, f"[{name.label}]")
        listed = self._by_first.setdefault(words[0], [])
        if entry not in listed:
            listed.append(entry)
        if name.person:
            self._parts.update(word for word in words if _tells(word))

    def hide(self, text: str) -> str:
        """`text` with every withheld name replaced by what stands for it, in brackets."""
        if not text or not self._by_first:
            return text
        words = list(_words(text))
        pieces: list[str] = []
        here = at = 0
        while at < len(words):
            count, label = self._at(words, at)
            if not count:
                at += 1
                continue
            pieces += [text[here : words[at].start], label]
            here = words[at + count - 1].end
            at += count
        pieces.append(text[here:])
        return "".join(pieces)

    def _at(self, words: list[_Word], at: int) -> tuple[int, str]:
        """How many words from `at` on are a name, and what stands for it; 0 for none."""
        candidates = [entry for form in words[at].forms for entry in self._by_first.get(form, ())]
        for spelled, label in sorted(candidates, key=lambda item: (-len(item[0]), item[1])):
            following = words[at : at + len(spelled)]
            if len(following) == len(spelled) and all(
                part in word.forms for part, word in zip(spelled, following, strict=True)
            ):
                return len(spelled), label
        word = words[at]
        if not word.forms.isdisjoint(self._parts):
            latin = all(form.isascii() for form in word.forms)
            if not latin or word.capital:
                return 1, PART
        return 0, ""


def _words(text: str) -> Iterator[_Word]:
    """The words of a text, marks and invisible signs within them, with all their forms."""
    start: int | None = None
    for at, sign in enumerate(f"{text} "):
        inside = sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            forms = _forms(text[start:at])
            if forms:
                yield _Word(start, at, forms, text[start].isupper())
            start = None


def _forms(written: str) -> frozenset[str]:
    folded = fold(written)
    if folded.isascii():
        return frozenset({folded}) if folded else frozenset()
    stems = {split.stem for split in splits(folded)}
    latin = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return frozenset({folded, bare(folded), latin, *stems, *map(bare, stems)} - {""})


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


def _tells(word: str) -> bool:
    """Whether a word alone can tell whose name it is of: no "father of", no preposition."""
    names = load_names()
    if word in names.kunya or word in names.connectors or word in names.compounds:
        return False
    if word.isascii():
        return len(word) >= _SHORTEST_LATIN and not word.isdigit()
    return len(word) >= _SHORTEST_PART and word not in _prepositions()


@cache
def _prepositions() -> frozenset[str]:
    """Folded prepositions; one of them is spelled like a common first name."""
    entry = load_entries("function")["preposition"]
    forms = (form for form, _ in expand("function", "preposition", entry))
    return frozenset(form for form in forms if " " not in form)
