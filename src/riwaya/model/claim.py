"""What is claimed, by whom, and how claims bear on one another."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model.span import Span


@dataclass(frozen=True, slots=True)
class Casualty:
    """A figure of people harmed: an interval with class, group and party.

    `low`, `high`: whole numbers, `high` None when open. `part_of`: id of the claim whose figure
    this one is a part of. Values as in the contract.
    """

    status: str
    low: int
    high: int | None
    approx: bool
    vague: bool
    person_class: str
    group: str | None
    party: str | None
    part_of: str | None
    scope: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a source says. `casualty` is set when `kind` is "casualty".

    `chain`: source ids from the outlet to the innermost. `cue`: the words that attribute it, or
    that make it a claim. `rule`: name of the reading rule that made it, for `riwaya explain`.
    `about`: for other kinds, what is claimed: responsibility, the ids of actors; cause, an event
    type or a kind of cause (dispute, struggle, accident, torture, …), then weapon kinds, then
    "mutual" or ids of actors; identity, a class, then groups and ids of actors; occurrence,
    "asserted" or "denied"; other, "unknown" and a topic, "weapons" and their kinds, or
    "retraction".
    """

    id: str
    kind: str
    event: str | None
    source: str | None
    chain: tuple[str, ...]
    stance: str
    certainty: str
    cue: Span | None
    casualty: Casualty | None
    evidence: tuple[Span, ...]
    rule: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A named casualty. `claim`: id of the casualty claim that counts this person, or None."""

    id: str
    name: str
    name_en: str
    status: str
    role: str | None
    party: str | None
    age: int | None
    claim: str | None
    evidence: tuple[Span, ...]
    kin: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim bears on another: kind and about as in the contract, with a sentence why."""

    kind: str
    about: str
    source_claim: str
    target_claim: str
    reason: str
