"""`riwaya user` and `riwaya serve`, as far as they end by themselves."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riwaya.casefile.open import open_case
from riwaya.cli.user import app
from riwaya.desk.security.users import all_users, verified
from riwaya.desk.serve import serve
from riwaya.desk.settings import Settings
from riwaya.errors import NotInCase, UsageError

PASSWORD = "a long enough password"


@pytest.fixture
def user(tmp_path: Path):
    """Runs `riwaya user` on a case that is not there yet."""

    def run(*arguments: str, given: str = PASSWORD + "\n") -> Result:
        words = [*arguments, "--case", str(tmp_path / "case.db")]
        return CliRunner().invoke(app, words, input=given, catch_exceptions=True)

    return run


def test_users_are_added_listed_and_removed(user, tmp_path: Path) -> None:
    assert user("add", "Noor Ali", "--role", "admin").output == "Noor Ali: admin\n"
    assert user("add", "Salma").output == "Salma: coder\n"
    assert [line.split("\t")[::2] for line in user("list").output.splitlines()] == [
        ["admin", "Noor Ali"], ["coder", "Salma"]
    ]  # fmt: skip
    case = open_case(str(tmp_path / "case.db"))
    with case.reading() as connection:
        assert verified(connection, "noor ali", PASSWORD)
        assert verified(connection, "noor ali", PASSWORD + "\n") is None
    assert user("remove", "salma").output == "Salma: removed\n"
    with case.reading() as connection:
        assert [known.name for known in all_users(connection)] == ["Noor Ali"]
    case.close()


def test_a_user_who_is_known_gets_the_new_role_and_password(user) -> None:
    user("add", "Noor", "--role", "admin")
    user("add", "Salma", "--role", "viewer")
    assert user("add", "SALMA", "--role", "reviewer").exit_code == 0
    assert user("list").output.count("\n") == 2
    assert "reviewer" in user("list").output


@pytest.mark.parametrize(
    ("arguments", "given", "reason"),
    [
        (("add", "Noor"), PASSWORD, "has to be an admin"),
        (("add", "Noor", "--role", "admin"), "short", "10 characters"),
        (("add", "", "--role", "admin"), PASSWORD, "no name"),
    ],
)
def test_what_will_not_do_is_refused_with_the_reason(
    user, arguments: tuple[str, ...], given: str, reason: str
) -> None:
    result = user(*arguments, given=given)
    assert isinstance(result.exception, UsageError)
    assert reason in str(result.exception)


def test_a_user_who_is_not_there_cannot_be_removed(user) -> None:
    user("add", "Noor", "--role", "admin")
    assert isinstance(user("remove", "Salma").exception, NotInCase)


@pytest.mark.parametrize("changes", [{"host": "0.0.0.0"}, {"names": ("desk.example",)}])
def test_a_desk_that_others_can_reach_needs_users_first(tmp_path: Path, changes) -> None:
    with pytest.raises(UsageError, match="riwaya user add"):
        serve(Settings(case=str(tmp_path / "case.db"), **changes))


def test_an_address_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match="another --port"):
            serve(Settings(case=str(tmp_path / "case.db"), port=port))
