"""An incident as the formats take it: its records, names withheld where asked, and their reading.

What formats share is told once here: the claims, the sides, the sources, the country.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from riwaya.export.dossier_redaction import NONE, Redaction, redacted
from riwaya.export.formats.sides import Sides, sides_of
from riwaya.export.formats.whereabouts import Whereabouts, whereabouts_of
from riwaya.incidents.claims import Telling, gather, outlet_name, reviewed_people
from riwaya.model import Claim, Report
from riwaya.model.decision import Decision, claim_key
from riwaya.model.incident import Account, Cluster, Incident
from riwaya.model.review import EDIT, edit_of, edited, is_about


@dataclass(frozen=True, eq=False)
class Told:
    """One incident. `incident`, `cluster`, `accounts`: without the names to withhold;
    `original`: as they are in the case, for what withholds names by itself. `reviews`: in force,
    by claim key.
    """

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]
    original: tuple[Incident, Cluster, Mapping[str, Account]]
    redaction: Redaction = NONE
    reviews: Mapping[str, Decision] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        incident: Incident,
        cluster: Cluster,
        accounts: Mapping[str, Account],
        reviews: Mapping[str, Decision] | None = None,
        redaction: Redaction = NONE,
    ) -> Told:
        """The incident composed from `cluster`. `reviews`: in force, by claim key: claims appear
        as reviewers read them. Raises NotInCase when a member is not among the accounts.
        """
        reviewed = {name: _reviewed(name, one, reviews or {}) for name, one in accounts.items()}
        shown = redacted(incident, cluster, reviewed, redaction)
        original = (incident, cluster, accounts)
        return cls(
            shown.incident, shown.cluster, shown.accounts, original, redaction, reviews or {}
        )

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.incident.id

    @cached_property
    def telling(self) -> Telling:
        """Its claims and events."""
        return gather(self.cluster, self.accounts)

    @cached_property
    def sides(self) -> Sides:
        """Who is said to have done it, to whom."""
        return sides_of(self.incident, self.telling)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Country and administrative areas."""
        return whereabouts_of(self.incident, self.telling)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that tell of it, in the order of their ids."""
        return tuple(account.reading.report for account in self.telling.accounts.values())

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """English names of who published the reports; one without a name stands by its id."""
        return tuple(dict.fromkeys(map(self.outlet, self.telling.accounts)))

    def outlet(self, report: str) -> str:
        """English name of who published a report, or "report" and its id."""
        key, name = outlet_name(self.telling.reading(report))
        if key != report:
            return name
        return report if report.startswith("report") else f"report {report}"

    @property
    def urls(self) -> tuple[str, ...]:
        """Web addresses of the reports that have one."""
        return tuple(dict.fromkeys(url for report in self.reports if (url := web_address(report))))


def web_address(report: Report) -> str:
    """Where a report stands on the web, or "": other addresses may run when they are opened."""
    url = report.url or ""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _reviewed(name: str, account: Account, reviews: Mapping[str, Decision]) -> Account:
    claims = tuple(_claim(name, claim, reviews) for claim in account.reading.claims)
    people = tuple(reviewed_people(account.reading, reviews))
    return replace(account, reading=replace(account.reading, claims=claims, people=people))


def _claim(report: str, claim: Claim, reviews: Mapping[str, Decision]) -> Claim:
    review = reviews.get(claim_key(report, claim.id))
    if review is None or review.kind != EDIT or not is_about(review, claim):
        return claim
    return edited(claim, edit_of(review))
