"""What an account tells, as mentions: one per event of the report."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from riwaya.incidents.linking.geography import spot
from riwaya.incidents.linking.names import person_name, words_of
from riwaya.incidents.linking.places import home_of, place_of, report_place
from riwaya.incidents.linking.record import (
    DayOfYear,
    Mention,
    MentionFigure,
    MentionPlace,
    MentionTime,
)
from riwaya.incidents.linking.retold import harmed, retold
from riwaya.incidents.linking.times import published_time, times_of
from riwaya.model import Actor, Claim, Event, Person, Reading
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Account

_MAX_FIGURES, _MAX_VICTIMS, _MAX_ACTORS = 12, 24, 8
_SHINGLE, _SKETCH = 4, 24
_WINDOW_BEFORE, _WINDOW_AFTER = 120, 260


def mentions_of(account: Account) -> tuple[Mention, ...]:
    """One mention per event of the report, in their order; at least one.

    A report in which no event was read gives a single mention with event "", that holds the
    figures and names of the whole report: it may still be found by them.
    """
    reading = account.reading
    origin = account.text_origin or reading.report.id
    outlet = _outlet(reading)
    if not reading.events:
        return (_weak_mention(reading, origin, outlet),)
    home = home_of(reading.places)
    places = {place.id: place_of(place, home) for place in reading.places}
    # "Several areas" and "the town" say no more than nothing at all.
    placed = {key: place for key, place in places.items() if spot(place) or place.latitude}
    elsewhere = report_place(reading.places)
    events = _with_news(reading.events)
    times = times_of(events, reading.report.published)
    made = [
        _mention(reading, event, time, placed.get(event.place or "", elsewhere), origin, outlet)
        for event, time in zip(events, times, strict=True)
    ]
    again = retold(made, {event.id for event in events if event.place in placed})
    fuller = set(again.values())
    harm = any(harmed(one) and not one.background for one in made)
    return tuple(
        replace(
            one,
            retells=again.get(one.key.event, ""),
            retold=one.key.event in fuller,
            beside=harm and not harmed(one),
        )
        for one in made
    )


def _with_news(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """A report that only recalls is about what it recalls first: an obituary, a reaction."""
    if any(not event.background for event in events):
        return events
    return (replace(events[0], background=False), *events[1:])


def _mention(
    reading: Reading,
    event: Event,
    when: tuple[MentionTime | None, DayOfYear | None],
    place: MentionPlace | None,
    origin: str,
    outlet: str,
) -> Mention:
    claims = [claim for claim in reading.claims if claim.event == event.id]
    return Mention(
        key=MentionKey(reading.report.id, event.id),
        type=event.type,
        background=event.background,
        time=when[0],
        day_of_year=when[1],
        place=place,
        perpetrators=_actors(reading.actors, event.perpetrators),
        parties=_actors(reading.actors, (*event.targets, *event.opponents)),
        weapons=tuple(dict.fromkeys(weapon.kind for weapon in event.weapons)),
        figures=_figures(claims),
        victims=_victims(reading.people, {claim.id for claim in claims}),
        text_origin=origin,
        sketch=_sketch(reading.report.text, [(s.start, s.end) for s in event.evidence]),
        outlet=outlet,
        set_against=_set_against(reading, event.id),
    )


def _weak_mention(reading: Reading, origin: str, outlet: str) -> Mention:
    return Mention(
        key=MentionKey(reading.report.id, ""),
        type="",
        background=False,
        time=published_time(reading.report.published),
        day_of_year=None,
        place=report_place(reading.places),
        perpetrators=(),
        parties=_actors(reading.actors, tuple(actor.id for actor in reading.actors)),
        weapons=(),
        figures=_figures(reading.claims),
        victims=_victims(reading.people, None),
        text_origin=origin,
        sketch=_sketch(reading.report.text, [(0, 0)]),
        outlet=outlet,
    )


def _set_against(reading: Reading, event: str) -> tuple[str, ...]:
    """The events whose claims a report sets against those of `event`: two accounts of one incident
    that the reader took for two, since they tell of other means or another cause.
    """
    event_of = {claim.id: claim.event for claim in reading.claims}
    others: set[str] = set()
    for relation in reading.relations:
        ends = event_of.get(relation.source_claim), event_of.get(relation.target_claim)
        if event in ends:
            others.update(end for end in ends if end and end != event)
    return tuple(sorted(others))


def _actors(actors: Iterable[Actor], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the actor list, else the neutral name where the name is loaded, else the name."""
    by_id = {actor.id: actor for actor in actors}
    found = [by_id[one] for one in wanted if one in by_id]
    names = [a.known_as or " ".join(words_of(a.name)) for a in found]
    return tuple(dict.fromkeys(names))[:_MAX_ACTORS]


def _figures(claims: Iterable[Claim]) -> tuple[MentionFigure, ...]:
    return tuple(dict.fromkeys(_each_figure(claims)))[:_MAX_FIGURES]


def _each_figure(claims: Iterable[Claim]) -> Iterator[MentionFigure]:
    for claim in claims:
        count = claim.casualty
        if count is None or count.scope != "event" or count.polarity != "asserted":
            continue
        if claim.stance in ("denies", "retracts") or count.status == "displaced":
            continue
        yield MentionFigure(
            count.status,
            count.person_class,
            count.low,
            count.high,
            count.part_of is not None,
            count.group,
        )


def _victims(people: Iterable[Person], claims: set[str] | None) -> tuple[str, ...]:
    """Names of the people whom the event's claims count; of all, when `claims` is None."""
    names = (
        person_name(person.name) for person in people if claims is None or person.claim in claims
    )
    return tuple(dict.fromkeys(name for name in names if " " in name))[:_MAX_VICTIMS]


def _outlet(reading: Reading) -> str:
    for source in reading.sources:
        if source.id == reading.report.outlet:
            return source.known_as or " ".join(words_of(source.name)) or source.name.lower()
    return ""


def _sketch(text: str, spans: list[tuple[int, int]]) -> tuple[int, ...]:
    """The smallest hashes of the sequences of four words around the event's words."""
    hashes: set[int] = set()
    for start, end in spans[:3]:
        words = words_of(text[max(start - _WINDOW_BEFORE, 0) : end + _WINDOW_AFTER])
        for at in range(len(words) - _SHINGLE + 1):
            hashes.add(zlib.crc32(" ".join(words[at : at + _SHINGLE]).encode()))
    return tuple(sorted(hashes)[:_SKETCH])
