"""Reviews in a case: who waits for whom, what is taken back, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from riwaya.casefile.decisions import decide
from riwaya.casefile.incident_list import IncidentQuery, incident_page
from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.review_queue import (
    DIFFERING,
    FIRST,
    SECOND,
    counts_by_kind,
    waiting,
    waiting_counts,
)
from riwaya.casefile.reviewing import review, take_back
from riwaya.errors import NotInCase, UsageError
from riwaya.model.intake import Intake
from riwaya.model.review import CAUSE, FIGURE, PERSON, RESPONSIBILITY

EVERY = IncidentQuery()


@pytest.fixture
def figures(case: Case, put: Callable[..., object]) -> list[str]:
    """The keys of two figures of two incidents."""
    for name, town, day in (("r1", "درعا", 4), ("r2", "تعز", 9)):
        text = f"قالت مصادر محلية إن خمسة مدنيين قتلوا في قصف على مدينة {town} اليوم."
        put(
            Intake("t", text, id=name, published=date(2024, 3, day), published_basis="given"),
        )
    bring_up_to_date(case)
    with case.reading() as connection:
        return [one.key for one in waiting(connection, FIRST, "tester", EVERY, kind=FIGURE)]


def keys(case: Case, stage: str, who: str = "tester", query: IncidentQuery = EVERY) -> list[str]:
    with case.reading() as connection:
        return [one.key for one in waiting(connection, stage, who, query, kind=FIGURE)]


def test_a_figure_goes_through_the_stages(case: Case, figures: list[str]) -> None:
    first, other = figures
    review(case, first, "reject")
    assert keys(case, FIRST) == [other]
    assert keys(case, SECOND) == []
    assert keys(case, SECOND, "Rami") == [first]
    made = review(replace(case, who="Rami"), first, "accept")
    assert keys(case, DIFFERING) == [first]
    with case.reading() as connection:
        (open_one,) = waiting(connection, DIFFERING, "Huda", EVERY)
        counts = waiting_counts(connection, "Huda", EVERY, FIGURE)
    assert counts == {FIRST: 1, SECOND: 0, DIFFERING: 1}
    settling = [said.decision for said in open_one.reviews]
    assert made.id in settling
    review(replace(case, who="Huda"), first, "reject", settles=settling)
    assert keys(case, DIFFERING) == []


def test_reviewed_incidents_are_told_from_others(case: Case, figures: list[str]) -> None:
    made = review(case, figures[0], "accept")

    def unreviewed() -> int:
        with case.reading() as connection:
            return len(incident_page(connection, IncidentQuery(unreviewed=True)).rows)

    assert unreviewed() == 1
    take_back(case, made)
    assert unreviewed() == 2
    assert sorted(keys(case, FIRST)) == sorted(figures)


def test_the_queue_can_be_passed_over_and_narrowed(case: Case, figures: list[str]) -> None:
    with case.reading() as connection:
        passed = waiting(connection, FIRST, "tester", EVERY, 1, 1, FIGURE)
    assert [one.key for one in passed] == figures[1:]
    assert keys(case, FIRST, query=IncidentQuery(until=date(2024, 3, 6))) == ["r1:c1"]


def test_a_review_is_taken_back_once_and_for_good(case: Case, figures: list[str]) -> None:
    made = review(case, figures[0], "reject")
    undoing = take_back(case, made)
    with pytest.raises(UsageError, match="already"):
        take_back(case, made)
    with case.writing() as connection, pytest.raises(UsageError, match="again"):
        decide(case, connection, "undo", [undoing.id])


def test_an_edit_has_to_change_something_that_can_be(case: Case, figures: list[str]) -> None:
    for edit in ({}, {"low": "5"}, {"high": "4"}, {"low": "five"}, {"source": "s99"}):
        with pytest.raises(UsageError):
            review(case, figures[0], "edit", edit)
    with pytest.raises(NotInCase):
        review(case, "r1:c77", "accept")
    assert sorted(keys(case, FIRST)) == sorted(figures), "nothing was kept"


@pytest.fixture
def told(case: Case, put: Callable[..., object]) -> Case:
    """A case of one report that names a party, a cause and a person."""
    text = (
        "قالت مصادر محلية إن قوات النظام قصفت بالمدفعية بلدة كفرنبل اليوم الاثنين، ما أدى إلى مقتل "
        "خمسة مدنيين بينهم الشاب سامر خليل الحمدان."
    )
    put(Intake("t", text, id="r1", published=date(2024, 3, 4), published_basis="given"))
    bring_up_to_date(case)
    return case


def one_of_kind(case: Case, kind: str) -> str:
    with case.reading() as connection:
        (found,) = waiting(connection, FIRST, "tester", EVERY, kind=kind)
    assert found.kind == kind
    return found.key


def shown(case: Case) -> dict:
    with case.reading() as connection:
        return json.loads(next(incident_objects(connection)))


def test_every_kind_of_claim_waits_and_is_counted(told: Case) -> None:
    with told.reading() as connection:
        kinds = counts_by_kind(connection, EVERY)
        every = waiting(connection, FIRST, "tester", EVERY, limit=100)
        narrowed = counts_by_kind(connection, IncidentQuery(until=date(2020, 1, 1)))
    assert {kind: sum(one.kind == kind for one in every) for kind in kinds} == kinds
    assert kinds[RESPONSIBILITY] == kinds[CAUSE] == kinds[PERSON] == 1
    assert set(narrowed.values()) == {0}


def test_a_rejected_accusation_is_not_heard_until_that_is_taken_back(told: Case) -> None:
    assert shown(told)["responsibility"]
    made = review(told, one_of_kind(told, RESPONSIBILITY), "reject")
    found = shown(told)
    assert found["responsibility"] == []
    assert made.one[0] in found["claims"], "it is shown as rejected, not hidden"
    take_back(told, made)
    assert shown(told)["responsibility"]


def test_a_person_can_be_corrected_and_left_out(told: Case) -> None:
    key = one_of_kind(told, PERSON)
    made = review(told, key, "edit", {"name": "سامر خليل الحمداني", "status": "injured"})
    (person,) = shown(told)["people"]
    assert (person["name"], person["status"]) == ("سامر خليل الحمداني", "injured")
    take_back(told, made)
    review(told, key, "reject")
    assert shown(told)["people"] == []


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        (RESPONSIBILITY, {"actor": "a99"}),
        (RESPONSIBILITY, {"low": "4"}),
        (CAUSE, {"cause": "magic"}),
        (PERSON, {"name": ""}),
        (PERSON, {"name": "x" * 201}),
        (PERSON, {"status": "sleeping"}),
    ],
)
def test_edits_of_statements_have_to_make_sense(told: Case, kind: str, edit: dict) -> None:
    with pytest.raises(UsageError):
        review(told, one_of_kind(told, kind), "edit", edit)


def test_few_and_many_incidents_give_the_same_queue(told: Case, monkeypatch) -> None:
    def found() -> list[str]:
        with told.reading() as connection:
            query = IncidentQuery(event_type="shelling", unreviewed=True)
            return [one.key for one in waiting(connection, FIRST, "tester", query, limit=50)]

    few = found()
    assert len(few) > 3
    monkeypatch.setattr("riwaya.casefile.review_queue._FEW", 0)
    assert found() == few
