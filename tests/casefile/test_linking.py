"""Bringing incidents up to date report by report gives what linking the whole case gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event, update

from riwaya.casefile import linking
from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.casefile.schema import mentions, reports
from riwaya.model.intake import Intake

Put = Callable[..., object]

WIRE = (
    "قتل ستة مدنيين وأصيب تسعة آخرون جراء قصف مدفعي استهدف سوقا شعبية في سرمين يوم الأحد 10 آذار "
    "2024، بحسب ما أفاد مصدر طبي في المشفى الذي نقل إليه المصابون، وقال شهود عيان إن القصف استمر "
    "ساعة كاملة."
)
OWN = "أفاد الدفاع المدني بمقتل ستة مدنيين بقصف على سوق سرمين في 10 آذار 2024."
OTHER = "قتل مدنيان بانفجار لغم أرضي في تدمر في 12 آذار 2024، وقال ناشطون إنهما راعيان."
FRESH = "قال المجلس المحلي إن ثلاثة أشخاص قتلوا برصاص قناص في منبج في 14 آذار 2024."


def report(id: str, text: str) -> Intake:
    return Intake(where=id, text=text, id=id, outlet=f"وكالة {id}")


def stored(case: Case) -> list[str]:
    with case.reading() as connection:
        return list(incident_objects(connection))


def linked_anew(case: Case) -> list[str]:
    """What linking everything gives for the same case."""
    with case.writing() as connection:
        connection.execute(update(reports).values(linked=None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "_MANY", -1.0)
        bring_up_to_date(case)
    return stored(case)


@pytest.fixture
def always_few(monkeypatch) -> None:
    """Small cases take the way of large ones, which look around what is new."""
    monkeypatch.setattr(linking, "_MANY", 100.0)


@pytest.mark.usefixtures("always_few")
def test_reports_added_changed_and_copied_one_by_one(case: Case, put: Put) -> None:
    steps = [
        report("a", OWN),
        report("b", WIRE),
        report("c", OTHER),
        report("d", f"{WIRE} المصدر: وكالة."),
        report("e", WIRE),
        report("b", FRESH),
        report("e", OTHER),
    ]
    for step in steps:
        put(step)
        bring_up_to_date(case)
        one_by_one = stored(case)
        assert one_by_one == linked_anew(case)


@pytest.mark.usefixtures("always_few")
def test_a_copy_whose_first_went_away_is_looked_at_again(case: Case, put: Put) -> None:
    for id in "abc":
        put(report(id, WIRE))
    bring_up_to_date(case)
    put(report("a", OTHER))
    assert bring_up_to_date(case).reports == 3
    assert bring_up_to_date(case).reports == 0


def test_one_more_report_asks_no_question_that_reads_a_whole_table(case: Case, put: Put) -> None:
    if not case.is_sqlite:
        pytest.skip("plans are worded as SQLite words them")
    for id in "abcdefghijklmnopqrstu":
        put(report(id, OTHER.replace("تدمر", f"قرية {id}")))
    bring_up_to_date(case)
    put(report("z", WIRE))
    asked: dict[str, object] = {}

    @event.listens_for(case.engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, parameters, _context, many) -> None:
        if statement.startswith("SELECT"):
            asked[statement] = parameters[0] if many else parameters

    bring_up_to_date(case)
    event.remove(case.engine, "before_cursor_execute", _note)
    assert asked
    with case.reading() as connection:
        for statement, parameters in asked.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            for line in plan:
                for table in ("mentions", "blocks", "members", "readings", "copies", "versions"):
                    assert f"SCAN {table}" not in line.detail or "COVERING" in line.detail


def test_other_rules_link_everything_anew_whatever_form_mentions_had(
    case: Case, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(report("a", OWN), report("b", WIRE), report("c", OTHER))
    bring_up_to_date(case)
    before = stored(case)
    with case.writing() as connection:
        connection.execute(update(mentions).values(object="{}"))
    monkeypatch.setattr(linking, "linking_rules", lambda: "other rules")
    assert bring_up_to_date(case).reports == 3
    assert stored(case) == before
