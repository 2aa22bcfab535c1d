"""Which figures a person should look at first: those in doubt, and those that matter most.

The rule is a sum of points. For doubt: a figure without a number ("dozens") 3, an open or rounded
one 1, people of no stated class 2, an account at a distance or as rumour 3, words said to be
uncertain 1, accounts that do not agree on the figure 3, a single origin 2, a text out of a PDF,
where figures can change places, 3. For impact: one point each from 5, 10, 20, 50, 100 and 500
people on, and one for deaths. Figures that do not count, copies above all, come later: minus 4
for a copy, minus 2 for any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from riwaya.incidents.states import COPY, COUNTING
from riwaya.model import Casualty, Claim
from riwaya.model.decision import claim_key
from riwaya.model.incident import Account, ClaimState, Incident
from riwaya.model.review import words_mark

POINTS: Mapping[str, int] = {
    "vague": 3, "open": 1, "unknown_class": 2, "distance": 3, "uncertain": 1, "disputed": 3,
    "single_origin": 2, "pdf": 3, "deaths": 1, "copy": -4, "not_counted": -2,
}  # fmt: skip
"""Points by reason; "large" has one for each of LARGE that the number reaches."""

LARGE = (5, 10, 20, 50, 100, 500)
_AT_A_DISTANCE = frozenset({"alleges", "hearsay"})


class Doubt(NamedTuple):
    """A figure to be reviewed: `score` by the rule, with the reasons. `event`: by which it is of
    the incident. `words`: see `model.review.words_mark`.
    """

    report: str
    claim: str
    event: str
    score: int
    reasons: tuple[str, ...]
    words: str


def doubts(
    incident: Incident, accounts: Mapping[str, Account], from_pdf: Set[str]
) -> Iterator[Doubt]:
    """Every figure of an incident once. `from_pdf`: ids of reports whose text is out of a PDF."""
    disputed = {
        key
        for dispute in incident.disputes
        if dispute.about in ("count", "class")
        for side in dispute.sides
        for key in side.claims
    }
    single = len(incident.origins) == 1
    states = {state.claim: state for state in incident.states}
    events: dict[str, list[str]] = {}
    for member in incident.members:
        events.setdefault(member.report, []).append(member.event)
    for report, members in events.items():
        for claim in accounts[report].reading.claims:
            key = claim_key(report, claim.id)
            if claim.casualty is None or key not in states:
                continue
            found = list(_reasons(claim, claim.casualty, states[key]))
            found += ["disputed"] if key in disputed else []
            found += ["single_origin"] if single else []
            found += ["pdf"] if report in from_pdf else []
            size = _size(claim.casualty)
            score = size + sum(POINTS[reason] for reason in found)
            event = claim.event if claim.event in members else members[0]
            reasons = (*found, "large") if size else tuple(found)
            yield Doubt(report, claim.id, event or "", score, reasons, words_mark(claim))


def _reasons(claim: Claim, casualty: Casualty, state: ClaimState) -> Iterator[str]:
    if casualty.vague:
        yield "vague"
    elif casualty.approx or casualty.high is None:
        yield "open"
    if casualty.person_class == "unknown" and casualty.part_of is None:
        yield "unknown_class"
    if claim.stance in _AT_A_DISTANCE:
        yield "distance"
    if claim.certainty not in ("certain", ""):
        yield "uncertain"
    if casualty.status == "killed":
        yield "deaths"
    if state.state == COPY:
        yield "copy"
    elif state.state not in COUNTING:
        yield "not_counted"


def _size(casualty: Casualty) -> int:
    number = casualty.high if casualty.high is not None else casualty.low
    return sum(number >= bound for bound in LARGE)
