"""Place expressions in English: their nouns and directions translated, their names romanised."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from riwaya.arabic.latin import romanise
from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """English by folded Arabic, for each list of lexicon/latin_places.yaml."""
    return {
        name: {
            fold(form): english
            for english, forms in words.items()
            for form in ([forms] if isinstance(forms, str) else forms)
        }
        for name, words in read_yaml("latin_places").items()
    }


@lru_cache(maxsize=1 << 14)
def place_in_english(expression: str) -> str:
    """A place expression for people who read English: "southern countryside of Idlib".

    What it knows no word for is romanised. Any string is accepted; never raises.
    """
    words = expression.split()
    tables = _tables()
    known = tables["names"].get(fold(" ".join(words)))
    if known or not words:
        return known or ""
    noun = tables["before"].get(fold(words[0]))
    if noun is None or len(words) == 1:
        return romanise(expression)
    rest = words[1:]
    direction = (
        tables["direction"].get(fold(rest[-1]).removeprefix("ال")) if len(rest) > 1 else None
    )
    if direction is None:
        return f"{noun} {place_in_english(' '.join(rest))}"
    return f"{direction} {noun} {place_in_english(' '.join(rest[:-1]))}"
