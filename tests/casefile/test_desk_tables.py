"""Users, sessions, keys and failed logins, on both databases."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from riwaya.desk.security import sessions
from riwaya.desk.security.limits import MOST_BY_USER, begin_attempt, forget_attempts
from riwaya.desk.security.refusals import TooMany
from riwaya.desk.security.tokens import make_token, take_back, token_of, tokens_of
from riwaya.desk.security.users import (
    add_user,
    all_users,
    change_role,
    has_users,
    remove_user,
    verified,
)
from riwaya.errors import NotInCase, UsageError

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("riwaya.desk.security.users._HASHER", quick)


def test_users_come_change_and_go(case) -> None:
    with case.reading() as connection:
        assert not has_users(connection)
    add_user(case, "نور علي", "admin", PASSWORD)
    add_user(case, "Salma", "viewer", PASSWORD)
    change_role(case, "salma", "reviewer")
    with case.reading() as connection:
        assert [(u.name, u.role) for u in all_users(connection)] == [
            ("Salma", "reviewer"), ("نور علي", "admin")
        ]  # fmt: skip
        assert verified(connection, "نور  علي", PASSWORD)
        assert verified(connection, "Salma", PASSWORD + "x") is None
    with pytest.raises(UsageError, match="last admin"):
        remove_user(case, "نور علي")
    remove_user(case, "Salma")
    remove_user(case, "نور علي")
    with case.reading() as connection:
        assert not has_users(connection)


def test_users_who_leave_take_sessions_and_keys_with_them(case) -> None:
    add_user(case, "Noor", "admin", PASSWORD)
    left = add_user(case, "Salma", "viewer", PASSWORD)
    with case.writing() as connection:
        sessions.begin(case, connection, "browser", left)
    _, secret = make_token(case, left.key, "x", "read")
    remove_user(case, "Salma")
    with case.reading() as connection:
        assert sessions.user_of(case, connection, "browser") == (None, False)
        assert token_of(connection, secret) is None


def test_a_session_is_noted_now_and_then(case) -> None:
    known = add_user(case, "Noor", "admin", PASSWORD)
    with case.writing() as connection:
        sessions.begin(case, connection, "browser", known)
    # The clock of these tests goes on by a minute whenever it is looked at.
    noted = []
    for _ in range(20):
        with case.reading() as connection:
            found, due = sessions.user_of(case, connection, "browser")
        assert found == known
        noted.append(due)
        if due:
            sessions.note_seen(case, "browser")
    assert 1 <= sum(noted) <= 2
    with case.writing() as connection:
        sessions.end(connection, "browser")
    with case.reading() as connection:
        assert sessions.user_of(case, connection, "browser") == (None, False)


def test_keys_are_made_found_and_taken_back(case) -> None:
    made, secret = make_token(case, "noor", "for a script", "write")
    with case.reading() as connection:
        assert token_of(connection, secret) == made
        assert tokens_of(connection, "noor") == [made]
        assert tokens_of(connection, "salma") == []
    with pytest.raises(NotInCase):
        take_back(case, "salma", made.id)
    take_back(case, "noor", made.id)
    with case.reading() as connection:
        assert token_of(connection, secret) is None
    with pytest.raises(UsageError, match="scope"):
        make_token(case, "noor", "x", "everything")


def test_keys_are_bounded_in_number(case) -> None:
    for _ in range(50):
        make_token(case, "noor", "x", "read")
    with pytest.raises(UsageError, match="50"):
        make_token(case, "noor", "x", "read")


def test_attempts_are_counted_before_they_are_tried_and_forgotten_after_success(case) -> None:
    for _ in range(3):
        begin_attempt(case, "noor", "192.0.2.1")
    with case.writing() as connection:
        forget_attempts(connection, "noor", "192.0.2.1")
    with pytest.raises(TooMany):
        for _ in range(MOST_BY_USER + 1):
            begin_attempt(case, "noor", "192.0.2.2")
    begin_attempt(case, "salma", "192.0.2.2")
