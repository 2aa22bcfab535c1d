"""Violent events told in a report: one per incident, with place, time, sides and weapons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import DATELINE, HEADLINE, Document
from riwaya.reading.drafts import ActorMention, EventDraft, Figure, PlaceMention
from riwaya.reading.events.cues import (
    ANAPHOR,
    SUPPORT,
    UNREAL,
    Cue,
    find_cues,
    sentence_cues,
)
from riwaya.reading.events.evidence import is_recalled, told_as_fact
from riwaya.reading.events.figures import telling_of, told_apart
from riwaya.reading.events.merge import FURTHEST_BACK, Incident, Merger
from riwaya.reading.events.places import Areas, PlaceRoles
from riwaya.reading.events.same_doer import keeps_doer
from riwaya.reading.events.sides import Sides, find_sides
from riwaya.reading.events.summaries import without_summaries
from riwaya.reading.events.tellings import FIGURE_ALONE, Telling, tellings_of
from riwaya.reading.events.times import heading_time, time_of
from riwaya.reading.events.weapons import find_weapons

# How near a place stands to "the incident" that it locates.
Placed = TypeVar("Placed", TimeExpression, ActorMention, Figure)

_BESIDE = 4


def find_events(
    doc: Document,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
    denied: Collection[int] = (),
) -> list[EventDraft]:
    """Events in the order of their first telling.

    `denied`: tokens of what a source denies, where "any attack" says that there was none.
    Casualty figures with no event word near them make an event of their own.
    """
    placed = {index for place in places for index in range(place.first, place.last)}
    weapons = {at: weapon for at, weapon in find_weapons(doc).items() if at not in placed}
    timed = {index for time in times for index in range(time.first, time.last)}
    cues = sentence_cues(find_cues(doc, timed, weapons, denied))
    areas = Areas(doc, places)
    roles = PlaceRoles(doc, places, actors)
    merger = Merger(doc, areas, times)
    harmed = {index for f in figures if f.party for index in range(*f.party)}
    sides: dict[int, Sides] = {}
    last_place: int | None = None
    latest: Sides | None = None
    told_times = _by_sentence(doc, times)
    told_actors = _by_sentence(doc, actors)
    told_figures = _by_sentence(doc, figures)
    for number in range(len(doc.sentences)):
        here = cues.get(number, [])
        if not here and number not in told_figures:
            continue
        numbered = told_times.get(number, [])
        near_times = [time for _, time in numbered]
        near_actors = [actor for _, actor in told_actors.get(number, ())]
        near_figures = [figure for _, figure in told_figures.get(number, ())]
        tellings = tellings_of(doc, number, here, places, roles, areas, weapons, near_times)
        if not tellings and near_figures:
            elsewhere = [incident.place for incident in merger.incidents[-FURTHEST_BACK:]]
            alone = telling_of(
                doc, number, near_figures, roles, areas, elsewhere, near_actors, weapons
            )
            if alone is not None:
                time = time_of(doc, alone, [alone], numbered)
                incident = merger.start(alone, time, None)
                sides[id(incident)] = find_sides(doc, alone, (), actors, (), harmed)
            continue
        supports = [cue for cue in here if cue.role == SUPPORT]
        for telling in tellings:
            if telling.reality == UNREAL:
                continue
            if telling.lead.role == ANAPHOR and telling.definite and telling.own_place:
                _relocate(merger, telling, places)
            if all(cue.role == ANAPHOR for cue in telling.cues):
                continue
            if not told_as_fact(
                doc, telling, supports, near_actors, places, near_times, near_figures
            ):
                continue
            time = time_of(doc, telling, tellings, numbered)
            if time is not None and times[time].cumulative and times[time].day_offset is None:
                # "Since the start of the year": a toll of many incidents.
                continue
            inherited = last_place if last_place is not None else _first_place(doc, roles)
            known = bool(merger.incidents) and telling.definite and telling.place is None
            if known and not merger.knows(telling, time):
                # "The shelling" of nothing told before: talk of violence, not news of it.
                continue
            telling = merger.typed(telling)
            if not telling.again and is_recalled(doc, telling, near_times, not merger.incidents):
                telling = telling._replace(recalled=True)
            incident = merger.add(telling, time, inherited)
            parties = find_sides(doc, telling, supports, actors, tellings, harmed)
            if not parties.perpetrators and latest is not None and keeps_doer(doc, telling):
                parties.perpetrators.extend(latest.perpetrators)
            latest = sides.setdefault(id(incident), Sides())
            latest.add(parties)
            if telling.place is not None:
                last_place = telling.place
        if not near_figures:
            continue
        elsewhere = [incident.place for incident in merger.incidents[-FURTHEST_BACK:]]
        apart = told_apart(doc, number, near_figures, roles, areas, elsewhere, near_actors, weapons)
        if apart is not None:
            told_then = (
                None if apart.recalled else time_of(doc, apart, [*tellings, apart], numbered)
            )
            incident = merger.start(apart, told_then, None)
            sides[id(incident)] = find_sides(doc, apart, (), actors, (), harmed)
    heads = {
        telling.sentence
        for found in merger.incidents
        for telling in found.tellings
        if telling.lead.key != FIGURE_ALONE
    }
    day = heading_time(doc, times, heads)
    for incident in merger.incidents:
        bare = incident.time is None or not times[incident.time].says_a_date
        if bare and day is not None and not incident.background:
            incident.time = day
    told = without_summaries(doc, merger.incidents, areas, figures)
    return [_draft(doc, incident, sides[id(incident)]) for incident in told]


def _by_sentence(doc: Document, items: Sequence[Placed]) -> dict[int, list[tuple[int, Placed]]]:
    """(number, item) by the sentence an item begins in, so that work stays within sentences."""
    found: dict[int, list[tuple[int, Placed]]] = {}
    for number, item in enumerate(items):
        found.setdefault(doc.sentence_of[item.first], []).append((number, item))
    return found


def _relocate(merger: Merger, telling: Telling, places: Sequence[PlaceMention]) -> None:
    """Move the latest incidents to the place that stands beside "the incident"."""
    if telling.place is None or telling.lead.plural:
        return
    place, word = places[telling.place], telling.lead
    if max(place.first - word.last, word.first - place.last) <= _BESIDE:
        merger.relocate(telling.place)


def _first_place(doc: Document, roles: PlaceRoles) -> int | None:
    """A place of the headline, the dateline or the first sentence."""
    for sentence in doc.sentences:
        if sentence.zone in (HEADLINE, DATELINE) or sentence.paragraph <= 1:
            place = roles.first_of(sentence.first, sentence.last)
            if place is not None:
                return place
    return None


def _draft(doc: Document, incident: Incident, sides: Sides) -> EventDraft:
    lead = incident.tellings[0]
    cues: list[Cue] = [cue for telling in incident.tellings for cue in telling.cues]
    weapons = dict.fromkeys(
        (weapon.first, weapon.last, weapon.kind)
        for telling in incident.tellings
        for weapon in telling.weapons
    )
    return EventDraft(
        lead.first,
        lead.last,
        lead.lead.first,
        incident.type,
        incident.subtype,
        incident.background,
        incident.reality,
        incident.place,
        incident.time,
        tuple(sides.perpetrators),
        tuple(sides.opponents),
        tuple(sides.targets),
        tuple(weapons),
        tuple(index for cue in cues for index in range(cue.first, cue.last)),
        lead.lead.key,
    )
