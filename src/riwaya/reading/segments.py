"""Zones, paragraphs and sentences of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.words import WORD, Token, tokenise
from riwaya.reading.document import READ_ZONES, Document, Found, Sentence, Zone
from riwaya.reading.page.furniture import find_zones
from riwaya.reading.page.sentences import begins_sentence, sentence_bounds


def make_document(
    text: str, lexicon: Lexicon, published: date | None = None, outlet: str | None = None
) -> Document:
    """Cut `text` into a Document; any string is accepted."""
    zones = find_zones(text, lexicon)
    tokens, sentences = _cut(text, zones, lexicon)
    forms = [token.form for token in tokens]
    sentence_of = [-1] * len(tokens)
    phrases: dict[int, tuple[Found, ...]] = {}
    for number, sentence in enumerate(sentences):
        for index in range(sentence.first, sentence.last):
            sentence_of[index] = number
            if tokens[index].kind == WORD:
                found = tuple(
                    Found(m.first, m.last, m.value, m.prefix, m.definite, "")
                    for m in lexicon.phrases(forms, index)
                    if m.last <= sentence.last
                )
                if found:
                    phrases[index] = found
    present = _present(forms, phrases, lexicon)
    return Document(
        text, tokens, forms, zones, sentences, sentence_of, phrases, present, lexicon, published,
        outlet,
    )  # fmt: skip


def _present(
    forms: Sequence[str], phrases: Mapping[int, Sequence[Found]], lexicon: Lexicon
) -> dict[str, set[int]]:
    """Where each category of the lexicon occurs, so that most questions cost one look-up."""
    present: dict[str, set[int]] = {}
    for index, form in enumerate(forms):
        for category in lexicon.by_category(form):
            if category in present:
                present[category].add(index)
            else:
                present[category] = {index}
    for index, found in phrases.items():
        for phrase in found:
            present.setdefault(phrase.sense.category, set()).add(index)
    return present


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
