"""Who publishes: the outlet as the page itself names it, and the source named at its end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from riwaya.arabic.words import NUMBER, PUNCT, WORD
from riwaya.reading.document import DATELINE, SIGNATURE, Document, Sentence
from riwaya.reading.page.furniture_words import (
    AGENCY,
    CLOCK,
    CREDIT,
    DESK,
    OUTLET,
    SOURCE,
    furniture_words,
)
from riwaya.reading.page.posts import account_name, read_frame

# Account names stand at the top of a post.
_TOP = 4_000
_PARTERS = frozenset("-\u2013\u2014/|:,\u060c()[]\\_")


def outlet_name(doc: Document) -> tuple[int, int] | None:
    """Tokens [first, last) that name the publishing outlet as the page shows it, or None.

    Looked for in this order: the account of a post, the dateline or byline, the signature. The
    tokens may lie in page furniture.
    """
    span = _account(doc)
    if span is not None:
        return span
    for kind in (DATELINE, SIGNATURE):
        for sentence in doc.sentences:
            if sentence.zone == kind and signature_tokens(doc, sentence) is None:
                part = _outlet_part(doc, sentence)
                if part is not None:
                    return part
    return None


def signature_source(doc: Document) -> tuple[int, int] | None:
    """Tokens [first, last) naming the source that a closing "source: …" line credits, or None."""
    for sentence in reversed(doc.sentences):
        if sentence.zone == SIGNATURE:
            span = signature_tokens(doc, sentence)
            if span is not None:
                return span
    return None


def signature_tokens(doc: Document, sentence: Sentence) -> tuple[int, int] | None:
    """The name in a sentence of the form "source: name", or None."""
    words = furniture_words()
    for length in (2, 1):
        phrase = doc.forms[sentence.first : sentence.first + length]
        if words.holds_exactly(SOURCE, phrase):
            first = sentence.first + length
            while first < sentence.last and doc.tokens[first].kind == PUNCT:
                first += 1
            last = _trim(doc, first, sentence.last)
            return (first, last) if first < last else None
    return None


def _account(doc: Document) -> tuple[int, int] | None:
    span = account_name(doc.text)
    if span is None:
        frame = read_frame(doc.text[:_TOP])
        span = next((p.account for p in frame.posts if p.account), None) if frame else None
    if span is None:
        return None
    starts = [token.start for token in doc.tokens[:_TOP]]
    first = bisect_left(starts, span[0])
    last = bisect_left(starts, span[1])
    while first < last and doc.tokens[first].kind == PUNCT:
        first += 1
    last = _trim(doc, first, last)
    return (first, last) if first < last else None


def _outlet_part(doc: Document, sentence: Sentence) -> tuple[int, int] | None:
    """The part of "place – outlet (writer)" that is the outlet's name."""
    words = furniture_words()
    parts = [
        (first, last)
        for first, last in _parts(doc, sentence)
        if not words.holds(DESK, doc.forms[first:last])
        and not words.is_word(CREDIT, doc.forms[first])
    ]
    if parts and sentence.zone == SIGNATURE and doc.forms[sentence.first] == "|":
        return parts[0]
    for role in (OUTLET, AGENCY):
        for first, last in parts:
            if words.holds(role, doc.forms[first:last]):
                return first, last
    if len(parts) > 1 and not any(_is_time(doc, part) for part in parts):
        return next((part for part in parts if _recurs(doc, part, sentence)), None)
    return None


def _parts(doc: Document, sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = sentence.first
    for index in range(sentence.first, sentence.last + 1):
        at_end = index == sentence.last
        if at_end or (doc.tokens[index].kind == PUNCT and doc.forms[index] in _PARTERS):
            if first < index and doc.tokens[first].kind != PUNCT:
                yield first, _trim(doc, first, index)
            first = index + 1
        elif doc.tokens[index].kind == PUNCT and first == index:
            first = index + 1


def _trim(doc: Document, first: int, last: int) -> int:
    while last > first and doc.tokens[last - 1].kind == PUNCT:
        last -= 1
    return last


def _is_time(doc: Document, part: tuple[int, int]) -> bool:
    words = furniture_words()
    return any(
        doc.tokens[i].kind == NUMBER or words.is_word(CLOCK, doc.forms[i]) for i in range(*part)
    )


def _recurs(doc: Document, part: tuple[int, int], sentence: Sentence) -> bool:
    """Whether the text names the part again, as outlets name themselves as a source."""
    name = doc.forms[part[0] : part[1]]
    if doc.tokens[part[0]].kind != WORD:
        return False
    return any(
        _same(name, doc.forms[index : index + len(name)])
        for index in range(sentence.last, min(len(doc.tokens), sentence.last + 400))
        if doc.sentence_of[index] >= 0
    )


def _same(name: Sequence[str], found: Sequence[str]) -> bool:
    """Equal, but for a preposition written onto the first word."""
    if list(name[1:]) != list(found[1:]) or not found:
        return False
    return found[0] == name[0] or (len(name) > 1 and found[0][1:] == name[0])
