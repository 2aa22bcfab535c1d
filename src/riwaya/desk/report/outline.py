"""Who is quoted by whom in a report: a tree from its outlet to the innermost sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.model import Reading, Source

_DEEPEST = 12


@dataclass(slots=True)
class Quoted:
    """A source, the claims it is the innermost source of, and whom it quotes; no source for a
    report whose outlet is not known.
    """

    source: Source | None
    claims: list[str] = field(default_factory=list)
    quotes: list[Quoted] = field(default_factory=list)


def outline(reading: Reading) -> Quoted:
    """The outlet with all that it says itself and whom it quotes, in the order of the text."""
    sources = {source.id: source for source in reading.sources}
    root = Quoted(sources.get(reading.report.outlet or ""))
    first = root.source.id if root.source else None
    for claim in reading.claims:
        chain = [source for source in claim.chain if source in sources and source != first]
        if claim.source in sources and claim.source != first and claim.source not in chain:
            chain.append(claim.source or "")
        here = root
        for source in chain[:_DEEPEST]:
            here = _below(here, sources[source])
        here.claims.append(claim.id)
    return root


def _below(parent: Quoted, source: Source) -> Quoted:
    for child in parent.quotes:
        if child.source is source:
            return child
    child = Quoted(source)
    parent.quotes.append(child)
    return child
