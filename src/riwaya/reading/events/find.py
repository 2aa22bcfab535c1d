"""Violent events told in a report: one per incident, with place, time, sides and weapons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import DATELINE, HEADLINE, Document
from riwaya.reading.drafts import ActorMention, EventDraft, Figure, PlaceMention
from riwaya.reading.events.cues import ANAPHOR, SUPPORT, UNREAL, Cue, find_cues, sentence_cues
from riwaya.reading.events.evidence import is_recalled, told_as_fact
from riwaya.reading.events.figures import telling_of, told_apart
from riwaya.reading.events.merge import Incident, Merger
from riwaya.reading.events.summaries import without_summaries
from riwaya.reading.events.places import Areas, PlaceRoles
from riwaya.reading.events.sides import Sides, continues_doer, find_sides, is_similar
from riwaya.reading.events.tellings import Telling, tellings_of
from riwaya.reading.events.weapons import find_weapons

# How near a place stands to "the incident" that it locates.
Placed = TypeVar("Placed", TimeExpression, ActorMention, Figure)

_COMMAS = frozenset("\u060c,")
_BESIDE = 4


def find_events(
    doc: Document,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
) -> list[EventDraft]:
    """Events in the order of their first telling.

    Casualty figures with no event word near them make an event of their own.
    """
    weapons = find_weapons(doc)
    timed = {index for time in times for index in range(time.first, time.last)}
    cues = sentence_cues(find_cues(doc, timed, weapons))
    areas = Areas(doc, places)
    roles = PlaceRoles(doc, places, actors)
    merger = Merger(doc, areas, times)
    sides: dict[int, Sides] = {}
    last_place: int | None = None
    latest: Sides | None = None
    told_times = _by_sentence(doc, times)
    told_actors = _by_sentence(doc, actors)
    told_figures = _by_sentence(doc, figures)
    for number in range(len(doc.sentences)):
        here = cues.get(number, [])
        numbered = told_times.get(number, [])
        near_times = [time for _, time in numbered]
        near_actors = [actor for _, actor in told_actors.get(number, ())]
        near_figures = [figure for _, figure in told_figures.get(number, ())]
        tellings = tellings_of(doc, number, here, places, roles, areas, weapons, near_times)
        if not tellings and near_figures:
            elsewhere = [incident.place for incident in merger.incidents]
            alone = telling_of(
                doc, number, near_figures, roles, areas, elsewhere, near_actors, weapons
            )
            if alone is not None:
                time = _time_of(doc, alone, [alone], numbered)
                incident = merger.start(alone, time, None)
                sides[id(incident)] = find_sides(doc, alone, (), actors)
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
            time = _time_of(doc, telling, tellings, numbered)
            if time is not None and times[time].cumulative:
                # "Since the start of the year": a toll of many incidents.
                continue
            inherited = last_place if last_place is not None else _first_place(doc, roles)
            known = bool(merger.incidents) and telling.definite and telling.place is None
            if known and not merger.knows(telling, time):
                # "The shelling" of nothing told before: talk of violence, not news of it.
                continue
            telling = merger.typed(telling)
            if is_recalled(doc, telling, near_times, not merger.incidents):
                telling = telling._replace(recalled=True)
            incident = merger.add(telling, time, inherited)
            parties = find_sides(doc, telling, supports, actors, tellings)
            if not parties.perpetrators and latest is not None and (
                is_similar(doc, telling) or continues_doer(doc, telling)
            ):
                parties.perpetrators.extend(latest.perpetrators)
            latest = sides.setdefault(id(incident), Sides())
            latest.add(parties)
            if telling.place is not None:
                last_place = telling.place
        elsewhere = [incident.place for incident in merger.incidents]
        apart = told_apart(
            doc, number, near_figures, roles, areas, elsewhere, near_actors, weapons
        )
        if apart is not None:
            incident = merger.start(apart, None, None)
            sides[id(incident)] = find_sides(doc, apart, (), actors)
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
    if telling.place is None:
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


def _time_of(
    doc: Document,
    telling: Telling,
    tellings: Sequence[Telling],
    times: Sequence[tuple[int, TimeExpression]],
) -> int | None:
    """The number of the time told nearest to the telling within its sentence."""
    sentence = doc.sentences[telling.sentence]
    best: tuple[int, int] | None = None
    for number, time in times:
        if time.first < sentence.first or time.last > sentence.last or _of_saying(doc, time):
            continue
        owner = min(tellings, key=lambda other: _gap(other, time))
        if owner is not telling and len(tellings) > 1 and _gap(telling, time) > 8:
            continue
        distance = _gap(telling, time)
        if not time.says_a_date:
            distance += 40
        if best is None or distance < best[0]:
            best = (distance, number)
    return best[1] if best else None


def _of_saying(doc: Document, time: TimeExpression) -> bool:
    """Whether it tells when something was said: it stands between the verb and "that"."""
    after = time.last
    while after < len(doc.tokens) and doc.forms[after] in _COMMAS:
        after += 1
    if after >= len(doc.tokens):
        return False
    that = doc.find(after, "crediting")
    if that is None or that.sense.features.get("role") != "complement":
        return False
    first = doc.sentences[doc.sentence_of[time.first]].first
    return any(
        "sayings" in doc.words(index) for index in range(max(first, time.first - 8), time.first)
    )


def _gap(telling: Telling, time: TimeExpression) -> int:
    if time.first >= telling.last:
        return time.first - telling.last
    return max(telling.first - time.last, 0)


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
