"""Incidents that lie near another in time and place are found, the nearest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from riwaya.casefile.incidents import clusters, compose_one
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.neighbours import neighbours
from riwaya.casefile.open import Case
from riwaya.casefile.schema import incidents
from riwaya.model.incident import Incident
from riwaya.model.intake import Intake

Put = Callable[..., object]


def told(name: str, text: str) -> Intake:
    return Intake(
        name, text, id=name, outlet=f"وكالة {name}", published=date(2024, 6, 1),
        published_basis="given",
    )  # fmt: skip


STRIKE = told("a", "قتل ثلاثة مدنيين بغارة جوية على بلدة سرمدا يوم الجمعة 10 أيار 2024.")
NEXT_TOWN = told("b", "قتل شخصان بانفجار عبوة ناسفة في مدينة الدانا يوم السبت 11 أيار 2024.")
FAR_AWAY = told("c", "قتل خمسة مدنيين بغارة جوية على مدينة تعز يوم الجمعة 10 أيار 2024.")
LONG_AFTER = told("d", "قتل أربعة مدنيين بغارة جوية على بلدة سرمدا يوم الأربعاء 29 أيار 2024.")
NOWHERE = told("e", "قتل ستة مدنيين بغارة جوية يوم الجمعة 10 أيار 2024.")


def incident_of(case: Case, report: str) -> tuple[Incident, list[str]]:
    """The incident of a report, and the reports of those near it."""
    with case.reading() as connection:
        ids = connection.execute(incidents.select()).scalars().all()
        found = {
            incident.reports: incident
            for cluster in clusters(connection, ids)
            for incident, _ in [compose_one(connection, cluster, "range")]
        }
        incident = found[(report,)]
        by_id = {other.id: other.reports[0] for other in found.values()}
        return incident, [by_id[near.row.id] for near in neighbours(connection, incident)]


def test_what_is_near_in_time_and_place_comes_first_and_nothing_far(case: Case, put: Put) -> None:
    put(STRIKE, NEXT_TOWN, FAR_AWAY, LONG_AFTER, NOWHERE)
    bring_up_to_date(case)
    _, near = incident_of(case, "a")
    assert near == ["b", "e"]


def test_distance_and_days_between_are_told(case: Case, put: Put) -> None:
    put(STRIKE, NEXT_TOWN, NOWHERE)
    bring_up_to_date(case)
    incident, _ = incident_of(case, "a")
    with case.reading() as connection:
        town, nowhere = neighbours(connection, incident)
    assert town.days == 1
    assert town.km is not None and 2 < town.km < 15
    assert (nowhere.days, nowhere.km) == (0, None)


def test_no_more_than_asked_for(case: Case, put: Put) -> None:
    put(STRIKE, NEXT_TOWN, NOWHERE)
    bring_up_to_date(case)
    incident, _ = incident_of(case, "a")
    with case.reading() as connection:
        assert len(neighbours(connection, incident, limit=1)) == 1
