"""Whatever is changed in a case behind its back is found and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from riwaya.casefile import log
from riwaya.casefile.backup import back_up, restore
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
    with case.writing() as connection:
        if case.is_sqlite:
            triggers = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for trigger in list(triggers):
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        else:
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
