"""The force that armed casualties belonged to."""

from __future__ import annotations

import pytest

from riwaya import read


def parties(text: str) -> list[tuple[int, str | None]]:
    """(low, party) of every casualty claim, in the order of the text."""
    return [(c.casualty.low, c.casualty.party) for c in read(text).claims if c.casualty]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ('قُتل أحد عناصر "قسد" في هجوم على حاجز.', "قسد"),
        ("مقتل قيادي في تنظيم حراس الدين بغارة على السدرة.", "تنظيم حراس الدين"),
        ("أصيب عنصران من القوات الحكومية السورية قرب السدرة.", "القوات الحكومية السورية"),
        ("مقتل قيادي لحركة حماس قرب السدرة.", "حركة حماس"),
        ("أصيب 3 من عناصر قوات النظام في السدرة.", "قوات النظام"),
    ],
)
def test_a_force_beside_the_fighters_is_theirs(text: str, party: str) -> None:
    assert parties(text)[0][1] == party


@pytest.mark.parametrize(
    "text",
    [
        "قتل 5 عناصر برصاص قوات النظام.",
        "قتل خمسة مقاتلين بنيران الجيش السوري.",
        "قتل ثلاثة جنود أتراك في السدرة.",
        "قتل ثلاثة مدنيين من أهالي السدرة في قصف لقوات النظام.",
    ],
)
def test_a_force_that_did_it_and_a_nationality_are_not(text: str) -> None:
    assert parties(text)[0][1] is None


def test_soldiers_in_an_army_are_of_it_and_those_under_its_fire_are_not() -> None:
    assert parties("قتل عنصر في الجيش السوري.") == [(1, "الجيش السوري")]
    claims = read("قتل خمسة مدنيين بنيران الجيش السوري.").claims
    assert [c.evidence[0].text for c in claims if c.casualty] == ["قتل خمسة مدنيين"]


def test_others_are_of_the_force_told_before() -> None:
    assert parties('قُتل أحد عناصر "قسد" وأصيب 3 آخرون.') == [(1, "قسد"), (3, "قسد")]


def test_parts_of_a_total_are_of_its_force() -> None:
    told = parties("قتل ثمانية من عناصر قوات النظام، بينهم ضابطان، في السدرة.")
    assert told == [(8, "قوات النظام"), (2, "قوات النظام")]


def test_the_force_of_the_harmed_is_not_who_did_it() -> None:
    reading = read("أصيب 3 من عناصر قوات النظام في قصف على بلدة سرمين.")
    assert [event.perpetrators for event in reading.events] == [()]
    assert not [claim for claim in reading.claims if claim.kind == "responsibility"]
