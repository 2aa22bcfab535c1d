"""Event records of a reading."""

from __future__ import annotations

from riwaya.arabic.dates import TimeExpression
from riwaya.model import DateRange, Event, Weapon
from riwaya.reading.assemble.event_claims import occurrence
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.parties import Actors, Places
from riwaya.reading.assemble.sources import Sources


def make_events(
    findings: Findings, sources: Sources, actors: Actors, places: Places
) -> tuple[Event, ...]:
    """One record per event draft, in their order."""
    doc = findings.doc
    records = []
    for number, draft in enumerate(findings.events, 1):
        credit = findings.attribution.at(draft.cue)
        place = findings.places[draft.place] if draft.place is not None else None
        time = findings.times[draft.time] if draft.time is not None else None
        evidence = {(draft.first, draft.last): None}
        records.append(
            Event(
                id=f"e{number}",
                type=draft.type,
                subtype=draft.subtype,
                occurrence=occurrence(findings, number - 1),
                background=draft.background,
                place=places.ids[place.key] if place else None,
                date=_date(findings, time) if time else None,
                perpetrators=actors.of(findings, draft.perpetrators),
                opponents=actors.of(findings, draft.opponents),
                targets=actors.of(findings, draft.targets),
                weapons=tuple(
                    dict.fromkeys(
                        Weapon(doc.span(first, last).text, kind)
                        for first, last, kind in draft.weapons
                    )
                ),
                source=sources.innermost(credit),
                evidence=tuple(doc.span(first, last) for first, last in evidence),
            )
        )
    return tuple(records)


def _date(findings: Findings, time: TimeExpression) -> DateRange:
    return DateRange(
        start=time.start,
        end=time.end,
        text=findings.doc.span(time.first, time.last).text,
        precision=time.precision,
        basis=time.basis,
        weekday=time.weekday,
    )
