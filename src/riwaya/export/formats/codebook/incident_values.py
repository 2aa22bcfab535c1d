"""The values that an incident has for the fields of codebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from riwaya.arabic.latin import romanise
from riwaya.export.formats.codebook.rows import Row, Value
from riwaya.export.formats.notes import notes
from riwaya.export.formats.sides import Party
from riwaya.export.formats.told import Told
from riwaya.knowledge.actors import load_actors
from riwaya.model.incident import IncidentDate, IncidentPlace, Interval
from riwaya.ontology.codebook.fields import CLASSES, ENDS

Found = Value | None | Iterable[Value | None]
Getter = Callable[[Row], Found]


def _incident(take: Callable[[Told], Found]) -> Getter:
    return lambda row: take(row.told)


def _date(take: Callable[[IncidentDate], Value]) -> Getter:
    def got(row: Row) -> Found:
        date = row.told.incident.date
        return take(date) if date else None

    return got


def _place(take: Callable[[IncidentPlace], Value | None]) -> Getter:
    def got(row: Row) -> Found:
        place = row.told.incident.place
        return take(place) if place else None

    return got


def _country(name: str) -> Getter:
    def got(row: Row) -> Found:
        country = row.told.whereabouts.country
        value: str | None = getattr(country, name) if country else None
        return int(value) if value and name == "numeric" else value

    return got


def _toll(status: str, person_class: str, end: str) -> Getter:
    def got(row: Row) -> Found:
        toll = getattr(row.told.incident.casualties, status)
        interval: Interval | None = getattr(toll, person_class)
        value: int | None = getattr(interval, end) if interval else None
        return value

    return got


def _key(party: Party) -> str | None:
    return party.key if party.key in load_actors() else None


def _published(told: Told) -> list[Value]:
    return sorted(report.published for report in told.reports if report.published)


def _credited(told: Told, kinds: bool) -> Iterable[Value]:
    for claim in told.telling.claims:
        if claim.source is not None and not claim.own_voice:
            source = claim.source
            yield source.kind if kinds else source.name_en or romanise(source.name)


def _sides(name: str) -> dict[str, Getter]:
    def parties(told: Told) -> tuple[Party, ...]:
        return told.sides.doers if name == "perpetrators" else told.sides.others

    return {
        name: _incident(lambda told: [party.name for party in parties(told)]),
        f"{name}.key": _incident(lambda told: [_key(party) for party in parties(told)]),
        f"{name}.kind": _incident(lambda told: [party.kind for party in parties(told)]),
    }


INCIDENT_VALUES: Mapping[str, Getter] = {
    "id": _incident(lambda told: told.id),
    "type": _incident(lambda told: told.incident.type),
    "types": _incident(lambda told: [name for name, _ in told.incident.types]),
    "date.start": _date(lambda date: date.start),
    "date.end": _date(lambda date: date.end),
    "date.year": _date(lambda date: date.start.year),
    "date.days": _date(lambda date: (date.end - date.start).days + 1),
    "date.precision": _date(lambda date: date.precision),
    "date.basis": _date(lambda date: date.basis),
    "grade": _incident(lambda told: told.incident.grade),
    "disputed": _incident(lambda told: bool(told.incident.disputes)),
    "disputes": _incident(lambda told: [each.about for each in told.incident.disputes]),
    "origins": _incident(lambda told: len(told.incident.origins)),
    "policy": _incident(lambda told: told.incident.casualties.policy),
    "notes": _incident(notes),
    "place.name": _place(lambda place: place.name),
    "place.name_en": _incident(lambda told: told.whereabouts.name),
    "place.kind": _incident(lambda told: told.whereabouts.kind),
    "place.description": _incident(lambda told: told.whereabouts.description),
    "place.country": _country("name"),
    "place.country.alpha2": _country("alpha2"),
    "place.country.alpha3": _country("alpha3"),
    "place.country.numeric": _country("numeric"),
    "place.admin1": _incident(lambda told: told.whereabouts.admin1),
    "place.admin2": _incident(lambda told: told.whereabouts.admin2),
    "place.admin3": _incident(lambda told: told.whereabouts.admin3),
    "place.latitude": _place(lambda place: place.latitude),
    "place.longitude": _place(lambda place: place.longitude),
    "place.precision": _place(lambda place: place.precision),
    **_sides("perpetrators"),
    **_sides("others"),
    "denied_by": _incident(
        lambda told: [e.actor_en or e.actor for e in told.incident.responsibility if e.denies]
    ),
    "civilians_harmed": _incident(lambda told: told.sides.civilians),
    "weapons": _incident(
        lambda told: [weapon.kind for _, event in told.telling.events for weapon in event.weapons]
    ),
    **{
        f"{status}.{person_class}.{end}": _toll(status, person_class, end)
        for status in ("killed", "injured")
        for person_class in CLASSES
        for end in ENDS
    },
    "reports": _incident(lambda told: told.incident.reports),
    "reports.count": _incident(lambda told: len(told.incident.reports)),
    "outlets": _incident(lambda told: told.outlets),
    "urls": _incident(lambda told: told.urls),
    "published.first": _incident(lambda told: next(iter(_published(told)), None)),
    "published.last": _incident(lambda told: next(reversed(_published(told)), None)),
    "sources": _incident(lambda told: _credited(told, kinds=False)),
    "sources.kind": _incident(lambda told: _credited(told, kinds=True)),
    "people": _incident(lambda told: [victim.name for victim in told.incident.people]),
    "people.count": _incident(lambda told: len(told.incident.people)),
}
"""What each field of incidents takes from a row."""
