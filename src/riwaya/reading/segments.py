"""Zones, paragraphs and sentences of a report."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from riwaya.arabic.lexicon import Lexicon, Word
from riwaya.arabic.tokens import form_of
from riwaya.arabic.words import PUNCT, WORD, Token, tokenise
from riwaya.reading.beginnings import find_beginnings
from riwaya.reading.document import PHRASE, READ_ZONES, Document, Found, Sentence, Zone
from riwaya.reading.page.furniture import find_zones
from riwaya.reading.page.sentences import begins_sentence, sentence_bounds

# Rules look a few tokens beyond a sentence, across a link or a tag that cuts it short; what stands
# further off in the furniture of a page, often the half of a text, is never asked about.
_REACH = 24
_NO_WORD: Mapping[str, Word] = MappingProxyType({})


def make_document(
    text: str, lexicon: Lexicon, published: date | None = None, outlet: str | None = None
) -> Document:
    """Cut `text` into a Document; any string is accepted."""
    zones = find_zones(text, lexicon)
    tokens, sentences = _cut(text, zones, lexicon)
    forms = list(map(form_of, tokens))
    kinds = [token.kind for token in tokens]
    marks = {index: forms[index] for index, kind in enumerate(kinds) if kind == PUNCT}
    sentence_of = _sentence_of(len(tokens), sentences)
    begun = find_beginnings(forms, lexicon)
    phrases = _phrases(kinds, forms, sentences, sentence_of, begun[PHRASE], lexicon)
    analyses = _analyses(forms, sentences, lexicon)
    starts = _starts(analyses, phrases)
    present = {category: found.keys() for category, found in starts.items()}
    return Document(
        text, tokens, forms, kinds, marks, zones, sentences, sentence_of, phrases, analyses,
        starts, present, begun, lexicon, published, outlet,
    )  # fmt: skip


def _sentence_of(count: int, sentences: Sequence[Sentence]) -> list[int]:
    """Per token the number of its sentence, -1 where it has none."""
    numbers = [-1] * count
    for number, sentence in enumerate(sentences):
        numbers[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
    return numbers


def _analyses(
    forms: Sequence[str], sentences: Sequence[Sentence], lexicon: Lexicon
) -> list[Mapping[str, Word]]:
    """What the words in and near the sentences are; those of pages around them are left out."""
    analyses: list[Mapping[str, Word]] = [_NO_WORD] * len(forms)
    done = 0
    for sentence in sentences:
        first = max(done, sentence.first - _REACH)
        done = sentence.last + _REACH
        analyses[first:done] = lexicon.by_category_of_all(forms[first:done])
    return analyses


def _phrases(
    kinds: Sequence[str],
    forms: Sequence[str],
    sentences: Sequence[Sentence],
    sentence_of: Sequence[int],
    among: Sequence[int],
    lexicon: Lexicon,
) -> dict[int, tuple[Found, ...]]:
    """Set phrases that lie within one sentence, by their first token, longest first."""
    phrases: dict[int, tuple[Found, ...]] = {}
    for index in lexicon.phrase_starts(forms, among):
        if sentence_of[index] < 0 or kinds[index] != WORD:
            continue
        last = sentences[sentence_of[index]].last
        found = tuple(
            Found(m.first, m.last, m.value, m.prefix, m.definite, "")
            for m in lexicon.phrases(forms, index)
            if m.last <= last
        )
        if found:
            phrases[index] = found
    return phrases


def _starts(
    analyses: Sequence[Mapping[str, Word]], phrases: Mapping[int, Sequence[Found]]
) -> dict[str, dict[int, Found]]:
    """Where each category of the lexicon occurs, so that a question costs one look-up.

    A phrase goes before the word it starts with, the longest before the others.
    """
    starts: defaultdict[str, dict[int, Found]] = defaultdict(dict)
    for index, words in enumerate(analyses):
        if words:
            place = (index, index + 1)
            for category, word in words.items():
                starts[category][index] = _found(place + word)
        if index in phrases:
            for phrase in reversed(phrases[index]):
                starts[phrase.sense.category][index] = phrase
    return dict(starts)


# Bare of the named arguments of a NamedTuple: this runs for every word of every text.
_found = functools.partial(tuple.__new__, Found)


def _cut(text: str, zones: Sequence[Zone], lexicon: Lexicon) -> tuple[list[Token], list[Sentence]]:
    """Tokens of all zones, each cut by itself, and the sentences of the zones that are read."""

    @lru_cache(maxsize=1 << 14)
    def begins(form: str) -> bool:
        return begins_sentence(lexicon, form)

    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = 0
    for zone in zones:
        first = len(tokens)
        if zone.kind not in READ_ZONES:
            tokens += tokenise(text, None, None, zone.start, zone.end)
            continue
        tokens += tokenise(text, lexicon.known, begins, zone.start, zone.end)
        paragraph += 1
        for bounds in sentence_bounds(text, tokens, first, len(tokens), lexicon):
            here = paragraph + bounds.breaks
            sentences.append(Sentence(bounds.first, bounds.last, here, zone.kind))
        if sentences:
            paragraph = max(paragraph, sentences[-1].paragraph)
    return tokens, sentences
