"""How the claims of one report bear on one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from riwaya.model import Actor, Claim, Event, Place, Relation, Source
from riwaya.reading.assemble.claims import Claims, Standing
from riwaya.reading.assemble.disagreement import Disagreement
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.revisions import corrections, retractions, supersessions
from riwaya.reading.assemble.same_incident import SAME, SameIncident
from riwaya.reading.roles import within

_RELATED_KINDS = frozenset({"casualty", "responsibility", "cause", "occurrence", "identity"})
# Each claim is compared with this many claims of its incident before it, so that the work grows
# with the length of the report and not with its square.
_WINDOW = 40
_SIGNIFICANT = 2
# Stands for the event of causes told of no event that was found ("died of a heart attack").
_NO_EVENT = ""
# How many sentences apart claims are still set against each other by a word between them.
_NEAR = 3
# The same in tokens, for texts without sentences.
_FAR = 200


def make_relations(
    findings: Findings,
    claims: Claims,
    events: Sequence[Event],
    places: Sequence[Place],
    sources: Sequence[Source],
    actors: Sequence[Actor],
) -> tuple[Relation, ...]:
    """Retractions, new tolls, contradictions and agreement, each with a sentence why."""
    names = {source.id: source.name_en for source in sources}
    revised = [
        *retractions(findings, claims),
        *corrections(claims),
        *supersessions(findings, claims),
    ]
    replaced = {
        frozenset((r.source_claim, r.target_claim)) for r in revised if r.kind == "supersedes"
    }
    incidents = SameIncident.of(events, places)
    clashes = [event for event in events if event.type == "armed_clash"]
    fighters = frozenset(i for event in clashes for i in event.perpetrators + event.opponents)
    disagreement = Disagreement({actor.id: actor for actor in actors}, fighters)
    found = list(revised)
    retracted = {r.target_claim for r in revised if r.kind == "retracts"}
    withdrawn = {(r.source_claim, r.target_claim) for r in revised if r.kind == "retracts"}
    where = dict(zip((claim.id for claim in claims.records), claims.places, strict=True))
    several = _with_several(claims.records)
    pairs = list(_pairs(claims.records, incidents, withdrawn))
    breaks = _breaks(findings) if pairs else []
    for later, earlier, place in pairs:
        if frozenset((later.id, earlier.id)) in replaced:
            continue
        one, other = (_named(claim, names) for claim in (later, earlier))
        contrasted = _contrasted(breaks, where[earlier.id], where[later.id])
        for about, clause in disagreement.between(later, earlier, place, contrasted):
            if about == "count" and {later.id, earlier.id} & several:
                continue
            reason = f"{one} {clause.format(earlier=other)}."
            found.append(Relation("contradicts", about, later.id, earlier.id, reason))
        if later.id not in retracted and earlier.id not in retracted:
            shared = _agreement(later, earlier)
            if shared:
                reason = f"{one} gives the same {shared} as {other}."
                found.append(Relation("supports", shared, later.id, earlier.id, reason))
    order = {claim.id: number for number, claim in enumerate(claims.records)}
    found.sort(key=lambda r: (order[r.source_claim], order[r.target_claim], r.kind, r.about))
    return tuple(dict.fromkeys(found))


def _with_several(records: Sequence[Claim]) -> set[str]:
    """Figures beside which their source gives others of the same harm and event.

    None of these is the whole toll of that source.
    """
    groups: dict[tuple[str | None, str | None, str, str], list[str]] = {}
    for claim in records:
        casualty = claim.casualty
        if casualty is not None and casualty.part_of is None and casualty.scope == "event":
            key = (claim.event, claim.source, casualty.status, casualty.person_class)
            groups.setdefault(key, []).append(claim.id)
    return {identifier for group in groups.values() if len(group) > 1 for identifier in group}


def _breaks(findings: Findings) -> list[int]:
    """The tokens, in order, of words such as "while" that set two accounts against each other."""
    crediting = findings.doc.starts_of("crediting")
    return [at for at, found in crediting.items() if found.sense.features.get("role") == "break"]


def _contrasted(breaks: Sequence[int], earlier: Standing, later: Standing) -> bool:
    """Whether words such as "while" stand between two claims that are near each other."""
    if later.sentence - earlier.sentence > _NEAR or later.first - earlier.last > _FAR:
        return False
    return bool(within(breaks, earlier.last, later.first))


def _named(claim: Claim, names: Mapping[str, str]) -> str:
    """The claim and who makes it, for a sentence of reason."""
    return f"{claim.id} ({names.get(claim.source or '', 'the outlet')})"


def _pairs(
    records: Sequence[Claim], incidents: SameIncident, withdrawn: set[tuple[str, str]]
) -> Iterator[tuple[Claim, Claim, str]]:
    """(later, earlier, how their places relate) for claims that speak of one incident.

    Claims of one source are compared only where it took the earlier one back.
    """
    recent: dict[str, list[Claim]] = {}
    for later in records:
        if later.kind not in _RELATED_KINDS or _is_part(later):
            continue
        if later.event is None and later.kind != "cause":
            continue
        for event, earlier_claims in _near(recent, later):
            for earlier in earlier_claims[-_WINDOW:]:
                if later.source == earlier.source:
                    if (later.id, earlier.id) in withdrawn:
                        yield later, earlier, SAME
                elif event == (later.event or _NO_EVENT):
                    yield later, earlier, SAME
                elif _plain(later) and _plain(earlier):
                    place = incidents.rivals(later, earlier)
                    if place is not None:
                        yield later, earlier, place
        recent.setdefault(later.event or _NO_EVENT, []).append(later)


def _near(recent: dict[str, list[Claim]], later: Claim) -> Iterator[tuple[str, list[Claim]]]:
    """The latest events with their claims, the claim's own among them."""
    latest = list(islice(reversed(recent), _WINDOW))
    own = later.event or _NO_EVENT
    if own in recent and own not in latest:
        yield own, recent[own]
    for event in latest:
        yield event, recent[event]


def _is_part(claim: Claim) -> bool:
    casualty = claim.casualty
    return casualty is not None and (casualty.part_of is not None or casualty.scope != "event")


def _plain(claim: Claim) -> bool:
    """Whether a claim is exact enough to be set against one of another event."""
    casualty = claim.casualty
    if casualty is None:
        return claim.kind == "identity"
    return (
        casualty.polarity == "asserted"
        and casualty.high == casualty.low >= _SIGNIFICANT
        and casualty.person_class != "unknown"
    )


def _agreement(later: Claim, earlier: Claim) -> str | None:
    """What two sources say alike: a count, or who did it."""
    a, b = later.casualty, earlier.casualty
    if later.source is None or earlier.source is None or later.source == earlier.source:
        return None
    if a is not None and b is not None:
        same = (a.status, a.group, a.low, a.high) == (b.status, b.group, b.low, b.high)
        known = {a.person_class, b.person_class} - {"unknown"}
        exact = a.low == a.high and a.polarity == b.polarity == "asserted"
        return "count" if same and exact and len(known) < 2 else None
    if later.kind == earlier.kind == "responsibility" and later.event == earlier.event:
        stances = {later.stance, earlier.stance}
        same = bool(later.about) and set(later.about) == set(earlier.about)
        return "perpetrator" if same and not stances & {"denies", "retracts"} else None
    return None
