"""What disputes are found from, and what their finders share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.origins import Origins
from riwaya.incidents.parties import blamed
from riwaya.incidents.states import COUNTING
from riwaya.model import Claim
from riwaya.model.incident import ClaimState, Side

COUNT, CLASS, PERPETRATOR, CAUSE, OCCURRENCE = (
    "count", "class", "perpetrator", "cause", "occurrence",
)  # fmt: skip
MUTUAL = "mutual"
MOST = 60
"""Statements are compared pair by pair; more than this of one kind are repetitions."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What disputes are found from. `counting`: the figures that stand."""

    telling: Telling
    origins: Origins
    states: Mapping[str, ClaimState]

    @property
    def counting(self) -> tuple[ToldClaim, ...]:
        """The casualty claims that take part in sums."""
        return tuple(
            told
            for told in self.telling.claims
            if told.key in self.states and self.states[told.key].state in COUNTING
        )

    def side(self, value: str, claims: Sequence[str]) -> Side:
        """A side with its origins counted; claims in the order given, each once."""
        keys = tuple(dict.fromkeys(claims))
        return Side(value, keys, self.origins.count(keys))


def weight(side: Side) -> tuple[int, str]:
    return -side.origins, side.value


def names_of(claims: Sequence[ToldClaim], ground: Ground) -> str:
    """The neutral names of the parties in claims, those named most often first."""
    times: dict[str, int] = {}
    for told in claims:
        for party in blamed(told, ground.telling):
            times[party.name_en] = times.get(party.name_en, 0) + 1
    return ", ".join(sorted(times, key=lambda name: (-times[name], name))[:4])


def statements(ground: Ground, kinds: tuple[str, ...]) -> list[ToldClaim]:
    """Claims of some kinds, one of each wording per origin."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for told in ground.telling.heard:
        if told.claim.kind not in kinds or not told.claim.about:
            continue
        parties = tuple(party.key for party in blamed(told, ground.telling))
        what = (ground.origins.of[told.key], told.claim.about[0], parties, told.claim.stance)
        if what not in seen:
            seen.add(what)
            found.append(told)
    return found[:MOST]


def comparable(told: ToldClaim, ground: Ground) -> Claim:
    """The claim with ids that hold across reports: its key, its origin, the actors' keys."""
    actors = {actor.id for actor in ground.telling.reading(told.report).actors}
    about = tuple(f"{told.report}:{w}" if w in actors else w for w in told.claim.about)
    origin = ground.origins.of[told.key]
    return replace(told.claim, id=told.key, source=origin, about=about)
