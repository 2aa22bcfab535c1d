"""An invented incident told by four reports: a rising toll, a copy, a denial, a self-report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from tests.export.conftest import DAY, event, figure, span
from tests.export.conftest import claim as told_by_outlet

from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model import Actor, Claim, Person, Place, Reading, Report, Source
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Account, Cluster, Feature, Incident, Link

FIRST = (
    "قالت مصادر طبية لوكالة ضفاف إن 9 مدنيين بينهم 3 أطفال قتلوا في قصف للواء الوادي على بلدة "
    "النخيل. ومن القتلى سالم ياسين الرماني. وحضر الجنازة جار سالم."
)
LATER = "وكالة ضفاف: ارتفعت الحصيلة إلى 11 مدنيا قتلوا في قصف للواء الوادي على بلدة النخيل."
RIVAL = (
    "قالت شبكة الرمان إن 15 مدنيا قتلوا في بلدة النخيل. وقال الناطق باسم لواء الوادي إن قصف "
    "اللواء لم يقع، ومن القتلى سالم الرماني."
)


def claim(text: str, identifier: str, words: str, **changes: object) -> Claim:
    """A claim of `s2` about `e1` with its words, with changes."""
    by_second: dict[str, object] = {"source": "s2", "chain": ("s1", "s2")}
    return told_by_outlet(text, identifier, words, **(by_second | changes))


def reading(identifier: str, text: str, published: date, **changes: object) -> Reading:
    """A reading with the shelling of al-Nakhil by the Wadi Brigade, with changes."""
    fields: dict[str, object] = {
        "report": Report(
            identifier, "0" * 64, text, outlet="s1", published=published, published_basis="given",
            url=f"https://difaf.example/{identifier}",
        ),
        "sources": (), "claims": (), "people": (), "relations": (),
        "actors": (Actor("a1", "لواء الوادي", "Wadi Brigade", "armed_group"),),
        "places": (Place("p1", "بلدة النخيل", "al-Nakhil", "town", ("حلب",)),),
        "events": (event("shelling", perpetrators=("a1",)),),
    }  # fmt: skip
    return Reading(**(fields | changes))  # type: ignore[arg-type]


DIFAF = Source("s1", "وكالة ضفاف", "Difaf News Agency", "news_agency", True)


def _first(identifier: str) -> Reading:
    return reading(
        identifier, FIRST, DAY,
        sources=(
            replace(DIFAF, mentions=(span(FIRST, "لوكالة ضفاف"),)),
            Source("s2", "مصادر طبية", "medical sources", "medical", False),
        ),
        claims=(
            claim(FIRST, "c1", "9 مدنيين بينهم 3 أطفال قتلوا", casualty=figure(9),
                  source=None, chain=("s1",), cue=span(FIRST, "قالت مصادر طبية")),
            claim(FIRST, "c2", "3 أطفال", casualty=figure(3, group="children", part_of="c1"),
                  source=None, chain=("s1",)),
            claim(FIRST, "c3", "قصف للواء الوادي", kind="responsibility", about=("a1",)),
        ),
        people=(
            Person("v1", "سالم ياسين الرماني", "Salim Yasin al-Rumani", "killed", "جار سالم", None,
                   40, "c1", (span(FIRST, "سالم ياسين الرماني"),)),
        ),
    )  # fmt: skip


def _readings() -> dict[str, Account]:
    later = reading(
        "difaf-2", LATER, date(2024, 3, 12), sources=(DIFAF,),
        claims=(claim(LATER, "c1", "11 مدنيا قتلوا", casualty=figure(11), source=None,
                      chain=("s1",)),),
    )  # fmt: skip
    rival = reading(
        "harbour-1", RIVAL, date(2024, 3, 12),
        sources=(
            Source("s1", "إذاعة المرفأ", "Harbour Radio", "outlet", True),
            Source("s2", "شبكة الرمان", "Rumman Network", "activist_network", True,
                   mentions=(span(RIVAL, "شبكة الرمان"),)),
            Source("s3", "لواء الوادي", "Wadi Brigade", "armed_group", True),
        ),
        claims=(
            claim(RIVAL, "c1", "15 مدنيا قتلوا", casualty=figure(15)),
            claim(RIVAL, "c2", "شبكة الرمان إن 15 مدنيا", kind="responsibility", about=("a1",)),
            claim(RIVAL, "c3", "قصف اللواء لم يقع", kind="responsibility", about=("a1",),
                  source="s3", chain=("s1", "s3"), stance="denies"),
            claim(RIVAL, "c4", "من القتلى سالم الرماني", casualty=figure(1)),
        ),
        people=(
            Person("v1", "سالم الرماني", "Salim al-Rumani", "killed", None, None, None, "c4",
                   (span(RIVAL, "سالم الرماني"),)),
        ),
    )  # fmt: skip
    morning = datetime(2024, 3, 11, 9, 30, tzinfo=UTC)
    return {
        "difaf-1": Account(_first("difaf-1"), morning, "difaf-1"),
        "copy-1": Account(_first("copy-1"), None, "difaf-1", "92 % of the words are the same"),
        "difaf-2": Account(later, None, "difaf-2"),
        "harbour-1": Account(rival, None, "harbour-1"),
    }


@dataclass(frozen=True)
class Case:
    """What the dossier's functions take."""

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]


MakeCase = Callable[..., Case]


@pytest.fixture
def make() -> MakeCase:
    """A function that composes the incident, from other accounts or with decisions if given."""

    def made(
        accounts: Mapping[str, Account] | None = None, decisions: tuple[Decision, ...] = ()
    ) -> Case:
        told = accounts or _readings()
        members = tuple(sorted(MentionKey(report, "e1") for report in told))
        features = (
            Feature("place_same", 2.3, "both tell of بلدة النخيل"),
            Feature("victim_same", 1.4, "both name سالم الرماني"),
            Feature("weapons_differ", -0.7, "rocket against ied"),
        )
        links = (Link(members[0], members[-1], 3.0, features),) if len(members) > 1 else ()
        cluster = Cluster("i-0123456789abcdef", members, links)
        incident = compose(cluster, told, decisions, load_policies()["range"])
        return Case(incident, cluster, told)

    return made


@pytest.fixture
def case(make: MakeCase) -> Case:
    """The incident as told."""
    return make()
