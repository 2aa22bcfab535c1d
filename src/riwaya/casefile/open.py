"""A case opened: where it is, who is at work, and its transactions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from riwaya.casefile.migrate import migrate, revision
from riwaya.errors import CaseUnavailable

DEFAULT_CASE = "riwaya.db"
ENVIRONMENT = "RIWAYA_CASE"
_SQLITE_HEAD = b"SQLite format 3\x00"
_WAIT_SECONDS = 120
# One writer at a time on PostgreSQL too: the log is a chain. Any fixed number serves.
_LOCK = 0x52_49_57_41
_WRITING = "riwaya_writing"
_READ_ONLY = "mode"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. `who`: written beside everything that is done; `clock`: gives the moment."""

    engine: Engine
    address: str
    who: str
    clock: Callable[[], datetime] = now

    @property
    def is_sqlite(self) -> bool:
        """Whether the case is a file of its own and not a database on a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the case from its first question on."""
        with _named_errors(self.address), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer shares; kept when the block ends, else undone."""
        with _named_errors(self.address), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITING: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    def moment(self) -> str:
        """The moment of the clock as it is written into the case."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_case(
    address: str | None = None, *, create: bool = False, who: str | None = None,
    clock: Callable[[], datetime] = now,
) -> Case:  # fmt: skip
    """Open the case at `address`, a file name or a database URL; tables are brought up to date.

    Without an address that of RIWAYA_CASE, else `riwaya.db` in the current folder. `create`:
    whether a case that is not there is begun. Raises CaseUnavailable.
    """
    address = address or os.environ.get(ENVIRONMENT) or DEFAULT_CASE
    url = address if "://" in address else _file_url(Path(address), create)
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise CaseUnavailable(
                f"{parsed.get_backend_name()} is no database for cases; name a file, or "
                "postgresql+psycopg://user@host/name"
            )
        shown = parsed.render_as_string(hide_password=True) if "://" in address else address
        engine = create_engine(parsed, **_options(parsed.get_backend_name()))
    except (ArgumentError, NoSuchModuleError) as error:
        raise CaseUnavailable(f"no address of a database: {error}") from error
    except ModuleNotFoundError as error:
        raise CaseUnavailable(
            f"a case on PostgreSQL needs: pip install 'riwaya[postgres]' ({error})"
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    case = Case(engine, shown, who or _person(), clock)
    try:
        _bring_up_to_date(case, create)
    except BaseException:
        case.close()
        raise
    return case


def _file_url(path: Path, create: bool) -> URL:
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEAD))
        if head and head != _SQLITE_HEAD:
            raise CaseUnavailable(f"{path} is no case file; name another with --case")
    except FileNotFoundError as error:
        if not create:
            raise CaseUnavailable(
                f"there is no case {path}; begin one with `riwaya add`, or name it with --case"
            ) from error
        if not path.resolve().parent.is_dir():
            raise CaseUnavailable(f"there is no folder {path.resolve().parent}") from error
    except OSError as error:
        raise CaseUnavailable(f"{path} cannot be opened: {error.strerror}") from error
    return _sqlite_url(path.resolve())


def _sqlite_url(path: Path) -> URL:
    """The URL of a file; of one that may not be written, so that it can still be looked into."""
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return URL.create("sqlite", database=str(path))
    # SQLite keeps its own files beside a case even for readers, unless told that nobody writes.
    waiting = path.with_name(f"{path.name}-wal")
    nobody = not waiting.exists() or not waiting.stat().st_size
    query = {_READ_ONLY: "ro", "uri": "true", **({"immutable": "1"} if nobody else {})}
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)


def _options(backend: str) -> dict[str, Any]:
    return {"connect_args": {"timeout": _WAIT_SECONDS}} if backend == "sqlite" else {}


def _prepare_sqlite(engine: Engine) -> None:
    """Write-ahead logging, checked references, and transactions that begin when we say so."""

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
        if _READ_ONLY not in engine.url.query:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A reader that becomes a writer half-way would fail where another writer came between.
        mode = "IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "DEFERRED"
        connection.exec_driver_sql(f"BEGIN {mode}")


def _bring_up_to_date(case: Case, create: bool) -> None:
    with case.reading() as connection:
        state = revision(connection)
    if state.current:
        return
    if state.newer:
        raise CaseUnavailable(
            f"{case.address} was written by a newer version of riwaya; install that version"
        )
    if state.foreign:
        raise CaseUnavailable(
            f"{case.address} is the database of another program; name another with --case"
        )
    if state.empty and not create:
        raise CaseUnavailable(f"{case.address} holds no case; begin one with `riwaya add`")
    with case.writing() as connection:
        migrate(connection)


def _person() -> str:
    """Who is at work, as the system knows them; RIWAYA_WHO says it better."""
    import getpass

    try:
        return os.environ.get("RIWAYA_WHO") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@contextmanager
def _named_errors(address: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        advice = next((does for words, does in _ADVICE if words in str(error.orig)), None)
        if advice is None and not error.connection_invalidated and not _of_the_connection(error):
            raise
        reason = " ".join(str(error.orig).split())
        raise CaseUnavailable(f"{address}: {reason}{f'; {advice}' if advice else ''}") from error


_ADVICE = (
    ("readonly database", "copy it to where you may write, its folder too"),
    ("database or disk is full", "make room and run it again; what was kept until then is sound"),
    ("disk I/O error", "see whether the disk is full or failing, and run it again"),
    ("database is locked", "another program works on it; run it again later"),
    ("malformed", "the file is damaged; restore it from a backup"),
    ("file is not a database", "the file is damaged; restore it from a backup"),
)


def _of_the_connection(error: DBAPIError) -> bool:
    """Whether the database could not be reached or used, rather than being asked wrongly."""
    return any(kind.__name__ == "OperationalError" for kind in type(error.orig).__mro__)
