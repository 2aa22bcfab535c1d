"""Zones, paragraphs and sentences of a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.words import BREAK, PUNCT, WORD, Token, tokenise
from riwaya.reading.document import BODY, READ_ZONES, Document, Found, Sentence, Zone
from riwaya.reading.furniture import find_zones

_ENDS = frozenset(".!?\u061f\u2026\u06d4\u3002")
# A sentence never grows without bound: one endless line is cut, so that work per sentence stays
# bounded and cost linear.
_LONGEST_SENTENCE = 400


def make_document(
    text: str, lexicon: Lexicon, published: date | None = None, outlet: str | None = None
) -> Document:
    """Cut `text` into a Document; any string is accepted."""
    zones = find_zones(text, lexicon)
    tokens = tokenise(text, lexicon.known)
    forms = [token.form for token in tokens]
    sentences = list(_sentences(tokens, zones))
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
    return Document(
        text, tokens, forms, zones, sentences, sentence_of, phrases, lexicon, published, outlet
    )


def _sentences(tokens: Sequence[Token], zones: Sequence[Zone]) -> list[Sentence]:
    """Sentences of the zones that are read; they end at a full stop, a line end or a zone end."""
    out: list[Sentence] = []
    paragraph = 0
    zone_number = 0
    first = -1
    last_zone = Zone(0, 0, BODY)

    def close(end: int) -> None:
        nonlocal first
        if first >= 0 and end > first:
            out.append(Sentence(first, end, paragraph, last_zone.kind))
        first = -1

    for index, token in enumerate(tokens):
        while zone_number < len(zones) - 1 and zones[zone_number].end <= token.start:
            zone_number += 1
        zone = zones[zone_number] if zones else Zone(0, 1 << 60, BODY)
        if zone is not last_zone:
            close(index)
            last_zone = zone
            paragraph += 1
        if zone.kind not in READ_ZONES:
            continue
        if token.kind == BREAK:
            close(index)
            paragraph += 1
        elif token.kind == PUNCT and token.form in _ENDS:
            close(index + 1)
        else:
            if first < 0:
                first = index
            if index - first >= _LONGEST_SENTENCE:
                close(index + 1)
    close(len(tokens))
    return out
