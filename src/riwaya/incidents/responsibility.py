"""Who is said to have done it, who denies it, and whether the party says so itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.parties import Party, alike, blamed, bodies, party_by_key, speaker
from riwaya.model.incident import Responsibility

RESPONSIBILITY = "responsibility"
_CLASH = "armed_clash"
_BLAME = "responsibility: "


@dataclass(slots=True)
class _Said:
    says: list[str] = field(default_factory=list)
    denies: list[str] = field(default_factory=list)
    itself: list[str] = field(default_factory=list)


def find_responsibility(telling: Telling) -> tuple[Responsibility, ...]:
    """One record per party, those with most claims first, then by key."""
    said: dict[Party, _Said] = {}
    for told in telling.heard:
        if told.claim.kind != RESPONSIBILITY:
            continue
        for party in blamed(told, telling):
            entry = said.setdefault(party, _Said())
            if told.claim.stance == "denies":
                entry.denies.append(told.key)
            else:
                entry.says.append(told.key)
                if is_self_report(told, party):
                    entry.itself.append(told.key)
    for told in telling.heard:
        if is_denied_occurrence(told) and (key := speaker(told.source)) is not None:
            # "Our forces did not shell the town" says who did not do it.
            accused = [p for p, entry in said.items() if entry.says and alike([p.key], [key])]
            for party in accused or [party_by_key(key)]:
                said.setdefault(party, _Said()).denies.append(told.key)
    ordered = sorted(said.items(), key=lambda item: (-len(item[1].says), item[0].key))
    return tuple(_record(party, entry) for party, entry in ordered)


def is_denied_occurrence(told: ToldClaim) -> bool:
    """Whether a claim says that it did not happen."""
    claim = told.claim
    denied = claim.about[:1] == ("denied",) or claim.stance == "denies"
    return claim.kind == "occurrence" and denied


def _record(party: Party, said: _Said) -> Responsibility:
    return Responsibility(
        party.name,
        party.name_en,
        party.known_as,
        tuple(said.says),
        tuple(said.denies),
        tuple(said.itself),
    )


def is_self_report(told: ToldClaim, party: Party) -> bool:
    """Whether the party itself, a part of it or its larger body is the source; no ally is."""
    key = speaker(told.source)
    return key is not None and bool(bodies(key) & bodies(party.key))


def accusations(telling: Telling) -> Iterator[tuple[ToldClaim, frozenset[str]]]:
    """(claim, keys of parties) for claims that say who did it.

    The sides of a clash are no accusation unless blame is told as such.
    """
    types = {(key.report, event.id): event.type for key, event in telling.events}
    for told in telling.heard:
        claim = told.claim
        if claim.kind != RESPONSIBILITY or claim.stance == "denies":
            continue
        clash = types.get((told.report, claim.event or "")) == _CLASH
        if clash and not claim.rule.startswith(_BLAME):
            continue
        keys = frozenset(party.key for party in blamed(told, telling))
        if keys:
            yield told, keys
