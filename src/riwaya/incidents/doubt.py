"""Which claims a person should look at first: those in doubt, and those that matter most.

The rule is a sum of points. For doubt: a figure without a number ("dozens") 3, an open or rounded
one 1, people of no stated class 2, an account at a distance or as rumour 3, words said to be
uncertain 1, accounts that do not agree on the figure 3, a single origin 2, a text out of a PDF,
where figures can change places, 3. For impact: one point each from 5, 10, 20, 50, 100 and 500
people on, and one for deaths. Figures that do not count, copies above all, come later: minus 4
for a copy, minus 2 for any other. Who is said to have done it, what is said to have caused it, and
named people have the points for distance, uncertainty, dispute, a single origin and PDF; an unnamed
party 1; people said to be dead 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from riwaya.incidents.states import COPY, COUNTING
from riwaya.model import Actor, Casualty, Claim, Person, Reading
from riwaya.model.decision import claim_key
from riwaya.model.incident import Account, ClaimState, Incident
from riwaya.model.review import CAUSE, FIGURE, PERSON, RESPONSIBILITY, kind_of, words_mark

POINTS: Mapping[str, int] = {
    "vague": 3, "open": 1, "unknown_class": 2, "distance": 3, "uncertain": 1, "disputed": 3,
    "single_origin": 2, "pdf": 3, "unnamed": 1, "deaths": 1, "copy": -4, "not_counted": -2,
}  # fmt: skip
"""Points by reason; "large" has one for each of LARGE that the number reaches."""

LARGE = (5, 10, 20, 50, 100, 500)
_AT_A_DISTANCE = frozenset({"alleges", "hearsay"})
# Of which kind the claims are that a dispute puts in doubt.
_ABOUT = {"count": FIGURE, "class": FIGURE, "perpetrator": RESPONSIBILITY, "cause": CAUSE}


class Doubt(NamedTuple):
    """A claim to be reviewed: `score` by the rule, with the reasons. `claim`: its id, or that of
    the person; `kind`: one of `model.review.KINDS`. `event`: by which it is of the incident.
    `words`: see `model.review.words_mark`.
    """

    report: str
    claim: str
    event: str
    score: int
    reasons: tuple[str, ...]
    words: str
    kind: str = FIGURE


def doubts(
    incident: Incident, accounts: Mapping[str, Account], from_pdf: Set[str]
) -> Iterator[Doubt]:
    """Every claim of an incident that can be reviewed, once. `from_pdf`: ids of reports whose text
    is out of a PDF.
    """
    disputed = {
        (_ABOUT.get(dispute.about, ""), key)
        for dispute in incident.disputes
        for side in dispute.sides
        for key in side.claims
    }
    single = len(incident.origins) == 1
    states = {state.claim: state for state in incident.states}
    claims = set(incident.claims)
    events: dict[str, list[str]] = {}
    for member in incident.members:
        events.setdefault(member.report, []).append(member.event)
    for report, members in events.items():
        reading = accounts[report].reading
        for told, claim, kind in _reviewable(reading):
            key = claim_key(report, told.id)
            if claim_key(report, claim.id) not in claims:
                continue
            size = 0
            if kind == FIGURE and claim.casualty is not None:
                found = list(_reasons(claim, claim.casualty, states[key]))
                size = _size(claim.casualty)
            else:
                found = list(_of_statement(told, claim, reading.actors))
            found += ["disputed"] if (kind, key) in disputed else []
            found += ["single_origin"] if single else []
            found += ["pdf"] if report in from_pdf else []
            score = size + sum(POINTS[reason] for reason in found)
            event = claim.event if claim.event in members else members[0]
            reasons = (*found, "large") if size else tuple(found)
            yield Doubt(report, told.id, event or "", score, reasons, words_mark(told), kind)


def _reviewable(reading: Reading) -> Iterator[tuple[Claim | Person, Claim, str]]:
    """What can be reviewed of a reading, the claim it is or by which a person is counted, and its
    kind.
    """
    read = {claim.id: claim for claim in reading.claims}
    for claim in reading.claims:
        if (kind := kind_of(claim)) is not None:
            yield claim, claim, kind
    for person in reading.people:
        if person.claim in read:
            yield person, read[person.claim], PERSON


def _of_statement(told: Claim | Person, claim: Claim, actors: Sequence[Actor]) -> Iterator[str]:
    """Reasons of what is no figure; `claim`: itself, or the figure that counts a person."""
    if claim.stance in _AT_A_DISTANCE:
        yield "distance"
    if claim.certainty not in ("certain", ""):
        yield "uncertain"
    if isinstance(told, Person):
        if told.status == "killed":
            yield "deaths"
        return
    accused = [actor for actor in actors if actor.id in told.about]
    if told.kind == RESPONSIBILITY and any(actor.known_as is None for actor in accused):
        yield "unnamed"


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
