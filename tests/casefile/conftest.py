"""Cases for tests: one behaviour, on a file and on a server."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from riwaya.casefile.digest import digest
from riwaya.casefile.identity import identity
from riwaya.casefile.keep import keep
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.standing import Standing
from riwaya.model.intake import Intake

START = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a database whose tables tests may drop."""
    file = Path(__file__).with_name("postgres.py")
    spec = importlib.util.spec_from_file_location("riwaya_test_postgres", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty case may be begun."""
    if request.param == "sqlite":
        return str(tmp_path / "case.db")
    url: str = request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time it is looked at."""
    moments = (START + timedelta(minutes=n) for n in range(10**6))
    return lambda: next(moments)


@pytest.fixture
def case(address: str, clock: Callable[[], datetime]) -> Iterator[Case]:
    """An empty case."""
    opened = open_case(address, create=True, who="tester", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def put(case: Case) -> Callable[..., list[Standing]]:
    """Puts reports into `case`: texts, or intakes."""

    def put(*reports: str | Intake) -> list[Standing]:
        intakes = [r if isinstance(r, Intake) else Intake("test", r) for r in reports]
        return keep(case, [(intake, digest(intake, identity(intake).id)) for intake in intakes])

    return put
