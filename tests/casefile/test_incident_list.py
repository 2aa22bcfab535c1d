"""The list of incidents and the tables of the desk, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.casefile.incident_list import (
    IncidentQuery,
    every_page,
    incident_counts,
    incident_page,
    sources_of,
    unlinked,
)
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.schema import incidents
from riwaya.errors import UsageError
from riwaya.model.intake import Intake


def _report(id: str, text: str, day: str, outlet: str, url: str | None = None) -> Intake:
    published = date.fromisoformat(day)
    return Intake(
        id, text, id=id, outlet=outlet, url=url, published=published, published_basis="given"
    )


REPORTS = (
    _report("a", "قتل خمسة مدنيين في قصف على بلدة كفرنبل اليوم الاثنين.", "2024-03-04", "الضفاف"),
    _report("b", "قتل سبعة مدنيين في قصف على بلدة كفرنبل اليوم الاثنين.", "2024-03-04", "الوادي",
            "https://wadi.example/b"),
    _report("c", "جرح أربعة أشخاص بانفجار عبوة في الموصل اليوم الخميس.", "2024-04-11", "دجلة"),
    _report("d", "خطف مسلحون مجهولون صحفيا في مدينة درنة.", "2024-02-01", "الجبل"),
)  # fmt: skip


@pytest.fixture
def linked(case, put):
    """A case with three incidents."""
    put(*REPORTS)
    with case.reading() as connection:
        assert unlinked(connection) == 4
    bring_up_to_date(case)
    return case


def ids(case, query: IncidentQuery) -> list[str]:
    with case.reading() as connection:
        return [row.type for page in every_page(connection, query) for row in page.rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (IncidentQuery(event_type="bombing"), ["bombing"]),
        (IncidentQuery(since=date(2024, 4, 1)), ["bombing"]),
        (IncidentQuery(place="Mosul"), ["bombing"]),
        (IncidentQuery(outlet="الوادي"), ["shelling"]),
        (IncidentQuery(disputed="count"), ["shelling"]),
        (IncidentQuery(grade="confirmed"), []),
        (IncidentQuery(sort="killed"), ["shelling", "bombing", "abduction"]),
        (IncidentQuery(sort="reports", descending=False), None),
    ],
)
def test_lists_are_the_same_on_both_databases(linked, query, found) -> None:
    shown = ids(linked, query)
    if found is None:
        assert shown[-1] == "shelling"
    elif query.sort == "killed":
        assert shown[0] == "shelling"
        assert sorted(shown) == sorted(found)
    else:
        assert shown == found


@pytest.mark.parametrize("sort", ["date", "killed", "injured", "type", "grade", "origins"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_cover_everything_once(linked, sort: str, descending: bool) -> None:
    query = IncidentQuery(sort=sort, descending=descending, limit=1)
    seen, after = [], None
    with linked.reading() as connection:
        for _ in range(10):
            page = incident_page(
                connection, IncidentQuery(sort=sort, descending=descending, limit=1, after=after)
            )
            seen += [row.id for row in page.rows]
            after = page.next
            if after is None:
                break
        whole = [row.id for page in every_page(connection, query) for row in page.rows]
        assert seen == whole
        assert len(set(seen)) == incident_counts(connection, query).total


def test_undated_incidents_come_last_either_way(linked) -> None:
    with linked.writing() as connection:
        row = incidents.c.type == "bombing"
        connection.execute(incidents.update().where(row).values(start=None, end=None))
    for descending in (True, False):
        assert ids(linked, IncidentQuery(descending=descending))[-1] == "bombing"
    assert "bombing" not in ids(linked, IncidentQuery(since=date(1950, 1, 1)))


def test_counts_are_by_type_and_grade(linked) -> None:
    with linked.reading() as connection:
        counts = incident_counts(connection, IncidentQuery())
    assert counts.total == sum(counts.types.values()) == sum(counts.grades.values())
    assert counts.types["shelling"] == 1
    assert counts.disputed == 1


def test_sources_are_told_by_incident(linked) -> None:
    with linked.reading() as connection:
        (row,) = incident_page(connection, IncidentQuery(event_type="shelling")).rows
        found = sources_of(connection, [row.id, "i-none"])
    assert found == {
        row.id: [("الضفاف", None), ("الوادي", "https://wadi.example/b")], "i-none": []
    }  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [IncidentQuery(sort="colour"), IncidentQuery(limit=0), IncidentQuery(limit=1_001),
     IncidentQuery(after="x"), IncidentQuery(sort="killed", after="x~y")],
)  # fmt: skip
def test_calls_that_make_no_sense_are_refused(case, query: IncidentQuery) -> None:
    with case.reading() as connection, pytest.raises(UsageError):
        incident_page(connection, query)


def test_reports_that_changed_since_are_named_unlinked(linked, put) -> None:
    with linked.reading() as connection:
        assert unlinked(connection) == 0
    put(_report("c", "جرح ستة أشخاص بانفجار في الموصل اليوم الخميس.", "2024-04-11", "دجلة"))
    with linked.reading() as connection:
        assert unlinked(connection) == 1
