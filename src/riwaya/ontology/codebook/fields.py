"""The fields that a column of a codebook can hold, with their types and closed values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from riwaya.ontology.codebook.records import FIGURE, PERSON, REPORT, ROWS
from riwaya.ontology.terms import load_terms

TEXT, WHOLE, REAL, DAY, YES_NO = "text", "whole number", "decimal number", "day", "yes or no"
"""Types of values. In vocabularies the values of YES_NO are "yes" and "no"."""

CLASSES = {
    "all": "people of all classes", "civilian": "civilians", "armed": "armed people",
    "unknown": "people of no stated class", "children": "children", "women": "women",
}  # fmt: skip
ENDS = {
    "low": "lowest number",
    "best": "number that the policy finds best, if it gives one",
    "high": "highest number, empty when open",
}
_DISPUTES = ("count", "class", "perpetrator", "cause", "occurrence")
_GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
_CERTAINTIES = ("certain", "probable", "possible")
_PRECISIONS = ("day", "week", "month", "year", "period")
_STATES = (
    "stands", "superseded", "retracted", "denied", "excluded", "copy", "cumulative", "part",
)  # fmt: skip


class Field(NamedTuple):
    """A field. `rows`: the kinds of row that have it. `values`: all that it can be, () for any.
    `several`: whether it can have more than one value.
    """

    name: str
    type: str
    about: str
    rows: tuple[str, ...] = ROWS
    values: tuple[str, ...] = ()
    several: bool = False


def _incident() -> Iterator[Field]:
    types = tuple(load_terms()["event_types"])
    yield Field("id", TEXT, "id of the incident")
    yield Field("type", TEXT, "type of event that most accounts tell of", values=types)
    yield Field("types", TEXT, "all types that accounts tell of", values=types, several=True)
    yield Field("date.start", DAY, "first day")
    yield Field("date.end", DAY, "last day")
    yield Field("date.year", WHOLE, "year of the first day")
    yield Field("date.days", WHOLE, "how many days, first and last counted; 1 for a day")
    yield Field("date.precision", TEXT, "how exactly the date is told", values=_PRECISIONS)
    yield Field("date.basis", TEXT, "how the date was understood, in words")
    yield Field("grade", TEXT, "how well it is established", values=_GRADES)
    yield Field("disputed", YES_NO, "whether accounts disagree on anything")
    yield Field("disputes", TEXT, "what accounts disagree on", values=_DISPUTES, several=True)
    yield Field("origins", WHOLE, "how many independent origins tell of it")
    yield Field("policy", TEXT, "how the figures were reconciled")
    yield Field("notes", TEXT, "the incident in English sentences with who says what")


def _place() -> Iterator[Field]:
    yield Field("place.name", TEXT, "name of the place as written")
    yield Field("place.name_en", TEXT, "English name of the place")
    yield Field("place.kind", TEXT, "kind of place: town, village, neighbourhood, …")
    yield Field("place.description", TEXT, "the place with all it lies in: Sarmin, Idlib, Syria")
    yield Field("place.country", TEXT, "English name of the country")
    yield Field("place.country.alpha2", TEXT, "ISO 3166-1 code of two letters")
    yield Field("place.country.alpha3", TEXT, "ISO 3166-1 code of three letters")
    yield Field("place.country.numeric", WHOLE, "ISO 3166-1 number")
    yield Field("place.admin1", TEXT, "first-order division: governorate, province")
    yield Field("place.admin2", TEXT, "second-order division: district")
    yield Field("place.admin3", TEXT, "third-order division: subdistrict")
    yield Field("place.latitude", REAL, "degrees north, WGS 84")
    yield Field("place.longitude", REAL, "degrees east, WGS 84")
    about = "1 the place itself, 2 near it or a part of it, 3 the region"
    yield Field("place.precision", WHOLE, about, values=("1", "2", "3"))


def _sides() -> Iterator[Field]:
    kinds = tuple(load_terms()["actor_kinds"])
    for name, who in (
        ("perpetrators", "who is said to have done it, most often named first"),
        ("others", "other armed parties: who was fought or hit"),
    ):
        yield Field(name, TEXT, f"English names of {who}", several=True)
        yield Field(f"{name}.key", TEXT, f"keys in the actor list of {who}", several=True)
        yield Field(f"{name}.kind", TEXT, f"kinds of {who}", values=kinds, several=True)
    yield Field("denied_by", TEXT, "parties that deny it, or are said not to be it", several=True)
    yield Field("civilians_harmed", YES_NO, "whether accounts tell of civilians killed or injured")
    yield Field("weapons", TEXT, "kinds of weapon: mortar, airstrike, …", several=True)


def _tolls() -> Iterator[Field]:
    for status in ("killed", "injured"):
        for person_class, people in CLASSES.items():
            for end, which in ENDS.items():
                yield Field(f"{status}.{person_class}.{end}", WHOLE, f"{people} {status}, {which}")


def _told_by() -> Iterator[Field]:
    kinds = tuple(load_terms()["source_kinds"])
    yield Field("reports", TEXT, "ids of the reports", several=True)
    yield Field("reports.count", WHOLE, "how many reports tell of it")
    yield Field("outlets", TEXT, "English names of who published the reports", several=True)
    yield Field("urls", TEXT, "web addresses of the reports", several=True)
    yield Field("published.first", DAY, "day of the first report")
    yield Field("published.last", DAY, "day of the last report")
    yield Field("sources", TEXT, "English names of whom the reports credit", several=True)
    yield Field("sources.kind", TEXT, "kinds of whom they credit", values=kinds, several=True)
    yield Field("people", TEXT, "names of the named", several=True)
    yield Field("people.count", WHOLE, "how many people are named")


def _report() -> Iterator[Field]:
    rows = (REPORT, FIGURE)
    yield Field("report.id", TEXT, "id of the report", rows)
    yield Field("report.title", TEXT, "its title", rows)
    yield Field("report.outlet", TEXT, "English name of who published it", rows)
    yield Field("report.outlet.name", TEXT, "name of who published it as written", rows)
    yield Field("report.url", TEXT, "its web address", rows)
    yield Field("report.published", DAY, "day of publication", rows)
    yield Field("report.language", TEXT, "its language: ar, en", rows)
    yield Field("report.copy_of", TEXT, "id of the report that it is a copy of", rows)


def _figure() -> Iterator[Field]:
    terms = {name: tuple(values) for name, values in load_terms().items()}

    def one(
        name: str, type: str, about: str, values: tuple[str, ...] = (), several: bool = False
    ) -> Field:
        return Field(f"figure.{name}", type, about, (FIGURE,), values, several)

    yield one("id", TEXT, "id of the claim: the report's, a colon, its own")
    yield one("status", TEXT, "what happened to the people", terms["statuses"])
    yield one("low", WHOLE, "lowest number")
    yield one("high", WHOLE, "highest number, empty when open")
    yield one("approx", YES_NO, "whether it is said to be about so many")
    yield one("vague", YES_NO, "whether no number is told: dozens, a bare plural")
    yield one("class", TEXT, "who they were", terms["classes"])
    yield one("group", TEXT, "group, where told", terms["groups"])
    yield one("party", TEXT, "party of the dead or injured, as written")
    yield one("part_of", TEXT, "id of the claim whose figure this one is a part of")
    yield one("scope", TEXT, "one incident, or a toll of several", terms["scopes"])
    yield one("polarity", TEXT, "asserted, denied, none reported", terms["polarities"])
    yield one("stance", TEXT, "how the source says it", terms["stances"])
    yield one("certainty", TEXT, "how sure the source is", _CERTAINTIES)
    yield one("state", TEXT, "where the figure stands among the others", _STATES)
    yield one("state.why", TEXT, "why, in a sentence")
    yield one("source", TEXT, "English name of the innermost source, else of the outlet")
    yield one("source.name", TEXT, "its name as written")
    yield one("source.kind", TEXT, "its kind", terms["source_kinds"])
    yield one("source.alignment", TEXT, "the party it sides with, where known")
    yield one("chain", TEXT, "who cites whom, the outlet first, in English", several=True)
    yield one("words", TEXT, "the words that carry the figure", several=True)
    yield one("review", TEXT, "what reviewers said of it", ("accept", "edit", "reject", "unsure"))


def _person() -> Iterator[Field]:
    rows = (PERSON,)
    statuses = tuple(load_terms()["statuses"])
    yield Field("person.id", TEXT, "id of the person", rows)
    yield Field("person.name", TEXT, "name as written", rows)
    yield Field("person.name_en", TEXT, "name in Latin letters", rows)
    yield Field("person.names", TEXT, "every spelling of the name", rows, several=True)
    yield Field("person.status", TEXT, "what happened to the person", rows, statuses)
    yield Field("person.role", TEXT, "rank or occupation as written", rows)
    yield Field("person.age", WHOLE, "age in years", rows)
    yield Field("person.reports", TEXT, "ids of the reports that name the person", rows, (), True)


@cache
def load_fields() -> Mapping[str, Field]:
    """All fields by name, in the order in which they are listed to people."""
    parts = (_incident, _place, _sides, _tolls, _told_by, _report, _figure, _person)
    return MappingProxyType({field.name: field for part in parts for field in part()})


def fields_of(row: str) -> Mapping[str, Field]:
    """The fields that a kind of row has."""
    return {name: field for name, field in load_fields().items() if row in field.rows}
