"""Cases are begun, found again, and refused where they are not cases."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from riwaya.casefile import log, migrate
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.schema import metadata
from riwaya.errors import CaseUnavailable

Clock = Callable[[], datetime]


def test_the_migrations_make_the_tables_of_the_schema(case: Case) -> None:
    def ours(item: object, name: str | None, kind: str, *_: object) -> bool:
        # The word index is no table of the schema: each database has its own kind.
        return not (kind == "table" and str(name).startswith("words"))

    with case.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    scripts = ScriptDirectory(str(Path(migrate.__file__).with_name("migrations")))
    assert scripts.get_current_head() == migrate.HEAD


def test_a_case_is_not_begun_by_looking_for_one(address: str) -> None:
    with pytest.raises(CaseUnavailable, match="begin one with"):
        open_case(address)
    if "://" not in address:
        assert not Path(address).exists()


def test_a_case_of_a_newer_program_is_left_alone(case: Case, address: str) -> None:
    with case.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CaseUnavailable, match="newer version"):
        open_case(address)


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00 but no more"])
def test_a_file_that_is_no_case_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(CaseUnavailable):
        open_case(str(file), create=True)
    assert file.read_bytes() == content


def test_the_case_named_by_the_environment_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIWAYA_CASE", str(tmp_path / "named.db"))
    open_case(create=True).close()
    assert (tmp_path / "named.db").exists()


def test_a_password_is_not_shown_in_messages() -> None:
    with pytest.raises(CaseUnavailable) as raised:
        open_case("postgresql://someone:secret@127.0.0.1:1/none", create=True)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("address", ["mysql://host/name", "no such://address", "postgresql+x://h"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(CaseUnavailable):
        open_case(address, create=True)


def test_what_is_written_once_cannot_be_changed(case: Case, put: Callable[..., object]) -> None:
    put("قتل ثلاثة مدنيين في قصف على بلدة سرمين.")
    for statement in ("UPDATE log SET who = 'nobody'", "DELETE FROM originals"):
        with pytest.raises(Exception, match="written once"), case.writing() as connection:
            connection.execute(text(statement))


def test_the_database_of_another_program_is_left_alone(address: str) -> None:
    engine = create_engine(address if "://" in address else f"sqlite:///{address}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE reports (url TEXT)"))
    with pytest.raises(CaseUnavailable, match="another program"):
        open_case(address, create=True)
    assert inspect(engine).get_table_names() == ["reports"]
    engine.dispose()


@pytest.mark.parametrize("name", ["a?mode=memory.db", "50%25 #1 & قضية.db", "file:x.db"])
def test_a_case_lies_under_the_name_that_was_given(tmp_path: Path, name: str) -> None:
    open_case(str(tmp_path / name), create=True).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]
    open_case(str(tmp_path / name)).close()


def test_a_file_that_may_not_be_written_can_be_looked_into_and_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a?b%20c.db"
    case = open_case(str(file), create=True)
    case.close()
    before = file.read_bytes()
    # Whoever runs the tests may be one to whom no file is closed.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    closed = open_case(str(file))
    with closed.reading() as connection:
        assert log.head(connection) == (0, log.START)
    advice = "copy it to where you may write"
    with pytest.raises(CaseUnavailable, match=advice), closed.writing() as connection:
        log.append(connection, closed.moment(), "x", [log.Deed("add", "x")])
    closed.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == before


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "case.db"
    open_case(str(file), create=True).close()
    with file.open("r+b") as data:
        data.truncate(file.stat().st_size // 2)
    with pytest.raises(CaseUnavailable, match="restore it from a backup"):
        open_case(str(file))
