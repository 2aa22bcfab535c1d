"""The source list as a table of names to look up in a report."""

from __future__ import annotations

from functools import cache

from riwaya.arabic.particles import bare
from riwaya.arabic.phrases import PhraseTable
from riwaya.arabic.script import fold
from riwaya.arabic.words import LATIN, NUMBER, WORD, tokenise
from riwaya.knowledge.sources import load_sources
from riwaya.reading.attribution.sources import NamedSource
from riwaya.reading.document import SIGNATURE, Document

_NAMING = frozenset({WORD, LATIN, NUMBER})


@cache
def source_names() -> PhraseTable[NamedSource]:
    """Names and aliases of all listed sources by their folded words."""
    table: PhraseTable[NamedSource] = PhraseTable()
    for source in load_sources():
        for name in {source.name_ar, *source.aliases}:
            forms = [token.form for token in tokenise(name) if token.kind in _NAMING]
            if not forms:
                continue
            stem = bare(forms[0])
            if stem != forms[0]:
                # Entered bare, so that it is found after li- too, where the article is hidden.
                value = NamedSource(source.key, source.kind, True)
                table.add((stem, *forms[1:]), value)
            else:
                table.add(forms, NamedSource(source.key, source.kind, False))
    return table


@cache
def _keys_by_name() -> dict[str, str]:
    """Source keys by every folded name, Latin name, alias and domain."""
    keys: dict[str, str] = {}
    for source in load_sources():
        for name in (source.name_ar, source.name_en, *source.aliases, *source.domains):
            keys.setdefault(_folded(name), source.key)
    return keys


def _folded(name: str) -> str:
    return " ".join(fold(word) for word in name.split())


def outlet_key(doc: Document) -> str | None:
    """Key in the source list of the report's own outlet, from its given name or its signature."""
    if doc.outlet:
        key = _keys_by_name().get(_folded(doc.outlet))
        if key is not None:
            return key
    for sentence in doc.sentences:
        if sentence.zone == SIGNATURE:
            match = source_names().longest(doc.forms, sentence.first)
            if match is not None:
                return match.value.key
    return None
