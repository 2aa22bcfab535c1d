"""What stands between quotation marks."""

from __future__ import annotations

from riwaya.arabic.words import BREAK, PUNCT
from riwaya.reading.document import Document

# Marks that open or close one another; right-to-left text often has them the wrong way round.
_FAMILIES = (
    frozenset("\u00ab\u00bb\u300a\u300b"),
    frozenset('"\u201c\u201d\u201e\u201f\uff02'),
    frozenset("\u2018\u2019\u201a\u2039\u203a"),
)
_FAMILY = {mark: number for number, family in enumerate(_FAMILIES) for mark in family}


def quotations(doc: Document) -> list[tuple[int, int]]:
    """Tokens [first, last) inside quotation marks, marks excluded, in the order they begin.

    A quotation never leaves its paragraph: one that is not closed ends with it, a mark that would
    close what was not opened opens. Quotations of different marks may lie within one another.
    """
    found: list[tuple[int, int]] = []
    opened: dict[int, int] = {}
    sentence_of = doc.sentence_of

    def close_all(end: int) -> None:
        found.extend((first, end) for first in opened.values() if first < end)
        opened.clear()

    for zone_first, zone_last in _paragraphs(doc):
        for index in range(zone_first, zone_last):
            token = doc.tokens[index]
            family = _FAMILY.get(token.form) if token.kind == PUNCT else None
            if family is None or sentence_of[index] < 0:
                continue
            first = opened.pop(family, None)
            if first is None:
                opened[family] = index + 1
            elif first < index:
                found.append((first, index))
        close_all(zone_last)
    found.sort()
    return found


def _paragraphs(doc: Document) -> list[tuple[int, int]]:
    """Token ranges of the paragraphs that are read, as their sentences tell."""
    ranges: list[tuple[int, int]] = []
    number = -1
    for sentence in doc.sentences:
        if sentence.paragraph == number and not _parted(doc, ranges[-1][1], sentence.first):
            ranges[-1] = (ranges[-1][0], sentence.last)
        else:
            ranges.append((sentence.first, sentence.last))
            number = sentence.paragraph
    return ranges


def _parted(doc: Document, end: int, start: int) -> bool:
    return any(doc.tokens[index].kind == BREAK for index in range(end, start))
