"""Where figures stand when sources correct, withdraw, deny and copy, in invented reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from riwaya.model.decision import Decision

Build = Callable[..., Any]
AT = "بغارة جوية على بلدة سرمدا اليوم"
THREE = f"قتل ثلاثة مدنيين {AT}."
FIVE = f"قتل خمسة مدنيين {AT}."


def decision(kind: str, *claims: str) -> Decision:
    return Decision(
        f"d-{kind}", kind, claims, (), "Salma", datetime(2031, 5, 7, tzinfo=UTC), "a misprint"
    )


def states(case: Any, *decisions: Decision) -> dict[str, str]:
    return {s.claim: s.state for s in case.incident(decisions=decisions).states}


def killed(case: Any, *decisions: Decision) -> tuple[int | None, int | None] | None:
    interval = case.incident(decisions=decisions).casualties.killed.civilian
    return None if interval is None else (interval.low, interval.high)


def test_the_later_toll_of_a_source_replaces_its_earlier_one(build: Build) -> None:
    case = build(("شبكة النخيل", THREE, 9), ("شبكة النخيل", FIVE, 15))
    assert states(case) == {"r1:c1": "superseded", "r2:c1": "stands"}
    assert killed(case) == (5, 5)


def test_only_a_source_replaces_its_own_toll(build: Build) -> None:
    case = build(("شبكة النخيل", THREE, 9), ("إذاعة الواحة", FIVE, 15))
    assert set(states(case).values()) == {"stands"}
    assert killed(case) == (3, 5)


def test_without_times_no_toll_is_the_later_one(build: Build) -> None:
    case = build(("شبكة النخيل", THREE), ("شبكة النخيل", FIVE))
    assert killed(case) == (3, 5)


def test_several_told_later_take_no_number_back(build: Build) -> None:
    case = build(("شبكة النخيل", THREE, 9), ("شبكة النخيل", f"قتل عدد من المدنيين {AT}.", 15))
    assert states(case)["r1:c1"] == "stands"
    assert killed(case) == (3, 3)


def test_a_person_leaves_a_figure_out_and_the_sum_follows(build: Build) -> None:
    case = build(("شبكة النخيل", THREE), ("إذاعة الواحة", FIVE))
    out = decision("exclude", "r2:c1")
    assert killed(case, out) == (3, 3)
    reasons = {s.claim: s.reason for s in case.incident(decisions=[out]).states}
    assert reasons["r2:c1"] == "Salma left it out: a misprint"
    undone = Decision("d-u", "undo", (out.id,), (), "Salma", out.at, "it was right")
    assert killed(case, out, undone) == (3, 5)


def test_a_preferred_figure_stands_alone(build: Build) -> None:
    case = build(("شبكة النخيل", THREE), ("إذاعة الواحة", FIVE))
    assert killed(case, decision("prefer", "r1:c1")) == (3, 3)
    assert states(case, decision("prefer", "r1:c1"))["r2:c1"] == "excluded"


def test_a_replaced_figure_that_a_person_prefers_stands_all_the_same(build: Build) -> None:
    case = build(("شبكة النخيل", THREE, 9), ("شبكة النخيل", FIVE, 15))
    assert states(case)["r1:c1"] == "superseded"
    assert killed(case, decision("prefer", "r1:c1")) == (3, 3)


def test_a_figure_that_a_person_counts_joins_the_range(build: Build) -> None:
    case = build(("شبكة النخيل", THREE, 9), ("شبكة النخيل", FIVE, 15))
    assert killed(case) == (5, 5)
    assert killed(case, decision("include", "r1:c1")) == (3, 5)


def test_the_last_decision_about_a_figure_holds(build: Build) -> None:
    case = build(("شبكة النخيل", THREE), ("إذاعة الواحة", FIVE))
    out, back = decision("exclude", "r2:c1"), decision("include", "r2:c1")
    assert killed(case, out, back) == (3, 5)
    assert killed(case, back, out) == (3, 3)


def test_preferring_the_dead_leaves_the_injured_alone(build: Build) -> None:
    case = build(("شبكة النخيل", THREE), ("إذاعة الواحة", f"أصيب سبعة مدنيين {AT}."))
    incident = case.incident(decisions=[decision("prefer", "r1:c1")])
    assert incident.casualties.injured.civilian is not None


def test_a_denial_leaves_the_figure_standing_and_marked(build: Build) -> None:
    case = build(
        ("شبكة النخيل", THREE),
        ("إذاعة الواحة", "نفت وزارة الدفاع الروسية مقتل ثلاثة مدنيين بغارة جوية على بلدة سرمدا."),
    )
    assert states(case)["r1:c1"] == "denied"
    assert killed(case) == (3, 3)


def test_a_toll_over_a_period_is_kept_apart(build: Build) -> None:
    text = f"{THREE}\nوقتل منذ مطلع العام 140 مدنيا في المحافظة بحسب الدفاع المدني السوري."
    case = build(("شبكة النخيل", text))
    assert "cumulative" in states(case).values()
    assert killed(case) == (3, 3)


@pytest.mark.parametrize("policy", ["range", "acled", "ucdp", "ibc"])
def test_a_part_counts_within_its_total(build: Build, policy: str) -> None:
    case = build(("شبكة النخيل", "قتل 13 مدنيا بينهم 4 أطفال بغارة جوية على بلدة سرمدا."))
    toll = case.incident(policy).casualties.killed
    assert (toll.civilian.low, toll.all.low, toll.children.low) == (13, 13, 4)
    assert "part" in states(case).values()


def test_an_account_taken_back_falls_wherever_it_was_quoted(build: Build) -> None:
    case = build(
        ("وكالة الضفاف", THREE, 9),
        ("إذاعة الواحة", "قالت وكالة الضفاف إن ثلاثة مدنيين قتلوا بغارة جوية على بلدة سرمدا.", 10),
        ("وكالة الضفاف", f"تسحب وكالة الضفاف خبرها عن مقتل ثلاثة مدنيين {AT}، وتعتذر.", 14),
    )
    assert set(states(case).values()) == {"retracted"}
    assert killed(case) is None
    assert case.incident().grade == "discounted"
