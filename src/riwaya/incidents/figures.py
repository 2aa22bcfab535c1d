"""Figures of people harmed: comparing, adding, and saying them in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riwaya.incidents.claims import ToldClaim
from riwaya.model import Casualty
from riwaya.ontology import label

_UNRELIABLE = frozenset({"hearsay", "alleges"})
_NAMED = "people named"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people as an account gives it, with the claims it rests on, by key.

    `high` None when open. `loose`: said without a number ("several", "dozens"), or only a lower
    bound. `partial`: people told of by name, age, sex or work alone, who need not be all.
    `reliable`: said as fact, and not as rumour or by way of accusation.
    """

    low: int
    high: int | None
    claims: tuple[str, ...]
    loose: bool = False
    partial: bool = False
    reliable: bool = True

    @classmethod
    def of(cls, told: ToldClaim) -> Figure:
        """The figure of a casualty claim; raises ValueError for a claim of another kind."""
        casualty = told.casualty
        if casualty is None:
            raise ValueError(f"{told.key} is no casualty claim")
        return cls(
            casualty.low,
            casualty.high,
            (told.key,),
            casualty.vague,
            casualty.group is not None or told.claim.rule == _NAMED,
            told.claim.stance not in _UNRELIABLE,
        )

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high and not self.loose

    def less(self, part: Figure) -> Figure:
        """What remains when a part is taken away; never below none."""
        low = max(0, self.low - (part.high if part.high is not None else part.low))
        high = None if self.high is None else max(0, self.high - part.low)
        return replace(self, low=low, high=high, claims=self.claims + part.claims)


def larger(one: Figure | None, other: Figure | None) -> Figure | None:
    """The larger of two figures for the same people; a number goes before a loose word."""
    if one is None or other is None:
        return one if other is None else other
    if one.loose != other.loose:
        firm, loose = (other, one) if one.loose else (one, other)
        return firm if firm.low >= loose.low or loose.low <= 2 else loose
    if one.partial != other.partial and one.low == other.low:
        return other if one.partial else one
    return other if other.low > one.low else one


def added(one: Figure | None, other: Figure | None) -> Figure | None:
    """The sum of two figures for different people."""
    if one is None or other is None:
        return one if other is None else other
    high = None if one.high is None or other.high is None else one.high + other.high
    return Figure(
        one.low + other.low,
        high,
        one.claims + other.claims,
        one.loose and other.loose,
        one.partial and other.partial,
        one.reliable and other.reliable,
    )


def same_harm(one: Casualty, other: Casualty) -> bool:
    """Whether two figures count the same kind of harm, people and span of time."""
    known = {one.person_class, other.person_class} - {"unknown"}
    alike = (one.status, one.group, one.scope) == (other.status, other.group, other.scope)
    return alike and len(known) < 2


def clearly_apart(one: Casualty, other: Casualty) -> bool:
    """Whether no number satisfies both figures."""
    return (one.high is not None and one.high < other.low) or (
        other.high is not None and other.high < one.low
    )


def words(casualty: Casualty) -> str:
    """A figure as a phrase: "at least 5 civilians killed"."""
    number = number_words(casualty.low, casualty.high, casualty.vague)
    if casualty.approx:
        number = f"about {number}"
    if casualty.group:
        people = label("groups", casualty.group)
    else:
        people = {"armed": "fighters", "unknown": "people"}.get(
            casualty.person_class, casualty.person_class + "s"
        )
    return f"{number} {people} {label('statuses', casualty.status)}"


def number_words(low: int, high: int | None, loose: bool = False) -> str:
    """An interval as words: "5", "5 to 7", "at least 5", "no", "an unstated number of"."""
    if high == 0:
        return "no"
    if high is None:
        return f"an unstated number (at least {low}) of" if loose else f"at least {low}"
    return str(low) if high == low else f"{low} to {high}"
