"""Which claims of the reports tell of an incident, each with who says it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.script import fold
from riwaya.errors import NotInCase
from riwaya.model import Casualty, Claim, Event, Person, Reading, Source
from riwaya.model.decision import Decision, MentionKey, claim_key
from riwaya.model.incident import Account, Cluster
from riwaya.model.review import EDIT, REJECT, edit_of, edited, edited_person, is_about

# A word of four letters or fewer that begins like the article may be a name without it.
_SHORTEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class ToldClaim:
    """A claim of one report as the incident sees it.

    `key`: unique in the case. `source`: who says it, the innermost source credited or the
    outlet, None for an outlet without a name. `own_voice`: the outlet says it itself.
    `published`: the moment of publication in UTC, or None. `position`: the claim's number in its
    report, in the order of the text. `review`: what reviewers said of it; an edited claim is here
    as they read it.
    """

    key: str
    report: str
    claim: Claim
    source: Source | None
    own_voice: bool
    published: datetime | None
    position: int
    review: Decision | None = None

    @property
    def casualty(self) -> Casualty | None:
        """The figure, for a casualty claim."""
        return self.claim.casualty

    @property
    def heard(self) -> bool:
        """Whether it is no statement that reviewers rejected; figures have states of their own."""
        rejected = self.review is not None and self.review.kind == REJECT
        return self.claim.casualty is not None or not rejected

    def sibling(self, claim: str) -> str:
        """The key of another claim of the same report."""
        return claim_key(self.report, claim)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """All that the reports of a cluster tell of its incident.

    `accounts`: by report id, in the order of the ids. `events`: the members that have an event.
    `claims`: in the order of report id and text. `reviews`: in force, by key.
    """

    accounts: Mapping[str, Account]
    events: tuple[tuple[MentionKey, Event], ...]
    claims: tuple[ToldClaim, ...]
    reviews: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def heard(self) -> Iterator[ToldClaim]:
        """The claims without the statements that reviewers rejected."""
        return (told for told in self.claims if told.heard)

    def people(self, report: str) -> Iterator[Person]:
        """The people of one of the reports as reviewers read them."""
        return reviewed_people(self.reading(report), self.reviews)

    def reading(self, report: str) -> Reading:
        """The reading of one of the reports."""
        return self.accounts[report].reading

    def by_key(self) -> dict[str, ToldClaim]:
        """The claims by their keys."""
        return {told.key: told for told in self.claims}


def reviewed_people(reading: Reading, reviews: Mapping[str, Decision]) -> Iterator[Person]:
    """The people of a reading as reviewers read them, without those they rejected."""
    for person in reading.people:
        review = reviews.get(claim_key(reading.report.id, person.id))
        if review is None or not is_about(review, person):
            yield person
        elif review.kind == EDIT:
            yield edited_person(person, edit_of(review))
        elif review.kind != REJECT:
            yield person


def gather(
    cluster: Cluster,
    accounts: Mapping[str, Account],
    reviews: Mapping[str, Decision] | None = None,
) -> Telling:
    """What the members of a cluster tell; `reviews`: in force, by claim key.

    Claims belong by their event. Claims without one belong when the report tells of no event but
    those of the cluster, and tolls over a period with them. Raises NotInCase when a member's
    report or event is not among the accounts.
    """
    reviews = reviews or {}
    members: dict[str, set[str]] = {}
    for key in cluster.members:
        members.setdefault(key.report, set()).add(key.event)
    chosen: dict[str, Account] = {}
    events: list[tuple[MentionKey, Event]] = []
    claims: list[ToldClaim] = []
    for report in sorted(members):
        if report not in accounts:
            raise NotInCase(
                f"incident {cluster.id}: report {report} is not in the case; link it again"
            )
        account = accounts[report]
        chosen[report] = account
        known = {event.id: event for event in account.reading.events}
        for event in sorted(members[report] - {""}):
            if event not in known:
                raise NotInCase(
                    f"incident {cluster.id}: report {report} has no event {event}; "
                    "its reading changed, link it again"
                )
            events.append((MentionKey(report, event), known[event]))
        claims.extend(_claims(report, account, members[report], reviews))
    return Telling(chosen, tuple(events), tuple(claims), reviews)


def _claims(
    report: str, account: Account, members: set[str], reviews: Mapping[str, Decision]
) -> Iterator[ToldClaim]:
    reading = account.reading
    sources = {source.id: source for source in reading.sources}
    news = {event.id for event in reading.events if not event.background}
    whole = news <= members
    for position, read in enumerate(reading.claims):
        if read.event in members or (read.event is None and whole):
            review = reviews.get(claim_key(report, read.id))
            review = review if review and is_about(review, read) else None
            claim = edited(read, edit_of(review)) if review and review.kind == EDIT else read
            source = sources.get(claim.source or reading.report.outlet or "")
            own = claim.source is None or claim.source == reading.report.outlet
            key = claim_key(report, claim.id)
            moment = _moment(account)
            yield ToldClaim(key, report, claim, source, own, moment, position, review)


def _moment(account: Account) -> datetime | None:
    """When a report came out; a day alone counts as its start."""
    if account.published_at is not None:
        moment = account.published_at
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    day = account.reading.report.published
    return datetime.combine(day, time.min, UTC) if day else None


def outlet_name(reading: Reading) -> tuple[str, str]:
    """(key, name) of who published a report: the source list's key, else the folded name, else
    the host of its URL, else the report itself.
    """
    report = reading.report
    for source in reading.sources:
        if source.id == report.outlet:
            return source.known_as or name_key(source.name), source.name_en or source.name
    if report.url and "//" in report.url:
        host = report.url.split("//", 1)[1].split("/", 1)[0].lower().removeprefix("www.")
        return host, host
    return report.id, "the report"


def plain_name(name: str) -> str:
    """A name for comparing: folded, without quotation marks and other signs."""
    letters = (sign if sign.isalnum() else " " for sign in fold(name).lower())
    return " ".join("".join(letters).split())


def name_key(name: str) -> str:
    """A name for matching across reports: as `plain_name`, its words without articles."""
    return " ".join(
        word[len(ARTICLE) :] if word.startswith(ARTICLE) and len(word) > _SHORTEST else word
        for word in plain_name(name).split()
    )
