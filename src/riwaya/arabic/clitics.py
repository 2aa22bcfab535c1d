"""Particles written onto a word: conjunctions, prepositions, the article, future sa-, pronouns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

ARTICLE = "ال"
AND, BY, FOR, LIKE = "و", "ب", "ل", "ك"
HIS, HER, OF_BOTH, THEM, TA_MARBUTA = "ه", "ها", "هما", "هم", "ة"
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_FUTURE = "س"
# Longest first, so that a suffix is never taken for a part of a longer one.
PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ه", "ك", "ي")
_SHORTEST_STEM = 2


class Split(NamedTuple):
    """One way to take particles off the front of a folded form.

    `prefix`: the particles without the article, in writing order ("و", "ب", "وب", "س", …).
    """

    prefix: str
    definite: bool
    stem: str


@lru_cache(maxsize=1 << 16)
def splits(form: str) -> tuple[Split, ...]:
    """All ways to take proclitics off `form`, the form itself first."""
    found = [Split("", False, form)]
    for conjunction in ("", *_CONJUNCTIONS):
        if not form.startswith(conjunction):
            continue
        rest = form[len(conjunction) :]
        if len(rest) < _SHORTEST_STEM and conjunction:
            continue
        if conjunction:
            found.append(Split(conjunction, False, rest))
        _articles_and_prepositions(conjunction, rest, found)
        if rest.startswith(_FUTURE) and rest[1:2] in "يتنا" and len(rest) > 3:
            found.append(Split(conjunction + _FUTURE, False, rest[1:]))
    return tuple(found)


def _articles_and_prepositions(conjunction: str, rest: str, found: list[Split]) -> None:
    if rest.startswith(ARTICLE) and len(rest) > 3:
        found.append(Split(conjunction, True, rest[2:]))
    for preposition in _PREPOSITIONS:
        if not rest.startswith(preposition) or len(rest) <= _SHORTEST_STEM:
            continue
        stem = rest[1:]
        found.append(Split(conjunction + preposition, False, stem))
        if stem.startswith(ARTICLE) and len(stem) > 3:
            found.append(Split(conjunction + preposition, True, stem[2:]))
    if rest.startswith("لل") and len(rest) > 3:
        found.append(Split(conjunction + "ل", True, rest[2:]))


def pronoun_splits(stem: str) -> tuple[tuple[str, str], ...]:
    """(stem, pronoun) for each pronoun that `stem` may end with."""
    return tuple(
        (stem[: -len(pronoun)], pronoun)
        for pronoun in PRONOUNS
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= _SHORTEST_STEM
    )
