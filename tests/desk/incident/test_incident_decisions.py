"""Decisions made on the page of an incident: the sum and the members follow, and undo undoes."""

from __future__ import annotations

import html
import re

import pytest

from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.schema import reports
from riwaya.model.decision import standing


def decisions_of(case):
    with case.reading() as connection:
        return all_decisions(connection)


def relink(case) -> None:
    """Link every report anew."""
    with case.writing() as connection:
        connection.execute(reports.update().values(linked=None))
    bring_up_to_date(case)


def undo_of(page: str) -> str:
    found = re.search(r'name="decision" value="(d-[0-9a-f]+)"', page)
    assert found
    return found[1]


def test_a_claim_left_out_changes_the_sum_and_undo_brings_it_back(shown, case) -> None:
    strike = shown("r1")
    answer = strike.send("claims", kind="exclude", claim="r2:c1", why="counts the injured too")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{strike.path}#claim-r2")
    assert strike.killed() == "3–4"
    page, words = strike.page(), strike.words()
    assert '<s><bdi class="figure" dir="ltr">7</bdi> killed, civilians</s>' in page
    assert "counts the injured too" in words
    assert "Beforepeople'sdecisions:Killed3–7" in words.replace(" ", "")
    assert "local left it out" in words
    strike.send("undo", decision=undo_of(page), why="it does not")
    assert strike.killed() == "3–7"
    assert "taken back by local" in strike.words()
    assert [d.kind for d in decisions_of(case)] == ["exclude", "undo"]


def test_what_was_taken_back_can_be_put_in_force_again(shown) -> None:
    strike = shown("r1")
    strike.send("claims", kind="exclude", claim="r2:c1", why="no")
    strike.send("undo", decision=undo_of(strike.page()))
    strike.send("undo", decision=undo_of(strike.page()))
    assert strike.killed() == "3–4"


def test_a_preferred_claim_stands_alone(shown) -> None:
    strike = shown("r1")
    strike.send("claims", kind="prefer", claim="r3:c1", why="was at the scene")
    assert strike.killed() == "4"
    assert "A person preferred" in strike.words()


def test_a_copy_that_a_person_counts_is_counted(shown) -> None:
    strike = shown("r1")
    strike.send("claims", kind="exclude", claim="r2:c1", why="withdrawn by phone")
    strike.send("claims", kind="include", claim="r2copy:c1", why="asked for themselves")
    assert strike.killed() == "3–7"


def test_the_policy_looked_at_is_kept(shown) -> None:
    strike = shown("r1")
    answer = strike.send("claims", kind="exclude", claim="r1:c1", why="no", policy="acled")
    assert "?policy=acled#" in answer.headers["location"]
    assert strike.killed("?policy=acled") == "4"


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "exclude", "claim": "r2:c1", "why": "  "},
        {"kind": "exclude", "claim": "n1:c1", "why": "of another incident"},
        {"kind": "exclude", "claim": "r2:c99", "why": "not there"},
        {"kind": "must", "claim": "r2:c1", "why": "of another kind"},
        {"kind": "exclude", "why": "of nothing"},
    ],
)
def test_a_decision_that_makes_no_sense_is_not_kept(shown, case, fields: dict[str, str]) -> None:
    assert shown("r1").send("claims", **fields).status_code == 400
    assert decisions_of(case) == ()


def test_merging_makes_one_incident_that_outlasts_linking_anew(shown, case) -> None:
    strike, near = shown("r1"), shown("n1")
    path = near.path
    answer = strike.send("others", kind="must", other=near.object["id"], why="one attack")
    assert answer.status_code == 303
    assert set(strike.object["reports"]) == {"r1", "r2", "r2copy", "r3", "n1"}
    assert "one attack" in strike.words()
    relink(case)
    assert "n1" in strike.object["reports"]
    strike.send("undo", decision=undo_of(strike.page()))
    assert near.path == path
    assert near.object["reports"] == ["n1"]


def test_another_incident_can_be_named_by_its_address(shown) -> None:
    strike, near = shown("r1"), shown("n1")
    named = f"http://localhost:8800{near.path}?policy=acled#sum"
    strike.send("others", kind="must", named=named, why="one attack")
    assert "n1" in strike.object["reports"]


