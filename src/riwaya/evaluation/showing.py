"""Figures, events and coded rows in a few words, for lists of errors."""

from __future__ import annotations

from riwaya.evaluation.accounts import EventRef, Figure
from riwaya.model.coded import CodedRecord


def number_words(figure: Figure) -> str:
    """An interval: "3", "2 to 5", "20 or more"."""
    if figure.high is None:
        return f"{figure.low} or more"
    return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"


def figure_words(figure: Figure) -> str:
    """A figure: "3 killed, civilian, children; source: …"."""
    parts = [f"{number_words(figure)} {figure.status}", figure.person_class]
    parts += [figure.group] if figure.group else []
    parts += [figure.polarity] if figure.polarity != "asserted" else []
    said = f"; source: {figure.sources[0]}" if figure.sources else ""
    return ", ".join(parts) + said


def event_words(event: EventRef | None) -> str:
    """An event: "shelling, at …, 2024-03-11"; "none" where there is none."""
    if event is None:
        return "none"
    place = f"at {event.places[0]}" if event.places else "no place"
    return ", ".join(filter(None, (event.type, place, event.date)))


def record_words(record: CodedRecord) -> str:
    """A coded row: day, place, person, type, how many died."""
    killed = record.killed_best if record.killed_best is not None else record.killed_low
    parts = (
        record.start.isoformat() if record.start else "no day",
        record.place or "no place",
        record.person,
        (record.type or "").replace("_", " "),
        "" if killed is None else f"{killed} killed",
    )
    return ", ".join(part for part in parts if part)
