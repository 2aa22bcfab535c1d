"""Named victims over several invented reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Build = Callable[..., Any]


def names(case: Any) -> list[tuple[str, ...]]:
    return [victim.names for victim in case.incident().people]


def reports(build: Build, *written: str) -> Any:
    outlets = ["شبكة النخيل", "إذاعة الواحة", "صوت الوادي"]
    text = "قتل المواطن {} بقصف مدفعي على بلدة سرمدا."
    return build(*((o, text.format(n)) for o, n in zip(outlets, written, strict=False)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سالم خالد الكرمي", "سالم الكرمي"),
        ("أحمد عبد الرحمن الدالي", "احمد عبدالرحمن الدالي"),
        ("زياد الغثوان", "زياد غثوان"),
        ("إبراهيم الجوابرة", "ابراهيم الجوابره"),
        ("سالم خالد أبو كرم", "سالم ابو كرم"),
    ],
)
def test_one_person_in_two_spellings(build: Build, one: str, other: str) -> None:
    (found,) = names(reports(build, one, other))
    assert found == (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("سالم الكرمي", "خالد الكرمي"), ("سالم الكرمي", "سالم الدالي")],
)
def test_relatives_and_namesakes_are_two(build: Build, one: str, other: str) -> None:
    assert len(names(reports(build, one, other))) == 2


def test_the_fullest_name_is_the_name(build: Build) -> None:
    (victim,) = reports(build, "سالم الكرمي", "سالم خالد الكرمي").incident().people
    assert victim.name == "سالم خالد الكرمي"
    assert victim.mentions == ("r1:v1", "r2:v1")


def test_the_list_is_held_against_the_figure(build: Build) -> None:
    case = build(
        ("شبكة النخيل", "قتل 3 مدنيين بقصف على بلدة سرمدا، وهم سالم الكرمي وخالد الدالي."),
    )
    assert (
        case.incident().register
        == "2 of the dead are named of 3 counted: at least 1 without a name."
    )


def test_a_list_longer_than_the_figure_is_told(build: Build) -> None:
    case = build(
        ("شبكة النخيل", "قتل المواطن سالم الكرمي بقصف على بلدة سرمدا."),
        ("إذاعة الواحة", "قتل المواطن خالد الدالي بقصف على بلدة سرمدا."),
    )
    register = case.incident().register
    assert register is not None and "more than the 1 counted" in register


def test_nobody_named_nothing_to_check(build: Build) -> None:
    incident = build(("شبكة النخيل", "قتل 3 مدنيين بقصف على بلدة سرمدا.")).incident()
    assert (incident.people, incident.register) == ((), None)


def test_a_first_name_alone_is_the_only_one_of_that_name(build: Build) -> None:
    case = build(
        ("شبكة النخيل", "قتل المواطن سالم خالد الكرمي وزوجته ريما بقصف مدفعي على بلدة سرمدا."),
        ("إذاعة الواحة", "قتل المواطن سالم الكرمي والمواطنة ريما فارس الدالي بقصف على بلدة سرمدا."),
    )
    assert {frozenset(one) for one in names(case) if any("ريما" in name for name in one)} == {
        frozenset({"ريما", "ريما فارس الدالي"})
    }
