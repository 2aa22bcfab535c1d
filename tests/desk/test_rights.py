"""What each role may do, on every route there is."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select

from riwaya.casefile import log
from riwaya.casefile.desk_schema import users
from riwaya.desk.routes import API, PAGES
from riwaya.desk.security.users import all_users, has_users

PASSWORD = "a long enough password"

ROLES = ("viewer", "coder", "reviewer", "admin")

# The least role for each route; "all" needs no login. A new route has to be added here.
NEEDED = {
    "GET /": "viewer",
    "GET /incidents": "viewer",
    "GET /search": "viewer",
    "GET /add": "coder",
    "POST /add": "coder",
    "POST /add/link": "coder",
    "GET /add/{job_id}": "coder",
    "GET /login": "all",
    "POST /login": "all",
    "POST /logout": "viewer",
    "GET /account": "viewer",
    "POST /account/interface": "all",
    "POST /account/password": "viewer",
    "POST /account/tokens": "viewer",
    "POST /account/tokens/{token_id}/remove": "viewer",
    "GET /users": "admin",
    "POST /users": "admin",
    "POST /users/role": "admin",
    "POST /users/remove": "admin",
    "GET /api/v1/": "all",
    "GET /api/v1/incidents": "viewer",
    "GET /api/v1/incidents/{incident_id}": "viewer",
    "GET /api/v1/incidents/{incident_id}/claims": "viewer",
    "GET /api/v1/incidents/{incident_id}/links": "viewer",
    "GET /api/v1/reports": "viewer",
    "GET /api/v1/search": "viewer",
    "POST /api/v1/reports": "coder",
    "GET /api/v1/jobs/{job_id}": "coder",
    "GET /api/v1/reports/{report_id:path}/reading": "viewer",
    "GET /api/v1/reports/{report_id:path}/original": "viewer",
    "GET /api/v1/reports/{report_id:path}/versions": "viewer",
    "GET /api/v1/reports/{report_id:path}": "viewer",
    "GET /api/v1/decisions": "viewer",
    "POST /api/v1/decisions": "coder",
    "POST /api/v1/decisions/{decision_id}/undo": "coder",
    "GET /api/v1/users": "admin",
    "POST /api/v1/users": "admin",
    "DELETE /api/v1/users/{name}": "admin",
    "GET /api/v1/tokens": "viewer",
    "POST /api/v1/tokens": "viewer",
    "DELETE /api/v1/tokens/{token_id}": "viewer",
}


OPEN_TO_ALL = {route for route, role in NEEDED.items() if role == "all"}
# What people do for themselves alone.
PERSONAL = {
    "POST /logout",
    "POST /account/password",
    "POST /account/tokens",
    "POST /account/tokens/{token_id}/remove",
    "POST /api/v1/tokens",
    "DELETE /api/v1/tokens/{token_id}",
}


def every_route() -> list[str]:
    """Every route of the desk, as method and path."""
    found = []
    for prefix, routers in (("", PAGES), ("/api/v1", API)):
        for router in routers:
            for route in router.routes:
                assert isinstance(route, APIRoute)
                found += [f"{method} {prefix}{route.path}" for method in route.methods]
    return sorted(found)


def ask(browser, route: str, token: str | None = None):
    """Ask for a route with made-up parts, as pages and programs of the browser's user would."""
    method, path = route.split(" ")
    for part in ("job_id", "token_id", "incident_id", "decision_id", "name"):
        path = path.replace(f"{{{part}}}", "nothing")
    path = re.sub(r"\{(\w+)(:path)?\}", "nothing", path)
    headers = {"x-riwaya-form": browser.form_token() if token is None else token}
    return browser.request(method, path, headers=headers, follow_redirects=False)


def refused(answer) -> bool:
    return answer.status_code == 403 and "this needs the role" in answer.text


def test_every_route_of_the_core_is_in_the_table_and_there() -> None:
    assert set(NEEDED) <= set(every_route())


@pytest.mark.parametrize("route", sorted(set(every_route()) - OPEN_TO_ALL))
def test_who_is_not_logged_in_gets_nothing(people, open_desk, route: str) -> None:
    people("admin")
    answer = ask(open_desk(), route)
    if "/api/" in route:
        assert answer.status_code == 401
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")


