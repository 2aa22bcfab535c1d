"""Places by name: a packaged table of some fifty thousand places, looked up by folded words.

The table is read once a process; its lines become `Place` records only when asked for. Where the
data come from is told in data/README.md and in the NOTICE file.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE, FOR, splits
from riwaya.arabic.memo import Memo
from riwaya.arabic.script import fold
from riwaya.knowledge.gazetteer_resolution import (
    NO_CONTEXT,
    Place,
    PlaceContext,
    Resolution,
    bare,
    choose,
)
from riwaya.knowledge.gazetteer_similar import SIDES, SimilarNames, is_near
from riwaya.knowledge.gazetteer_table import Entry, PlaceWords, place_words, read_entry

__all__ = ["Gazetteer", "Place", "PlaceContext", "Resolution", "load_gazetteer", "place_words"]

FORMAT = "riwaya gazetteer 1"
COUNTRIES = frozenset({"SY", "IQ", "YE", "LB", "PS", "LY", "SD"})
"""The countries whose villages the table holds; of others only what reports mention often."""
_ARTICLES = (ARTICLE, FOR + FOR)
_NO_MATCH: tuple[int, tuple[Place, ...]] = (0, ())
_PACKAGE = "riwaya.knowledge"
_NOT_ANCHORS = frozenset({"country", "governorate"})


class FirstWord(NamedTuple):
    """A written word read as the first of a name: without its particles, and their stem's length.

    The article that li- swallows is given back.
    """

    word: str
    stem: int


class Gazetteer:
    """The place table. Immutable but for records it remembers once read.

    `areas`, `places`, `index`: the lines of the three parts of the data file.
    """

    def __init__(
        self, areas: Sequence[str], places: Sequence[str], index: Sequence[str], words: PlaceWords
    ) -> None:
        self._areas = areas
        self._lines = places
        self._index = dict(line.split("\t", 1) for line in index)
        self._words = words
        self._entries: dict[str, Entry] = {}
        self._places: dict[int, Place] = {}
        self._numbers: dict[str, int] | None = None
        self._similar_names: SimilarNames | None = None
        self._meant = Memo(self._places_meant)
        self._named: Memo[str, tuple[tuple[Place, ...], ...]] = Memo(
            lambda text: tuple(self._names_in(text)), limit=1 << 12
        )
        self._first_words = Memo(self._read_first_words)

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Place]:
        """All places, best known first."""
        return map(self._place, range(len(self._lines)))

    def by_id(self, identity: str) -> Place | None:
        """The place of that id, None when there is none."""
        if self._numbers is None:
            self._numbers = {line.split("\t", 1)[0]: at for at, line in enumerate(self._lines)}
        number = self._numbers.get(identity)
        return None if number is None else self._place(number)

    def candidates(self, forms: Sequence[str], at: int) -> tuple[int, tuple[Place, ...]]:
        """The longest place name that starts at token `at` of folded forms.

        Returns the number of tokens it takes (0 when none) and every place it may be, those
        whose name has or lacks the article as the text does first, better known ones first.
        Articles are optional everywhere. Particles on the first word are the caller's to take
        off, but for li- written into the article (لل).
        """
        form = forms[at]
        first = _without_article(form)
        if first not in self._index:
            return _NO_MATCH
        entry = self._entry(first)
        rest = ""
        if entry.longest and at + 1 < len(forms) and bare(forms[at + 1]) in entry.seconds:
            following = [bare(word) for word in forms[at + 1 : at + 1 + entry.longest]]
            while following and (rest := " ".join(following)) not in entry.rests:
                following.pop()
            rest = rest if following else ""
        return self._meant[first, rest, first is not form] if rest in entry.rests else _NO_MATCH

    def _places_meant(self, name: tuple[str, str, bool]) -> tuple[int, tuple[Place, ...]]:
        """What `candidates` answers for a name: its first word, the rest, the article written."""
        first, rest, article = name
        plain, definite = self._entry(first).rests[rest]
        unique = dict.fromkeys(definite + plain if article else plain + definite)
        count = 2 + rest.count(" ") if rest else 1
        return count, tuple(map(self._place, unique))

    def first_words(self, form: str) -> Mapping[str, tuple[FirstWord, ...]]:
        """The ways to read a folded form as the first word of a name, by particles on it.

        Empty for most words, so that a scan for names can pass them by.
        """
        return self._first_words[form]

    def goes_on(self, word: str) -> frozenset[str]:
        """The words, without article, that follow a folded first word in names; "" where none does.

        `word`: without particles, as `first_words` gives it.
        """
        first = _without_article(word)
        return self._entry(first).seconds if first in self._index else frozenset()

    def _read_first_words(self, form: str) -> Mapping[str, tuple[FirstWord, ...]]:
        ways: dict[str, tuple[FirstWord, ...]] = {}
        for prefix, definite, stem in splits(form):
            word = stem
            if definite:
                # Only li- swallows the article; elsewhere the stem with it is a split of its own.
                if not prefix.endswith(FOR) or not form.endswith(FOR + stem):
                    continue
                word = ARTICLE + stem
            elif not prefix and word.startswith(FOR + FOR):
                continue
            if _without_article(word) in self._index:
                ways[prefix] = (*ways.get(prefix, ()), FirstWord(word, len(stem)))
        return ways

    def is_ambiguous(self, form: str) -> bool:
        """Whether a name, given as folded words joined by spaces, is also ordinary Arabic.

        True for common nouns and adjectives, for given and family names and sequences of them,
        for village names of three letters or fewer, and for a single word written without the
        article that its place always has. Such a name is to be taken for a place only after a
        place noun or a preposition of place.
        """
        parts = [bare(word) for word in form.split()]
        if len(parts) > 1:
            return all(part in self._words.names for part in parts)
        word = parts[0] if parts else ""
        # Given names stand without the article; with it they are towns (Hebron) or surnames.
        if word in self._words.ordinary or form in self._words.names:
            return True
        if word not in self._index:
            return False
        plain, definite = self._entry(word).rests.get("", ((), ()))
        if word == form and not plain and definite:
            return True
        kind = self._place(min(plain + definite)).kind if plain + definite else ""
        return len(word) <= 3 and kind in ("village", "neighbourhood")

    def is_personal(self, word: str) -> bool:
        """Whether a folded word is a given name or one that joins names."""
        return word in self._words.names

    def resolve(
        self, candidates: Sequence[Place], context: PlaceContext = NO_CONTEXT
    ) -> Resolution | None:
        """The candidate that a report means and how exact it is, or None when nothing tells.

        Names inside `context.within` are looked up too, so that a village is found near the
        town or the hills it is said to lie in even where these are no administrative area.
        """
        if not candidates:
            return None
        named = [places for text in context.within for places in self._named[text]]
        anchors = [useful for places in named if (useful := _anchors(places))]
        areas = [place for places in named for place in places if place.kind == "governorate"]
        return choose(candidates, context, anchors, areas)

    def resolve_similar(
        self, words: Sequence[str], context: PlaceContext = NO_CONTEXT
    ) -> Resolution | None:
        """The place meant by folded words that are no name of the gazetteer but like one.

        Only a small place near one that the report names, or in a province it names, and only
        when no other such place is as near; None otherwise.
        """
        named = [places for text in context.within for places in self._named[text]]
        anchors = [p for places in named for p in _anchors(places) if p.kind != "region"]
        areas = [place for places in named for place in places if place.kind == "governorate"]
        if not anchors and not areas:
            anchors = [place for place, _ in context.nearby if place.kind not in _NOT_ANCHORS]
        found = [
            place
            for place in map(self._place, self._similar().like(words))
            if is_near(place, anchors, areas)
        ]
        return choose(found, context, (), areas)

    def _similar(self) -> SimilarNames:
        if self._similar_names is None:
            self._similar_names = SimilarNames(
                ((first, *rest.split()), plain + definite)
                for first, line in self._index.items()
                for rest, (plain, definite) in read_entry(line).rests.items()
            )
        return self._similar_names

    def find(self, name: str) -> tuple[Place, ...]:
        """Places borne by exactly this name (any spelling), best known first."""
        forms = [fold(word) for word in name.split()]
        if not forms:
            return ()
        count, places = self.candidates(forms, 0)
        return places if count == len(forms) else ()

    def _names_in(self, text: str) -> Iterator[tuple[Place, ...]]:
        """For each name in a text, the places it may mean."""
        forms = [fold(word) for word in text.split()]
        at = 0
        while at < len(forms):
            count, places = self.candidates(forms, at)
            if places and not (count == 1 and self._tells_side(forms[at])):
                yield places
            at += max(count, 1)

    def _tells_side(self, form: str) -> bool:
        """Whether a word beside a name is an ordinary one or tells the side ("northern")."""
        return form in self._words.ordinary or bare(form) in SIDES

    def _entry(self, first: str) -> Entry:
        entry = self._entries.get(first)
        if entry is None:
            entry = self._entries[first] = read_entry(self._index[first])
        return entry

    def _place(self, number: int) -> Place:
        place = self._places.get(number)
        if place is None:
            identity, name, name_en, kind, area, latitude, longitude, population = self._lines[
                number
            ].split("\t")
            country, admin1, admin1_en, admin2 = self._areas[int(area)].split("\t")
            place = self._places[number] = Place(
                identity, name, name_en, kind, country, admin1, admin1_en, admin2,
                float(latitude), float(longitude), int(population) if population else None,
            )  # fmt: skip
        return place


def _without_article(form: str) -> str:
    """As `bare`, li- written into the article included."""
    return form[2:] if len(form) > 3 and form.startswith(_ARTICLES) else form


def _anchors(places: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(place for place in places if place.kind not in _NOT_ANCHORS)


@cache
def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer. Raises ValueError when the data file is of another format."""
    data = gzip.decompress((files(_PACKAGE) / "data" / "gazetteer.tsv.gz").read_bytes()).decode(
        "utf-8"
    )
    header, *parts = data.split("\n\n")
    if header != FORMAT or len(parts) != 3:
        raise ValueError(f"gazetteer.tsv.gz: expected {FORMAT!r} with three parts")
    areas, places, index = (part.split("\n") for part in parts)
    return Gazetteer(areas, places, index, place_words())
