"""Where a place expression can start, told by the words alone: scans look nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import lru_cache
from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.memo import Memo
from riwaya.arabic.particles import BY
from riwaya.knowledge.gazetteer import Gazetteer
from riwaya.knowledge.gazetteer_resolution import bare
from riwaya.reading.actors import nationality
from riwaya.reading.document import PLACE, Document
from riwaya.reading.places.names import KNOWN_KINDS, NEVER_NAMES

TRANSPARENT = frozenset("#_")
"""Marks that a name goes on across."""


class _NameStart(NamedTuple):
    """A word that begins a name of the gazetteer.

    `alone`: it may be a whole name without a place noun before it; `seconds`: the words, without
    article, that longer names go on with.
    """

    alone: bool
    seconds: Set[str]


def may_start(doc: Document, gazetteer: Gazetteer) -> Set[int]:
    """Tokens at which an expression can start, or a stretch in which none may."""
    grammar = doc.starts_of("place_grammar").items()
    closed = (index for index, found in grammar if found.sense.key == "no_place")
    return {*doc.starts_of("place_nouns"), *closed, *_names(doc, gazetteer)}


def _names(doc: Document, gazetteer: Gazetteer) -> list[int]:
    """Tokens at which a name of the gazetteer can start that no place noun stands before."""
    forms = doc.forms
    starts = _name_starts(doc.lexicon, gazetteer)
    last = len(forms) - 1
    found: list[int] = []
    for index in doc.begun[PLACE]:
        start = starts[forms[index]]
        if start is None or doc.sentence_of[index] < 0:
            continue
        following = forms[index + 1] if index < last else ""
        if start.alone or following in TRANSPARENT or bare(following) in start.seconds:
            found.append(index)
    return found


def may_begin_place(lexicon: Lexicon, gazetteer: Gazetteer) -> Callable[[str], bool]:
    """The test whether a folded form is the first word of a name of the gazetteer."""
    starts = _name_starts(lexicon, gazetteer)
    return lambda form: starts[form] is not None


@lru_cache(maxsize=4)
def _name_starts(lexicon: Lexicon, gazetteer: Gazetteer) -> Memo[str, _NameStart | None]:
    """What a folded form is as the first word of a name; None where it begins none."""

    def start(form: str) -> _NameStart | None:
        ways = [
            (prefix, first.word)
            for prefix, words in gazetteer.first_words(form).items()
            for first in words
        ]
        if not ways:
            return None
        alone = any(_may_be_alone(lexicon, gazetteer, form, *way) for way in ways)
        return _NameStart(alone, frozenset().union(*(gazetteer.goes_on(word) for _, word in ways)))

    return Memo(start)


def _may_be_alone(
    lexicon: Lexicon, gazetteer: Gazetteer, form: str, prefix: str, word: str
) -> bool:
    """Whether `form`, read as `word` with particles `prefix`, may be a name of one word.

    Leaves out what `NameParser` finds implausible whatever stands around the word.
    """
    count, places = gazetteer.candidates((word,), 0)
    if not count:
        return False
    place = places[0]
    meant = not NEVER_NAMES.isdisjoint(lexicon.by_category(form)) or nationality(form) is not None
    if meant and place.kind != "country":
        return False
    if place.name.startswith(ARTICLE) and not word.startswith(ARTICLE):
        return False
    if prefix.endswith(BY):
        return place.kind in KNOWN_KINDS
    return not gazetteer.is_ambiguous(word) or (not prefix and place.kind in KNOWN_KINDS)
