"""Which claims go back to one source, over several invented reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from riwaya.incidents.voices import body_of

Build = Callable[..., Any]
STRIKE = "قتل خمسة مدنيين بغارة جوية على بلدة سرمدا"


def origin_ids(case: Any) -> list[str]:
    return [origin.id for origin in case.incident().origins]


def test_outlets_that_quote_one_monitor_are_one_origin(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"{STRIKE}، بحسب المرصد السوري لحقوق الإنسان."),
        ("إذاعة الواحة", f"{STRIKE}، وفق المرصد السوري لحقوق الإنسان."),
    )
    (origin,) = case.incident().origins
    assert origin.id == "sohr"
    assert origin.reports == ("r1", "r2")


def test_outlets_that_speak_for_themselves_are_two(build: Build) -> None:
    case = build(("شبكة النخيل", f"{STRIKE}."), ("إذاعة الواحة", f"{STRIKE}."))
    assert len(origin_ids(case)) == 2


def test_copies_of_a_text_are_one_origin_and_say_why(build: Build) -> None:
    case = build(("شبكة النخيل", f"{STRIKE}."), ("إذاعة الواحة", f"{STRIKE}."), copies=["r2"])
    (origin,) = case.incident().origins
    assert "r2 is a copy: the same words as r1" in origin.reason
    assert {s.claim: s.state for s in case.incident().states}["r2:c1"] == "copy"


def test_a_copy_that_lost_the_credit_has_the_origin_of_the_first(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"{STRIKE}، بحسب المرصد السوري لحقوق الإنسان."),
        ("إذاعة الواحة", f"{STRIKE}."),
        copies=["r2"],
    )
    assert set(origin_ids(case)) == {"sohr"}


def test_a_forwarded_post_is_whose_it_was(build: Build) -> None:
    case = build(("شبكة النخيل", f"{STRIKE}."), ("إذاعة الواحة", f"{STRIKE}."))
    case.accounts["r2"] = replace(case.accounts["r2"], forwarded_from="شبكة النخيل")
    assert len(origin_ids(case)) == 1


def test_local_sources_stand_with_the_outlet_that_alone_knows_them(build: Build) -> None:
    quoted = f"قالت مصادر محلية إن {STRIKE.removeprefix('قتل ')} قتلوا."
    case = build(("شبكة النخيل", f"{STRIKE}."), ("شبكة النخيل", quoted))
    assert len(origin_ids(case)) == 1


def test_activists_of_two_outlets_are_two_origins(build: Build) -> None:
    text = "قال ناشطون إن غارة جوية على بلدة سرمدا قتلت خمسة مدنيين."
    ids = origin_ids(build(("شبكة النخيل", text), ("إذاعة الواحة", text)))
    assert len(ids) == 2
    assert all(identifier.endswith("/activist") for identifier in ids)


def test_a_figure_that_the_outlet_credits_further_down_is_the_source_s(build: Build) -> None:
    text = f"{STRIKE}.\nوقال الدفاع المدني السوري إن خمسة مدنيين قتلوا في الغارة على البلدة."
    ids = origin_ids(build(("شبكة النخيل", text)))
    assert ids == ["syria_civil_defence"]


def test_an_army_that_tells_of_its_own_strike_is_marked(build: Build) -> None:
    text = "أعلن الجيش الإسرائيلي أن الجيش الإسرائيلي شن غارة على بلدة الخيام وقتل ثلاثة مقاتلين."
    origins = build(("شبكة النخيل", text)).incident().origins
    parties = {origin.party for origin in origins}
    assert any(party and party.startswith("israel") for party in parties)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("مصدر طبي", None),
        ("السلطات المحلية", None),
        ("مسؤول محلي", None),
        ("مصدر في شرطة الأنبار", "شرطه انبار"),
        ("دائرة صحة الواحة", "دايره صحه واحه"),
        ("متحدث باسم مركز الواحة الطبي", "مركز واحه طبي"),
    ],
)
def test_the_body_behind_a_source_without_a_name(name: str, body: str | None) -> None:
    assert body_of(name) == body


def test_a_body_is_one_origin_under_its_longer_name(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قالت دائرة صحة الواحة إن {STRIKE.removeprefix('قتل ')} قتلوا."),
        (
            "إذاعة الواحة",
            f"قال مدير إعلام دائرة صحة الواحة إن {STRIKE.removeprefix('قتل ')} قتلوا.",
        ),
    )
    assert len(origin_ids(case)) == 1
