"""Whatever is changed in a case behind its back is found and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from riwaya.casefile import log
from riwaya.casefile.backup import back_up, restore
from riwaya.casefile.decisions import decide
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.verify import verify
from riwaya.errors import CaseDamaged, CaseUnavailable
from riwaya.model.intake import Intake

Put = Callable[..., object]

TEXTS = ("قتل ثلاثة مدنيين في قصف على سرمين.", "أصيب جنديان بانفجار عبوة قرب تدمر.")


def faults(case: Case, **options: str) -> tuple[str, ...]:
    with case.reading() as connection:
        return verify(connection, **options).faults  # type: ignore[arg-type]


def tamper(case: Case, statement: str) -> None:
    """Change the case as somebody with the file in hand could, past all its guards."""
    if case.is_sqlite:
        with closing(sqlite3.connect(case.address, isolation_level=None)) as file:
            found = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (trigger,) in found:
                file.execute(f"DROP TRIGGER {trigger}")
            file.execute(statement)
        return
    with case.writing() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(statement))


def test_a_case_that_nobody_touched_is_intact(case: Case, put: Put) -> None:
    put(*TEXTS)
    put(Intake("x", TEXTS[0], url="https://a.example/1"))
    put(Intake("x", TEXTS[1], url="https://a.example/1"))
    assert faults(case) == ()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE originals SET data = X'78', compressed = 0", "original "),
        ("UPDATE originals SET size = size + 1", "original "),
        ("UPDATE versions SET text = 'لم يقتل أحد' WHERE number = 2", "version 1: its text"),
        ("UPDATE log SET after = '{}' WHERE number = 2", "line 2 (read"),
        ("UPDATE log SET at = '2020-01-01T00:00:00+00:00' WHERE number = 3", "line 3 (add"),
        ("DELETE FROM log WHERE number = 2", "line 2 is missing"),
        ("DELETE FROM log WHERE number > 2", "the log does not know of it"),
        ("UPDATE log SET previous = hash WHERE number = 4", "line 4 does not hold"),
    ],
)
def test_a_change_is_found_and_named(case: Case, put: Put, statement: str, named: str) -> None:
    put(*TEXTS)
    if not case.is_sqlite:
        statement = statement.replace("X'78'", "'\\x78'")
    tamper(case, statement)
    assert named in " ".join(faults(case))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM originals", "original"),
        ("UPDATE versions SET published = '2020-01-01'", "where and when it came from"),
        ("UPDATE versions SET url = 'https://a.example/2'", "where and when it came from"),
        ("UPDATE versions SET headers = '[]', added = added || 'Z'", "where and when it came from"),
        ("UPDATE readings SET program = 'riwaya 9'", "reading 1 is not the one"),
        ("UPDATE readings SET object = NULL, failure = 'x'", "reading 1 is not the one"),
        ("UPDATE reports SET version = 1 WHERE number = 1", "does not show its newest version"),
        ("UPDATE reports SET reading = 1 WHERE number = 1", "does not show its newest version"),
        ("UPDATE reports SET version = NULL", "does not show its newest version"),
        ("UPDATE decisions SET why = 'x'", "decision d-"),
        ("UPDATE decisions SET who = 'x'", "decision d-"),
        ("UPDATE decisions SET one = '{'", "decision d-"),
        ("DELETE FROM decisions", "is gone, though the log knows"),
    ],
)
def test_where_it_came_from_what_is_shown_and_what_was_decided_are_checked_too(
    case: Case, put: Put, statement: str, named: str
) -> None:
    put(*(Intake("x", t, url="https://a.example/1", outlet="ضفاف\0\ud800\uf8f0") for t in TEXTS))
    put("قتل راع")
    with case.writing() as connection:
        decide(case, connection, "exclude", ["x:c1"], why="مكرر")
    assert faults(case) == ()
    tamper(case, statement)
    assert named in " ".join(faults(case))


def test_a_reading_taken_away_is_missed(case: Case, put: Put) -> None:
    put(*TEXTS)
    tamper(case, "DELETE FROM readings WHERE number = 2")
    assert any("of the readings that the log knows of are gone" in f for f in faults(case))


def test_a_report_taken_away_is_missed(case: Case, put: Put) -> None:
    put(*TEXTS)
    for table in ("readings", "versions"):
        column = "version" if table == "readings" else "number"
        tamper(case, f"DELETE FROM {table} WHERE {column} = 2")
    assert any("is gone" in fault for fault in faults(case))


def test_a_reading_put_in_place_of_another_is_found(case: Case, put: Put) -> None:
    put(*TEXTS)
    tamper(
        case,
        "UPDATE readings SET object = (SELECT object FROM readings WHERE number = 1)"
        " WHERE number = 2",
    )
    assert any("reading 2" in fault for fault in faults(case))


def test_a_log_written_anew_does_not_hold_a_head_noted_before(case: Case, put: Put) -> None:
    put(*TEXTS)
    with case.reading() as connection:
        _, noted = log.head(connection)
    assert faults(case, head=noted) == ()
    assert any("rewritten" in fault for fault in faults(case, head="0" * 64))


def test_every_line_says_who_when_and_what(case: Case, put: Put) -> None:
    put(*TEXTS)
    with case.reading() as connection:
        found = [(line.who, line.what, line.number) for line in log.lines(connection)]
    assert found == [("tester", what, n) for n, what in enumerate(["add", "read"] * 2, 1)]


def test_a_backup_is_a_case_and_fills_another(case: Case, put: Put, tmp_path: Path) -> None:
    put(*TEXTS)
    file = tmp_path / "copy.db"
    back_up(case, file)
    copy = open_case(str(file))
    assert faults(copy) == ()
    with copy.reading() as connection:
        words = connection.execute(text("SELECT count(*) FROM words WHERE words MATCH 'سرمين'"))
        assert words.scalar() == 1
    copy.close()
    other = open_case(str(tmp_path / "other.db"), create=True)
    assert restore(file, other).versions == 2
    assert faults(other) == ()
    with pytest.raises(CaseUnavailable, match="not empty"):
        restore(file, other)
    other.close()


def test_a_backup_comes_back_into_a_database_of_either_kind(
    case: Case, tmp_path: Path, clock: Callable[[], object]
) -> None:
    source = open_case(str(tmp_path / "source.db"), create=True)
    from riwaya.casefile.digest import digest
    from riwaya.casefile.keep import keep

    keep(source, [(Intake("t", t), digest(Intake("t", t), "x")) for t in TEXTS])
    back_up(source, tmp_path / "backup.db")
    source.close()
    restore(tmp_path / "backup.db", case)
    assert faults(case) == ()


def test_a_damaged_case_is_not_backed_up(case: Case, put: Put, tmp_path: Path) -> None:
    put(*TEXTS)
    tamper(case, "UPDATE versions SET text = 'x' WHERE number = 1")
    with pytest.raises(CaseDamaged, match="its text was changed"):
        back_up(case, tmp_path / "copy.db")
    assert not [f for f in tmp_path.iterdir() if "copy" in f.name]


def test_a_backup_overwrites_nothing(case: Case, put: Put, tmp_path: Path) -> None:
    put(*TEXTS)
    (tmp_path / "there").write_text("notes")
    with pytest.raises(CaseUnavailable, match="exists"):
        back_up(case, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "notes"
