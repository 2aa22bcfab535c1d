"""Partisan words in the names of actors, with their neutral counterparts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from riwaya.arabic.clitics import splits
from riwaya.arabic.script import fold
from riwaya.knowledge.actors import Actor as KnownActor
from riwaya.knowledge.actors import load_loaded_terms
from riwaya.model import Span
from riwaya.model.event import LoadedTerm


@cache
def _terms() -> dict[str, str]:
    return {fold(term.term): term.neutral_ar for term in load_loaded_terms()}


def loaded_terms(spans: Sequence[Span], known: KnownActor | None) -> tuple[LoadedTerm, ...]:
    """Each loaded way the report names an actor, once, with the neutral words for it."""
    found: dict[str, str] = {}
    loaded = {fold(name) for name in known.loaded} if known else set()
    for span in spans:
        whole = " ".join(fold(word) for word in span.text.split())
        stems = {" ".join(s.stem.split()) for s in splits(whole)}
        if known and stems & loaded:
            found.setdefault(span.text, known.name_ar)
            continue
        for word in span.text.split():
            for split in splits(fold(word)):
                neutral = _terms().get(split.stem)
                if neutral:
                    found.setdefault(word, neutral)
                    break
    return tuple(LoadedTerm(term, neutral) for term, neutral in found.items())
