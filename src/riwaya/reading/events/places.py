"""Which of the places of a report an event word may happen at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import lru_cache

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.particles import AND, TO
from riwaya.arabic.script import fold
from riwaya.knowledge.gazetteer_resolution import name_words as gazetteer_words
from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.drafts import ActorMention, PlaceMention
from riwaya.reading.places.anaphors import (
    is_bare_noun,
    is_singular,
    lies_elsewhere,
    place_nouns,
)

_CONTEXT = "event_context"
_ORIGIN_REACH, _AIM_REACH, _OPENING = 3, 3, 1
_BROAD = frozenset({"country"})
_SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood", "camp"})
_AREAS = frozenset({"country", "governorate", "region", "district", "subdistrict", "other"})
_DISTRICTS = frozenset({"governorate", "district", "subdistrict"})
_COVERING = frozenset({"country", "governorate"})
_SHORTEST = 3
# How a further member of a list begins, and what may stand before it.
_JOINED = " " + AND
_STATIONED, _OFFICE = "stationed", "office"
# What people are taken from is where it happened; so is what a strike is aimed at.
_TAKING = frozenset({"abduction", "arrest"})
_AIMING = frozenset({"target", "hit"})
_TARGETS = frozenset({"site", "camp"})


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> frozenset[str]:
    """Folded words of a place name without article and punctuation."""
    cleaned = "".join(letter if letter.isalnum() else " " for letter in name)
    return frozenset(gazetteer_words(cleaned))


class Areas:
    """Compares the places of one report by the words they are told with."""

    def __init__(self, doc: Document, places: Sequence[PlaceMention]) -> None:
        self._doc = doc
        self._places = places
        self._memo: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def same(self, one: int, other: int) -> bool:
        """Whether two mentions are one place."""
        here, there = self._places[one], self._places[other]
        if here.key == there.key:
            return True
        return here.gazetteer is not None and here.gazetteer == there.gazetteer

    def contains(self, wide: int, narrow: int) -> bool:
        """Whether the report says that `narrow` lies in `wide`, or is a part of it."""
        if self._places[wide].key == self._places[narrow].key:
            return False
        core, _ = self._words(wide)
        own, around = self._words(narrow)
        if own == core and lies_elsewhere(
            self._doc, self._places[wide].within, self._places[narrow].within
        ):
            return False
        return (bool(core) and core <= around) or self._refers(narrow, wide)

    def _refers(self, narrow: int, wide: int) -> bool:
        """Whether `narrow` is told to lie in "the district" and `wide` is one."""
        first = self._places[wide].first
        noun = self._doc.words(first).get("place_nouns")
        if noun is None or self._places[wide].kind not in _DISTRICTS:
            return False
        head = self._doc.forms[first][len(noun.prefix) :]
        return any(ARTICLE + head == fold(name.split()[-1]) for name in self._places[narrow].within)

    def lists(self, summary: int, member: int) -> bool:
        """Whether the expression `summary` lists several places, `member` among them."""
        core, _ = self._words(member)
        listed, _ = self._words(summary)
        return bool(core) and core < listed and self._places[summary].name.count(_JOINED) > 0

    def related(self, one: int, other: int) -> bool:
        """Whether two mentions are one place or one contains the other."""
        return self.same(one, other) or self.contains(one, other) or self.contains(other, one)

    def overlaps(self, summary: int, detail: int) -> bool:
        """Whether two expressions share a name: a summary and a place it covers."""
        core, _ = self._words(summary)
        _, other = self._words(detail)
        shared = any(self._counts(word, False) for word in core & other)
        return shared or self._places[summary].kind in _BROAD

    def wide(self, number: int) -> bool:
        """Whether a place is an area rather than a settlement."""
        return self._places[number].kind in _AREAS

    def covers_many(self, number: int) -> bool:
        """Whether a place is a country, a governorate, a countryside or areas without a name."""
        place = self._places[number]
        if place.kind in _COVERING:
            return True
        for index in range(place.first, min(place.last, place.first + 2)):
            noun = self._doc.words(index).get("place_nouns")
            if noun is None:
                continue
            if noun.sense.features.get("relation") == "countryside":
                return True
            if noun.sense.features.get("role") == "noun":
                return place.kind == "region" and "plural" in noun.tag
        return False

    def facility(self, number: int) -> bool:
        """Whether a place is a building, a square or the like, within a settlement."""
        return self._places[number].kind == "site"

    def opens(self, number: int, sentence: Sentence) -> bool:
        """Whether a sentence begins with the place ("and in the city, ...")."""
        place = self._places[number]
        named = "place_nouns" not in self._doc.words(place.first)
        return named and place.kind != "country" and place.first - sentence.first <= _OPENING

    def treats(self, number: int) -> bool:
        """Whether a place is where the wounded are taken."""
        place = self._places[number]
        for index in range(place.first, min(place.last, place.first + 2)):
            noun = self._doc.words(index).get("place_nouns")
            if noun is not None and noun.key == "hospital":
                return True
        return False

    def _words(self, number: int) -> tuple[frozenset[str], frozenset[str]]:
        """The words that must recur in a narrower place, and all words told with the place."""
        found = self._memo.get(number)
        if found is None:
            place = self._places[number]
            settlement = place.kind in _SETTLEMENTS
            core = {word for word in name_words(place.name) if self._counts(word, settlement)}
            around = {word for name in (place.name, *place.within) for word in name_words(name)}
            around |= {w[1:] for w in around if w.startswith(AND) and len(w) > _SHORTEST}
            core = core or set(name_words(place.name))
            found = self._memo[number] = frozenset(core), frozenset(around)
        return found

    def _counts(self, word: str, settlement: bool) -> bool:
        sense = self._doc.lexicon.by_category(word).get("place_nouns")
        if sense is None or sense.suffix:
            # What looks like a noun with a pronoun is a name that ends alike.
            return True
        return settlement and sense.sense.features.get("role") == "noun"


class PlaceRoles:
    """Places in the order of the text, as far as an event may happen there.

    A bare noun ("the town") stands for the last place of its kind. Places that only say where
    forces stand are used when there is no other; seats of offices and sources never.
    """

    def __init__(
        self, doc: Document, places: Sequence[PlaceMention], actors: Sequence[ActorMention]
    ) -> None:
        self._places = places
        taken = {index for actor in actors for index in range(actor.first, actor.last)}
        latest: dict[str, int] = {}
        self._order: list[int] = []
        self._origin: list[bool] = []
        self._unnamed: list[bool] = []
        self._starts: list[int] = []
        for number, place in sorted(enumerate(places), key=lambda item: item[1].first):
            role = _standing(doc, place, taken)
            # "a post of the government forces in the village": whose it is does not undo where.
            if role == _OFFICE or (place.first in taken and not _post(place)):
                continue
            meant: int | None = number
            unnamed = False
            nouns = place_nouns(doc, place)
            if is_bare_noun(doc, place):
                meant = latest.get(nouns[-1])
                if meant is None and place.kind in _SETTLEMENTS and is_singular(doc, place):
                    meant, unnamed = number, True
            else:
                latest.update((noun, number) for noun in (*nouns, place.kind))
            if meant is None:
                continue
            self._order.append(meant)
            self._origin.append(role == _STATIONED)
            self._unnamed.append(unnamed)
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
            place = self._places[self._order[position]]
            vague = place.kind in _BROAD or self._unnamed[position]
            return 4 * self._origin[position] + 2 * vague + _described(place)

        usable = [p for p in positions if stationed or not self._origin[p]]
        return self._order[min(usable, key=weight)] if usable else None


def _described(place: PlaceMention) -> bool:
    """Whether a place has no name but a purpose ("a farm for poultry")."""
    _, _, rest = place.name.partition(" ")
    return place.gazetteer is None and fold(rest).startswith(TO) and not place.within


def _post(place: PlaceMention) -> bool:
    """Whether a post is told with where it lies."""
    return place.kind in _TARGETS and bool(place.within)


def _standing(doc: Document, place: PlaceMention, taken: Set[int]) -> str:
    """Whether the words before the place say that forces stand or an office sits there."""
    sentence = doc.sentence_of[place.first]
    if sentence < 0:
        return _OFFICE
    first = doc.sentences[sentence].first
    if place.first > first:
        grammar = doc.find(place.first - 1, "place_grammar")
        if grammar is not None and grammar.key == "destination":
            return "" if _undergone(doc, first, place.first) else _OFFICE
        if grammar is not None and grammar.key == "origin" and _part(doc, place.first - 2, first):
            return ""
        if grammar is not None and grammar.key == "origin":
            left = place.kind in _TARGETS or _taken(doc, first, place.first)
            return _STATIONED if left else _OFFICE
        if grammar is not None and grammar.key == "located":
            return _OFFICE
        if grammar is not None and grammar.key == "locative":
            return ""
    low = max(first, place.first - _ORIGIN_REACH)
    for index in range(place.first - 1, low - 1, -1):
        if index in taken:
            # "the government's army": what stands in the name of a party is no office.
            return ""
        words = doc.analyses[index]
        if "function" in words and words["function"].key == "complement":
            # "the agency said that the street ...": what was said begins here.
            return ""
        found = doc.find(index, _CONTEXT)
        if found is not None and found.key == _OFFICE and _aimed_at(doc, found, first):
            return ""
        if found is not None and found.key in (_STATIONED, _OFFICE):
            return found.key
        if "events" in words and words["events"].sense.features.get("role") != "none":
            return ""
    return ""


def _part(doc: Document, index: int, first: int) -> bool:
    """Whether a direction stands before "of": "the northern parts of the town"."""
    noun = doc.analyses[index].get("place_nouns") if index > first else None
    return noun is not None and noun.sense.features.get("role") == "direction"


def _taken(doc: Document, first: int, end: int) -> bool:
    """Whether people are said to be taken before: then "from" brings where they were."""
    for index in range(first, end):
        found = doc.find(index, "events")
        if found is not None and found.sense.features.get("type") in _TAKING:
            return True
    return False


def _aimed_at(doc: Document, office: Found, first: int) -> bool:
    """Whether an office is what was struck, or whose post was ("on a post of the police in")."""
    if office.prefix.endswith(TO):
        return True
    for index in range(office.first - 1, max(first, office.first - _AIM_REACH) - 1, -1):
        grammar = doc.find(index, "place_grammar")
        if grammar is not None and grammar.key == "locative":
            return True
        words = doc.analyses[index]
        noun, event = words.get("place_nouns"), words.get("events")
        if noun is not None and noun.sense.features.get("kind") in _TARGETS:
            return True
        if event is not None:
            return event.key in _AIMING
        if "sayings" in words:
            return False
    return False


def _undergone(doc: Document, first: int, end: int) -> bool:
    """Whether something is said to be struck shortly before: then "to" may bring the target."""
    return any(
        doc.analyses[index].get("events") is not None for index in range(max(first, end - 3), end)
    )
