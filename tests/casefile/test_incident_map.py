"""Places and days of incidents put together, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from riwaya.casefile.incident_list import IncidentQuery
from riwaya.casefile.incident_map import days_of, sites_of, span_of
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.schema import incidents
from riwaya.model.intake import Intake

EVERY = IncidentQuery()
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")


@pytest.fixture
def spread(case: Case, put: Callable[..., object]) -> Case:
    """Three incidents: two near one another, one far away and south of the equator."""
    for name, town, day in (("r1", "درعا", 4), ("r2", "تعز", 9), ("r3", "الموصل", 14)):
        text = f"قالت مصادر محلية إن خمسة مدنيين قتلوا في قصف على مدينة {town} اليوم."
        put(Intake("t", text, id=name, published=date(2024, 3, day), published_basis="given"))
    bring_up_to_date(case)
    points = ((36.21, 37.11), (36.24, 37.14), (-12.07, -77.04))
    with case.writing() as connection:
        ids = connection.execute(incidents.select().order_by(incidents.c.start)).scalars().all()
        for name, (latitude, longitude) in zip(ids, points, strict=True):
            here = incidents.update().where(incidents.c.id == name)
            connection.execute(here.values(latitude=latitude, longitude=longitude, precision=1))
    return case


def test_places_stand_for_themselves_while_they_are_few(spread: Case) -> None:
    with spread.reading() as connection:
        found = sites_of(connection, EVERY, "grade", GRADES)
    assert found.cell == 0
    assert [site.latitude for site in found.sites] == [-12.07, 36.21, 36.24]
    assert all(sum(site.counts) == site.incidents == 1 for site in found.sites)


def test_of_more_places_neighbours_are_put_together(spread: Case) -> None:
    with spread.reading() as connection:
        found = sites_of(connection, EVERY, "grade", GRADES, most=2)
    south, north = found.sites
    assert found.cell > 0
    assert (south.incidents, north.incidents) == (1, 2)
    assert north.box == (37.11, 36.21, 37.14, 36.24)
    assert (north.longitude, north.latitude) == pytest.approx((37.125, 36.225))
    assert north.killed == 10


def test_days_are_put_together_by_month_and_year(spread: Case) -> None:
    with spread.reading() as connection:
        assert span_of(connection, EVERY) == (date(2024, 3, 4), date(2024, 3, 14))
        assert span_of(connection, IncidentQuery(until=date(2020, 1, 1))) is None
        assert [d.day.day for d in days_of(connection, EVERY)] == [4, 9, 14]
        assert days_of(connection, EVERY, "month") == [(date(2024, 3, 1), 3, 15)]
        assert days_of(connection, EVERY, "year") == [(date(2024, 1, 1), 3, 15)]
