"""What invented accounts of one incident do not agree on, who is blamed, and the grade."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Build = Callable[..., Any]
PLACE = "على بلدة سرمدا"
BY_RUSSIA = f"قتل خمسة مدنيين بقصف للطيران الروسي {PLACE}."
BY_ARMY = f"قتل خمسة مدنيين بقصف لقوات النظام السوري {PLACE}."
BY_TURKEY = f"قتل خمسة مدنيين بقصف للجيش التركي {PLACE}."


def disputes(case: Any) -> dict[str, list[str]]:
    return {d.about: [s.value for s in d.sides] for d in case.incident().disputes}


def test_counts_that_do_not_overlap_have_sides_with_their_origins(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل 13 مدنيا بقصف {PLACE}."),
        ("إذاعة الواحة", f"قتل 13 مدنيا بقصف {PLACE}."),
        ("صوت الوادي", f"قتل 11 مدنيا بقصف {PLACE}."),
    )
    (dispute,) = case.incident().disputes
    assert (dispute.about, dispute.subject) == ("count", "civilians killed")
    assert [(s.value, s.origins) for s in dispute.sides] == [("13", 2), ("11", 1)]


@pytest.mark.parametrize("turned", [False, True])
def test_a_number_comes_before_the_same_as_a_bound(build: Build, turned: bool) -> None:
    exact = ("شبكة النخيل", f"قتل 13 مدنيا بقصف {PLACE}.")
    bound = ("إذاعة الواحة", f"قتل 13 مدنيا على الأقل بقصف {PLACE}.")
    less = ("صوت الوادي", f"قتل 11 مدنيا بقصف {PLACE}.")
    case = build(*([bound, exact, less] if turned else [exact, bound, less]))
    assert disputes(case)["count"] == ["13", "at least 13", "11"]


def test_one_source_does_not_dispute_with_itself(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل 13 مدنيا بقصف {PLACE}."),
        ("شبكة النخيل", f"قتل 11 مدنيا بقصف {PLACE}."),
    )
    assert "count" not in disputes(case)


def test_a_force_and_its_ally_are_one_side(build: Build) -> None:
    case = build(("شبكة النخيل", BY_RUSSIA), ("إذاعة الواحة", BY_ARMY))
    assert disputes(case) == {}
    assert case.incident().grade == "fair"


def test_enemies_are_two_sides_and_the_incident_is_contested(build: Build) -> None:
    case = build(("شبكة النخيل", BY_ARMY), ("إذاعة الواحة", BY_TURKEY))
    assert len(disputes(case)["perpetrator"]) == 2
    assert case.incident().grade == "contested"


def test_names_that_take_sides_mean_one_party(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل خمسة مدنيين بقصف لميليشيا أسد {PLACE}."), ("إذاعة الواحة", BY_ARMY)
    )
    accused = [r.known_as for r in case.incident().responsibility if r.says]
    assert accused == ["syrian_army"]


def test_unknown_gunmen_answer_for_nothing(build: Build) -> None:
    case = build(("شبكة النخيل", "قتل مسلحون مجهولون مدنيا في بلدة سرمدا."))
    assert case.incident().responsibility == ()


def test_a_denial_by_the_accused_is_a_side(build: Build) -> None:
    case = build(
        ("شبكة النخيل", BY_TURKEY), ("إذاعة الواحة", f"نفى الجيش التركي مسؤوليته عن القصف {PLACE}.")
    )
    (entry,) = [r for r in case.incident().responsibility if r.denies]
    assert entry.says
    assert any(value.startswith("not ") for value in disputes(case)["perpetrator"])
    assert case.incident().grade == "contested"


def test_a_deed_that_its_doer_admits_is_confirmed(build: Build) -> None:
    case = build(
        ("شبكة النخيل", f"قتل خمسة جنود بهجوم لتنظيم الدولة الإسلامية {PLACE}."),
        ("إذاعة الواحة", f"تبنى تنظيم الدولة الإسلامية الهجوم {PLACE}."),
    )
    assert case.incident().grade == "confirmed"


def test_a_claim_to_it_that_nobody_echoes_confirms_nothing(build: Build) -> None:
    case = build(("شبكة النخيل", f"تبنى تنظيم الدولة الإسلامية الهجوم {PLACE}."))
    assert case.incident().grade != "confirmed"


@pytest.mark.parametrize(("outlets", "grade"), [(1, "weak"), (2, "fair"), (3, "fair")])
def test_the_grade_follows_the_number_of_origins(build: Build, outlets: int, grade: str) -> None:
    names = ["شبكة النخيل", "إذاعة الواحة", "صوت الوادي"]
    case = build(*((name, BY_ARMY) for name in names[:outlets]))
    assert case.incident().grade == grade


def test_copies_make_nothing_fair(build: Build) -> None:
    case = build(("شبكة النخيل", BY_ARMY), ("إذاعة الواحة", BY_ARMY), copies=["r2"])
    assert case.incident().grade == "weak"


def test_mutual_fire_against_fire_by_outsiders_is_a_dispute_on_the_cause(build: Build) -> None:
    case = build(
        (
            "شبكة النخيل",
            "قال ناشطون إن سبعة مدنيين قتلوا بالقصف المتبادل بين الطرفين في بلدة سرمدا.",
        ),
        (
            "إذاعة الواحة",
            "قالت وكالة سانا إن سبعة مدنيين قتلوا بقصف للفصائل المعارضة على بلدة سرمدا.",
        ),
    )
    assert any("both sides" in value for value in disputes(case)["cause"])
