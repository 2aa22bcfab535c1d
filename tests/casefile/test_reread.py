"""Readings are made anew when program or knowledge change, and the old ones stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from riwaya.casefile.open import Case
from riwaya.casefile.schema import readings, reports, versions
from riwaya.casefile.verify import verify
from riwaya.ingest.add import reread
from riwaya.model.intake import Intake

Put = Callable[..., object]

DATED = "حلب - 4 آذار 2024\nقتل ثلاثة مدنيين في قصف على سرمين."


@pytest.fixture
def newer_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a lexicon had been changed since."""
    for module in ("keep", "reread"):
        monkeypatch.setattr(f"riwaya.casefile.{module}.knowledge_digest", lambda: "f" * 64)


def test_nothing_is_read_again_without_a_change(case: Case, put: Put) -> None:
    put(DATED)
    assert reread(case) == 0


def test_new_knowledge_reads_again_and_keeps_the_older_reading(
    case: Case, put: Put, request: pytest.FixtureRequest
) -> None:
    put(DATED, Intake("x", "أصيب جنديان.", id="x"))
    request.getfixturevalue("newer_knowledge")
    assert reread(case) == 2
    assert reread(case) == 0
    with case.reading() as connection:
        made = connection.execute(
            select(readings.c.knowledge, func.count()).group_by(readings.c.knowledge)
        ).all()
        current = connection.execute(
            select(readings.c.knowledge).join(reports, reports.c.reading == readings.c.number)
        ).scalars()
        assert sorted(count for _, count in made) == [2, 2]
        assert set(current) == {"f" * 64}
        assert verify(connection).faults == ()


def test_a_day_from_the_dateline_is_found_anew_not_taken_as_given(
    case: Case, put: Put, request: pytest.FixtureRequest
) -> None:
    put(DATED)
    request.getfixturevalue("newer_knowledge")
    reread(case)
    with case.reading() as connection:
        row = connection.execute(
            select(reports.c.published, versions.c.published_basis).join(
                versions, versions.c.number == reports.c.version
            )
        ).one()
    assert tuple(row) == ("2024-03-04", "dateline")
