"""Who did it, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.incidents.claims import ToldClaim
from riwaya.incidents.disputes.ground import (
    MOST,
    OCCURRENCE,
    PERPETRATOR,
    Ground,
    names_of,
    weight,
)
from riwaya.incidents.parties import alike, known, speaker
from riwaya.incidents.responsibility import accusations, is_denied_occurrence
from riwaya.incidents.states import is_denial
from riwaya.model.incident import Dispute, Responsibility


def perpetrator_disputes(
    ground: Ground, responsibility: Sequence[Responsibility]
) -> Iterator[Dispute]:
    """Accusations of parties that are neither allies nor parts of one another, and denials."""
    told = [(claim, keys) for claim, keys in accusations(ground.telling) if known(keys)]
    groups: list[tuple[frozenset[str], list[ToldClaim]]] = []
    for claim, keys in told[: 4 * MOST]:
        for at, (members, claims) in enumerate(groups):
            if alike(keys, members):
                claims.append(claim)
                groups[at] = (members | keys, claims)
                break
        else:
            groups.append((keys, [claim]))
    sides = [
        ground.side(names_of(claims, ground), [claim.key for claim in claims])
        for _, claims in groups
    ]
    origins = {ground.origins.of[claim.key] for _, claims in groups for claim in claims}
    denials = [
        ground.side(f"not {entry.actor_en}", entry.denies)
        for entry in responsibility
        if entry.denies
    ]
    if (len(sides) > 1 and len(origins) > 1) or (sides and denials):
        yield Dispute(PERPETRATOR, tuple(sorted(sides + denials, key=weight)))


def occurrence_disputes(ground: Ground) -> Iterator[Dispute]:
    """Whether it happened: denials against everything told of it by others."""
    denials = [
        told.key
        for told in ground.telling.heard
        if (is_denied_occurrence(told) and speaker(told.source) is None) or is_denial(told)
    ]
    if not denials:
        return
    against = {ground.origins.of[key] for key in denials}
    asserting = [
        told.key
        for told in ground.telling.heard
        if told.key not in denials
        and ground.origins.of[told.key] not in against
        and told.claim.kind in ("casualty", "occurrence", "responsibility")
        and told.claim.stance not in ("denies", "retracts")
        and (told.casualty is None or told.casualty.low > 0)
    ]
    if asserting:
        yield Dispute(
            OCCURRENCE,
            (ground.side("it happened", asserting), ground.side("it did not happen", denials)),
        )
