"""A mention: what one report tells of one event, small enough to hold 100,000 of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from riwaya.errors import DataError
from riwaya.model.decision import MentionKey

OWN, REPORT, PUBLICATION = "event", "report", "publication"


@dataclass(frozen=True, slots=True)
class MentionTime:
    """When, as inclusive days.

    `basis`: "event", the report dates the event itself; "report", the other events of the report
    carry this date; "publication", from the day of publication and so with slack.
    """

    start: date
    end: date
    basis: str

    @property
    def days(self) -> int:
        """How many days the interval holds."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """What a report says of the day when the year, or all but the weekday, is not known.

    `month` and `day` are None when only the `weekday` (English, lower case) is said.
    """

    month: int | None
    day: int | None
    weekday: str | None


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """Where. `words`: the proper name folded, without articles and place nouns, or "".

    `within`: such words of the places said to lie around it; `areas`: of the district and
    province that the gazetteer gives. `gazetteer`: id of the place itself, or None. Coordinates
    are those of the place or, with precision 2 or 3, of the nearest place around it that is known.
    """

    name: str
    name_en: str
    kind: str
    words: str
    within: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    gazetteer: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True)
class MentionFigure:
    """A figure of the event: values as in `Casualty`; `part`: it is part of another figure."""

    status: str
    person_class: str
    low: int
    high: int | None
    part: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One event of one report, as linking sees it.

    `type` is "" for a report in which no event was read. `perpetrators` and `parties` (targets and
    opponents): keys of the actor list or folded names. `victims`: folded names. `sketch`: the
    smallest hashes of the word sequences around the event, sorted. `text_origin`: the same for
    all copies of one text. `outlet`: the folded name of who published it, or "". `set_against`:
    ids of other events of the report whose claims it sets against those of this one. `retells`:
    the event of the report that this one adds nothing to, or ""; `retold`: there are such of it.
    `beside`: nobody is told harmed in it, while the report's other news tells of people harmed.
    """

    key: MentionKey
    type: str
    background: bool
    time: MentionTime | None
    day_of_year: DayOfYear | None
    place: MentionPlace | None
    perpetrators: tuple[str, ...]
    parties: tuple[str, ...]
    weapons: tuple[str, ...]
    figures: tuple[MentionFigure, ...]
    victims: tuple[str, ...]
    text_origin: str
    sketch: tuple[int, ...]
    outlet: str = ""
    set_against: tuple[str, ...] = ()
    retells: str = ""
    retold: bool = False
    beside: bool = False

    def to_object(self) -> dict[str, Any]:
        """The mention as plain lists and dicts for JSON; `from_object` reads it back."""
        time, day, place = self.time, self.day_of_year, self.place
        return {
            "report": self.key.report,
            "event": self.key.event,
            "type": self.type,
            "background": self.background,
            "time": time and [time.start.isoformat(), time.end.isoformat(), time.basis],
            "day_of_year": day and [day.month, day.day, day.weekday],
            "place": place and _place_object(place),
            "perpetrators": list(self.perpetrators),
            "parties": list(self.parties),
            "weapons": list(self.weapons),
            "figures": [
                [f.status, f.person_class, f.low, f.high, f.part, f.group] for f in self.figures
            ],
            "victims": list(self.victims),
            "text_origin": self.text_origin,
            "sketch": list(self.sketch),
            "outlet": self.outlet,
            "set_against": list(self.set_against),
            "retells": self.retells,
            "retold": self.retold,
            "beside": self.beside,
        }

    @classmethod
    def from_object(cls, content: Mapping[str, Any]) -> Mention:
        """The mention that `to_object` wrote; raises DataError when it is none."""
        try:
            time, day, place = content["time"], content["day_of_year"], content["place"]
            return cls(
                key=MentionKey(content["report"], content["event"]),
                type=content["type"],
                background=content["background"],
                time=time
                and MentionTime(date.fromisoformat(time[0]), date.fromisoformat(time[1]), time[2]),
                day_of_year=day and DayOfYear(*day),
                place=place and _place(place),
                perpetrators=tuple(content["perpetrators"]),
                parties=tuple(content["parties"]),
                weapons=tuple(content["weapons"]),
                figures=tuple(MentionFigure(*figure) for figure in content["figures"]),
                victims=tuple(content["victims"]),
                text_origin=content["text_origin"],
                sketch=tuple(content["sketch"]),
                outlet=content["outlet"],
                set_against=tuple(content["set_against"]),
                retells=content.get("retells", ""),
                retold=content.get("retold", False),
                beside=content.get("beside", False),
            )
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise DataError(f"not a stored mention ({error!r}); link the case anew") from error


def _place_object(place: MentionPlace) -> dict[str, Any]:
    return {
        "name": place.name,
        "name_en": place.name_en,
        "kind": place.kind,
        "words": place.words,
        "within": list(place.within),
        "areas": list(place.areas),
        "gazetteer": place.gazetteer,
        "point": [place.latitude, place.longitude],
        "precision": place.precision,
    }


def _place(content: Mapping[str, Any]) -> MentionPlace:
    latitude, longitude = content["point"]
    return MentionPlace(
        name=content["name"],
        name_en=content["name_en"],
        kind=content["kind"],
        words=content["words"],
        within=tuple(content["within"]),
        areas=tuple(content["areas"]),
        gazetteer=content["gazetteer"],
        latitude=latitude,
        longitude=longitude,
        precision=content["precision"],
    )
