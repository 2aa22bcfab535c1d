"""Country and administrative areas of an incident, from the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.arabic.latin_places import place_in_english
from riwaya.export.formats.countries import Country, load_countries
from riwaya.incidents.claims import Telling
from riwaya.knowledge.gazetteer import Place as Listed
from riwaya.knowledge.gazetteer import load_gazetteer
from riwaya.model import Place
from riwaya.model.incident import Incident

_WIDE = ("country", "governorate")


class Whereabouts(NamedTuple):
    """English names, "" where not known. `kind`: of the place, as in the gazetteer."""

    name: str
    kind: str
    country: Country | None
    admin1: str
    admin2: str
    admin3: str

    @property
    def country_name(self) -> str:
        return self.country.name if self.country else ""

    @property
    def description(self) -> str:
        """The place with all that it lies in: "Sarmin, Idlib, Syria"."""
        parts = (self.name, self.admin3, self.admin2, self.admin1, self.country_name)
        return ", ".join(dict.fromkeys(part for part in parts if part))


NOWHERE = Whereabouts("", "", None, "", "", "")


def whereabouts_of(incident: Incident, telling: Telling) -> Whereabouts:
    """Where the incident's place lies.

    By the place's entry in the gazetteer; where it has none, by the wider places that reports
    name with it.
    """
    where = incident.place
    if where is None:
        return NOWHERE
    name = where.name_en or place_in_english(where.name)
    told = [place for place in _places(telling) if _is_it(place, incident)]
    gazetteer = load_gazetteer()
    for place in told:
        listed = gazetteer.by_id(place.gazetteer) if place.gazetteer else None
        if listed is not None:
            return _listed(name, listed)
    for place in told:
        for wider in (place.name, *place.within):
            for listed in gazetteer.find(wider):
                if listed.kind in _WIDE:
                    found = _listed("", listed)
                    return found._replace(name=name, kind=place.kind)
    return Whereabouts(name, told[0].kind if told else "", None, "", "", "")


def _places(telling: Telling) -> Iterator[Place]:
    wanted = {(key.report, event.place) for key, event in telling.events if event.place}
    for report in telling.accounts:
        for place in telling.reading(report).places:
            if (report, place.id) in wanted:
                yield place
    for report in telling.accounts:
        yield from telling.reading(report).places


def _is_it(place: Place, incident: Incident) -> bool:
    where = incident.place
    if where is None:
        return False
    point = (where.latitude, where.longitude)
    if where.latitude is not None:
        return (place.latitude, place.longitude) == point
    return place.name == where.name


def _listed(name: str, place: Listed) -> Whereabouts:
    small = place.name_en if place.kind == "subdistrict" else ""
    admin2 = place_in_english(place.admin2) if place.admin2 else ""
    return Whereabouts(
        name or place.name_en,
        place.kind,
        load_countries().get(place.country),
        place.admin1_en or (place.name_en if place.kind == "governorate" else ""),
        place.name_en if place.kind == "district" else admin2,
        small,
    )
