"""The source list as a table of names to look up in a report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from riwaya.arabic.particles import TO, bare, without_particles
from riwaya.arabic.phrases import PhraseTable
from riwaya.arabic.script import fold
from riwaya.arabic.words import BREAK, LATIN, NUMBER, WORD, tokenise
from riwaya.knowledge.sources import load_sources
from riwaya.reading.attribution.naming import NamedSource
from riwaya.reading.attribution.words import SOURCE_NOUNS, Words
from riwaya.reading.document import Document
from riwaya.reading.drafts import SourceMention
from riwaya.reading.page.signature import outlet_name

_NAMING = frozenset({WORD, LATIN, NUMBER})
_LONGEST_NAME = 8


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
    """Key in the source list of the report's own outlet, as given or as the page shows it."""
    if doc.outlet:
        key = _keys_by_name().get(_folded(doc.outlet))
        if key is not None:
            return key
    shown = outlet_name(doc) or _last_line(doc)
    if shown is None:
        return None
    match = source_names().longest(doc.forms, shown[0])
    return match.value.key if match is not None and match.last <= shown[1] else None


def _last_line(doc: Document) -> tuple[int, int] | None:
    """Tokens of the last line, when all of it is the name of a source."""
    last = len(doc.tokens)
    while last and doc.tokens[last - 1].kind not in (WORD, LATIN):
        last -= 1
    first = last
    while first and last - first <= _LONGEST_NAME and doc.tokens[first - 1].kind != BREAK:
        first -= 1
    if not 0 < first < last:
        return None
    match = source_names().longest(doc.forms, first)
    return (first, last) if match is not None and match.last == last else None


def outlet_mentions(words: Words, key: str) -> Iterator[SourceMention]:
    """Where the report names its own outlet, as in "told X" or "sources of X".

    Names of one common word count only behind a mark or a particle that makes them names.
    """
    doc = words.doc
    names = source_names()
    for index in doc.read_tokens():
        if doc.tokens[index].kind not in (WORD, LATIN):
            continue
        for match in names.matches(doc.forms, index):
            if match.value.key != key or (match.value.article and not match.definite):
                continue
            beside = doc.forms[index - 1] if index else ""
            marked = (
                match.last - index > 1
                or match.prefix.endswith(TO)
                or beside == "#"
                or (index > 0 and words.opens_quote(index - 1))
                or SOURCE_NOUNS in doc.analyses[max(index - 1, 0)]
            )
            if marked:
                text = doc.text[doc.tokens[index].start : doc.tokens[match.last - 1].end]
                name = without_particles(text, match.prefix, match.definite)
                kind = match.value.kind
                yield SourceMention(index, match.last, name, key, kind, True, key)
            break
