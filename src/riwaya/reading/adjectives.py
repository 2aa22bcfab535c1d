"""Nouns for people that are written like the adjectives of events ("an armed attack")."""

from __future__ import annotations

from riwaya.reading.document import Document, Found


def describes_event(doc: Document, found: Found) -> bool:
    """Whether a word for a person stands as the adjective of the event noun right before it."""
    if not found.tag.startswith("singular") or found.prefix or not found.first:
        return False
    before = doc.words(found.first - 1).get("events")
    if before is None or before.tag.startswith(("past.", "present.")) or before.suffix:
        return False
    alike = before.definite == found.definite
    return alike and doc.find(found.first, "event_modifiers") is not None
