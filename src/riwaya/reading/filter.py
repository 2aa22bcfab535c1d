"""A cheap test whether a text can hold any claim at all, for archives of general news.

Words that tell of violence or of people harmed are looked for, one by one: no sentences, no
context. One plain word suffices ("killed"); of those that have everyday meanings too ("went",
"attack" in sports, "incident") a text needs two. Words hidden from moderation are joined first.
docs/methodology.md states what the test holds back and lets through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.arabic.clitics import splits
from riwaya.arabic.disguise import DISGUISE
from riwaya.arabic.lexicon import Sense, lexicon_forms
from riwaya.arabic.script import fold
from riwaya.arabic.tokens import WRITTEN_WORD
from riwaya.reading.vocabulary import reading_lexicon

_HARM, _EVENTS = "casualties", "events"
# Features by which the lexicon marks words of harm that mean other things on most days.
_EVERYDAY = ("completed_by", "human_only", "weak")
_TELLING_ROLES = frozenset({"strong", "weak"})
_NEEDED = 2
_CACHED_WORDS = 1 << 18


class _Weight(NamedTuple):
    """What a written word says: `plain`: suffices alone; `keys`: those that want a second;
    `opens`: starts a set phrase."""

    plain: bool
    keys: frozenset[str]
    opens: bool


def may_claim(text: str) -> bool:
    """Whether reading `text` can give a claim or an event, by its words alone.

    Where it says False, reading almost surely gives none.
    """
    return _tells(WRITTEN_WORD.findall(text)) or (
        DISGUISE.search(text) is not None and _tells(WRITTEN_WORD.findall(DISGUISE.sub("", text)))
    )


def _tells(written: Sequence[str]) -> bool:
    words = set(written)
    openers: list[str] = []
    faint = 0
    keys: set[str] = set()
    for word in words:
        weight = _weight(word)
        if weight.plain:
            return True
        faint += bool(weight.keys)
        keys |= weight.keys
        if weight.opens:
            openers.append(word)
    # Two forms of one word are one word, and so is one word of two meanings.
    return min(faint, len(keys)) >= _NEEDED or (
        bool(openers) and _has_phrase(openers, words, faint)
    )


def _has_phrase(openers: Sequence[str], words: set[str], faint: int) -> bool:
    """Whether all words of a phrase are there: of a plain one, or of any beside another word."""
    stems = {stem for word in words for stem in _stems(fold(word))}
    return any(
        rest <= stems and (plain or faint > 0)
        for word in openers
        for stem in _stems(fold(word))
        for rest, plain in _phrases().get(stem, ())
    )


@lru_cache(maxsize=_CACHED_WORDS)
def _weight(written: str) -> _Weight:
    form = fold(written)
    senses = [
        word.sense
        for word in reading_lexicon().analyses(form)
        if word.sense.category in (_HARM, _EVENTS) and word.sense.features.get("role") != "none"
    ]
    return _Weight(
        any(_plain(sense) for sense in senses),
        frozenset(sense.key for sense in senses),
        any(stem in _phrases() for stem in _stems(form)),
    )


def _plain(sense: Sense) -> bool:
    if sense.category == _HARM:
        return not any(sense.features.get(mark) for mark in _EVERYDAY)
    return sense.features.get("role") in _TELLING_ROLES and "needs" not in sense.features


@cache
def _phrases() -> dict[str, tuple[tuple[frozenset[str], bool], ...]]:
    """By the first word of every phrase: its other words, and whether it suffices alone."""
    found: dict[str, dict[tuple[frozenset[str], bool], None]] = {}
    for form, sense in lexicon_forms((_HARM, _EVENTS)):
        first, *rest = form.split()
        if rest and sense.features.get("role") != "none":
            found.setdefault(first, {})[frozenset(rest), _plain(sense)] = None
    return {first: tuple(phrases) for first, phrases in found.items()}


def _stems(form: str) -> Iterator[str]:
    for split in splits(form):
        yield split.stem
