"""Tellings of one report folded into incidents: a headline, its lead and its body are one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import Document
from riwaya.reading.events.kinds import deadly
from riwaya.reading.events.places import Areas
from riwaya.reading.events.tellings import FIGURE_ALONE, Telling
from riwaya.reading.events.times import better_time

# Which word alone says nothing of its kind, and what kinds it takes over from how near.
# Nothing is told again after so many other incidents; without a limit cost would grow with the
# square of the length.
FURTHEST_BACK = 200
_BARE_STRIKE = "target"
_FOLLOWED = frozenset({"shelling", "air_drone_strike"})
_CLOSE_BEHIND = 3
# A place score from which on a telling may correct the type of an incident.
_APART_REACH = 60
_SURE = 3
# Sentences at the head of a report that tell its news, whatever the time they give.
_LEAD = 2
# Types that may name one incident while it is not yet told exactly.
_REFINED = {
    "attack": frozenset({"shelling", "air_drone_strike", "bombing", "suicide_bomb", "abduction"}),
    "other": frozenset({"shelling", "air_drone_strike", "bombing", "suicide_bomb", "attack"}),
    "shelling": frozenset({"air_drone_strike"}),
    "bombing": frozenset({"suicide_bomb", "air_drone_strike", "shelling"}),
    "arrest": frozenset(),
}
# Types of incidents in which shots are fired: telling of the shots opens no other.
_SHOT_AT = frozenset({"armed_clash", "riot"})
# Follows what was told, elsewhere: without a place of its own it has none.
_FOLLOWING = frozenset({"arrest"})


@dataclass(slots=True)
class Incident:
    """An incident while tellings are added to it."""

    tellings: list[Telling]
    type: str
    subtype: str | None
    specific: bool
    bare: bool
    place: int | None
    inherited: bool
    time: int | None
    background: bool
    reality: str
    summary: bool
    narrowed: bool = False

    @property
    def provisional(self) -> bool:
        """Whether only figures have told it so far."""
        return all(telling.lead.key == FIGURE_ALONE for telling in self.tellings)


class Merger:
    """Takes tellings in order and decides which incident each belongs to."""

    def __init__(self, doc: Document, areas: Areas, times: Sequence[TimeExpression]) -> None:
        self._doc = doc
        self._areas = areas
        self._times = times
        self.incidents: list[Incident] = []

    def add(self, telling: Telling, time: int | None, inherited_place: int | None) -> Incident:
        """The incident that `telling` tells, new or known.

        `time`: index of the time told with it. `inherited_place`: where it happened when the
        telling itself does not say.
        """
        best = self._match(telling, time)
        if best is not None:
            self._join(best, telling, time)
            return best
        return self.start(telling, time, inherited_place)

    def start(self, telling: Telling, time: int | None, inherited_place: int | None) -> Incident:
        """A new incident."""
        place = telling.place
        if place is None and not (telling.type in _FOLLOWING and self.incidents):
            place = inherited_place
        incident = Incident(
            [telling],
            telling.type,
            telling.subtype,
            telling.specific,
            telling.bare,
            place,
            telling.place is None,
            time,
            self._background(telling, time),
            telling.reality,
            telling.sentence <= 1 and (place is None or self._areas.wide(place)),
        )
        self.incidents.append(incident)
        return incident

    def knows(self, telling: Telling, time: int | None) -> bool:
        """Whether an incident told before fits the telling."""
        return self._match(telling, time) is not None

    def typed(self, telling: Telling) -> Telling:
        """A bare "hit" close behind a strike told is taken for a strike of the same kind."""
        if telling.specific or not self.incidents or telling.lead.key != _BARE_STRIKE:
            return telling
        doer = self._doc.words(telling.lead.last).get("actor_nouns")
        if doer is not None and doer.key == "gunmen":
            # Gunmen and unknown men hit people; armies go on shelling.
            return telling
        latest = self.incidents[-1].tellings[-1]
        kind = self.incidents[-1].type
        if kind not in _FOLLOWED or telling.sentence - latest.sentence > _CLOSE_BEHIND:
            return telling
        return telling._replace(type=kind)

    def relocate(self, place: int) -> None:
        """A word such as "the incident" tells where the latest incidents were."""
        if not self.incidents:
            return
        latest = self.incidents[-1]
        for incident in self.incidents:
            if incident.place == latest.place and not incident.background:
                incident.place, incident.inherited, incident.narrowed = place, False, True

    def _match(self, telling: Telling, time: int | None) -> Incident | None:
        """The most recent incident that fits best."""
        best: tuple[int, Incident] | None = None
        for age, incident in enumerate(islice(reversed(self.incidents), FURTHEST_BACK)):
            if not compatible(incident, telling):
                continue
            if telling.again and incident.tellings[-1].sentence == telling.sentence:
                continue
            if telling.type in _FOLLOWING and self._deadly(incident):
                continue
            if self._other_day(incident.time, time) or self._set_apart(incident, telling, time):
                continue
            if telling.recalled and not incident.background and self._apart(telling):
                continue
            score = self._place_score(incident, telling)
            if score <= 0 or (
                score < _SURE and telling.place is not None and _differ(incident, telling)
            ):
                continue
            score = score * 10 - min(age, 8) + 3 * (incident.type == telling.type)
            if best is None or score > best[0]:
                best = (score, incident)
        return best[1] if best else None

    def _deadly(self, incident: Incident) -> bool:
        """Whether only the dead have told the incident so far: who is held for it comes after."""
        return incident.provisional and all(
            deadly(self._doc, telling.lead.first, telling.lead.last)
            for telling in incident.tellings
        )

    def _apart(self, telling: Telling) -> bool:
        """Whether the sentence says that what it now tells came some time before the news."""
        first = max(self._doc.sentences[telling.sentence].first, telling.first - _APART_REACH)
        return any(
            (found := self._doc.find(index, "event_context")) is not None
            and bool(found.sense.features.get("apart"))
            for index in range(first, telling.first)
        )

    def _set_apart(self, incident: Incident, telling: Telling, time: int | None) -> bool:
        """Whether two items of a list, or the news and an earlier day recalled, are told."""
        if telling.listed and not telling.definite:
            others = (other for other in incident.tellings if other.sentence != telling.sentence)
            if any(other.listed for other in others):
                return True
        if time is None or incident.background or telling.sentence <= _LEAD:
            return False
        said = self._times[time]
        dated = said.day or said.month or said.weekday
        earlier = dated and (telling.recalled or said.direction == "past")
        return bool(earlier) and said.day_offset is None and incident.time != time

    def _place_score(self, incident: Incident, telling: Telling) -> int:
        """How well places agree: 0 says two incidents."""
        if telling.place is None:
            return self._placeless(incident, telling)
        if incident.place is None:
            return 2
        here, there = telling.place, incident.place
        if self._areas.same(here, there):
            return 4
        if telling.definite and self._areas.facility(here):
            return 2
        if incident.inherited and _headed(incident, telling):
            return 2
        if incident.inherited:
            return 2 if telling.definite or self._areas.related(here, there) else 0
        if self._areas.lists(there, here):
            # One of the places listed before: taken up again, or struck once more.
            return 3 if telling.definite else 0
        if self._areas.contains(here, there) and telling.listed:
            return 0
        if self._areas.contains(here, there):
            return 3 if telling.definite or not telling.specific or incident.summary else 2
        if self._areas.contains(there, here):
            return 3 if not incident.narrowed or telling.definite else 0
        if incident.summary and not incident.narrowed and self._areas.overlaps(there, here):
            return 2
        return 0

    def _placeless(self, incident: Incident, telling: Telling) -> int:
        recent = telling.sentence - incident.tellings[-1].sentence
        if telling.recalled and not incident.background:
            return 0
        if telling.definite or not telling.specific:
            return 3
        return 2 if recent <= 3 else 1

    def _join(self, incident: Incident, telling: Telling, time: int | None) -> None:
        provisional = incident.provisional
        incident.tellings.append(telling)
        if (
            provisional
            or (telling.specific and not incident.specific)
            or (incident.bare and telling.type in _REFINED.get(incident.type, ()))
        ):
            incident.type, incident.subtype = telling.type, telling.subtype or incident.subtype
        incident.specific = incident.specific or telling.specific
        incident.bare = incident.bare and telling.bare
        incident.time = better_time(self._times, incident.time, time)
        if telling.reality != incident.reality and incident.reality == "asserted":
            incident.reality = "disputed"
        if telling.place is None:
            return
        if incident.place is None or incident.inherited:
            incident.place, incident.inherited = telling.place, False
            return
        here, there = telling.place, incident.place
        if incident.narrowed or self._areas.same(here, there) or self._areas.contains(here, there):
            return
        covered = incident.summary and self._areas.overlaps(there, here)
        if self._areas.contains(there, here) or covered:
            incident.place, incident.narrowed = here, True

    def _other_day(self, one: int | None, other: int | None) -> bool:
        if one is None or other is None or one == other:
            return False
        first, second = self._times[one], self._times[other]
        if first.start and first.end and second.start and second.end:
            return first.end < second.start or second.end < first.start
        if first.day and second.day:
            return (first.day, first.month) != (second.day, second.month)
        if first.weekday and second.weekday:
            return first.weekday != second.weekday
        return bool(first.day_offset is not None and second.day_offset is not None) and (
            first.day_offset != second.day_offset
        )

    def _background(self, telling: Telling, time: int | None) -> bool:
        if telling.recalled:
            return True
        if time is None:
            return False
        said = self._times[time]
        if said.end and self._doc.published:
            return (self._doc.published - said.end).days > 2
        return said.direction == "past" and (said.unit is not None or bool(self.incidents))


def _differ(incident: Incident, telling: Telling) -> bool:
    """Whether both say of what kind the incident was, and not the same."""
    return incident.specific and telling.specific and incident.type != telling.type


def _headed(incident: Incident, telling: Telling) -> bool:
    """Whether the first sentences tell again, with its place, what the headline told."""
    last = incident.tellings[-1].sentence
    return last == 0 and telling.sentence <= _LEAD and incident.type == telling.type


def compatible(incident: Incident, telling: Telling) -> bool:
    """Whether an incident and a telling may be of one type."""
    if incident.type == telling.type:
        return True
    if incident.provisional:
        return telling.type != "protest"
    if telling.lead.key == "explosion" and telling.definite and incident.type in _FOLLOWED:
        return True
    if incident.type in _SHOT_AT and telling.subtype == "shooting":
        return telling.place is None or telling.definite or telling.place == incident.place
    if not telling.specific and telling.type in ("attack", "other"):
        return incident.type not in ("arrest", "protest", "abduction", "riot")
    if telling.type in _REFINED.get(incident.type, ()):
        return incident.bare or not incident.specific
    if incident.type in _REFINED.get(telling.type, ()):
        return telling.bare or not telling.specific
    return False
