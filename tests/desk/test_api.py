"""The API: what it gives, keys and their scopes, and its description."""

from __future__ import annotations

import time

import pytest

from riwaya.casefile.decisions import decide

API = "/api/v1"


@pytest.fixture
def program(people, open_desk):
    """Makes programs: asks with a key of a user, of a scope."""

    def program(role: str, scope: str):
        browser = people(role)
        made = browser.post(
            f"{API}/tokens", json={"scope": scope, "label": "test"},
            headers={"x-riwaya-form": browser.form_token()},
        )  # fmt: skip
        assert made.status_code == 201
        asking = open_desk()
        asking.headers["authorization"] = f"Bearer {made.json()['secret']}"
        return asking

    return program


def one_id(desk, **filters: str) -> str:
    """The id of the only incident that meets the filters."""
    (line,) = desk.get(f"{API}/incidents", params=filters).json()["incidents"]
    return line["id"]


def test_incidents_come_with_their_count_and_figures(desk) -> None:
    answer = desk.get(f"{API}/incidents?type=shelling").json()
    (line,) = answer["incidents"]
    assert (answer["total"], answer["next"]) == (1, None)
    assert (line["killed_low"], line["killed_high"], line["grade"]) == (5, 7, "fair")


def test_an_incident_is_the_object_that_the_program_prints(desk) -> None:
    found = desk.get(f"{API}/incidents/{one_id(desk, type='shelling')}").json()
    assert found["schema"] == "riwaya.incident/1"
    assert found["casualties"]["policy"] == "range"
    other = desk.get(f"{API}/incidents/{found['id']}?policy=acled").json()
    assert other["casualties"]["policy"] == "acled"
    assert desk.get(f"{API}/incidents/{found['id']}?policy=mine").status_code == 400


def test_the_claims_of_an_incident_say_whether_they_count(desk) -> None:
    lines = desk.get(f"{API}/incidents/{one_id(desk, type='shelling')}/claims").json()
    killed = {
        line["id"]: line["state"]
        for line in lines
        if line["claim"]["kind"] == "casualty" and line["claim"]["casualty"]["status"] == "killed"
    }
    assert set(killed.values()) == {"stands"}
    assert {line["report"] for line in lines} == {"kf-1", "kf-2"}


def test_the_links_of_an_incident_say_why(desk) -> None:
    (link,) = desk.get(f"{API}/incidents/{one_id(desk, type='shelling')}/links").json()
    assert {link["one"].split(":")[0], link["other"].split(":")[0]} == {"kf-1", "kf-2"}
    assert any("2024-03-04" in feature["reason"] for feature in link["features"])


