"""The records of one reading by their ids."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.arabic.latin_places import place_in_english
from riwaya.export.safe import isolated, one_line
from riwaya.knowledge.descriptions import english_name, english_of
from riwaya.model import Actor, Claim, Event, Place, Reading, Source


@dataclass(frozen=True, slots=True)
class Index:
    """Look-up of the records of `reading`, and their names for people who read English."""

    reading: Reading
    sources: dict[str, Source]
    actors: dict[str, Actor]
    places: dict[str, Place]
    events: dict[str, Event]
    claims: dict[str, Claim]

    @classmethod
    def of(cls, reading: Reading) -> Index:
        """The index of a reading; later records of one id, which a reading never has, win."""
        return cls(
            reading,
            {s.id: s for s in reading.sources},
            {a.id: a for a in reading.actors},
            {p.id: p for p in reading.places},
            {e.id: e for e in reading.events},
            {c.id: c for c in reading.claims},
        )

    def source(self, identifier: str) -> str:
        """English name of a source, the Arabic beside it; an unnamed one has an article."""
        source = self.sources[identifier]
        english = source.name_en
        if english and not source.named and not english.endswith(("s", "media")):
            english = f"{'an' if english[0] in 'aeiou' else 'a'} {english}"
        return both(english, source.name)

    def actor(self, identifier: str) -> str:
        """English name of an actor, the Arabic beside it."""
        actor = self.actors[identifier]
        return both(english_name(actor), actor.name)

    def place(self, identifier: str) -> str:
        """English name of a place and of the wider places, the Arabic of the first beside it."""
        place = self.places[identifier]
        wider = "".join(f", {one_line(place_in_english(name))}" for name in place.within)
        return both(place.name_en, place.name) + wider

    def party(self, name: str) -> str:
        """English name of a force given by its Arabic name, as a casualty's party is."""
        known = next((english_name(a) for a in self.actors.values() if a.name == name), None)
        return both(known or english_of(name), name)


def both(english: str, arabic: str) -> str:
    """`english (arabic)`; one of them alone when they are the same or one is empty."""
    english = one_line(english)
    if arabic and english == f"“{one_line(arabic)}”":
        return f"“{isolated(arabic)}”"
    if not arabic or english == one_line(arabic):
        return english or isolated(arabic)
    return f"{english} ({isolated(arabic)})" if english else isolated(arabic)
