"""Named casualties: who is named as harmed, how, and what else is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from riwaya import read
from riwaya.model import Person

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "ar" / "people.yaml").read_text(encoding="utf-8")
)


def _expected(person: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    ((name, value),) = person.items()
    return name, value if isinstance(value, dict) else {"status": value}


def _sentences() -> list[tuple[list[dict[str, Any]], str]]:
    return [(case["people"], text) for case in CASES["cases"] for text in case["say"]]


@pytest.mark.parametrize(("people", "text"), _sentences())
def test_people_are_found_with_what_is_said_of_them(
    people: list[dict[str, Any]], text: str
) -> None:
    found: dict[str, Person] = {person.name: person for person in read(text).people}
    expected = dict(map(_expected, people))
    assert set(found) == set(expected)
    for name, facts in expected.items():
        for field, value in facts.items():
            assert getattr(found[name], field) == value, field


@pytest.mark.parametrize("text", CASES["nobody"])
def test_others_named_are_not_casualties(text: str) -> None:
    assert [person.name for person in read(text).people] == []


def test_every_person_is_grounded_and_counted() -> None:
    for _, text in _sentences():
        reading = read(text)
        claims = {claim.id: claim for claim in reading.claims}
        for person in reading.people:
            assert person.evidence
            for span in person.evidence:
                assert text[span.start : span.end] == span.text
            assert person.claim in claims
            casualty = claims[person.claim].casualty
            assert casualty is not None
            assert casualty.status in (person.status, "killed_or_injured")


def test_a_martyr_named_after_the_one_counted_is_no_other() -> None:
    reading = read("قتل مدني في بلدة الصنوبر. وشيع الأهالي الشهيد خالد الراوي.")
    assert len([claim for claim in reading.claims if claim.casualty is not None]) == 1


def test_a_list_without_a_number_gives_its_count() -> None:
    reading = read("أسماء الشهداء:\nعماد الرز\nكريم بلوط\nحازم طحان")
    counts = [(c.casualty.low, c.casualty.high) for c in reading.claims if c.casualty]
    assert counts == [(3, 3)]


def test_names_once_for_each_person() -> None:
    text = (
        "استشهاد الشاب مهند الرومي جراء القصف. وقال مصدر طبي إن مهند سعيد الرومي توفي في المشفى. "
        "وكان الشهيد مهند طالبا."
    )
    assert [person.name for person in read(text).people] == ["مهند سعيد الرومي"]


def test_comments_under_a_post_name_nobody() -> None:
    page = "All reactions: 12\nLikeComment\nMost relevant\nالشهيد سالم الفرا رحمه الله"
    text = f"استشهاد الشاب مهند الرومي جراء القصف.\n{page}"
    assert [person.name for person in read(text).people] == ["مهند الرومي"]
