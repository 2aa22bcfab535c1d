"""Places whose names are spelt a little otherwise, for a name that the gazetteer lacks.

Village names are written as they are heard: long vowels come and go, emphatic letters are taken
for plain ones, words are joined. What stays is the order of the consonants. Such a likeness is
enough only near a place that the report names as well; a caller must see to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from riwaya.arabic.script import fold
from riwaya.knowledge.gazetteer_resolution import NEAR_KM, Place, apart, bare, name_words

_VOWELS = str.maketrans("", "", "اويهء")
_ALIKE = str.maketrans("طصضظذث", "تسددزت")
SIDES = frozenset(
    fold(word)
    for word in (
        *("شرقي", "غربي", "شمالي", "جنوبي", "شرقية", "غربية", "شمالية", "جنوبية"),
        *("فوقاني", "تحتاني", "كبير", "صغير", "كبيرة", "صغيرة"),
    )
)
_KINDS = frozenset({"village", "town", "neighbourhood", "camp", "other", "site"})
_LEAST_CONSONANTS = 3
_LEAST_PERCENT = 72.0


def skeleton(words: Sequence[str]) -> str:
    """The consonants of a name of folded words without articles; "" when they are too few.

    A word that only tells two villages of one name apart (eastern, upper, great) is left out.
    """
    kept = [word for word in words[1:] if word not in SIDES]
    joined = "".join((*words[:1], *kept))
    letters = joined[:1].translate(_ALIKE) + joined[1:].translate(_ALIKE).translate(_VOWELS)
    out = [letter for at, letter in enumerate(letters) if at == 0 or letters[at - 1] != letter]
    return "".join(out) if len(out) >= _LEAST_CONSONANTS else ""


class SimilarNames:
    """Names of a gazetteer by their consonants. Immutable.

    `names`: folded words without articles, and the numbers of the places that bear the name.
    """

    def __init__(self, names: Iterable[tuple[Sequence[str], tuple[int, ...]]]) -> None:
        self._names: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        for words, numbers in names:
            key = skeleton(words)
            if key:
                self._names.setdefault(key, []).append(("".join(words), numbers))

    def like(self, words: Sequence[str]) -> tuple[int, ...]:
        """Numbers of the places whose names are like a name of folded words, in their order."""
        plain = [bare(word) for word in words]
        joined = "".join(plain)
        found = {
            number
            for name, numbers in self._names.get(skeleton(plain), ())
            if fuzz.ratio(joined, name) >= _LEAST_PERCENT
            for number in numbers
        }
        return tuple(sorted(found))


def is_near(place: Place, anchors: Sequence[Place], areas: Sequence[Place]) -> bool:
    """Whether a small place lies near one of `anchors`, or without any in one of `areas`
    (provinces).
    """
    if place.kind not in _KINDS:
        return False
    if anchors:
        return any(apart(place, anchor) <= NEAR_KM for anchor in anchors)
    return any(name_words(area.name) == name_words(place.admin1) for area in areas)
