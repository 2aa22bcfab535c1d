"""Which of the places of a report an event word may happen at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.arabic.clitics import splits
from riwaya.arabic.particles import AND
from riwaya.knowledge.gazetteer_resolution import name_words as gazetteer_words
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention, PlaceMention

_CONTEXT = "event_context"
_ORIGIN_REACH = 3
_BROAD = frozenset({"country"})
_STATIONED, _OFFICE = "stationed", "office"


def name_words(name: str) -> frozenset[str]:
    """Folded words of a place name without article and punctuation."""
    cleaned = "".join(letter if letter.isalnum() else " " for letter in name)
    return frozenset(gazetteer_words(cleaned))


def same_area(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two mentions are one place or one of them lies in the other, as the report says."""
    if one.key == other.key:
        return True
    if one.gazetteer and one.gazetteer == other.gazetteer:
        return True
    return contains(one, other) or contains(other, one)


def contains(wide: PlaceMention, narrow: PlaceMention) -> bool:
    """Whether `wide` is among the wider places of `narrow`, or its name among the narrow one's."""
    words = name_words(wide.name)
    if not words:
        return False
    if words <= name_words(narrow.name):
        return True
    return any(words <= (inside := name_words(name)) or inside <= words for name in narrow.within)


def overlaps(doc: Document, wide: PlaceMention, narrow: PlaceMention) -> bool:
    """Whether two expressions share a name word: a summary and one of the places it covers."""
    shared = _joined_words(wide) & _joined_words(narrow)
    return any("place_nouns" not in doc.lexicon.by_category(word) for word in shared)


def _joined_words(place: PlaceMention) -> frozenset[str]:
    words = set()
    for name in (place.name, *place.within):
        for word in name_words(name):
            words.update(split.stem for split in splits(word) if split.prefix in ("", AND))
    return frozenset(gazetteer_words(" ".join(words)))


class PlaceRoles:
    """Places in the order of the text, as far as an event may happen there.

    A bare noun ("the town") stands for the last place of its kind. Places that only say where
    forces stand are used when there is no other; seats of offices and sources never.
    """

    def __init__(
        self, doc: Document, places: Sequence[PlaceMention], actors: Sequence[ActorMention]
    ) -> None:
        self._places = places
        taken = {
            index
            for actor in actors
            if actor.kind != "state"
            for index in range(actor.first, actor.last)
        }
        latest: dict[str, int] = {}
        self._order: list[int] = []
        self._origin: list[bool] = []
        self._starts: list[int] = []
        for number, place in sorted(enumerate(places), key=lambda item: item[1].first):
            role = _standing(doc, place)
            if role == _OFFICE or place.first in taken:
                continue
            meant: int | None = number
            if _bare_noun(doc, place):
                meant = latest.get(place.kind)
            else:
                latest[place.kind] = number
            if meant is None:
                continue
            self._order.append(meant)
            self._origin.append(role == _STATIONED)
            self._starts.append(place.first)

    def start(self, position: int) -> int:
        """Token at which the place at `position` of the order begins."""
        return self._starts[position]

    def between(self, start: int, end: int) -> range:
        """Positions in the order of places that begin in tokens [start, end)."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def first_of(self, start: int, end: int, stationed: bool = True) -> int | None:
        """Index of the best place that begins in tokens [start, end), earlier ones first."""
        return self._best(list(self.between(start, end)), stationed)

    def before(self, start: int, end: int) -> int | None:
        """Index of the best place that begins in tokens [start, end), later ones first."""
        return self._best(list(reversed(self.between(start, end))), False)

    def _best(self, positions: Sequence[int], stationed: bool) -> int | None:
        def weight(position: int) -> int:
            broad = self._places[self._order[position]].kind in _BROAD
            return 2 * self._origin[position] + broad

        usable = [p for p in positions if stationed or not self._origin[p]]
        return self._order[min(usable, key=weight)] if usable else None


def _bare_noun(doc: Document, place: PlaceMention) -> bool:
    """Whether a mention is a definite noun alone, perhaps with a direction: "the town"."""
    if place.gazetteer is not None or place.last - place.first > 2:
        return False
    for index in range(place.first, place.last):
        word = doc.words(index).get("place_nouns")
        if word is None:
            return False
    word = doc.words(place.last - 1).get("place_nouns")
    return word is not None and word.definite and word.sense.features.get("role") == "noun"


def _standing(doc: Document, place: PlaceMention) -> str:
    """Whether the words before the place say that forces stand or an office sits there."""
    sentence = doc.sentence_of[place.first]
    if sentence < 0:
        return _OFFICE
    low = max(doc.sentences[sentence].first, place.first - _ORIGIN_REACH)
    for index in range(place.first - 1, low - 1, -1):
        words = doc.words(index)
        found = doc.find(index, _CONTEXT)
        if found is not None and found.key in (_STATIONED, _OFFICE):
            return found.key if found.last <= place.first else ""
        if "events" in words and words["events"].sense.features.get("role") != "none":
            return ""
    return ""
