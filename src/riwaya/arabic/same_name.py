"""Whether two strings name the same thing, however much of the name each of them gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from riwaya.arabic.script import fold

# Words that carry nothing when two names are compared, and what is taken off the front of others.
_IGNORED = frozenset(map(fold, ["في", "من", "على", "إلى", "عن", "ب", "ل", "و", "أن"]))
_ARTICLE = re.compile(f"^(?:{'|'.join(map(fold, ['وال', 'بال', 'كال', 'فال', 'ال', 'لل']))})(?=..)")
_WORD = re.compile(r"\w+")


def alike(one: str, other: str) -> bool:
    """One string holds all words of the other, or they share half of all their words."""
    x, y = words_of_name(one), words_of_name(other)
    return bool(x and y) and (x <= y or y <= x or 2 * len(x & y) >= len(x | y))


def alike_any(one: Sequence[str], other: Sequence[str]) -> bool:
    """Some string of one side names what some string of the other does, or both are empty."""
    return (not one and not other) or any(alike(x, y) for x in one for y in other)


@lru_cache(maxsize=1 << 14)
def words_of_name(text: str) -> frozenset[str]:
    """The folded words of a name without articles and small words."""
    return frozenset(_ARTICLE.sub("", word) for word in _WORD.findall(fold(text))) - _IGNORED
