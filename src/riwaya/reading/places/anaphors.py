"""Places named again by their noun alone ("the town"), and the names one place goes by."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.particles import bare
from riwaya.knowledge.gazetteer_resolution import name_words
from riwaya.reading.document import Document
from riwaya.reading.drafts import PlaceMention

COMMON = frozenset({"neighbourhood", "site"})
"""Kinds of places whose names recur in every city."""
_NO_NAMES = frozenset({"place_nouns", "place_grammar"})


def with_shared_keys(
    doc: Document, places: Sequence[PlaceMention], relative: Sequence[bool]
) -> list[PlaceMention]:
    """The mentions, those of one place under one key: that of its first mention.

    Mentions are of one place when the gazetteer knows them as one (`relative`: only near it, or a
    part of it, so not the same), or when a definite noun alone takes up the last place of its
    kind. Two places of one name told to lie in different places keep keys of their own ("the
    Square quarter of Damascus" and that of Aleppo).
    """
    owners: dict[str, PlaceMention] = {}
    known: dict[str, str] = {}
    latest: dict[str, str] = {}
    shared = []
    for place, near in zip(places, relative, strict=True):
        key = place.key
        nouns = place_nouns(doc, place)
        if is_bare_noun(doc, place):
            key = latest.get(nouns[-1], key)
        elif not near:
            owner = owners.setdefault(key, place)
            known_apart = (place.gazetteer and owner.gazetteer) or place.kind in COMMON
            if (
                known_apart
                and place.gazetteer != owner.gazetteer
                and lies_elsewhere(doc, place.within, owner.within)
            ):
                key = " ".join((key, *name_words(place.within[0])))
            if place.gazetteer is not None:
                key = known.setdefault(place.gazetteer, key)
        if not is_bare_noun(doc, place):
            latest.update((noun, key) for noun in (*nouns, place.kind))
        shared.append(place if key == place.key else place._replace(key=key))
    return shared


def lies_elsewhere(doc: Document, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two places of one name are told to lie in places of different names."""
    around, elsewhere = (_proper_words(doc, names) for names in (one, other))
    return bool(around and elsewhere) and not around & elsewhere


def _proper_words(doc: Document, names: Sequence[str]) -> frozenset[str]:
    """The words of names without their nouns and directions."""
    return frozenset(
        word
        for name in names
        for word in name_words(name)
        if _NO_NAMES.isdisjoint(doc.lexicon.by_category(word))
    )


def place_nouns(doc: Document, place: PlaceMention) -> list[str]:
    """Keys of the place nouns at the head of a mention, with the kind where it tells nothing."""
    found = [place.kind]
    for index in range(place.first, min(place.last, place.first + 3)):
        word = doc.words(index).get("place_nouns")
        if word is not None and word.sense.features.get("role") == "noun":
            site = word.sense.features.get("kind") == "site"
            found.append(bare(doc.forms[index][len(word.prefix) :]) if site else word.key)
    return found


def is_bare_noun(doc: Document, place: PlaceMention) -> bool:
    """Whether a mention is a definite noun alone, perhaps with a direction: "the town"."""
    if place.gazetteer is not None or place.last - place.first > 2:
        return False
    for index in range(place.first, place.last):
        word = doc.words(index).get("place_nouns")
        if word is None:
            return False
    word = doc.words(place.last - 1).get("place_nouns")
    return word is not None and word.definite and word.sense.features.get("role") == "noun"


def is_singular(doc: Document, place: PlaceMention) -> bool:
    """Whether the noun of a mention is singular and names no person ("the farmer", "farms")."""
    words = doc.words(place.first)
    return "plural" not in words["place_nouns"].tag and "persons" not in words
