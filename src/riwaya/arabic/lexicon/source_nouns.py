"""Heads of generic sources, whose file keeps its facts beside the nouns (see its first lines)."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.arabic.lexicon.entries import Sense, expand, load_entries
from riwaya.arabic.particles import adjective_forms

CATEGORY = "source_nouns"


def source_noun_forms() -> Iterator[tuple[str, Sense]]:
    """(folded form, sense) of every generic source.

    Features: `kind`, `yields`, and `refined_by`, a kind by folded form of the adjective.
    """
    for key, entry in load_entries(CATEGORY).items():
        refined: dict[str, str] = {}
        for adjective, kind in (entry.get("refined_by") or {}).items():
            for form in adjective_forms(adjective):
                refined.setdefault(form, kind)
        features = {
            "kind": entry["kind"],
            "yields": bool(entry.get("yields")),
            "refined_by": refined,
        }
        yield from expand(CATEGORY, key, {**entry, "features": features})
