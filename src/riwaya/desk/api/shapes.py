"""What the API takes and gives, as far as it is not one of the stable forms of the program."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Strict(BaseModel):
    """A body in which nothing unknown may stand: a slip is told, not passed over."""

    model_config = ConfigDict(extra="forbid")


class IncidentLine(BaseModel):
    """An incident in a list; figures over all classes, `null` where none stands or it is open."""

    id: str
    type: str
    start: str | None
    end: str | None
    place: str | None
    place_en: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    grade: str
    disputes: int
    reports: int
    origins: int
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None


class IncidentList(BaseModel):
    """A page of incidents. `next`: give it as `after` for the page that follows."""

    incidents: list[IncidentLine]
    total: int
    next: str | None


class ReviewLine(BaseModel):
    """What reviewers say of a claim, as sums heed it; `edit`: the fields that an edit changes."""

    verdict: str
    who: str
    at: str
    why: str
    edit: dict[str, str]


class ClaimLine(BaseModel):
    """A claim of an incident: `claim` as it was read, as in `riwaya.reading/1`; `state` says
    whether it counts, `review` what reviewers say of it.
    """

    id: str
    report: str
    state: str | None
    reason: str | None
    by: list[str]
    claim: dict[str, Any]
    review: ReviewLine | None = None


class LinkLine(BaseModel):
    """Why two mentions were put together."""

    one: str
    other: str
    score: float
    features: list[dict[str, Any]]


class ReportLine(BaseModel):
    """A report in a list."""

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None


class ReportList(BaseModel):
    """A page of reports, newest first."""

    reports: list[ReportLine]
    total: int
    exact: bool
    next: str | None


class JobState(BaseModel):
    """Work in progress: `state` is running, done or failed; `result` is that of `riwaya add`."""

    id: str
    what: str
    who: str
    state: str
    step: str
    count: int
    result: dict[str, Any]
    error: str


class NewReport(_Strict):
    """A report to be added: the address of a page or feed, or a text."""

    url: str | None = Field(None, max_length=8_000)
    text: str | None = Field(None, max_length=2_000_000)
    title: str | None = Field(None, max_length=2_000)
    outlet: str | None = Field(None, max_length=200)
    published: str | None = Field(None, description="A day like 2024-12-01.")
    text_url: str | None = Field(None, max_length=8_000, description="Where a text was published.")


class DecisionLine(BaseModel):
    """A decision; `stands`: it was not taken back."""

    id: str
    kind: str
    one: list[str]
    other: list[str]
    who: str
    at: str
    why: str
    stands: bool


class DecisionList(BaseModel):
    """A page of decisions, newest first."""

    decisions: list[DecisionLine]
    next: str | None


class NewDecision(_Strict):
    """A decision to be made. must and never: mentions like REPORT:e1 on both sides; exclude and
    prefer: claims like REPORT:c1 in `one`; undo: ids of decisions in `one`.
    """

    kind: str
    one: list[str] = Field(max_length=1_000)
    other: list[str] = Field(default_factory=list, max_length=1_000)
    why: str = Field("", max_length=4_000)


class Reason(_Strict):
    """Why something is taken back."""

    why: str = Field("", max_length=4_000)


class UserLine(BaseModel):
    """A user."""

    name: str
    role: str
    added: str


class NewUser(_Strict):
    """A user to be added; one who is known gets the new role and password."""

    name: str = Field(max_length=60)
    role: str
    password: str = Field(max_length=1_000)


class TokenLine(BaseModel):
    """A token, without its secret."""

    id: str
    label: str
    scope: str
    made: str


class NewToken(_Strict):
    """A token to be made: scope read, write or admin."""

    label: str = Field("", max_length=80)
    scope: str = "read"


class MadeToken(TokenLine):
    """A new token; the secret is not shown again."""

    secret: str
