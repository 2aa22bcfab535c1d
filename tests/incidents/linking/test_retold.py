"""What a report tells again, or beside the harm it is about, is no incident of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime

from riwaya import read
from riwaya.incidents.linking.linker import link
from riwaya.incidents.linking.mentions import mentions_of
from riwaya.incidents.linking.record import Mention
from riwaya.incidents.linking.retold import retold
from riwaya.incidents.linking.score import link_of
from riwaya.model.decision import Decision
from riwaya.model.incident import Account

DAY = date(2024, 3, 10)


def told(text: str, report: str = "r1") -> tuple[Mention, ...]:
    return mentions_of(Account(read(text, published=DAY, report_id=report)))


def members(mentions: tuple[Mention, ...], *decisions: Decision) -> list[list[str]]:
    return [[key.event for key in cluster.members] for cluster in link(mentions, decisions)]


def test_a_strike_told_again_without_a_figure_is_the_strike(mention) -> None:
    again = mention("a", "e2", day=None, place=None)
    assert retold([mention("a", killed=[4]), again], {"e1"}) == {"e2": "e1"}


def test_another_village_another_day_or_another_figure_is_not_told_again(mention) -> None:
    full = mention("a", killed=[4])
    others = [
        mention("a", "e2", place="far"),
        mention("a", "e3", day="2024-03-01"),
        mention("a", "e4", killed=[2]),
        mention("a", "e5", type="arrest"),
    ]
    assert retold([full, *others], {"e1", "e2"}) == {}


def test_the_incident_told_last_is_the_one_told_again(mention) -> None:
    first, second = mention("a", "e1", killed=[4]), mention("a", "e2", killed=[2], place="far")
    again = mention("a", "e3", day=None, place=None)
    assert retold([first, second, again], {"e1", "e2"}) == {"e3": "e2"}


def test_an_end_of_a_chain_is_meant_by_all_of_it(mention) -> None:
    bare = [mention("a", f"e{n}", day=None, place=None) for n in (2, 3)]
    assert retold([mention("a", killed=[4]), *bare], {"e1"}) == {"e2": "e1", "e3": "e1"}


def test_a_report_with_reactions_is_one_incident_with_a_reason() -> None:
    mentions = told(
        "قتل أربعة مدنيين بقصف مدفعي على مدينة سرمين أمس. وفي سياق متصل طال القصف الحي الشرقي."
        " ونزح الأهالي بعد هجوم بالرصاص على المدينة."
    )
    assert len(members(mentions)) == 1
    fuller, *again = mentions
    assert [one.retells for one in again] == [fuller.key.event] * 2
    for one in again:
        features = {feature.name: feature.reason for feature in link_of(fuller, one).features}
        assert features["retold"].startswith("the report tells of the one without a figure")


def test_villages_also_shelled_are_not_listed_beside_the_dead_of_a_report(mention) -> None:
    beside = mention("a", "e2", place="far", beside=True)
    assert members((mention("a", killed=[4]), beside)) == [["e1"]]


def test_what_a_second_report_tells_of_is_listed(mention) -> None:
    beside = mention("a", "e2", place="far", beside=True)
    clusters = link((mention("a", killed=[4]), beside, mention("b", place="far")))
    assert [[str(key) for key in cluster.members] for cluster in clusters] == [
        ["a:e1"], ["a:e2", "b:e1"],
    ]  # fmt: skip


def test_what_people_decided_about_is_listed(mention) -> None:
    beside = mention("a", "e2", place="far", beside=True)
    apart = Decision(
        "d", "never", ("a:e1",), ("a:e2",), "tester", datetime(2024, 4, 1, tzinfo=UTC), "because"
    )
    assert members((mention("a", killed=[4]), beside), apart) == [["e1"], ["e2"]]


def test_a_report_of_shelling_that_harmed_nobody_is_still_an_incident() -> None:
    assert len(members(told("استهدف قصف مدفعي قرية كنصفرة أمس دون أنباء عن إصابات."))) == 1


def test_ten_incidents_of_a_list_stay_ten() -> None:
    towns = ("سرمين", "نوى", "الباب", "طفس", "تلبيسة", "منبج", "هجين", "الضمير", "السخنة", "أريحا")
    lines = [f"قتل مدني بإطلاق نار في مدينة {town} أمس.\n" for town in towns]
    assert len(members(told("\n".join(["حصيلة أمس:\n", *lines])))) == 10
