"""Totals, parts and classes put together, in invented reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Build = Callable[..., Any]
AT = "بغارة جوية على بلدة سرمدا"


def bounds(interval: Any) -> tuple[int, int | None] | None:
    return None if interval is None else (interval.low, interval.high)


def toll(case: Any, policy: str = "range") -> dict[str, tuple[int, int | None] | None]:
    killed = case.incident(policy).casualties.killed
    return {name: bounds(getattr(killed, name)) for name in ("civilian", "armed", "unknown", "all")}


def test_civilians_and_fighters_of_one_account_add_up(build: Build) -> None:
    case = build(("شبكة النخيل", f"قتل 11 مدنيا ومقاتلان {AT}."))
    assert toll(case)["all"] == (13, 13)


def test_people_do_not_speak_against_as_many_civilians(build: Build) -> None:
    case = build(("شبكة النخيل", f"قتل خمسة مدنيين {AT}."), ("إذاعة الواحة", f"قتل 5 أشخاص {AT}."))
    assert toll(case) == {"civilian": (5, 5), "armed": None, "unknown": None, "all": (5, 5)}
    assert case.incident().disputes == ()


def test_more_people_than_civilians_may_all_have_been_civilians(build: Build) -> None:
    case = build(("شبكة النخيل", f"قتل خمسة مدنيين {AT}."), ("إذاعة الواحة", f"قتل 7 أشخاص {AT}."))
    assert toll(case)["civilian"] == (5, 7)
    assert toll(case, "acled")["civilian"] == (5, 5)


def test_what_a_total_leaves_beside_the_classes_is_unknown(build: Build) -> None:
    case = build(("شبكة النخيل", f"قتل 6 أشخاص بينهم جندي {AT}."))
    assert toll(case) == {"civilian": None, "armed": (1, 1), "unknown": (5, 5), "all": (6, 6)}


def test_numbers_belong_to_civilians_whom_others_tell_of_without_a_number(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل عدد من المدنيين {AT}."), ("إذاعة الواحة", f"قتل 5 أشخاص {AT}.")
    )
    assert toll(case)["civilian"] == (5, 5)


def test_one_number_by_two_classes_is_one_group_of_people(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل خمسة مدنيين {AT}."), ("إذاعة الواحة", f"قتل خمسة مقاتلين {AT}.")
    )
    assert toll(case)["all"] == (5, 5)
    assert toll(case, "ibc")["civilian"] == (0, 5)
    assert [d.about for d in case.incident().disputes] == ["class"]


def test_accounts_that_each_know_of_one_class_are_rivals(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل خمسة مدنيين {AT}."), ("إذاعة الواحة", f"قتل ثمانية مقاتلين {AT}.")
    )
    assert toll(case) == {"civilian": (5, 5), "armed": (8, 8), "unknown": None, "all": (5, 8)}
    assert toll(case, "ibc")["civilian"] == (0, 5)


def test_an_account_of_both_classes_makes_them_different_people(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل خمسة مدنيين {AT}."),
        ("إذاعة الواحة", f"قتل 3 مدنيين و8 مقاتلين {AT}."),
    )
    assert toll(case)["all"] == (11, 13)


def test_killed_within_a_sum_of_killed_and_injured_leave_the_injured(build: Build) -> None:
    case = build(("شبكة النخيل", f"سقط 13 مدنيا بين قتيل وجريح {AT}، وقتل منهم أربعة."))
    casualties = case.incident().casualties
    assert bounds(casualties.killed.all) == (4, 4)
    assert bounds(casualties.injured.all) == (9, 9)


def test_a_sum_of_killed_and_injured_is_added_to_neither(build: Build) -> None:
    case = build(("شبكة النخيل", f"سقط 13 مدنيا بين قتيل وجريح {AT}."))
    incident = case.incident()
    assert incident.casualties.killed.all is None
    assert "13 killed and injured together" in incident.casualties.why[-1].sentence


def test_one_person_told_of_is_no_toll_beside_one(build: Build) -> None:
    text = f"قال الدفاع المدني السوري إن ستة مدنيين قتلوا {AT}.\nومن الضحايا قتل رجل في منزله."
    assert toll(build(("شبكة النخيل", text)))["all"] == (6, 6)


def test_ucdp_best_is_the_sum_of_its_parts(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل ثلاثة مدنيين {AT}."),
        ("إذاعة الواحة", f"قتل مقاتلان {AT}."),
        ("صوت الوادي", f"قتل 9 أشخاص {AT}."),
    )
    killed = case.incident("ucdp").casualties.killed
    assert killed.all.best == killed.civilian.best + killed.armed.best + killed.unknown.best


def test_acled_has_no_more_civilians_than_dead(build: Build) -> None:
    case = build(("شبكة النخيل", f"قتل خمسة مدنيين {AT}."), ("إذاعة الواحة", f"قتل 3 أشخاص {AT}."))
    assert toll(case, "acled") == {
        "civilian": (3, 3), "armed": None, "unknown": None, "all": (3, 3),
    }  # fmt: skip


def test_nobody_is_said_to_be_harmed(build: Build) -> None:
    case = build(("شبكة النخيل", f"انفجار {AT} دون وقوع إصابات."))
    assert toll(case)["all"] == (0, 0)


def test_every_figure_has_a_step_that_names_its_claims(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل 11 مدنيا ومقاتلان {AT}."), ("إذاعة الواحة", f"قتل 15 شخصا {AT}.")
    )
    incident = case.incident()
    told = {claim for step in incident.casualties.why for claim in step.claims}
    assert {state.claim for state in incident.states} <= told
    sentences = [step.sentence for step in incident.casualties.why]
    assert any(sentence.startswith("Civilians killed: 11") for sentence in sentences)
