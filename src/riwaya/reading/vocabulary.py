"""The lexicon the reader works with: all categories of words, loaded once per process."""

from __future__ import annotations

from functools import cache

from riwaya.arabic.lexicon import Lexicon, load_lexicon

CATEGORIES: tuple[str, ...] = (
    "casualties",
    "casualty_context",
    "persons",
    "titles",
    "function",
)


@cache
def reading_lexicon() -> Lexicon:
    """The lexicon of all categories the reader uses."""
    return load_lexicon(CATEGORIES)
