"""The words of a report that carry a claim, in their sentence, with what was understood marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.export.dossier_view import Entry
from riwaya.export.excerpt import sentence_around
from riwaya.export.safe import clean
from riwaya.model import Claim, Span

EVIDENCE, CUE = "evidence", "cue"
# Words farther apart than this are quoted apart.
_FAR = 300
_LONGEST = 1200


class Piece(NamedTuple):
    """A stretch of a quotation: `kind` is "evidence", "cue" or "" for the words around them."""

    text: str
    kind: str


Quote = tuple[Piece, ...]


def quotes(entry: Entry, around: bool = True) -> list[Quote]:
    """The sentences that carry a claim, in the order of the text, each on one line.

    Without `around`, and where the report's text is not at hand, the evidence alone.
    """
    return claim_quotes(entry.told.claim, entry.account.reading.report.text, around)


def claim_quotes(claim: Claim, text: str, around: bool = True) -> list[Quote]:
    """The sentences of `text` that carry a claim, as `quotes` gives them."""
    spans = [(span, EVIDENCE) for span in claim.evidence if span.end > span.start]
    if not text or not around:
        return [(Piece(_plain(span.text), EVIDENCE),) for span, _ in spans if span.text.strip()]
    if claim.cue is not None and claim.cue.end > claim.cue.start:
        spans.append((claim.cue, CUE))
    return [quote for group in _near(spans) if (quote := _quote(text, group))]


def _near(spans: Sequence[tuple[Span, str]]) -> Iterator[list[tuple[Span, str]]]:
    group: list[tuple[Span, str]] = []
    end = 0
    for span, kind in sorted(spans):
        if group and span.start - end > _FAR:
            yield group
            group = []
        group.append((span, kind))
        end = max(end, span.end)
    if group:
        yield group


def _quote(text: str, spans: Sequence[tuple[Span, str]]) -> Quote:
    start, end = sentence_around(text, [span for span, _ in spans])
    whole, end = end, min(end, start + _LONGEST)
    kinds = [""] * (end - start)
    # Evidence last: a word that is both is evidence.
    for span, kind in sorted(spans, key=lambda item: item[1] == EVIDENCE):
        for offset in range(max(span.start, start), min(span.end, end)):
            kinds[offset - start] = kind
    pieces: list[Piece] = []
    first = start
    for offset in range(start + 1, end + 1):
        if offset == end or kinds[offset - start] != kinds[first - start]:
            pieces.append(Piece(_spaced(text[first:offset]), kinds[first - start]))
            first = offset
    more = [Piece(" …", "")] if end < whole else []
    return tuple(piece for piece in [*_trimmed(pieces), *more] if piece.text)


def _spaced(text: str) -> str:
    """Runs of white space as one blank, kept at the ends."""
    cleaned = clean(text)
    inner = " ".join(cleaned.split())
    before = " " if cleaned[:1].isspace() else ""
    after = " " if inner and cleaned[-1:].isspace() else ""
    return before + inner + after


def _plain(text: str) -> str:
    plain = " ".join(clean(text).split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]} …"


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    if pieces:
        pieces[0] = Piece(pieces[0].text.lstrip(), pieces[0].kind)
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].kind)
    return pieces
