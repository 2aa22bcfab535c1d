"""Accounts that one report sets against each other are one incident, disputed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import riwaya
from riwaya import read
from riwaya.incidents.compose import compose
from riwaya.incidents.linking.linker import link
from riwaya.incidents.linking.mentions import mentions_of
from riwaya.incidents.policies import load_policies
from riwaya.model.incident import Account, Incident

NETWORK = (
    "قالت مصادر محلية إن 9 مدنيين قتلوا برصاص المقتتلين في حي النرجس في مدينة حلب أمس الأحد. "
    "في حين قالت شبكة أخبار النرجس الموالية إن 6 مدنيين قتلوا بقصف صاروخي على حي النرجس نفذته "
    "الفصائل المعارضة."
)
TWO_PLACES = (
    "قتل 9 مدنيين برصاص مجهولين في مدينة تدمر أمس الأحد. "
    "وفي مدينة درعا قتل 6 مدنيين بقصف صاروخي أمس الأحد."
)


def incidents(text: str) -> list[Incident]:
    account = Account(read(text, published=date(2024, 12, 2), report_id="r"))
    clusters = link(mentions_of(account))
    policy = load_policies()["range"]
    return [compose(cluster, {"r": account}, (), policy) for cluster in clusters]


def test_two_accounts_of_other_means_are_one_incident_with_both_figures() -> None:
    (incident,) = incidents(NETWORK)
    counts = [dispute for dispute in incident.disputes if dispute.about == "count"]
    assert [sorted(side.value for side in d.sides) for d in counts] == [["6", "9"]]
    killed = incident.casualties.killed.civilian
    assert killed is not None
    assert (killed.low, killed.high) == (6, 9)


def test_two_events_that_nothing_sets_against_each_other_stay_two() -> None:
    assert len(incidents(TWO_PLACES)) == 2


def test_the_bundled_sample_disputes_its_count_in_one_incident() -> None:
    sample = Path(riwaya.__file__).parent / "samples" / "clash.txt"
    disputed = [
        incident
        for incident in incidents(sample.read_text(encoding="utf-8"))
        if any(dispute.about == "count" for dispute in incident.disputes)
    ]
    assert [len(i.origins) >= 2 for i in disputed] == [True]
