"""The lexicon the reader works with: all categories of words, loaded once per process."""

from __future__ import annotations

import itertools
from functools import cache

from riwaya.arabic.lexicon import Lexicon, lexicon_forms
from riwaya.arabic.lexicon.source_nouns import source_noun_forms

CATEGORIES: tuple[str, ...] = (
    "casualties",
    "casualty_context",
    "persons",
    "titles",
    "function",
    "events",
    "event_modifiers",
    "event_context",
    "place_nouns",
    "place_grammar",
    "people_context",
    "actor_nouns",
    "sayings",
    "crediting",
    "causes",
    "allegiance",
    "corrections",
)


@cache
def reading_lexicon() -> Lexicon:
    """The lexicon of all categories the reader uses."""
    return Lexicon(itertools.chain(lexicon_forms(CATEGORIES), source_noun_forms()))
