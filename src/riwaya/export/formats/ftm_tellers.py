"""Which reports say what a FollowTheMoney entity holds, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.export.formats import ftm
from riwaya.export.formats.sides import Party, party_of
from riwaya.export.formats.told import Told, web_address
from riwaya.export.safe import one_line
from riwaya.model import Event, Person, Place
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Victim


class Said(NamedTuple):
    """One value of one property of an entity."""

    entity: str
    prop: str
    value: str


class Teller(NamedTuple):
    """A report that says it. `words`: as it says it, "" where it uses the value itself."""

    report: str
    words: str = ""


Tellers = dict[Said, dict[str, str]]
"""The words by report, for every value that reports say."""


def tellers(told: Told) -> Tellers:
    """Who says what of an incident's entities. What is not in it the program has worked out."""
    found: Tellers = {}
    for said, teller in (*_articles(told), *_events(told), *_people(told)):
        found.setdefault(said, {}).setdefault(teller.report, one_line(teller.words))
    return found


def _articles(told: Told) -> Iterator[tuple[Said, Teller]]:
    event = ftm.event_id(told)
    for report, account in told.telling.accounts.items():
        article = ftm.article_id(told, report)
        yield Said(event, "proof", article), Teller(report)
        yield (
            Said(event, "sourceUrl", one_line(web_address(account.reading.report))),
            Teller(report),
        )


def _events(told: Told) -> Iterator[tuple[Said, Teller]]:
    for key, event in told.telling.events:
        yield from _day(told, key, event)
        yield from _place(told, key, event)
        for party, words in _parties(told, key, event):
            yield from _named(told, key.report, party, words)
    for claim in told.telling.claims:
        if claim.claim.kind == "responsibility":
            actors = {a.id: a for a in told.telling.reading(claim.report).actors}
            for actor in (actors[one] for one in claim.claim.about if one in actors):
                yield from _named(told, claim.report, party_of(actor), actor.name)


def _named(told: Told, report: str, party: Party, words: str) -> Iterator[tuple[Said, Teller]]:
    entity = ftm.party_id(party)
    yield Said(entity, "name", one_line(party.name)), Teller(report, words)
    yield Said(ftm.event_id(told), "involved", entity), Teller(report, words)


def _day(told: Told, key: MentionKey, event: Event) -> Iterator[tuple[Said, Teller]]:
    date, when = told.incident.date, event.date
    if date is None or when is None:
        return
    teller = Teller(key.report, when.text)
    for prop, day, said in (("startDate", date.start, when.start), ("endDate", date.end, when.end)):
        if day == said:
            yield Said(ftm.event_id(told), prop, day.isoformat()), teller


def _place(told: Told, key: MentionKey, event: Event) -> Iterator[tuple[Said, Teller]]:
    where = told.incident.place
    if where is None:
        return
    for place in told.telling.reading(key.report).places:
        if place.id == event.place and _is_it(place, where.name, where.latitude, where.longitude):
            teller = Teller(key.report, place.name)
            for value in (told.whereabouts.description, where.name):
                yield Said(ftm.event_id(told), "location", one_line(value)), teller


def _is_it(place: Place, name: str, latitude: float | None, longitude: float | None) -> bool:
    at = (place.latitude, place.longitude)
    return place.name == name or (latitude is not None and at == (latitude, longitude))


def _parties(told: Told, key: MentionKey, event: Event) -> Iterator[tuple[Party, str]]:
    actors = {actor.id: actor for actor in told.telling.reading(key.report).actors}
    for identifier in (*event.perpetrators, *event.opponents, *event.targets):
        if identifier in actors:
            yield party_of(actors[identifier]), actors[identifier].name


def _people(told: Told) -> Iterator[tuple[Said, Teller]]:
    for victim in told.incident.people:
        entity = ftm.person_id(told, victim)
        for report, person in _mentions(told, victim):
            name = person.name
            yield Said(entity, "name", one_line(victim.name)), Teller(report, name)
            yield Said(entity, "alias", one_line(victim.name_en)), Teller(report, name)
            # Another spelling is told by those alone who use it.
            yield Said(entity, "alias", one_line(name)), Teller(report)
            yield Said(entity, "status", victim.status), Teller(report)
            yield Said(entity, "proof", ftm.article_id(told, report)), Teller(report)
            if person.role and person.role == victim.role:
                yield Said(entity, "position", one_line(person.role)), Teller(report)
            yield Said(ftm.event_id(told), "involved", entity), Teller(report, name)


def _mentions(told: Told, victim: Victim) -> Iterator[tuple[str, Person]]:
    """(report, person there) of every mention of a person."""
    for mention in victim.mentions:
        report, _, identifier = mention.rpartition(":")
        if report in told.telling.accounts:
            for person in told.telling.reading(report).people:
                if person.id == identifier:
                    yield report, person
