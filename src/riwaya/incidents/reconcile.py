"""The tolls of an incident under a policy, with every step in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.figures import Figure, number_words
from riwaya.incidents.origins import Origins
from riwaya.incidents.policies import Given, Policy, estimate
from riwaya.incidents.states import COUNTING
from riwaya.incidents.tolls import AccountToll, account_tolls
from riwaya.model.incident import Casualties, ClaimState, Interval, Step, Toll
from riwaya.ontology import label

KILLED, INJURED, EITHER = "killed", "injured", "killed_or_injured"
_SMALL_TYPES = frozenset({"attack", "abduction", "arrest", "protest", "riot", "other"})
_PEOPLE = {
    "civilian": "civilians",
    "armed": "fighters",
    "unknown": "people of no stated class",
    "all": "people of all classes",
    "children": "children",
    "women": "women",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """What both tolls are made from."""

    counting: tuple[ToldClaim, ...]
    origins: Origins
    aligned: frozenset[str]
    policy: Policy
    small: bool

    def given(self, toll: AccountToll, figure: Figure | None) -> Iterator[Given]:
        """The figure with its origin; nothing for None."""
        if figure is not None:
            aligned = any(key in self.aligned for key in figure.claims)
            yield Given(figure, toll.origin, aligned)


def reconcile(
    telling: Telling, origins: Origins, states: Sequence[ClaimState], policy: Policy
) -> Casualties:
    """The killed and injured by class; `why` tells each step, naming the claims."""
    state_of = {state.claim: state for state in states}
    counting = tuple(
        told
        for told in telling.claims
        if told.key in state_of and state_of[told.key].state in COUNTING
    )
    ground = _Ground(counting, origins, _aligned(telling), policy, _is_small(telling))
    steps = [Step(f"{policy.title}: {policy.rule}", ())]
    steps.extend(_left_out(states))
    killed = _toll(ground, KILLED, steps)
    injured = _toll(ground, INJURED, steps)
    steps.extend(_undivided(ground, killed, injured))
    return Casualties(policy.name, killed, injured, tuple(steps))


def _left_out(states: Sequence[ClaimState]) -> Iterator[Step]:
    for state in states:
        if state.state not in COUNTING:
            yield Step(f"{state.claim} does not count: {state.reason}", (state.claim, *state.by))


def _toll(ground: _Ground, status: str, steps: list[Step]) -> Toll:
    accounts = tuple(account_tolls(ground.counting, ground.origins.of, status))
    civilian = [g for a in accounts for g in ground.given(a, a.civilian)]
    armed = [g for a in accounts for g in ground.given(a, a.armed)]
    # A toll of no stated class beside others that tell the classes is a toll of all.
    undivided = [g for a in accounts if not a.divided for g in ground.given(a, a.unknown)]
    rest = [g for a in accounts if a.divided for g in ground.given(a, a.unknown)]
    if civilian and not armed and all(g.figure.loose for g in civilian):
        # Some say who was killed and give no number, others give the number.
        civilian, undivided = civilian + undivided, []
    unknown = rest if civilian or armed else undivided
    found = {
        "civilian": estimate(civilian, ground.policy, ground.small),
        "armed": estimate(armed, ground.policy, ground.small),
        "unknown": estimate(unknown, ground.policy, ground.small),
    }
    if found["civilian"] and not armed and ground.policy.undivided == "high":
        found["civilian"] = _widened(found["civilian"], undivided, steps, status)
    found["all"] = _all(ground, accounts, found)
    for name, figures in (
        ("children", [g for a in accounts for g in ground.given(a, a.children)]),
        ("women", [g for a in accounts for g in ground.given(a, a.women)]),
    ):
        found[name] = estimate(figures, ground.policy, ground.small)
        if found[name]:
            steps.append(_step(name, status, found[name], figures))
    for name, figures in (("civilian", civilian), ("armed", armed), ("unknown", unknown)):
        if found[name]:
            steps.append(_step(name, status, found[name], figures))
    if found["all"]:
        steps.append(_step("all", status, found["all"], civilian + armed + undivided + rest))
    if not any(found.values()):
        return _none_reported(ground, status, steps)
    return Toll(**found)


def _widened(
    interval: Interval, undivided: Sequence[Given], steps: list[Step], status: str
) -> Interval:
    """The civilian interval with tolls of no stated class, of whom all may have been civilians."""
    if interval.high is None:
        return interval
    above = [
        g
        for g in undivided
        if g.figure.high is not None and not g.figure.loose and g.figure.high > interval.high
    ]
    if not above:
        return interval
    high = max(g.figure.high or 0 for g in above)
    claims = tuple(dict.fromkeys(key for g in above for key in g.figure.claims))
    sentence = (
        f"{_named(claims)} tell of up to {high} people {label('statuses', status)} without saying "
        "who they were; no account tells of fighters, so all may have been civilians."
    )
    steps.append(Step(sentence, claims))
    return replace(interval, high=high)


def _all(
    ground: _Ground, accounts: Sequence[AccountToll], found: Mapping[str, Interval | None]
) -> Interval | None:
    """Everybody: tolls of all by the accounts that give one, and the sum of the classes."""
    both = found["civilian"] is not None and found["armed"] is not None
    wholes: list[Given] = []
    for account in accounts:
        figure = account.whole
        if figure is None and not both:
            figure = account.civilian or account.armed
        wholes.extend(ground.given(account, figure))
    stated = estimate(wholes, ground.policy, ground.small)
    parts = [found[name] for name in ("civilian", "armed", "unknown")]
    summed = _sum([part for part in parts if part is not None])
    if stated is None or summed is None:
        return stated or summed
    if not both:
        return stated
    if ground.policy.name in ("acled", "ucdp"):
        return summed
    high = None if stated.high is None or summed.high is None else max(stated.high, summed.high)
    best = stated.best if stated.best is not None else summed.best
    return Interval(min(stated.low, summed.low), best, high)


def _sum(parts: Sequence[Interval]) -> Interval | None:
    if not parts:
        return None
    bests = [part.best for part in parts]
    highs = [part.high for part in parts]
    return Interval(
        sum(part.low for part in parts),
        None if None in bests else sum(best or 0 for best in bests),
        None if None in highs else sum(high or 0 for high in highs),
    )


def _step(name: str, status: str, interval: Interval | None, figures: Sequence[Given]) -> Step:
    claims = tuple(dict.fromkeys(key for given in figures for key in given.figure.claims))
    if interval is None:
        return Step("", claims)
    number = number_words(interval.low, interval.high)
    best = "" if interval.best in (None, interval.low) else f", best {interval.best}"
    origins = len({given.origin for given in figures})
    sentence = (
        f"{_PEOPLE[name].capitalize()} {label('statuses', status)}: {number}{best}, from "
        f"{_named(claims)} ({origins} independent {'origin' if origins == 1 else 'origins'})."
    )
    return Step(sentence, claims)


def _named(claims: Sequence[str]) -> str:
    return ", ".join(claims[:8]) + (f" and {len(claims) - 8} more" if len(claims) > 8 else "")


def _none_reported(ground: _Ground, status: str, steps: list[Step]) -> Toll:
    """No harm: only where somebody says so and nobody gives a figure."""
    nobody = [
        told.key
        for told in ground.counting
        if told.casualty is not None
        and told.casualty.high == 0
        and told.casualty.status in (status, EITHER)
    ]
    either = any(
        told.casualty.status == EITHER and told.casualty.high != 0
        for told in ground.counting
        if told.casualty is not None
    )
    if not nobody or either:
        return Toll()
    keys = tuple(nobody)
    steps.append(Step(f"Nobody {label('statuses', status)}, say {_named(keys)}.", keys))
    zero = Interval(0, 0, 0)
    return Toll(unknown=zero, all=zero)


def _undivided(ground: _Ground, killed: Toll, injured: Toll) -> Iterator[Step]:
    """Sums of killed and injured are never added to either; they are only told."""
    for told in ground.counting:
        casualty = told.casualty
        if casualty is None or casualty.status != EITHER or casualty.part_of or not casualty.low:
            continue
        number = number_words(casualty.low, casualty.high, casualty.vague)
        sentence = f"{told.key} gives {number} killed and injured together, added to neither."
        if killed.all is None and injured.all is None:
            sentence = f"{told.key} gives {number} killed and injured together; how many of each "
            sentence += "is not said."
        yield Step(sentence, (told.key,))


def _aligned(telling: Telling) -> frozenset[str]:
    """Claims of sources that side with a party, by the source list or by what a report says."""
    neutral = (None, "independent")
    return frozenset(
        told.key
        for told in telling.claims
        if told.source is not None and told.source.alignment not in neutral
    )


def _is_small(telling: Telling) -> bool:
    """Whether no account tells of bombs, shells or armies fighting."""
    return all(event.type in _SMALL_TYPES for _, event in telling.events)