@pytest.mark.parametrize(
    "path", ["/incidents/i-none", "/reports/none", "/reports/none/reading", "/jobs/x", "/nothing"]
)
def test_what_is_not_there_is_told_as_json(desk, path: str) -> None:
    answer = desk.get(API + path)
    assert answer.status_code == 404
    assert set(answer.json()) == {"error", "code"}
    assert answer.json()["code"] in ("not_in_case", "not_found")


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "since=x", "after=x"])
def test_what_makes_no_sense_is_told_as_json(desk, query: str) -> None:
    answer = desk.get(f"{API}/incidents?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.json()["error"] or "go on from" in answer.text


def test_reports_are_listed_newest_first_a_page_at_a_time(desk) -> None:
    ids, after = [], ""
    while True:
        page = desk.get(f"{API}/reports", params={"limit": 2, "after": after}).json()
        ids += [line["id"] for line in page["reports"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert ids == ["no-1", "nb-1", "hd-1", "kf-1", "kf-2"]
    assert page["total"] == 5


def test_a_report_comes_with_versions_reading_and_original(desk) -> None:
    whole = desk.get(f"{API}/reports/hd-1").json()
    assert whole["schema"] == "riwaya.report/1"
    reading = desk.get(f"{API}/reports/hd-1/reading").json()
    assert reading == whole["reading"]
    assert reading["report"]["text"] in desk.get(f"{API}/reports/hd-1/original").text
    assert len(desk.get(f"{API}/reports/hd-1/versions").json()["versions"]) == 1
    assert desk.get(f"{API}/reports/hd-1/reading?version=2").status_code == 404


@pytest.mark.parametrize(
    ("role", "scope", "reads", "adds", "manages"),
    [
        ("viewer", "read", True, False, False),
        ("viewer", "admin", True, False, False),
        ("coder", "read", True, False, False),
        ("coder", "write", True, True, False),
        ("admin", "read", True, False, False),
        ("admin", "write", True, True, False),
        ("admin", "admin", True, True, True),
    ],
)
def test_a_key_reaches_as_far_as_its_scope_and_its_user(
    program, role: str, scope: str, reads: bool, adds: bool, manages: bool
) -> None:
    asking = program(role, scope)
    assert (asking.get(f"{API}/incidents").status_code == 200) is reads
    posted = asking.post(f"{API}/reports", json={"text": "خبر قصير عن الطقس."})
    assert (posted.status_code == 202) is adds
    assert (asking.get(f"{API}/users").status_code == 200) is manages


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer riwaya_x", "Basic YTpi", ""])
def test_nothing_is_given_without_a_valid_key(people, open_desk, header: str) -> None:
    people("viewer")
    answer = open_desk().get(f"{API}/incidents", headers={"authorization": header})
    assert answer.status_code == 401
    assert "كفرنبل" not in answer.text


def test_a_wrong_key_is_refused_even_where_nobody_needs_one(desk) -> None:
    wrong = {"authorization": "Bearer nonsense"}
    assert desk.get(f"{API}/incidents", headers=wrong).status_code == 401


def test_a_key_is_shown_once_and_not_kept(people, case) -> None:
    from sqlalchemy import select

    from riwaya.casefile.desk_schema import tokens

    browser = people("viewer")
    page = browser.post("/account/tokens", data={"_form": browser.form_token(), "scope": "read"})
    secret = page.text.partition('value="riwaya_')[2].partition('"')[0]
    assert len(secret) > 40
    assert secret not in browser.get("/account").text
    with case.reading() as connection:
        assert secret not in str(connection.execute(select(tokens)).all())


def test_a_key_taken_back_is_worth_nothing(program, people) -> None:
    asking = program("coder", "read")
    (token,) = asking.get(f"{API}/tokens").json()
    browser = people("coder")
    browser.submit(f"/account/tokens/{token['id']}/remove")
    assert asking.get(f"{API}/incidents").status_code == 401


def test_keys_of_others_cannot_be_taken_back_but_by_admins(program) -> None:
    coder, viewer = program("coder", "read"), program("viewer", "write")
    (token,) = coder.get(f"{API}/tokens").json()
    assert viewer.delete(f"{API}/tokens/{token['id']}").status_code == 404
    assert coder.get(f"{API}/incidents").status_code == 200
    assert program("admin", "admin").delete(f"{API}/tokens/{token['id']}").status_code == 204
    assert coder.get(f"{API}/incidents").status_code == 401


def test_a_key_makes_no_key_that_reaches_further(program) -> None:
    asking = program("admin", "read")
    assert asking.post(f"{API}/tokens", json={"scope": "admin"}).status_code == 403
    assert asking.post(f"{API}/tokens", json={"scope": "read"}).status_code == 201


def test_keys_end_with_their_user(program, people) -> None:
    asking = program("coder", "write")
    people("admin").submit("/users/remove", name="coder one")
    assert asking.get(f"{API}/incidents").status_code == 401


def test_keys_made_before_there_were_users_end_with_the_first(desk, open_desk) -> None:
    made = desk.post(
        f"{API}/tokens", json={"scope": "admin"}, headers={"x-riwaya-form": desk.form_token()}
    ).json()
    program = open_desk()
    program.headers["authorization"] = f"Bearer {made['secret']}"
    assert program.get(f"{API}/incidents").status_code == 200
    desk.submit("/users", name="Noor", role="admin", password="x" * 12)
    assert program.get(f"{API}/incidents").status_code == 401


def test_a_text_is_added_and_its_work_can_be_followed(program) -> None:
    asking = program("coder", "write")
    text = {"text": "قتل ثلاثة أشخاص في انفجار بمدينة درنة اليوم الأحد.", "published": "2024-05-05"}
    job = asking.post(f"{API}/reports", json=text).json()
    for _ in range(600):
        job = asking.get(f"{API}/jobs/{job['id']}").json()
        if job["state"] != "running":
            break
        time.sleep(0.05)
    assert job["result"]["added"] == 1
    assert asking.get(f"{API}/incidents?since=2024-05-01").json()["total"] == 1


@pytest.mark.parametrize(
    "body", [{}, {"texts": "x"}, {"text": 5}, {"url": "/etc/passwd"}, {"text": "x" * 2_000_001}]
)
def test_reports_that_make_no_sense_are_refused(program, body: dict[str, object]) -> None:
    assert program("coder", "write").post(f"{API}/reports", json=body).status_code == 400


def test_a_claim_left_out_changes_the_sum_and_can_be_put_back(program) -> None:
    asking = program("coder", "write")
    before = one_id(asking, type="shelling")
    lines = asking.get(f"{API}/incidents/{before}/claims").json()
    seven = next(
        line["id"]
        for line in lines
        if line["claim"]["kind"] == "casualty" and line["claim"]["casualty"]["low"] == 7
    )
    made = asking.post(f"{API}/decisions", json={"kind": "exclude", "one": [seven], "why": "old"})
    assert made.status_code == 201
    assert made.json()["who"] == "coder one"
    (line,) = asking.get(f"{API}/incidents?type=shelling").json()["incidents"]
    assert (line["killed_low"], line["killed_high"]) == (5, 5)
    asking.post(f"{API}/decisions/{made.json()['id']}/undo", json={"why": "a slip"})
    (line,) = asking.get(f"{API}/incidents?type=shelling").json()["incidents"]
    assert (line["killed_low"], line["killed_high"]) == (5, 7)
    listed = asking.get(f"{API}/decisions").json()["decisions"]
    assert [(d["kind"], d["stands"]) for d in listed] == [("undo", True), ("exclude", False)]


def test_incidents_are_merged_and_parted(program) -> None:
    asking = program("coder", "write")
    both = {"kind": "must", "one": ["hd-1:e1"], "other": ["nb-1:e1"]}
    assert asking.post(f"{API}/decisions", json=both).status_code == 201
    assert asking.get(f"{API}/incidents").json()["total"] == 3
    apart = {"kind": "never", "one": ["kf-1:e1"], "other": ["kf-2:e1"]}
    assert asking.post(f"{API}/decisions", json=apart).status_code == 201
    assert asking.get(f"{API}/incidents").json()["total"] == 4


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "forget", "one": ["kf-1:c1"]}, 400),
        ({"kind": "exclude", "one": []}, 400),
        ({"kind": "exclude", "one": ["kf-1:c99"]}, 404),
        ({"kind": "exclude", "one": ["none:c1"]}, 404),
        ({"kind": "must", "one": ["kf-1:e1"]}, 400),
        ({"kind": "must", "one": ["kf-1:e1"], "other": ["none:e1"]}, 404),
        ({"kind": "exclude", "one": ["kf-1:c1"], "other": ["kf-1:c2"]}, 400),
        ({"kind": "undo", "one": ["d-none"]}, 404),
        ({"kind": "exclude", "one": ["kf-1:c1"], "why": "x" * 4_001}, 400),
    ],
)
def test_decisions_that_make_no_sense_are_refused_and_not_kept(
    program, body: dict[str, object], status: int
) -> None:
    asking = program("coder", "write")
    assert asking.post(f"{API}/decisions", json=body).status_code == status
    assert asking.get(f"{API}/decisions").json()["decisions"] == []


