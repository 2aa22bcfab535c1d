"""Many reports of one incident, reconciled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from riwaya.model.decision import MentionKey
from riwaya.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Account:
    """One report of a case as the incidents see it: its reading and what is known around it.

    `published_at`: the moment of publication where more than the day is known. `text_origin`:
    the same for all copies of one text (a wire story, a forwarded post); the id of the report
    that stands for them. `copy_reason`: why it counts as a copy, in words, None for the first.
    `forwarded_from`: whose post it forwards.
    """

    reading: Reading
    published_at: datetime | None = None
    text_origin: str | None = None
    copy_reason: str | None = None
    forwarded_from: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One ground for or against two mentions telling of one incident.

    `weight`: added to the score, negative when it speaks against. `reason`: a sentence.
    """

    name: str
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why two mentions were put together; `score` is the sum of the features' weights."""

    one: MentionKey
    other: MentionKey
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions that tell of one incident, in the order of their keys, and the links among them.

    `id`: derived from the members, see `incidents.clusters.cluster_id`.
    """

    id: str
    members: tuple[MentionKey, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """How many: inclusive; `best` None where the policy gives none, `high` None when open."""

    low: int
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Toll:
    """Figures of one kind of harm by class; None where no figure stands.

    `children` and `women` are parts of the others and not to be added to them.
    """

    civilian: Interval | None = None
    armed: Interval | None = None
    unknown: Interval | None = None
    all: Interval | None = None
    children: Interval | None = None
    women: Interval | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reconciliation: a sentence, and the claims (by `claim_key`) it is about."""

    sentence: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Casualties:
    """The tolls of an incident under a policy; `why` shows every step in its order."""

    policy: str
    killed: Toll
    injured: Toll
    why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: what it says, the claims that say it, and of how many origins."""

    value: str
    claims: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """What accounts do not agree on: "count", "class", "perpetrator", "cause", "occurrence".

    `subject`: for a count, who is counted: "civilians killed".
    """

    about: str
    sides: tuple[Side, ...]
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is said to have done it. `self_reported`: claims by the party itself among `says`."""

    actor: str
    actor_en: str
    known_as: str | None
    says: tuple[str, ...]
    denies: tuple[str, ...]
    self_reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Accounts that go back to one source and so count once; `reason` says why, in words.

    `party`: key or name of the party to the violence that the source speaks for, else None.
    """

    id: str
    name: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    reason: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimState:
    """Where a claim stands: "stands", "superseded", "retracted", "denied", "excluded", "copy",
    "cumulative" or "part"; `by`: the claims that made it so; `reason`: a sentence.
    """

    claim: str
    state: str
    by: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Victim:
    """A named casualty over all reports. `names`: every spelling; `mentions`: "report:person"."""

    id: str
    name: str
    name_en: str
    names: tuple[str, ...]
    status: str
    role: str | None
    age: int | None
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """Where: the most exact place on which the accounts agree."""

    name: str
    name_en: str
    latitude: float | None
    longitude: float | None
    precision: int | None


@dataclass(frozen=True, slots=True)
class IncidentDate:
    """When: inclusive days. `precision` and `basis` as those of an event's date."""

    start: date
    end: date
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class Incident:
    """What many reports tell of one incident, reconciled. Fields as in `riwaya.incident/1`.

    `claims`: by `claim_key`. `states`: one per casualty claim. `register`: a sentence that
    checks the named dead against the figures, or None without names.
    """

    id: str
    type: str
    types: tuple[tuple[str, int], ...]
    date: IncidentDate | None
    place: IncidentPlace | None
    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    casualties: Casualties
    responsibility: tuple[Responsibility, ...]
    disputes: tuple[Dispute, ...]
    grade: str
    claims: tuple[str, ...]
    states: tuple[ClaimState, ...]
    people: tuple[Victim, ...]
    register: str | None
    members: tuple[MentionKey, ...]
