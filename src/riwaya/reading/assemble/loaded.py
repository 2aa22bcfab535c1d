"""Partisan words in and beside the names of actors, with their neutral counterparts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.arabic.clitics import TA_MARBUTA, splits
from riwaya.arabic.inflection import PLURAL, SINGULAR, noun_forms
from riwaya.arabic.particles import bare, without_particles
from riwaya.arabic.phrases import Match, PhraseTable
from riwaya.arabic.script import fold
from riwaya.arabic.words import PUNCT, WORD
from riwaya.knowledge.actors import Actor as KnownActor
from riwaya.knowledge.actors import LoadedTerm as KnownTerm
from riwaya.knowledge.actors import load_loaded_terms
from riwaya.model.event import LoadedTerm
from riwaya.reading.attribution.words import COMMAS
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention

# Words for what was done to people say nothing about an actor.
_OF_ACTORS = frozenset({"name_calling", "legitimacy", "sectarian", "dehumanising"})
_LONGEST_BEFORE, _BEHIND = 3, 3


class _Surface(NamedTuple):
    """A form of a loaded term; `singular`: it can be the adjective of a name."""

    term: KnownTerm
    singular: bool


@cache
def _terms() -> PhraseTable[_Surface]:
    table: PhraseTable[_Surface] = PhraseTable()
    for term in load_loaded_terms():
        if term.category in _OF_ACTORS:
            head, *rest = term.term.split()
            tail = [fold(word) for word in rest]
            for form, singular in _heads(head).items():
                table.add([bare(form), *tail], _Surface(term, singular))
    return table


@lru_cache(maxsize=4096)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, names))


def _heads(head: str) -> dict[str, bool]:
    """Forms of the first word of a term, and whether each is a singular."""
    given_as_plural = [form for form, tag in noun_forms(head, (head,)) if tag[:6] == PLURAL]
    forms: dict[str, bool] = {}
    for form, tag in noun_forms(head, (head,), feminine=head + TA_MARBUTA, sound="m"):
        singular = tag.startswith(SINGULAR) and len(given_as_plural) == 1
        forms[form] = forms.get(form, False) or singular
    return forms


def loaded_terms(
    doc: Document,
    mentions: Sequence[ActorMention],
    known: KnownActor | None,
    stands_for: str | None,
    taken: frozenset[int],
) -> tuple[LoadedTerm, ...]:
    """Each loaded way the report names an actor, once, with the neutral words for it.

    `stands_for`: what the report says the name means, when it explains it. `taken`: tokens of all
    mentions of actors, which are no epithets of another.
    """
    found: dict[str, str] = {}
    loaded = _folded(tuple(known.loaded)) if known else frozenset()
    for mention in mentions:
        if stands_for is not None:
            found.setdefault(mention.name, known.name_ar if known else stands_for)
            continue
        whole = " ".join(doc.forms[mention.first : mention.last])
        if known and loaded and any(split.stem in loaded for split in splits(whole)):
            found.setdefault(mention.name, known.name_ar)
        else:
            for match in _inside(doc, mention):
                found.setdefault(_written(doc, match), match.value.term.neutral_ar)
        for match in _beside(doc, mention, taken):
            found.setdefault(_written(doc, match), match.value.term.neutral_ar)
    return tuple(LoadedTerm(term, neutral) for term, neutral in found.items())


def _written(doc: Document, match: Match[_Surface]) -> str:
    """The term as the report writes it, without the particles on its first word."""
    text = doc.span(match.first, match.last).text
    return without_particles(text, match.prefix, match.definite)


def _inside(doc: Document, mention: ActorMention) -> Iterator[Match[_Surface]]:
    index = mention.first
    while index < mention.last:
        match = _terms().longest(doc.forms, index)
        if match is not None and match.last <= mention.last:
            yield match
        index = match.last if match is not None else index + 1


def _beside(
    doc: Document, mention: ActorMention, taken: frozenset[int]
) -> Iterator[Match[_Surface]]:
    """A term that runs up to the name ("the so-called X"), or an epithet behind it."""
    for start in range(max(0, mention.first - _LONGEST_BEFORE), mention.first):
        for match in _terms().matches(doc.forms, start):
            if match.last == mention.first and not match.definite and start not in taken:
                yield match
                break
    end = min(len(doc.tokens), mention.last + _BEHIND)
    for index in range(mention.last, end):
        if index in taken:
            return
        epithet = _terms().longest(doc.forms, index)
        if epithet is not None:
            several = epithet.last - epithet.first > 1
            if several or (epithet.definite and index == mention.last and epithet.value.singular):
                yield epithet
            return
        token = doc.tokens[index]
        adjective = token.kind == WORD and bool(doc.lexicon.by_category(token.form))
        comma = token.kind == PUNCT and token.form in COMMAS
        if not (comma or (adjective and splits(token.form)[-1].definite)):
            return
