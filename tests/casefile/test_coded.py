"""Rows coded by hand lie in a case apart, are kept once, and cannot be changed unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select, update

from riwaya.casefile import log
from riwaya.casefile.backup import back_up
from riwaya.casefile.coded import coded_faults, coders, records, take_in
from riwaya.casefile.coded_schema import coded
from riwaya.casefile.open import Case, open_case
from riwaya.model.coded import CodedRecord, Coder

AMAL = Coder("amal", "acled")
ROWS = (
    CodedRecord(
        "SYR1", start=date(2024, 3, 11), end=date(2024, 3, 11), place="سرمين", latitude=35.9,
        longitude=36.7, type="shelling", killed_best=9,
        fields=(("event_type", "Explosions/Remote violence"), ("fatalities", 9)),
    ),
    CodedRecord("SYR2", incident="i-0123456789ab", fields=(("actor1", "\ud800 half a pair\0"),)),
)  # fmt: skip
CAME = {"file": "mine.csv", "sha256": "0" * 64}


def _rows(case: Case) -> list[CodedRecord]:
    with case.reading() as connection:
        ((number, _, _),) = coders(connection)
        return list(records(connection, number))


def _faults(case: Case) -> list[str]:
    with case.reading() as connection:
        return list(coded_faults(connection))


def test_rows_come_back_as_they_were(case: Case) -> None:
    take_in(case, AMAL, "", ROWS, CAME)
    assert _rows(case) == list(ROWS)


def test_a_second_time_adds_nothing_and_a_changed_row_is_one_more_version(case: Case) -> None:
    assert take_in(case, AMAL, "", ROWS, CAME).added == 2
    again = take_in(case, AMAL, "", ROWS, CAME)
    assert (again.added, again.changed, again.unchanged, again.elsewhere) == (0, 0, 2, 0)
    corrected = replace(ROWS[0], killed_best=10)
    third = take_in(case, AMAL, "", [corrected], CAME)
    assert (third.added, third.changed, third.unchanged, third.elsewhere) == (0, 1, 0, 1)
    assert _rows(case) == [corrected, ROWS[1]]
    with case.reading() as connection:
        query = select(coded.c.version).where(coded.c.key == "SYR1").order_by(coded.c.version)
        assert list(connection.execute(query).scalars()) == [1, 2]
    assert _faults(case) == []


def test_coders_and_data_sets_are_kept_apart(case: Case) -> None:
    for coder in (AMAL, Coder("omar", "acled"), Coder("amal", "codebook", "River records")):
        assert take_in(case, coder, "", ROWS[:1], CAME).added == 1
    with case.reading() as connection:
        assert len(coders(connection)) == 3
        named = [coder.set_name for _, coder, _ in coders(connection, "amal")]
    assert named == ["acled", "codebook River records"]


def test_what_is_changed_behind_the_log_shows(case: Case) -> None:
    take_in(case, AMAL, "", ROWS, CAME)
    with case.writing() as connection:
        changed = update(coded).where(coded.c.key == "SYR1")
        connection.execute(changed.values(object='{"key": "SYR1"}'))
    (fault,) = _faults(case)
    assert "amal: acled" in fault and "log" in fault
    with case.writing() as connection:
        connection.execute(delete(coded))
    assert len(_faults(case)) == 1


def test_an_import_is_one_line_of_the_log_with_the_file_and_its_hash(case: Case) -> None:
    take_in(case, AMAL, "", ROWS, CAME)
    with case.reading() as connection:
        *_, line = log.lines(connection)
    assert (line.what, line.subject) == ("import", "amal: acled")
    assert '"file": "mine.csv"' in line.after and '"added": 2' in line.after


def test_a_backup_holds_them(case: Case, tmp_path: Path) -> None:
    take_in(case, AMAL, "", ROWS, CAME)
    back_up(case, tmp_path / "copy.db")
    copy = open_case(str(tmp_path / "copy.db"))
    try:
        assert _rows(copy) == list(ROWS)
        assert _faults(copy) == []
    finally:
        copy.close()
