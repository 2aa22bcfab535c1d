"""What caused it: accounts that exclude one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from riwaya.incidents.disputes.ground import (
    CAUSE,
    MUTUAL,
    Ground,
    comparable,
    statements,
    weight,
)
from riwaya.incidents.parties import alike, party_of
from riwaya.model import Actor, Claim
from riwaya.model.incident import Dispute
from riwaya.reading.assemble.disagreement import Disagreement


def cause_disputes(ground: Ground) -> Iterator[Dispute]:
    """Causes that exclude one another, by the rules that hold within one report."""
    actors = {
        f"{report}:{actor.id}": actor
        for report, account in ground.telling.accounts.items()
        for actor in account.reading.actors
    }
    fighters = frozenset(
        f"{key.report}:{actor}"
        for key, event in ground.telling.events
        if event.type == "armed_clash"
        for actor in (*event.perpetrators, *event.opponents)
    )
    disagreement = Disagreement(actors, fighters)
    claims = [comparable(told, ground) for told in statements(ground, ("cause",))]
    pairs = [
        (later, earlier)
        for at, later in enumerate(claims)
        for earlier in claims[:at]
        if later.source != earlier.source
        and not _told_elsewhere(later, earlier)
        and any(disagreement.between(later, earlier, "same", True))
    ]
    opposed = {(later.id, earlier.id) for later, earlier in pairs}
    groups: list[list[Claim]] = []
    for claim in claims:
        if not any(claim.id in pair for pair in opposed):
            continue
        home = next((group for group in groups if _agree(claim, group, opposed, actors)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    if len(groups) > 1:
        sides = [
            ground.side(_cause_words(members, actors), [claim.id for claim in members])
            for members in groups
        ]
        yield Dispute(CAUSE, tuple(sorted(sides, key=weight)))


def _agree(
    claim: Claim,
    group: Sequence[Claim],
    opposed: set[tuple[str, str]],
    actors: Mapping[str, Actor],
) -> bool:
    """Whether a cause speaks against none of a group, and of the same doers as all of them."""
    return not any(
        (claim.id, other.id) in opposed
        or (other.id, claim.id) in opposed
        or not _same_doers(claim, other, actors)
        for other in group
    )


def _same_doers(one: Claim, other: Claim, actors: Mapping[str, Actor]) -> bool:
    if MUTUAL in one.about or MUTUAL in other.about:
        return MUTUAL in one.about and MUTUAL in other.about
    mine, theirs = (
        {party_of(actors[word]).key for word in claim.about if word in actors}
        for claim in (one, other)
    )
    return not mine or not theirs or alike(mine, theirs)


def _told_elsewhere(one: Claim, other: Claim) -> bool:
    """Different parties doing the same is a matter of who did it, and told there."""
    return MUTUAL not in (*one.about, *other.about) and one.about[0] == other.about[0]


def _cause_words(claims: Sequence[Claim], actors: Mapping[str, Actor]) -> str:
    """What a side says was the cause: the kinds, and by whom where that is told."""
    kinds = " or ".join(
        tuple(dict.fromkeys(claim.about[0].replace("_", " ") for claim in claims))[:3]
    )
    if any(MUTUAL in claim.about for claim in claims):
        return f"{kinds} by both sides"
    names = {party_of(actors[w]).name_en: None for c in claims for w in c.about if w in actors}
    return f"{kinds} by {', '.join(list(names)[:3])}" if names else kinds
