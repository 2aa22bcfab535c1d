"""What one report says, annotated or read, as far as the two are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Spans = tuple[tuple[int, int], ...]
"""Stretches [start, end) of a text, in code points."""


class EventRef(NamedTuple):
    """An event as far as it is compared: `places` are all strings that name its place.

    `date`: its first day as ISO 8601, or None. `spans`: where the text tells of it; `words`: how.
    """

    id: str
    type: str
    places: tuple[str, ...]
    date: str | None = None
    perpetrators: tuple[str, ...] = ()
    occurrence: str = "asserted"
    background: bool = False
    spans: Spans = ()
    words: str = ""


class Figure(NamedTuple):
    """A casualty figure as far as it is compared; no `sources` means the outlet's own voice."""

    status: str
    low: int
    high: int | None
    person_class: str
    group: str | None
    polarity: str
    sources: tuple[str, ...]
    event: EventRef | None
    scope: str = "event"
    parties: tuple[str, ...] = ()
    spans: Spans = ()
    words: str = ""


class Named(NamedTuple):
    """A named casualty."""

    name: str
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says. `outlet`: who published it, "" where that is not known."""

    id: str
    figures: tuple[Figure, ...]
    events: tuple[EventRef, ...]
    people: tuple[Named, ...]
    outlet: str = ""


def annotated_account(annotation: Mapping[str, Any], text: str = "", outlet: str = "") -> Account:
    """An annotation in the form that `docs/how-to/evaluate.md` describes.

    `text`: of the report, by which quotations are placed. The annotation must be sound, see
    `gold_faults`; KeyError is raised for fields that every annotation has.
    """
    events = {e["id"]: _annotated_event(e, text) for e in annotation["events"]}
    figures = tuple(
        Figure(
            status=c["status"],
            low=c["low"],
            high=c["high"],
            person_class=c["class"],
            group=c.get("group"),
            polarity=c.get("polarity", "asserted"),
            sources=_given(c.get("source")),
            event=events.get(c.get("event")),
            scope=c.get("scope", "event"),
            parties=_given(c.get("party")),
            spans=places_of(c.get("evidence") or "", text),
            words=c.get("evidence") or "",
        )
        for c in annotation["casualties"]
    )
    people = tuple(Named(p["name"], p.get("status")) for p in annotation.get("people", ()))
    return Account(annotation["doc_id"], figures, tuple(events.values()), people, outlet)


def _annotated_event(event: Mapping[str, Any], text: str) -> EventRef:
    return EventRef(
        id=event["id"],
        type=event["type"],
        places=_given(event.get("place")),
        date=event.get("date"),
        perpetrators=tuple(event.get("perpetrators") or ()),
        occurrence=event.get("occurrence", "asserted"),
        background=bool(event.get("background", False)),
        spans=places_of(event.get("evidence") or "", text),
        words=event.get("evidence") or "",
    )


def read_account(reading: Mapping[str, Any]) -> Account:
    """A reading of the form riwaya.reading/1. Raises KeyError where it lacks a field."""
    names: dict[str, tuple[str, ...]] = {}
    for record in (*reading["sources"], *reading["places"], *reading["actors"]):
        said = [record["name"], *(mention["text"] for mention in record["mentions"])]
        names[record["id"]] = tuple(dict.fromkeys(filter(None, said)))
    events = {
        e["id"]: EventRef(
            id=e["id"],
            type=e["type"],
            places=names.get(e["place"] or "", ()),
            date=(e["date"] or {}).get("start"),
            perpetrators=tuple(n for actor in e["perpetrators"] for n in names.get(actor, ())),
            occurrence=e["occurrence"],
            background=e["background"],
            spans=_spans(e["evidence"]),
            words=_words(e["evidence"]),
        )
        for e in reading["events"]
    }
    figures = tuple(
        Figure(
            status=c["casualty"]["status"],
            low=c["casualty"]["low"],
            high=c["casualty"]["high"],
            person_class=c["casualty"]["class"],
            group=c["casualty"]["group"],
            polarity=c["casualty"]["polarity"],
            sources=names.get(c["source"] or "", ()),
            event=events.get(c["event"] or ""),
            scope=c["casualty"]["scope"],
            parties=_given(c["casualty"]["party"]),
            spans=_spans(c["evidence"]),
            words=_words(c["evidence"]),
        )
        for c in reading["claims"]
        if c["kind"] == "casualty"
    )
    people = tuple(Named(person["name"], person["status"]) for person in reading["people"])
    report = reading["report"]
    outlet = names.get(report["outlet"] or "", ("",))[0]
    return Account(report["id"], figures, tuple(events.values()), people, outlet)


def places_of(words: str, text: str) -> Spans:
    """Every stretch of `text` that is `words`; overlapping ones are left out."""
    return tuple(_occurrences(words, text)) if words else ()


def _occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def overlap(one: Spans, other: Spans) -> int:
    """The longest stretch, in code points, that a span of one side shares with one of the other."""
    return max((min(b, d) - max(a, c) for a, b in one for c, d in other), default=0)


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _spans(evidence: Iterable[Mapping[str, Any]]) -> Spans:
    return tuple((span["start"], span["end"]) for span in evidence)


def _words(evidence: Iterable[Mapping[str, Any]]) -> str:
    return " … ".join(span["text"] for span in evidence)
