"""A small plan of where the reports put an incident: north is up, with a scale, without a map."""

from __future__ import annotations

import math
from dataclasses import dataclass

from riwaya.export.dossier_view import View
from riwaya.knowledge.gazetteer_resolution import kilometres

WIDTH, HEIGHT = 260, 180
_MARGIN = 26
_FARTHEST_KM = 150.0
_LEAST_KM = {1: 4.0, 2: 12.0, 3: 60.0}
_KM_A_DEGREE = 111.2
_MOST = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the plan. `x`, `y`: in its units; `reports`: how many name it; `chosen`: it is
    the incident's; `before`: its name stands before it, where there is no room after it.
    """

    name: str
    name_en: str
    x: float
    y: float
    reports: int
    chosen: bool
    before: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """`scale`: length of the bar, in the plan's units, and the kilometres it stands for."""

    spots: tuple[Spot, ...]
    bar: float
    km: float


def plan_of(view: View) -> Plan | None:
    """The plan; None where the incident's place is not in the gazetteer."""
    place = view.incident.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    centre = (place.latitude, place.longitude)
    named = _named(view, centre)
    named.pop((place.latitude, place.longitude), None)
    nearest = sorted(named.items(), key=lambda item: (-item[1][2], item[0]))[:_MOST]
    reach = max(
        [_LEAST_KM.get(place.precision or 3, 12.0), *(kilometres(*centre, *p) for p, _ in nearest)]
    )
    scale = (min(WIDTH, HEIGHT) / 2 - _MARGIN) / reach
    spots = [
        Spot(place.name, place.name_en, WIDTH / 2, HEIGHT / 2, len(view.accounts), True, False)
    ]
    for (latitude, longitude), (name, name_en, reports) in nearest:
        east = (longitude - centre[1]) * _KM_A_DEGREE * math.cos(math.radians(centre[0]))
        x = WIDTH / 2 + east * scale
        y = HEIGHT / 2 - (latitude - centre[0]) * _KM_A_DEGREE * scale
        spots.append(Spot(name, name_en, round(x, 1), round(y, 1), reports, False, x > WIDTH * 0.6))
    km = _round_length(WIDTH / 4 / scale)
    return Plan(tuple(spots), round(km * scale, 1), km)


def _named(
    view: View, centre: tuple[float, float]
) -> dict[tuple[float, float], tuple[str, str, int]]:
    """The places of the events that tell of it, by their points: names, and in how many reports."""
    found: dict[tuple[float, float], tuple[str, str, set[str]]] = {}
    for member in view.incident.members:
        reading = view.accounts[member.report].reading
        events = {event.id: event for event in reading.events}
        event = events.get(member.event)
        place = next((p for p in reading.places if event and p.id == event.place), None)
        if place is None or place.latitude is None or place.longitude is None:
            continue
        point = (place.latitude, place.longitude)
        if kilometres(*centre, *point) <= _FARTHEST_KM:
            found.setdefault(point, (place.name, place.name_en, set()))[2].add(member.report)
    return {point: (name, english, len(who)) for point, (name, english, who) in found.items()}


def _round_length(km: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … that is not longer."""
    power = 10.0 ** math.floor(math.log10(km))
    digit = max(d for d in (1, 2, 5) if d * power <= km)
    return digit * power
