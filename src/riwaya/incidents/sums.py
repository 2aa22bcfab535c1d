"""From what the accounts say to the figures of one kind of harm by class, under a policy.

- A toll of people of no stated class stands for itself only where no account tells the classes.
  Beside accounts that do, it is a toll of everybody.
- Where some say that civilians were harmed and give no number, and others give a number and no
  class, and nobody tells of fighters, the number is theirs.
- Civilians by one account and fighters by another, where no account tells of both, are the same
  people, who are not added; where the policy says so the minimum of civilians is then none.
- Everybody is what accounts say of everybody, and the sum of the classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riwaya.incidents.figures import Figure, number_words
from riwaya.incidents.policies import Given, Policy, estimate
from riwaya.incidents.tolls import AccountToll, rivals_by_class
from riwaya.model.incident import Interval, Step, Toll
from riwaya.ontology import label

_PEOPLE = {
    "civilian": "civilians",
    "armed": "fighters",
    "unknown": "people of no stated class",
    "all": "people of all classes",
    "children": "children",
    "women": "women",
}
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Basis:
    """How figures are put together. `aligned`: keys of claims by sources that side with a party;
    `small`: the violence was small, for policies that count loose words by that.
    """

    policy: Policy
    aligned: frozenset[str]
    small: bool

    def given(self, toll: AccountToll, figure: Figure | None) -> Iterator[Given]:
        """The figure with its origin; nothing for None."""
        if figure is not None:
            aligned = any(key in self.aligned for key in figure.claims)
            yield Given(figure, toll.origin, aligned)

    def each(self, accounts: Sequence[AccountToll], name: str) -> list[Given]:
        """The figures of one field of all accounts."""
        return [g for account in accounts for g in self.given(account, getattr(account, name))]

    def estimate(self, given: Sequence[Given]) -> Interval | None:
        """The interval under the policy."""
        return estimate(given, self.policy, self.small)


def sum_up(accounts: Sequence[AccountToll], status: str, basis: Basis, steps: list[Step]) -> Toll:
    """The toll of one kind of harm; a step is added for every figure in it."""
    civilian, armed = basis.each(accounts, "civilian"), basis.each(accounts, "armed")
    undivided = basis.each([a for a in accounts if not a.divided], "unknown")
    rest = basis.each([a for a in accounts if a.divided], "unknown")
    if civilian and not armed and all(given.figure.loose for given in civilian):
        civilian, undivided = civilian + undivided, []
    unknown = rest if civilian or armed else undivided
    given = {"civilian": civilian, "armed": armed, "unknown": unknown}
    found = {name: basis.estimate(figures) for name, figures in given.items()}
    if found["civilian"] and not armed and basis.policy.undivided == "high":
        found["civilian"] = _widened(found["civilian"], undivided, steps, status)
    same = [figure for figures in rivals_by_class(accounts) for figure in figures]
    if same:
        steps.append(_rivals_step(same))
        civilians = found["civilian"]
        if basis.policy.disputed_may_be_none and civilians is not None:
            found["civilian"] = replace(civilians, low=0, best=None)
    wholes = _wholes(accounts, found, basis, bool(same))
    everybody = _everybody(wholes, found, basis, bool(same))
    if everybody and not basis.policy.single_number:
        # "Some fighters" may count as more than the number another account gives of civilians.
        most = max((interval.low for interval in found.values() if interval), default=0)
        everybody = replace(everybody, high=_at_least(everybody.high, most))
    if basis.policy.sum_of_parts and everybody:
        if same:
            # Nobody can say of which class they were, so the best guess of each is none.
            found |= {
                name: replace(interval, low=0, best=0)
                for name in ("civilian", "armed")
                if (interval := found[name])
            }
        everybody, found["unknown"] = _balanced(everybody, found)
    if basis.policy.single_number and everybody:
        # The lowest number of all leaves no room for more of one class.
        found = {
            name: everybody if interval and interval.low > everybody.low else interval
            for name, interval in found.items()
        }
    given.update(
        all=wholes or civilian + armed,
        children=basis.each(accounts, "children"),
        women=basis.each(accounts, "women"),
    )
    found.update(
        all=everybody,
        children=basis.estimate(given["children"]),
        women=basis.estimate(given["women"]),
    )
    for name, figures in given.items():
        interval = found[name]
        if interval is not None:
            steps.append(_step(name, status, interval, figures))
    return Toll(**found)


def _widened(
    interval: Interval, undivided: Sequence[Given], steps: list[Step], status: str
) -> Interval:
    """The civilian interval with tolls of no stated class, of whom all may have been civilians."""
    if interval.high is None:
        return interval
    highest = interval.high
    above = [
        (high, given)
        for given in undivided
        if not given.figure.loose and (high := given.figure.high or 0) > highest
    ]
    if not above:
        return interval
    high = max(number for number, _ in above)
    claims = keys_of([given for _, given in above])
    sentence = (
        f"{named(claims)} tell of up to {high} people {label('statuses', status)} without saying "
        "who they were; no account tells of fighters, so all may have been civilians."
    )
    steps.append(Step(sentence, claims))
    return replace(interval, high=high)


def _rivals_step(figures: Sequence[Figure]) -> Step:
    claims = tuple(dict.fromkeys(key for figure in figures for key in figure.claims))
    sentence = (
        f"{named(claims)} tell either of civilians or of fighters, no account of both: these are "
        "taken for rival accounts of the same people and not added."
    )
    return Step(sentence, claims)


def _wholes(
    accounts: Sequence[AccountToll],
    found: dict[str, Interval | None],
    basis: Basis,
    same_people: bool,
) -> list[Given]:
    """What accounts say of everybody. Who tells of one class alone says nothing of the others
    where both are told of.
    """
    both = found["civilian"] and found["armed"] and not same_people
    wholes: list[Given] = []
    for account in accounts:
        figure = account.whole
        if figure is None and not both:
            figure = account.civilian or account.armed
        wholes.extend(basis.given(account, figure))
    return wholes


def _everybody(
    wholes: Sequence[Given],
    found: dict[str, Interval | None],
    basis: Basis,
    same_people: bool,
) -> Interval | None:
    """The interval of everybody: of the stated wholes, and of the sum of the classes."""
    both = found["civilian"] and found["armed"] and not same_people
    stated = basis.estimate(wholes)
    summed = _sum([part for name in ("civilian", "armed", "unknown") if (part := found[name])])
    if stated is None or summed is None or not both:
        return stated or summed
    if basis.policy.single_number:
        exact = basis.estimate([whole for whole in wholes if whole.figure.exact])
        return exact if exact and exact.low < summed.low else summed
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


def _balanced(
    everybody: Interval, found: dict[str, Interval | None]
) -> tuple[Interval, Interval | None]:
    """Everybody and the unknown, so that the best figures of the classes add up to that of all."""
    unknown = found["unknown"]
    classes = [part for name in ("civilian", "armed") if (part := found[name])]
    told = sum(part.low if part.best is None else part.best for part in classes)
    stated = everybody.low if everybody.best is None else everybody.best
    best = max(stated, told + ((unknown.best or 0) if unknown else 0))
    left = best - told
    if not classes or not left:
        return replace(everybody, best=best, high=_at_least(everybody.high, best)), unknown
    low = unknown.low if unknown else 0
    high = unknown.high if unknown else left
    everybody = replace(everybody, best=best, high=_at_least(everybody.high, best))
    return everybody, Interval(min(low, left), left, _at_least(high, left))


def _at_least(high: int | None, number: int) -> int | None:
    return None if high is None else max(high, number)


def _step(name: str, status: str, interval: Interval, figures: Sequence[Given]) -> Step:
    claims = keys_of(figures)
    number = number_words(interval.low, interval.high)
    best = "" if interval.best in (None, interval.low) else f", best {interval.best}"
    origins = len({given.origin for given in figures})
    if not claims:
        sentence = (
            f"{_PEOPLE[name].capitalize()} {label('statuses', status)}: {number}{best}, which is "
            "what the classes leave of the figure of all."
        )
        return Step(sentence, ())
    sentence = (
        f"{_PEOPLE[name].capitalize()} {label('statuses', status)}: {number}{best}, from "
        f"{named(claims)} ({origins} independent {'origin' if origins == 1 else 'origins'})."
    )
    return Step(sentence, claims)


def keys_of(figures: Sequence[Given]) -> tuple[str, ...]:
    """The claims that figures rest on, each once."""
    return tuple(dict.fromkeys(key for given in figures for key in given.figure.claims))


def named(claims: Sequence[str]) -> str:
    """Claims by key for a sentence, the first of many."""
    more = len(claims) - _MOST_NAMED
    return ", ".join(claims[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
