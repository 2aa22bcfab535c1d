"""Decisions are records; taking one back is another record."""

from __future__ import annotations

import pytest

from riwaya.casefile import log
from riwaya.casefile.decisions import all_decisions, decide
from riwaya.casefile.open import Case
from riwaya.errors import NotInCase
from riwaya.model.decision import standing


def test_a_decision_is_kept_with_who_when_and_why(case: Case) -> None:
    with case.writing() as connection:
        made = decide(case, connection, "exclude", ["r:c1"], why="a misreading")
    with case.reading() as connection:
        assert all_decisions(connection) == (made,)
        assert [line.what for line in log.lines(connection)] == ["decide"]
    assert (made.who, made.why, made.one) == ("tester", "a misreading", ("r:c1",))


def test_what_is_taken_back_no_longer_stands_and_taking_back_can_be_taken_back(
    case: Case,
) -> None:
    with case.writing() as connection:
        first = decide(case, connection, "never", ["a:e1"], ["b:e1"])
        undo = decide(case, connection, "undo", [first.id])
    with case.reading() as connection:
        assert standing(all_decisions(connection)) == ()
    with case.writing() as connection:
        decide(case, connection, "undo", [undo.id])
    with case.reading() as connection:
        assert standing(all_decisions(connection)) == (first,)
        assert len(all_decisions(connection)) == 3


def test_only_what_was_decided_can_be_taken_back(case: Case) -> None:
    with pytest.raises(NotInCase, match="d-none"), case.writing() as connection:
        decide(case, connection, "undo", ["d-none"])


def test_the_same_decision_twice_is_two_records(case: Case) -> None:
    with case.writing() as connection:
        one = decide(case, connection, "prefer", ["r:c1"])
        other = decide(case, connection, "prefer", ["r:c1"])
    assert one.id != other.id
