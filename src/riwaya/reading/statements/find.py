"""All statements of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.attribution import Attribution
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention, EventDraft, Figure
from riwaya.reading.statements.arms import arms_in
from riwaya.reading.statements.blame import blame_in
from riwaya.reading.statements.causes import causes_in
from riwaya.reading.statements.denials import DENIES, denials_in
from riwaya.reading.statements.draft import Statement, Statements
from riwaya.reading.statements.identities import identities_in
from riwaya.reading.statements.retractions import retractions_in, updated_figures
from riwaya.reading.statements.unknowns import unknowns_in
from riwaya.reading.statements.words import Scene


def find_statements(
    doc: Document,
    attribution: Attribution,
    actors: Sequence[ActorMention],
    figures: Sequence[Figure],
    events: Sequence[EventDraft],
    event_of: Sequence[int | None],
) -> Statements:
    """What a report says beside its figures; a sentence without news of harm says nothing here.

    `event_of`: one event index, or None, per figure.
    """
    if not figures and not events:
        return Statements((), {}, {})
    scene = Scene(doc, attribution, actors, figures, events, event_of)
    found: list[Statement] = []
    updated: dict[int, tuple[int, int]] = {}
    denied: dict[int, list[int]] = {}
    for sentence in doc.sentences:
        found += causes_in(scene, sentence)
        found += identities_in(scene, sentence)
        found += unknowns_in(scene, sentence)
        found += blame_in(scene, sentence)
        found += arms_in(scene, sentence)
        found += retractions_in(scene, sentence)
        updated.update(updated_figures(scene, sentence))
        if scene.stance_in(DENIES, sentence):
            for event, token in denials_in(scene, sentence):
                denied.setdefault(event, []).append(token)
    found.sort(key=lambda statement: (statement.first, statement.last, statement.kind))
    return Statements(tuple(found), updated, denied)
