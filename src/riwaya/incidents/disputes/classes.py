"""Who the dead were: civilians by one account, fighters by another."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.incidents.disputes.ground import CLASS, MOST, Ground, comparable, statements
from riwaya.incidents.tolls import KILLED, account_tolls, rivals_by_class
from riwaya.model import Claim
from riwaya.model.incident import Dispute
from riwaya.reading.assemble.disagreement import Disagreement


def class_disputes(ground: Ground) -> Iterator[Dispute]:
    """Civilians by one account, fighters by another: the same number, or told of the dead."""
    sides: dict[str, list[str]] = {"civilian": [], "armed": []}
    identities = [comparable(told, ground) for told in statements(ground, ("identity",))]
    figures = [
        comparable(told, ground)
        for told in ground.telling.claims
        if told.casualty is not None
        and told.casualty.part_of is None
        and told.casualty.low > 0
        and told.casualty.status == "killed"
        and told.casualty.scope == "event"
    ][:MOST]
    disagreement = Disagreement({}, frozenset())
    for at, one in enumerate(identities):
        for other in (*identities[at + 1 :], *figures):
            if _identity_covers(one, other) and any(disagreement.between(one, other, "same", True)):
                sides[_class_of(one)].append(one.id)
                sides[_class_of(other)].append(other.id)
    tolls = tuple(account_tolls(ground.counting, ground.origins.of, KILLED))
    for of_class, rivals in zip(("civilian", "armed"), rivals_by_class(tolls), strict=True):
        sides[of_class] += [key for f in rivals if f.low > 1 and not f.loose for key in f.claims]
    if all(sides.values()):
        yield Dispute(
            CLASS,
            (ground.side("civilians", sides["civilian"]), ground.side("fighters", sides["armed"])),
        )


def _identity_covers(one: Claim, other: Claim) -> bool:
    """An identity speaks of the dead of its own event; across reports of all the dead."""
    same_report = one.id.rpartition(":")[0] == other.id.rpartition(":")[0]
    return not same_report or one.event == other.event


def _class_of(claim: Claim) -> str:
    denied = claim.stance == "denies"
    of_class = claim.casualty.person_class if claim.casualty else claim.about[0]
    if denied and of_class in ("civilian", "armed"):
        return "armed" if of_class == "civilian" else "civilian"
    return of_class
