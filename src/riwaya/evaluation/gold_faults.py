"""What is wrong with an annotation: each fault says where it stands and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from riwaya.ontology import load_event_types, load_terms

_SHOWN = 60
Entry = Mapping[str, Any]


def faults(annotation: Entry, text: str | None) -> Iterator[str]:
    """Faults of one annotation, in its order. `text`: of its report, None where there is none."""
    relevant = annotation.get("relevant")
    if relevant is not None and not isinstance(relevant, bool):
        yield '"relevant": expected true or false'
    parts = {}
    for name in ("events", "casualties", "people"):
        value = annotation.get(name, [] if name == "people" else None)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            yield f'"{name}": expected a list of objects; write [] where there is none'
            return
        parts[name] = value
    if relevant is False and any(parts.values()):
        yield '"relevant": false, yet something is annotated; write true or empty the lists'
    ids = [event.get("id") for event in parts["events"]]
    for number, event in enumerate(parts["events"]):
        yield from _at(f"events[{number}]", _event(event, ids, text))
    figures = parts["casualties"]
    for number, figure in enumerate(figures):
        yield from _at(f"casualties[{number}]", _figure(figure, ids, figures, text))
    for number, person in enumerate(parts["people"]):
        yield from _at(f"people[{number}]", _person(person, text))


def _at(where: str, found: Iterator[str]) -> Iterator[str]:
    for fault in found:
        yield f"{where}: {fault}"


def _event(event: Entry, ids: Sequence[Any], text: str | None) -> Iterator[str]:
    name = event.get("id")
    if not isinstance(name, str) or not name:
        yield '"id": expected a name such as "e1", by which figures refer to it'
    elif ids.count(name) > 1:
        yield f'"id": {_said(name)} names two events; give each its own'
    yield from _one_of(event, "type", load_event_types())
    yield from _one_of(event, "occurrence", load_terms()["occurrences"], default="asserted")
    day = event.get("date")
    if day is not None and not _is_day(day):
        yield f'"date": {_said(day)} is no day like 2024-03-11; write null where it is not known'
    if not isinstance(event.get("background", False), bool):
        yield '"background": expected true or false'
    for key in ("place", "within", "date_text", "source", "evidence"):
        yield from _quoted(key, event.get(key), text)
    for key in ("perpetrators", "opponents"):
        names = event.get(key) or []
        if not isinstance(names, list):
            yield f'"{key}": expected a list of names; write [] where nobody is named'
            continue
        for one in names:
            yield from _quoted(key, one, text)


def _figure(
    figure: Entry, ids: Sequence[Any], figures: Sequence[Entry], text: str | None
) -> Iterator[str]:
    if figure.get("event") is not None and figure["event"] not in ids:
        yield f'"event": there is no event {_said(figure["event"])}; write its "id", or null'
    terms = load_terms()
    yield from _one_of(figure, "status", terms["statuses"])
    yield from _one_of(figure, "class", terms["classes"])
    if figure.get("group") is not None:
        yield from _one_of(figure, "group", terms["groups"])
    yield from _one_of(figure, "scope", terms["scopes"], default="event")
    yield from _one_of(figure, "polarity", terms["polarities"], default="asserted")
    low, high = figure.get("low"), figure.get("high")
    if not _is_count(low):
        yield f'"low": {_said(low)} is no whole number from 0'
    if "high" not in figure:
        yield '"high" is missing; write null where the end is open ("at least")'
    elif high is not None and not _is_count(high):
        yield f'"high": {_said(high)} is no whole number from 0, and not null'
    elif high is not None and _is_count(low) and high < low:
        yield f'"high": {high} is less than "low", {low}; exchange them'
    part = figure.get("part_of")
    if part is not None and not (_is_count(part) and part < len(figures)):
        yield f'"part_of": {_said(part)} is no place in the list of figures, counted from 0'
    elif part is not None and figures[part] is figure:
        yield '"part_of": a figure is no part of itself; write null'
    for key in ("party", "source", "evidence"):
        yield from _quoted(key, figure.get(key), text)


def _person(person: Entry, text: str | None) -> Iterator[str]:
    if not isinstance(person.get("name"), str) or not person["name"].strip():
        yield '"name": expected the name as the report writes it'
    else:
        yield from _quoted("name", person["name"], text)
    if person.get("status") is not None:
        yield from _one_of(person, "status", load_terms()["statuses"])
    yield from _quoted("evidence", person.get("evidence"), text)


def _one_of(
    entry: Entry, key: str, known: Mapping[str, object], default: str | None = None
) -> Iterator[str]:
    value = entry.get(key, default)
    if not isinstance(value, str) or value not in known:
        said = f"{_said(value)} is not known" if key in entry else "it is missing"
        yield f'"{key}": {said}; it is one of {", ".join(known)}'


def _quoted(key: str, words: Any, text: str | None) -> Iterator[str]:
    if words is None or text is None:
        return
    if not isinstance(words, str):
        yield f'"{key}": expected words of the report, or null'
    elif words not in text:
        yield (
            f'"{key}": {_said(words)} does not stand in the text of the report; copy the words '
            "as they are there, blanks and marks included"
        )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_day(value: Any) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _said(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
