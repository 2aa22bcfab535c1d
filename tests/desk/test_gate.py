"""Which requests are answered at all, and what every answer carries."""

from __future__ import annotations

import pytest

PAGES = [
    "/incidents", "/search", "/add", "/account", "/users", "/no-such-page", "/api/v1/incidents",
    "/api/v1/openapi.json", "/static/style.css", "/incidents?since=x",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_answer_lets_anything_but_files_of_the_desk_run(desk, path: str) -> None:
    headers = desk.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_what_is_in_a_case_is_not_left_in_caches_but_style_may_be(desk) -> None:
    assert desk.get("/incidents").headers["cache-control"] == "no-store"
    module = desk.get("/static/map_view.js")
    assert module.headers["cache-control"] == "no-cache"
    same = desk.get("/static/map_view.js", headers={"if-none-match": module.headers["etag"]})
    assert same.status_code == 304
    assert "immutable" in desk.get("/static/style.css?v=0123").headers["cache-control"]
    assert desk.get("/static/none.css?v=0123").headers["cache-control"] == "no-cache"


def test_no_page_holds_script_or_style_of_its_own(desk) -> None:
    for path in PAGES[:6]:
        page = desk.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        for script in page.split("<script")[1:]:
            assert script.partition(">")[0].count('src="/static/') == 1
            assert script.partition(">")[2].startswith("</script>")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8800", "localhost.evil.example", "10.0.0.5:8800", "", "[::2]",
     "localhost@evil.example"],
)  # fmt: skip
def test_other_host_names_are_not_answered(desk, host: str) -> None:
    answer = desk.get("/incidents", headers={"host": host})
    assert answer.status_code == 400
    assert "كفرنبل" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1:8800", "[::1]:8800"])
def test_names_of_this_machine_are_answered(desk, host: str) -> None:
    assert desk.get("/incidents", headers={"host": host}).status_code == 200


def test_a_desk_for_others_is_answered_under_its_addresses_but_no_other_name(
    people, open_desk
) -> None:
    people("viewer")
    desk = open_desk(host="0.0.0.0")
    for host in ("192.168.1.5:8800", "[fd00::5]:8800", "localhost:8800"):
        assert desk.get("/login", headers={"host": host}).status_code == 200
    assert desk.get("/login", headers={"host": "evil.example:8800"}).status_code == 400


def test_a_named_desk_is_answered_under_its_name_but_only_to_users(open_desk, people) -> None:
    people("viewer")
    browser = open_desk("https://desk.example", names=("desk.example",))
    assert browser.get("/login").status_code == 200
    assert open_desk("https://other.example", names=("desk.example",)).get("/login").is_error


def test_cookies_cannot_be_read_by_scripts_nor_sent_from_elsewhere(open_desk) -> None:
    cookie = open_desk().get("/incidents").headers["set-cookie"]
    assert cookie.startswith("riwaya-8800=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Secure" not in cookie
    secure = open_desk("https://localhost").get("/incidents").headers["set-cookie"]
    assert secure.startswith("__Host-riwaya=")
    assert "Secure" in secure


def test_a_browser_keeps_its_cookie(desk) -> None:
    assert "set-cookie" in desk.get("/incidents").headers
    assert "set-cookie" not in desk.get("/incidents").headers


def test_bodies_are_bounded_whether_their_length_is_told_or_not(open_desk) -> None:
    desk = open_desk(most_body=20_000)
    token = desk.form_token()
    long = {"_form": token, "next": "x" * 30_000}
    assert desk.post("/account/interface", data=long).status_code == 413

    def pieces():
        yield b"next="
        for _ in range(40):
            yield b"x" * 1_000

    headers = {"content-type": "application/x-www-form-urlencoded", "x-riwaya-form": token}
    answer = desk.post("/account/interface", content=pieces(), headers=headers)
    assert answer.status_code in (400, 413)


def test_uploads_may_be_larger_than_forms(open_desk) -> None:
    desk = open_desk(most_body=2_000)
    text = "خبر قصير. " * 500
    answer = desk.submit("/add", text=text)
    assert answer.status_code == 303


def test_an_error_of_the_program_tells_nothing_of_it_and_carries_the_headers(
    desk, monkeypatch
) -> None:
    def broken(*given: object) -> None:
        raise ValueError("a secret of the program")

    monkeypatch.setattr("riwaya.desk.pages.incidents.incident_page", broken)
    answer = desk.get("/incidents")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
