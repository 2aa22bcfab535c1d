"""Who is said to have done it and to whom, as formats with one column a side need it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.arabic.latin import romanise
from riwaya.incidents.claims import Telling, name_key
from riwaya.knowledge.actors import load_actors
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Actor
from riwaya.model.incident import Incident, Interval

_STATE = frozenset({"state", "state_forces", "police", "intelligence"})


class Party(NamedTuple):
    """A party to the violence. `country`: two letters in upper case, "" where not known."""

    key: str
    name: str
    kind: str
    country: str

    @property
    def is_state(self) -> bool:
        """Whether it is a state or its forces."""
        return self.kind in _STATE


class Sides(NamedTuple):
    """`doers`: those blamed, most often named first; for a clash, the side named first.
    `others`: armed parties that fought them or were hit. `civilians`: whether civilians were
    harmed. `denied`: those who only deny it.
    """

    doers: tuple[Party, ...]
    others: tuple[Party, ...]
    civilians: bool
    denied: tuple[str, ...]


def sides_of(incident: Incident, telling: Telling) -> Sides:
    """The sides as most accounts tell them; each text counts once, however often copied.

    Who is only said not to have done it is no doer.
    """
    doers: dict[Party, set[str]] = {}
    others: dict[Party, set[str]] = {}
    for key, event in telling.events:
        reading = telling.reading(key.report)
        actors = {actor.id: actor for actor in reading.actors}
        text = telling.accounts[key.report].text_origin or key.report
        for ids, found in (
            (event.perpetrators, doers),
            ((*event.opponents, *event.targets), others),
        ):
            for identifier in ids:
                if identifier in actors:
                    found.setdefault(party_of(actors[identifier]), set()).add(text)
    _by_responsibility(incident, doers)
    ranked = _ranked(doers)
    keys = {party.key for party in ranked}
    return Sides(
        ranked,
        tuple(party for party in _ranked(others) if party.key not in keys),
        _civilians(incident),
        tuple(e.actor_en or e.actor for e in incident.responsibility if e.denies and not e.says),
    )


def _by_responsibility(incident: Incident, doers: dict[Party, set[str]]) -> None:
    """Add those whom claims blame without an event, take out those who are only cleared."""
    known = {party.key: party for party in doers}
    for entry in incident.responsibility:
        party = _named(entry.known_as, entry.actor, entry.actor_en)
        there = known.get(party.key)
        if entry.says:
            doers.setdefault(there or party, set()).update(entry.says)
        elif there is not None:
            del doers[there]


def _ranked(found: dict[Party, set[str]]) -> tuple[Party, ...]:
    return tuple(sorted(found, key=lambda party: (-len(found[party]), party.key)))


def party_of(actor: Actor) -> Party:
    """The party that an actor of a report is."""
    if actor.known_as:
        return _named(actor.known_as, actor.name, actor.name_en)
    return Party(name_key(actor.name), english_name(actor) or romanise(actor.name), actor.kind, "")


def _named(known_as: str | None, name: str, english: str) -> Party:
    known = load_actors().get(known_as or "")
    if known is not None:
        return Party(known.key, known.name_en, known.kind, known.country.upper())
    return Party(name_key(name), english or romanise(name), "unidentified", "")


def _civilians(incident: Incident) -> bool:
    tolls = (incident.casualties.killed, incident.casualties.injured)
    return any(
        _some(interval) for toll in tolls for interval in (toll.civilian, toll.children, toll.women)
    )


def _some(interval: Interval | None) -> bool:
    return interval is not None and (interval.high is None or interval.high > 0)


def is_named_alike(name: str, parties: Iterable[Party]) -> Party | None:
    """The party that a name as written stands for, or None."""
    key = name_key(name)
    for party in parties:
        known = load_actors().get(party.key)
        if key == party.key or (known and key in {name_key(n) for n in known.names}):
            return party
    return None
