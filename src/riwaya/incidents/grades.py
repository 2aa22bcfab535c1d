"""How well an incident is supported; the values are those of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.incidents.claims import Telling
from riwaya.incidents.origins import Origins
from riwaya.incidents.parties import alike
from riwaya.incidents.responsibility import accusations
from riwaya.model.incident import ClaimState, Dispute, Responsibility

CONFIRMED, FAIR, WEAK, CONTESTED, DISCOUNTED = (
    "confirmed", "fair", "weak", "contested", "discounted",
)  # fmt: skip
_TELLING = frozenset({"casualty", "responsibility", "cause", "occurrence", "identity"})


def grade(
    telling: Telling,
    origins: Origins,
    states: Sequence[ClaimState],
    disputes: Sequence[Dispute],
    responsibility: Sequence[Responsibility],
) -> str:
    """The grade of an incident.

    Discounted: every account is withdrawn. Confirmed: a party admits what others say of it.
    Contested: origins disagree on who did it or whether it happened. Fair: two or more
    independent origins tell of it. Else weak.
    """
    withdrawn = {state.claim for state in states if state.state == "retracted"}
    standing = {
        told.key
        for told in telling.claims
        if told.key not in withdrawn
        and told.claim.kind in _TELLING
        and told.claim.stance not in ("denies", "retracts")
    }
    backing = {origins.of[key] for key in standing}
    if withdrawn and not _stands_elsewhere(telling, withdrawn, standing, origins):
        return DISCOUNTED
    accused = [(told.key, keys) for told, keys in accusations(telling)]
    if any(_admitted(entry, accused, origins) for entry in responsibility):
        return CONFIRMED
    between = [d for d in disputes if d.about in ("perpetrator", "occurrence")]
    if any(_between_origins(dispute, origins) for dispute in between):
        return CONTESTED
    return FAIR if len(backing) > 1 else WEAK


def _stands_elsewhere(
    telling: Telling, withdrawn: set[str], standing: set[str], origins: Origins
) -> bool:
    """Whether a figure stands, or an origin that withdrew nothing tells of it."""
    figures = {told.key for told in telling.claims if told.casualty is not None}
    took_back = {origins.of[key] for key in withdrawn}
    return bool(figures & standing) or any(origins.of[key] not in took_back for key in standing)


def _admitted(
    entry: Responsibility, accused: Sequence[tuple[str, frozenset[str]]], origins: Origins
) -> bool:
    """Whether the party says itself what another origin says of it; having fought in a clash
    admits nothing.
    """
    admitting = [(key, keys) for key, keys in accused if key in entry.self_reported]
    return not entry.denies and any(
        alike(keys, theirs) and origins.of[key] != origins.of[other]
        for key, keys in admitting
        for other, theirs in accused
    )


def _between_origins(dispute: Dispute, origins: Origins) -> bool:
    sides = [{origins.of[key] for key in side.claims} for side in dispute.sides]
    return any(one - other and other - one for one in sides for other in sides)
