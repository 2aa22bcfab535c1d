"""The report with its spans highlighted, as flat links that overlap without nesting."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.export.markup import escaped
from riwaya.model import Claim, Reading

EVIDENCE, CUE = "evidence", "cue"


class _Cover(NamedTuple):
    """A span to highlight: code points, the claim's number in the reading, and which kind."""

    start: int
    end: int
    claim: int
    kind: str


def highlighted(
    reading: Reading, prefix: str, zones: Sequence[tuple[int, int, str]] = ()
) -> Iterator[str]:
    """The text as paragraphs, one a line. `zones`: stretches [start, end) to be set in a class.

    Where spans overlap the text is cut at every border, and each piece names all claims it
    belongs to in `data-claims`, the shortest first; its link leads to that one. The first piece
    of a claim's evidence has the id `<prefix>e-<claim id>`.
    """
    text, claims = reading.report.text, reading.claims
    covers = sorted(_covers(claims))
    edges = {edge for start, end, _ in zones for edge in (start, end)}
    borders = sorted({b for c in covers for b in (c.start, c.end)} | _line_borders(text) | edges)
    ahead = sorted(zones, reverse=True)
    placed: set[int] = set()
    active: list[_Cover] = []
    following = 0
    line: list[str] = []
    for start, end in itertools.pairwise(borders):
        active = [c for c in active if c.end > start]
        while following < len(covers) and covers[following].start <= start:
            if covers[following].end > start:
                active.append(covers[following])
            following += 1
        piece = text[start:end]
        content = piece.rstrip("\n\r")
        while ahead and ahead[-1][1] <= start:
            ahead.pop()
        if content:
            shown = _piece(content, active, claims, prefix, placed)
            inside = ahead and ahead[-1][0] <= start
            line.append(
                f'<span class="{escaped(ahead[-1][2])}">{shown}</span>' if inside else shown
            )
        if len(content) < len(piece):
            yield _paragraph(line)
            line = []
    if line:
        yield _paragraph(line)


def _covers(claims: tuple[Claim, ...]) -> Iterator[_Cover]:
    for number, claim in enumerate(claims):
        for span in claim.evidence:
            if span.end > span.start:
                yield _Cover(span.start, span.end, number, EVIDENCE)
        if claim.cue and claim.cue.end > claim.cue.start:
            yield _Cover(claim.cue.start, claim.cue.end, number, CUE)


def _line_borders(text: str) -> set[int]:
    borders = {0, len(text)}
    position = text.find("\n")
    while position >= 0:
        borders.add(position + 1)
        position = text.find("\n", position + 1)
    return borders


def _piece(
    content: str, active: list[_Cover], claims: tuple[Claim, ...], prefix: str, placed: set[int]
) -> str:
    if not active:
        return escaped(content)
    covers = sorted(active, key=lambda c: (c.kind != EVIDENCE, c.end - c.start, c.claim))
    evidence = [c for c in covers if c.kind == EVIDENCE]
    owners = list(dict.fromkeys(c.claim for c in covers))
    new = [c.claim for c in evidence if c.claim not in placed]
    placed.update(new)
    kind = _colour(claims[evidence[0].claim]) if evidence else CUE
    anchors = "".join(f'<span id="{prefix}e-{claims[n].id}"></span>' for n in new)
    names = " ".join(f"{prefix}{claims[n].id}" for n in owners)
    focus = "" if new else ' tabindex="-1"'
    classes = f"mark {kind}{' credited' if evidence and len(evidence) < len(covers) else ''}"
    first = f"{prefix}{claims[owners[0]].id}"
    return (
        f'{anchors}<a class="{escaped(classes)}" href="#{escaped(first)}" '
        f'data-claims="{escaped(names)}"{focus}>{escaped(content)}</a>'
    )


def _colour(claim: Claim) -> str:
    return claim.casualty.status if claim.casualty else claim.kind


def _paragraph(line: list[str]) -> str:
    return f'<p dir="auto">{"".join(line)}</p>\n' if line else '<p class="gap"></p>\n'
