"""All that the steps of reading found in one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.aliases import Alias
from riwaya.reading.attribution import Attribution
from riwaya.reading.casualties import Context
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention, EventDraft, Figure, PersonDraft, PlaceMention
from riwaya.reading.statements import Statements


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, by step; `event_of` has one event index, or None, per figure.

    `aliases`: for the keys of actors whose name the report explains, what it stands for.
    """

    doc: Document
    times: Sequence[TimeExpression]
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    attribution: Attribution
    context: Context
    figures: Sequence[Figure]
    events: Sequence[EventDraft]
    event_of: Sequence[int | None]
    people: Sequence[PersonDraft]
    statements: Statements
    aliases: Mapping[str, Alias]
