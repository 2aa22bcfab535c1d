"""Namings: noun phrases that name a source, and the kind of source they name."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.lexicon import Word
from riwaya.arabic.particles import TO, bare
from riwaya.arabic.phrases import Match
from riwaya.reading.attribution.words import SOURCE_NOUNS
from riwaya.reading.document import Document


class NamedSource(NamedTuple):
    """What the source list says of a name; `article`: the name is never without its article."""

    key: str
    kind: str
    article: bool


class Naming(NamedTuple):
    """A noun phrase at tokens [first, last) that may name a source.

    `core`: end of what belongs to the name even when an object follows without any mark.
    `certain`: its head is a known source or a generic source. `same`: marked as one named before.
    `head`: folded head without article. `stems`: folded words without articles. `prefix`:
    particles on the first word. `statement`: a thing said rather than a sayer.
    """

    first: int
    last: int
    core: int
    kind: str
    known_as: str | None
    certain: bool
    definite: bool
    same: bool
    head: str
    stems: frozenset[str]
    prefix: str
    generic: str | None
    yields: bool
    statement: bool


def source_kind(
    doc: Document,
    match: Match[NamedSource] | None,
    noun: Word | None,
    inner: Match[NamedSource] | None,
    first: int,
    end: int,
) -> str:
    """The kind of the source named at tokens [first, end): `match` is its listed name, `noun` its
    generic head and `inner` a listed name inside it.
    """
    if match is not None:
        return match.value.kind
    if noun is None:
        return inner.value.kind if inner else "other"
    features = noun.sense.features
    refined = features.get("refined_by") or {}
    for at in range(first, end):
        kind = refined.get(bare(doc.forms[at]))
        if kind:
            return str(kind)
    if features.get("yields"):
        if inner is not None:
            return inner.value.kind
        for at in range(first, end):
            inside = doc.analyses[at].get(SOURCE_NOUNS)
            if inside is not None and not inside.sense.features.get("yields"):
                return str(inside.sense.features["kind"])
    return str(features["kind"])


def stem(form: str, prefix: str, definite: bool) -> str:
    """A folded form without its particles and article."""
    rest = form[len(prefix) :]
    if definite and prefix.endswith(TO) and rest.startswith(TO):
        return rest[len(TO) :]
    return bare(rest)