def test_what_another_decided_is_taken_back_by_reviewers_only(program, people) -> None:
    admin, coder, reviewer = (
        program("admin", "admin"), program("coder", "write"), program("reviewer", "write")
    )  # fmt: skip
    made = admin.post(f"{API}/decisions", json={"kind": "exclude", "one": ["kf-1:c1"]}).json()
    path = f"{API}/decisions/{made['id']}/undo"
    assert coder.post(path, json={}).status_code == 403
    assert reviewer.post(path, json={}).status_code == 201


def test_decisions_come_a_page_at_a_time(program) -> None:
    asking = program("coder", "write")
    for claim in ("kf-1:c1", "kf-2:c1", "hd-1:c1"):
        asking.post(f"{API}/decisions", json={"kind": "exclude", "one": [claim]})
    first = asking.get(f"{API}/decisions?limit=2").json()
    rest = asking.get(f"{API}/decisions", params={"limit": 2, "after": first["next"]}).json()
    assert [d["one"][0] for d in first["decisions"] + rest["decisions"]] == [
        "hd-1:c1", "kf-2:c1", "kf-1:c1"
    ]  # fmt: skip
    assert rest["next"] is None


def test_a_review_is_not_shown_to_who_may_have_to_review_after_it(program, case) -> None:
    with case.writing() as connection:
        decide(case, connection, "accept", ["somebody:c1"])
    for role, shown in (("coder", []), ("reviewer", []), ("admin", ["accept"])):
        listed = program(role, "write").get(f"{API}/decisions").json()["decisions"]
        assert [line["kind"] for line in listed] == shown


def test_users_are_managed_by_admins(program) -> None:
    asking = program("admin", "admin")
    new = {"name": "Salma", "role": "viewer", "password": "x" * 12}
    assert asking.post(f"{API}/users", json=new).status_code == 201
    assert asking.post(f"{API}/users", json=new | {"password": "short"}).status_code == 400
    assert "Salma" in [user["name"] for user in asking.get(f"{API}/users").json()]
    assert "password" not in asking.get(f"{API}/users").text
    assert asking.delete(f"{API}/users/Salma").status_code == 204
    assert asking.delete(f"{API}/users/Salma").status_code == 404


def test_the_description_names_every_route_with_what_it_is_for(desk) -> None:
    described = desk.get(f"{API}/openapi.json").json()
    assert f"{API}/incidents/{{incident_id}}/claims" in described["paths"]
    assert not [path for path in described["paths"] if not path.startswith(API)]
    page = desk.get(f"{API}/").text
    for path, methods in described["paths"].items():
        for method, found in methods.items():
            assert found["description"]
            assert found["security"]
            assert f"{method.upper()} {path.replace('{', '{')}" in page
            for given in found.get("parameters", ()):
                if given["in"] == "query" and given["name"] != "limit":
                    assert given.get("description"), (path, given["name"])
