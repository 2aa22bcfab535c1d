"""An incident that is no more leads to those that hold its mentions now, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import update

from riwaya.casefile import linking
from riwaya.casefile.decisions import decide
from riwaya.casefile.incidents import cluster_of
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.schema import reports
from riwaya.casefile.trails import successors
from riwaya.errors import IncidentMoved, NotInCase
from riwaya.model.decision import MentionKey
from riwaya.model.intake import Intake


@pytest.fixture
def three(case: Case, put: Callable[..., object]) -> dict[str, str]:
    """Three incidents of one report each: their ids by report."""
    for name, town, day in (("r1", "درعا", 4), ("r2", "تعز", 9), ("r3", "الموصل", 14)):
        text = f"قالت مصادر محلية إن خمسة مدنيين قتلوا في قصف على مدينة {town} اليوم."
        put(Intake("t", text, id=name, published=date(2024, 3, day), published_basis="given"))
    bring_up_to_date(case)
    return {name: incident_of(case, name) for name in ("r1", "r2", "r3")}


def incident_of(case: Case, report: str) -> str:
    from riwaya.desk.dossier.whereabouts import incident_of as found

    with case.reading() as connection:
        return found(connection, MentionKey(report, "e1")) or ""


def said(case: Case, kind: str, one: list[str], other: list[str] | None = None) -> str:
    with case.writing() as connection:
        made = decide(case, connection, kind, one, other or [], "")
    bring_up_to_date(case)
    return made.id


def after(case: Case, old: str) -> list[tuple[str, int]]:
    with case.reading() as connection:
        return [tuple(one) for one in successors(connection, old)]


@pytest.fixture(params=["around", "anew"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Linking looks around what is new, or links everything."""
    monkeypatch.setattr(linking, "_MANY", 100.0 if request.param == "around" else -1.0)
    return str(request.param)


def test_a_merged_incident_leads_to_the_whole(case: Case, three: dict[str, str]) -> None:
    said(case, "must", ["r1:e1"], ["r2:e1"])
    whole = incident_of(case, "r1")
    gone = ({three["r1"], three["r2"]} - {whole}).pop()
    assert after(case, gone) == [(whole, 1)]
    with case.reading() as connection, pytest.raises(IncidentMoved) as moved:
        cluster_of(connection, gone[:12])
    assert (moved.value.old, moved.value.into) == (gone, (whole,))


def test_the_trail_is_followed_over_several_changes(case: Case, three: dict[str, str]) -> None:
    said(case, "must", ["r2:e1"], ["r3:e1"])
    said(case, "must", ["r1:e1"], ["r2:e1"])
    whole = incident_of(case, "r1")
    for old in set(three.values()) - {whole}:
        assert [name for name, _ in after(case, old)] == [whole]


def test_taking_the_merge_back_brings_the_incident_back(case: Case, three: dict[str, str]) -> None:
    made = said(case, "must", ["r1:e1"], ["r2:e1"])
    said(case, "undo", [made])
    assert {incident_of(case, name) for name in ("r1", "r2")} == {three["r1"], three["r2"]}
    with case.reading() as connection:
        for old in three.values():
            assert cluster_of(connection, old).id == old
            assert successors(connection, old) == ()


def test_an_incident_that_was_parted_leads_to_its_parts(case: Case, three: dict[str, str]) -> None:
    made = said(case, "must", ["r2:e1"], ["r3:e1"])
    pair = incident_of(case, "r2")
    other = "r2" if pair == three["r3"] else "r3"
    said(case, "must", ["r1:e1"], [f"{other}:e1"])
    said(case, "undo", [made])
    for old in {pair, *three.values()}:
        here = {incident_of(case, name) for name in three}
        found = {name for name, _ in after(case, old)}
        assert old in here or (found and found <= here)


def test_linking_all_anew_without_a_change_leaves_no_trail(
    case: Case, three: dict[str, str]
) -> None:
    with case.writing() as connection:
        connection.execute(update(reports).values(linked=None))
    bring_up_to_date(case)
    assert [after(case, old) for old in three.values()] == [[], [], []]


def test_an_id_that_never_was_is_not_found(case: Case, three: dict[str, str]) -> None:
    with case.reading() as connection, pytest.raises(NotInCase, match="no incident") as raised:
        cluster_of(connection, "i-0123456789abcdef")
    assert not isinstance(raised.value, IncidentMoved)
