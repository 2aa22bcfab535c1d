"""Incidents composed whole, from invented reports in the manner of real ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from riwaya.errors import NotInCase
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model.decision import MentionKey
from riwaya.model.serialise_incident import incident_object

Build = Callable[..., Any]
ACCOUNT = "\n".join(
    [
        "اشتباكات بين فصيلين في مدينة الكروم",
        "أكدت مصادر محلية أن الاشتباكات اندلعت أمس السبت بين مسلحين موالين لروسيا وآخرين "
        "تابعين لميليشيات إيرانية في حي الرمان بحلب.",
        "وبحسب المصدر نفسه فإن 9 مدنيين قتلوا برصاص المقتتلين في حي الرمان بينهم نساء "
        "وأطفال، إضافة لقتلى من عناصر الطرفين.",
        "وقالت “شبكة حي الرمان” الموالية إن 7 مدنيين قتلوا بقصف للفصائل المعارضة "
        "على حي الرمان بحلب.",
        "موقع النخيل",
    ]
)


def test_an_account_with_two_sides(build: Build) -> None:
    incident = build(("موقع النخيل", ACCOUNT)).incident()
    civilian = incident.casualties.killed.civilian
    assert (civilian.low, civilian.best, civilian.high) == (7, 9, 9)
    assert incident.casualties.killed.armed.high is None
    assert incident.casualties.killed.all.low == 9
    counts = [d for d in incident.disputes if d.about == "count"]
    assert [s.value for s in counts[0].sides] == ["9", "7"]


def test_the_same_in_the_same_out(build: Build) -> None:
    case = build(("موقع النخيل", ACCOUNT), ("إذاعة الواحة", ACCOUNT), copies=["r2"])
    turned = replace(case, accounts=dict(reversed(case.accounts.items())))
    one, other = (json.dumps(incident_object(c.incident())) for c in (case, turned))
    assert one == other


def test_the_object_has_the_contract_s_keys_first(build: Build) -> None:
    content = incident_object(build(("موقع النخيل", ACCOUNT)).incident())
    assert list(content)[:13] == [
        "schema", "id", "type", "types", "date", "place", "reports", "origins", "casualties",
        "responsibility", "disputes", "grade", "claims",
    ]  # fmt: skip
    assert content["schema"] == "riwaya.incident/1"
    assert isinstance(content["origins"], int)
    assert list(content["casualties"]) == ["policy", "killed", "injured", "why", "steps"]
    assert list(content["casualties"]["killed"])[:4] == ["civilian", "armed", "unknown", "all"]
    assert all(isinstance(sentence, str) for sentence in content["casualties"]["why"])
    assert list(content["disputes"][0]["sides"][0]) == ["value", "claims", "origins"]


def test_claims_are_known_by_report_and_id(build: Build) -> None:
    incident = build(("موقع النخيل", ACCOUNT)).incident()
    assert incident.claims[0] == "r1:c1"
    assert {state.claim for state in incident.states} <= set(incident.claims)


def test_claims_of_other_events_stay_out(build: Build) -> None:
    text = (
        "قتل ثلاثة مدنيين بغارة جوية على بلدة سرمدا.\n"
        "وفي مدينة الحسكة قتل شرطيان بانفجار سيارة مفخخة."
    )
    case = build(("موقع النخيل", text))
    events = [e.id for e in case.accounts["r1"].reading.events]
    assert len(events) == 2
    cluster = replace(case.cluster, members=(MentionKey("r1", events[0]),))
    killed = compose(cluster, case.accounts, (), load_policies()["range"]).casualties.killed
    assert (killed.civilian.low, killed.armed) == (3, None)


def test_a_member_that_is_not_in_the_case_is_named(build: Build) -> None:
    case = build(("موقع النخيل", ACCOUNT))
    cluster = replace(case.cluster, members=(MentionKey("r9", "e1"),))
    with pytest.raises(NotInCase, match="r9"):
        compose(cluster, case.accounts, (), load_policies()["range"])
