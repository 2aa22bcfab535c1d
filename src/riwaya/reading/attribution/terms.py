"""Terms that the report itself explains: "the X, in reference to Y"."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.reading.attribution.words import COMMAS, CREDITING, Words, crediting_roles
from riwaya.reading.document import Document

_LONGEST_TERM = 8
# A quoted term further back, and how far, when none stands right before.
_LONGEST_QUOTED, _FARTHEST_TERM = 4, 12
_LONGEST_MEANING = 10


class ExplainedTerm(NamedTuple):
    """`term`: tokens [first, last) of the loaded term; `meaning`: those of what it stands for.

    `cue`: tokens of the words that say so.
    """

    term: tuple[int, int]
    meaning: tuple[int, int]
    cue: tuple[int, int]


def explained_terms(doc: Document) -> tuple[ExplainedTerm, ...]:
    """The terms a report explains, in textual order."""
    roles = crediting_roles(doc.lexicon)
    explaining = [
        at
        for at, phrases in doc.phrases.items()
        if (own := [found for found in phrases if found.sense.category == CREDITING])
        and (
            any(found.sense.features["role"] == "alias" for found in own)
            or "alias" in roles[doc.forms[at]]
        )
    ]
    if not explaining:
        return ()
    words = Words(doc)
    terms = []
    done = 0
    for at in sorted(explaining):
        found = words.role(at, "alias")
        if found is None or at < done:
            continue
        done = found.last
        sentence = doc.sentences[doc.sentence_of[at]]
        term = _term_before(words, at, sentence.first)
        meaning = _meaning_after(words, found.last, sentence.last)
        if term and meaning:
            terms.append(ExplainedTerm(term, meaning, (at, found.last)))
    return tuple(terms)


def _term_before(words: Words, at: int, first: int) -> tuple[int, int] | None:
    """The quoted term right before or, if short, some way back; else the last definite words."""
    end = at
    while end > first and words.is_punct(end - 1, COMMAS):
        end -= 1
    if end > first and words.closes_quote(end - 1):
        for start in range(end - 2, max(first - 1, end - 2 - _LONGEST_TERM), -1):
            if words.opens_quote(start):
                return (start + 1, end - 1) if start + 1 < end - 1 else None
        return None
    for close in range(end - 1, max(first, end - _FARTHEST_TERM), -1):
        if words.closes_quote(close):
            for start in range(close - 2, max(first - 1, close - 2 - _LONGEST_QUOTED), -1):
                if words.opens_quote(start):
                    return (start + 1, close)
    start = end
    while start > first and words.is_word(start - 1) and words.definite(start - 1):
        start -= 1
    return (start, end) if start < end else None


def _meaning_after(words: Words, at: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase after the words that explain."""
    end = at
    while end < min(limit, at + _LONGEST_MEANING) and words.is_word(end):
        if end > at and words.role(end, "relative", "complement", "break", "stop", "setting"):
            break
        end += 1
    return (at, end) if end > at else None
