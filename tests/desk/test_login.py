"""Logging in and out, sessions, and guessing made slow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from riwaya.casefile.desk_schema import sessions
from riwaya.desk.security.limits import MOST_BY_ADDRESS, MOST_BY_USER, WINDOW
from riwaya.desk.security.sessions import IDLE, LONGEST
from riwaya.desk.security.users import add_user, change_password
from riwaya.errors import UsageError

PASSWORD = "a long enough password"


@pytest.fixture
def browser(case, open_desk):
    """A browser of a desk with one user, not logged in."""
    add_user(case, "Noor Ali", "admin", PASSWORD)
    return open_desk()


def is_in(browser) -> bool:
    return browser.get("/incidents", follow_redirects=False).status_code == 200


def test_the_right_password_lets_in_and_leads_on(browser) -> None:
    answer = browser.submit("/login", name="Noor Ali", password=PASSWORD, next="/search?q=x")
    assert answer.headers["location"] == "/search?q=x"
    assert is_in(browser)


def test_names_are_the_same_in_any_case_and_spacing(browser) -> None:
    assert browser.log_in("  noor   ALI ").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("Noor Ali", "wrong password"), ("Somebody", PASSWORD), ("", "")]
)
def test_anything_else_does_not_and_does_not_say_which_was_wrong(
    browser, name: str, password: str
) -> None:
    answer = browser.log_in(name, password)
    assert answer.status_code == 401
    assert "Name and password do not fit" in answer.text
    assert not is_in(browser)


@pytest.mark.parametrize(
    "next",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "/\n/evil.example", "/\t/evil.example", "\t//evil.example", ""],
)  # fmt: skip
def test_logging_in_leads_to_this_desk_only(browser, next: str) -> None:
    assert browser.submit(
        "/login", name="Noor Ali", password=PASSWORD, next=next
    ).headers["location"] == "/"  # fmt: skip


def test_a_secret_known_before_the_login_is_worth_nothing_after_it(browser, open_desk) -> None:
    browser.get("/login")
    before = browser.cookies["riwaya-8800"]
    browser.log_in("Noor Ali")
    assert browser.cookies["riwaya-8800"] != before
    thief = open_desk()
    thief.cookies.set("riwaya-8800", before)
    assert not is_in(thief)


def test_the_case_does_not_hold_what_the_browser_holds(browser, case) -> None:
    browser.log_in("Noor Ali")
    with case.reading() as connection:
        kept = str(connection.execute(select(sessions)).all())
    assert browser.cookies["riwaya-8800"] not in kept


def test_logging_out_ends_the_session_for_good(browser, open_desk) -> None:
    browser.log_in("Noor Ali")
    kept = browser.cookies["riwaya-8800"]
    browser.submit("/logout")
    thief = open_desk()
    thief.cookies.set("riwaya-8800", kept)
    assert not is_in(browser)
    assert not is_in(thief)


def test_sessions_end_when_idle_and_after_their_longest(browser, clock) -> None:
    browser.log_in("Noor Ali")
    clock.go_on(IDLE + timedelta(minutes=1))
    assert not is_in(browser)
    browser.log_in("Noor Ali")
    for _ in range(LONGEST // timedelta(hours=6)):
        assert is_in(browser)
        clock.go_on(timedelta(hours=6))
    clock.go_on(timedelta(minutes=1))
    assert not is_in(browser)


def test_guessing_is_stopped_for_one_user_and_goes_on_after_a_while(
    browser, open_desk, clock
) -> None:
    for _ in range(MOST_BY_USER):
        assert browser.log_in("Noor Ali", "a wrong guess").status_code == 401
    assert browser.log_in("Noor Ali").status_code == 429, "not even with the right one"
    assert open_desk().log_in("noor ali").status_code == 429, "nor from another browser"
    clock.go_on(WINDOW + timedelta(seconds=1))
    assert browser.log_in("Noor Ali").status_code == 303


def test_guessing_is_stopped_for_one_address_whatever_the_names(browser) -> None:
    for number in range(MOST_BY_ADDRESS):
        assert browser.log_in(f"user {number}", "guess").status_code == 401
    assert browser.log_in("Noor Ali").status_code == 429


def test_a_right_password_does_not_wipe_out_guesses_at_others(browser, case) -> None:
    for number in range(MOST_BY_ADDRESS - 1):
        browser.log_in(f"user {number}", "guess")
    assert browser.log_in("Noor Ali").status_code == 303
    browser.submit("/logout")
    assert browser.log_in("user x", "guess").status_code == 401
    assert browser.log_in("Noor Ali").status_code == 429


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(browser, open_desk) -> None:
    other = open_desk()
    browser.log_in("Noor Ali")
    other.log_in("Noor Ali")
    assert browser.submit("/account/password", old="wrong", new="x" * 12).status_code == 403
    assert browser.submit("/account/password", old=PASSWORD, new="short").status_code == 400
    assert browser.submit("/account/password", old=PASSWORD, new="x" * 12).status_code == 303
    assert is_in(browser)
    assert not is_in(other)
    assert other.log_in("Noor Ali").status_code == 401
    assert other.log_in("Noor Ali", "x" * 12).status_code == 303


def test_a_role_that_was_taken_counts_at_once(case, people) -> None:
    admin, coder = people("admin"), people("coder")
    assert coder.get("/add").status_code == 200
    admin.submit("/users/role", name="coder one", role="viewer")
    assert coder.get("/add").status_code == 403


@pytest.mark.parametrize("password", ["short", "x" * 1_001])
def test_passwords_that_are_too_short_or_too_long_are_refused(case, password: str) -> None:
    add_user(case, "Noor", "admin", PASSWORD)
    with pytest.raises(UsageError):
        change_password(case, "Noor", password)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "a\u202eb"])
def test_names_that_could_be_taken_for_others_are_refused(case, name: str) -> None:
    with pytest.raises(UsageError):
        add_user(case, name, "admin", PASSWORD)