def test_incidents_kept_apart_stay_apart_and_say_so(shown, case) -> None:
    strike, near = shown("r1"), shown("n1")
    strike.send("others", kind="never", other=near.object["id"], why="a bomb, not a strike")
    assert "kept apart" in strike.words()
    assert near.path != strike.path
    assert [d.kind for d in standing(decisions_of(case))] == ["never"]


def test_an_incident_is_not_merged_with_itself(shown, case) -> None:
    strike = shown("r1")
    assert strike.send("others", kind="must", other=strike.object["id"], why="x").status_code == 400
    assert decisions_of(case) == ()


def test_a_report_parted_stays_apart_after_linking_anew(shown, case) -> None:
    strike, other = shown("r1"), shown("r3")
    answer = strike.send("split", mention="r3:e1", why="another strike on that day")
    assert answer.status_code == 303
    assert "r3" not in strike.object["reports"]
    assert strike.killed() == "3–7"
    assert other.killed() == "4"
    relink(case)
    assert other.object["reports"] == ["r3"]
    strike.send("undo", decision=undo_of(strike.page()))
    assert "r3" in strike.object["reports"]


@pytest.mark.parametrize("mention", [[], ["n1:e1"], ["r1:e1", "r2:e1", "r2copy:e1", "r3:e1"]])
def test_nothing_foreign_and_not_everything_can_be_parted(shown, case, mention) -> None:
    assert shown("r1").send("split", mention=mention, why="x").status_code == 400
    assert decisions_of(case) == ()


def test_who_only_looks_sees_everything_and_decides_nothing(shown, people, case) -> None:
    strike = shown("r1", people("viewer"))
    page = strike.page()
    assert 'method="post"' not in page.partition("<main")[2]
    for part, fields in (
        ("claims", {"kind": "exclude", "claim": "r2:c1", "why": "x"}),
        ("others", {"kind": "must", "other": "i-1", "why": "x"}),
        ("split", {"mention": "r3:e1", "why": "x"}),
        ("undo", {"decision": "d-1"}),
    ):
        assert strike.send(part, **fields).status_code == 403
    assert decisions_of(case) == ()


def test_what_another_decided_is_taken_back_by_reviewers_only(shown, people) -> None:
    first = shown("r1", people("reviewer"))
    first.send("claims", kind="exclude", claim="r2:c1", why="no")
    made = undo_of(first.page())
    coder = shown("r1", people("coder"))
    assert made not in coder.page()
    assert coder.send("undo", decision=made).status_code == 403
    assert first.send("undo", decision=made).status_code == 303


def test_a_form_from_elsewhere_decides_nothing(shown, desk, case) -> None:
    fields = {"kind": "exclude", "claim": "r2:c1", "why": "x"}
    path = shown("r1").path
    assert desk.post(f"{path}/claims", data=fields).status_code == 403
    token = {"_form": desk.form_token(), **fields}
    elsewhere = {"origin": "http://elsewhere.example"}
    assert desk.post(f"{path}/claims", data=token, headers=elsewhere).status_code == 403
    assert decisions_of(case) == ()


def test_reasons_are_shown_as_they_were_written_and_do_nothing(shown) -> None:
    strike = shown("r1")
    why = "<img src=x onerror=alert(1)> \u202eسبب"
    strike.send("claims", kind="exclude", claim="r2:c1", why=why)
    page = strike.page()
    assert "<img" not in page
    assert "\u202e" not in page
    assert "<img src=x onerror=alert(1)> سبب" in html.unescape(page)


def test_the_address_of_a_merged_incident_leads_to_the_whole_and_says_so(shown, desk) -> None:
    strike, near = shown("r1"), shown("n1")
    paths = {strike.path, near.path}
    strike.send("others", kind="must", other=near.object["id"], why="one attack")
    (gone,) = paths - {strike.path}
    old = gone.rpartition("/")[2]
    answer = desk.get(f"{gone}?policy=acled", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{strike.path}?policy=acled&was={old}"
    page = desk.get(gone).text
    assert f"Incident <bdi>{old}</bdi> is now part of this one." in page
    assert desk.get(f"{gone}/dossier").status_code == 200
    api = desk.get(f"/api/v1{gone}/claims", follow_redirects=False)
    assert (api.status_code, api.headers["location"]) == (308, f"/api/v1{strike.path}/claims")
    assert desk.submit(f"{gone}/split", mention="n1:e1", why="x").status_code == 409
    assert "is now part of" not in desk.get(f"{strike.path}?was=i-0123").text