@pytest.mark.parametrize("role", ROLES)
def test_roles_may_do_what_they_need_and_no_more(people, role: str) -> None:
    browser = people(role)
    token = browser.form_token()
    for route, needed in NEEDED.items():
        if route == "POST /logout":
            continue
        may = needed == "all" or ROLES.index(needed) <= ROLES.index(role)
        assert refused(ask(browser, route, token)) is not may, f"{role}: {route}"


def test_viewers_change_nothing_but_their_own(people) -> None:
    browser = people("viewer")
    token = browser.form_token()
    for route in set(every_route()) - OPEN_TO_ALL - PERSONAL:
        if not route.startswith(("GET", "HEAD")):
            assert refused(ask(browser, route, token)), route


@pytest.mark.parametrize("route", [r for r in every_route() if not r.startswith(("GET ", "HEAD "))])
def test_nothing_changes_without_the_token_of_a_form(desk, route: str) -> None:
    for token in ("", "0" * 64):
        answer = ask(desk, route, token)
        assert answer.status_code == 403
        assert "too old" in answer.text or "send a token" in answer.text


def test_the_token_of_another_browser_is_worth_nothing(open_desk) -> None:
    mine, theirs = open_desk(), open_desk()
    assert ask(mine, "POST /users/role", theirs.form_token()).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:9999"])
def test_forms_from_elsewhere_are_refused_whatever_they_carry(desk, origin: str) -> None:
    fields = {"_form": desk.form_token(), "name": "x", "password": "y" * 12}
    answer = desk.post("/users", data=fields, headers={"origin": origin})
    assert answer.status_code == 403
    own = desk.post("/account/interface", data=fields, headers={"origin": "http://localhost:8800"},
                    follow_redirects=False)  # fmt: skip
    assert own.status_code == 303


def test_without_users_the_person_at_the_machine_may_do_everything(desk, case) -> None:
    assert desk.get("/users").status_code == 200
    assert desk.submit("/users", name="Noor", role="viewer", password="x" * 12).status_code == 303
    with case.reading() as connection:
        assert has_users(connection)
    answer = desk.get("/incidents", follow_redirects=False)
    assert answer.headers["location"] == "/login?next=%2Fincidents"


def test_the_first_user_is_an_admin_whatever_was_asked_for(desk, case) -> None:
    desk.submit("/users", name="Noor", role="viewer", password="x" * 12)
    with case.reading() as connection:
        assert [u.role for u in all_users(connection)] == ["admin"]


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip"])
def test_without_users_nobody_is_let_in_through_a_proxy(desk, header: str) -> None:
    answer = desk.get("/incidents", headers={header: "203.0.113.9"})
    assert answer.status_code == 403
    assert "riwaya user add" in answer.text


def test_without_users_a_desk_that_others_can_reach_answers_nobody(open_desk) -> None:
    for changes in ({"host": "0.0.0.0"}, {"names": ("desk.example",)}):
        answer = open_desk(**changes).get("/incidents")
        assert answer.status_code == 403
        assert "كفرنبل" not in answer.text


def test_the_last_admin_stays_while_there_are_others(people, case) -> None:
    browser = people("admin")
    assert browser.submit("/users/remove", name="admin one").status_code == 400
    assert browser.submit("/users/role", name="admin one", role="coder").status_code == 400
    with case.reading() as connection:
        assert len(all_users(connection)) == 4
    assert browser.submit("/users/role", name="coder one", role="admin").status_code == 303
    assert browser.submit("/users/remove", name="admin one").status_code == 303
    assert browser.get("/incidents", follow_redirects=False).status_code == 303


def test_what_is_done_to_users_is_in_the_log_without_their_passwords(people, case) -> None:
    people("admin").submit("/users/role", name="viewer one", role="coder")
    with case.reading() as connection:
        told = [(r.who, r.subject, r.before, r.after) for r in log.lines(connection)]
        hashes = connection.execute(select(users.c.password)).scalars().all()
    assert ("admin one", "viewer one", "viewer", "coder") in told
    assert all(hashed.startswith("$argon2id$") and PASSWORD not in hashed for hashed in hashes)
    assert PASSWORD not in str(told)
    assert not any(hashed in str(told) for hashed in hashes)
