"""What the program speaks of, as frozen records; standard library only."""

from riwaya.model.claim import Casualty, Claim, Person, Relation
from riwaya.model.event import Actor, DateRange, Event, Place, Weapon
from riwaya.model.reading import Reading
from riwaya.model.report import Report
from riwaya.model.source import Source
from riwaya.model.span import Span

__all__ = [
    "Actor",
    "Casualty",
    "Claim",
    "DateRange",
    "Event",
    "Person",
    "Place",
    "Reading",
    "Relation",
    "Report",
    "Source",
    "Span",
    "Weapon",
]
