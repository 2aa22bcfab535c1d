"""What the gazetteer is read from: entries of its index, and lists of words written like names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from riwaya.arabic.script import fold
from riwaya.knowledge.gazetteer_resolution import bare

_PACKAGE = "riwaya.knowledge"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(NamedTuple):
    """Names that share a first word: for each rest, numbers of places without and with article."""

    longest: int
    rests: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
    seconds: frozenset[str]
    """The first words of `rests`."""


class PlaceWords(NamedTuple):
    """Words that look like place names: folded, without article.

    `never`: function words, dropped from the table; `ordinary`: nouns and adjectives that are
    also places; `names`: given and family names and the words that join them.
    """

    never: frozenset[str]
    ordinary: frozenset[str]
    names: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The word lists of gazetteer_words.yaml."""
    text = (files(_PACKAGE) / "data" / "gazetteer_words.yaml").read_text(encoding="utf-8")
    content: dict[str, dict[str, str]] = yaml.load(text, Loader=_Loader)
    return PlaceWords(
        *(
            frozenset(bare(fold(w)) for group in content[key].values() for w in group.split())
            for key in PlaceWords._fields
        )
    )


def read_entry(line: str) -> Entry:
    """One line of the index."""
    longest, *cells = line.split("\t")
    rests = {}
    for cell in cells:
        rest, _, numbers = cell.partition(":")
        plain, _, definite = numbers.partition("/")
        rests[rest] = (_numbers(plain), _numbers(definite))
    return Entry(int(longest), rests, frozenset(rest.partition(" ")[0] for rest in rests))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()
