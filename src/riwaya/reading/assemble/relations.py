"""How the claims of one report bear on one another."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.model import Claim, Event, Relation
from riwaya.reading.assemble.claims import Claims
from riwaya.reading.assemble.findings import Findings


def make_relations(
    findings: Findings, claims: Claims, events: Sequence[Event]
) -> tuple[Relation, ...]:
    """Contradictions between totals that different sources give for one event."""
    totals = [
        c
        for c in claims.records
        if c.casualty and c.casualty.part_of is None and c.casualty.scope == "event" and c.event
    ]
    out = []
    for index, later in enumerate(totals):
        for earlier in totals[:index]:
            relation = _count(later, earlier)
            if relation is not None:
                out.append(relation)
    return tuple(out)


def _count(later: Claim, earlier: Claim) -> Relation | None:
    a, b = later.casualty, earlier.casualty
    if a is None or b is None or later.event != earlier.event or later.source == earlier.source:
        return None
    if a.status != b.status or a.group != b.group or a.person_class != b.person_class:
        return None
    apart = (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)
    if not apart:
        return None
    reason = f"{later.id} gives {a.low} where {earlier.id} gives {b.low} for the same event."
    return Relation("contradicts", "count", later.id, earlier.id, reason)
