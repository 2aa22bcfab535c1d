"""Reviews in a case: who waits for whom, what is taken back, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from riwaya.casefile.decisions import decide
from riwaya.casefile.incident_list import IncidentQuery, incident_page
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.review_queue import DIFFERING, FIRST, SECOND, waiting, waiting_counts
from riwaya.casefile.reviewing import review, take_back
from riwaya.errors import NotInCase, UsageError
from riwaya.model.intake import Intake

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
        return [one.key for one in waiting(connection, FIRST, "tester", EVERY)]


def keys(case: Case, stage: str, who: str = "tester", query: IncidentQuery = EVERY) -> list[str]:
    with case.reading() as connection:
        return [one.key for one in waiting(connection, stage, who, query)]


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
        counts = waiting_counts(connection, "Huda", EVERY)
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
        passed = waiting(connection, FIRST, "tester", EVERY, limit=1, skip=1)
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
