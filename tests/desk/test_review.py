"""The review queue: order, verdicts, undo, the second look, disagreements, agreement."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from riwaya.casefile import migrate
from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import open_case
from riwaya.casefile.verify import verify
from riwaya.desk.security.users import add_user

KF2 = "kf-2:c1"


def queue(browser, query: str = "", kind: str = "figure") -> list[str]:
    """The keys of the claims of a kind that wait, in order."""
    query = f"{query}&kind={kind}"
    page = browser.get(f"/review?{query}")
    assert page.status_code == 200, page.text
    return [html.unescape(key) for key in re.findall(r'data-claim="([^"]+)"', page.text)]


def card(browser, key: str, query: str = "") -> str:
    """The markup of one figure in the queue."""
    page = browser.get(f"/review?{query}").text
    return next(
        part for part in page.split('<li class="panel card"') if f'data-claim="{key}"' in part
    )


def review(browser, key: str, verdict: str, **fields: str):
    return browser.submit("/review", claim=key, verdict=verdict, **fields)


def decisions(case):
    with case.reading() as connection:
        return all_decisions(connection)


def killed(browser) -> tuple[int | None, int | None]:
    """Killed in the incident of two reports, as the list of incidents shows it."""
    found = browser.get("/api/v1/incidents?type=shelling").json()["incidents"][0]
    return found["killed_low"], found["killed_high"]


@pytest.fixture
def second(case, open_desk):
    """Logs in a second coder."""

    def logged_in():
        add_user(case, "coder two", "coder", "a long enough password")
        browser = open_desk()
        assert browser.log_in("coder two").status_code == 303
        return browser

    return logged_in


def test_every_figure_waits_with_its_words_and_what_its_incident_sums_up_to(desk) -> None:
    assert sorted(queue(desk)) == ["hd-1:c1", "kf-1:c3", "kf-1:c4", KF2, "nb-1:c2"]
    shown = card(desk, KF2)
    assert "سبعة مدنيين" in re.search(r'<mark class="mark killed">([^<]+)', shown)[1]
    assert re.search(r">5</bdi>|5</bdi>–<bdi>7", shown), "the range of the incident"
    assert "الدفاع المدني" in shown
    assert "disputed" in shown


def test_figures_come_by_their_points(desk) -> None:
    order = queue(desk)
    # Seven dead on which accounts differ weigh more than four injured of whom one report tells.
    assert order.index(KF2) < order.index("nb-1:c2")


def test_figures_of_incidents_nobody_looked_at_come_before_others(desk) -> None:
    assert queue(desk)[0] in ("kf-1:c3", KF2)
    review(desk, "kf-1:c3", "accept")
    assert queue(desk)[-1] in (KF2, "kf-1:c4")


def test_the_filters_of_incidents_choose_figures(desk) -> None:
    assert queue(desk, "place=الموصل") == ["nb-1:c2"]
    assert queue(desk, "type=air_drone_strike") == ["hd-1:c1"]
    assert queue(desk, "grade=confirmed") == []
    assert desk.get("/review?stage=third").status_code == 400


def test_a_verdict_is_a_record_and_takes_the_figure_from_the_queue(desk, case) -> None:
    answer = review(desk, KF2, "accept", next="/review?type=shelling")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?type=shelling&done=d-")
    (made,) = decisions(case)
    assert (made.kind, made.one, made.who) == ("accept", (KF2,), "local")
    assert KF2 not in queue(desk)
    assert "Accepted." in desk.get(answer.headers["location"]).text
    with case.reading() as connection:
        assert verify(connection).faults == ()


def test_a_rejected_figure_leaves_the_sum_and_returns_with_undo(desk, case) -> None:
    assert killed(desk) == (5, 7)
    review(desk, KF2, "reject", why="no such thing")
    assert killed(desk) == (5, 5)
    (made,) = decisions(case)
    assert desk.submit("/review/undo", decision=made.id).status_code == 303
    assert killed(desk) == (5, 7)
    assert KF2 in queue(desk)
    assert [d.kind for d in decisions(case)] == ["reject", "undo"]


def test_an_edit_counts_and_the_reading_stays_as_it_is(desk, case) -> None:
    before = desk.get("/api/v1/reports/kf-2/reading").text
    review(desk, KF2, "edit", low="9", high="", person_class="civilian", status="killed", source="")
    assert killed(desk) == (5, None)
    assert desk.get("/api/v1/reports/kf-2/reading").text == before
    (made,) = decisions(case)
    assert {"low=9", "high=", "source="} < {*made.other}
    assert not any(text.startswith(("class", "status")) for text in made.other), "as read"


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "perhaps"},
        {"verdict": "edit"},
        {"verdict": "edit", "low": "9", "high": "8"},
        {"verdict": "edit", "low": "-1"},
        {"verdict": "edit", "low": "٩٩٩٩٩٩٩٩٩٩٩٩"},
        {"verdict": "edit", "low": ""},
        {"verdict": "edit", "person_class": "people"},
        {"verdict": "edit", "source": "s99"},
        {"verdict": "accept", "claim": "kf-2:c99"},
        {"verdict": "accept", "claim": "nobody:c1"},
        {"verdict": "accept", "claim": ""},
        {"verdict": "accept", "stage": "differing"},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(desk, case, fields) -> None:
    answer = desk.submit("/review", **{"claim": KF2, **fields})
    assert answer.status_code in (400, 404), answer.text
    assert decisions(case) == ()


def test_scripts_get_the_record_s_id_and_other_pages_cannot_send_the_form(desk, case) -> None:
    data = {"_form": desk.form_token(), "claim": KF2, "verdict": "unsure"}
    answer = desk.post("/review", data=data, headers={"accept": "application/json"})
    assert answer.json() == {"decision": decisions(case)[0].id, "kind": "unsure"}
    assert desk.post("/review", data={"claim": KF2, "verdict": "accept"}).status_code == 403


def test_viewers_do_not_review_and_coders_do_not_settle(people) -> None:
    viewer, coder = people("viewer"), people("coder")
    assert viewer.get("/review").status_code == 403
    assert review(viewer, KF2, "accept").status_code == 403
    assert coder.get("/review?stage=differing").status_code == 403
    assert "Disagreements" not in coder.get("/review").text
    assert review(coder, KF2, "accept", stage="differing").status_code == 403


def test_a_second_look_is_blind_until_both_have_spoken(people, second) -> None:
    one, two = people("coder"), second()
    review(one, KF2, "reject", why="a misprint surely")
    assert queue(one, "stage=second") == []
    assert queue(two, "stage=second") == [KF2]
    shown = card(two, KF2, "stage=second")
    assert "misprint" not in shown
    assert "coder one" not in shown
    # The sum is that without the first one's rejection.
    assert re.search(r"5</bdi>–<bdi>7", shown)
    assert "coder one" not in two.get("/review/history").text
    review(two, KF2, "accept", stage="second")
    assert queue(two, "stage=second") == []


def test_disagreements_wait_for_a_reviewer_whose_word_settles_them(people, second, case) -> None:
    one, two, reviewer = people("coder"), second(), people("reviewer")
    review(one, KF2, "reject", why="a misprint surely")
    assert killed(one) == (5, 5)
    review(two, KF2, "accept", stage="second")
    assert killed(one) == (5, 7), "while they do not agree the figure counts as read"
    assert queue(reviewer, "stage=differing") == [KF2]
    shown = card(reviewer, KF2, "stage=differing")
    assert "a misprint surely" in shown
    assert "coder two" in shown
    review(reviewer, KF2, "reject", stage="differing")
    assert killed(one) == (5, 5)
    assert queue(reviewer, "stage=differing") == []
    assert queue(reviewer, "stage=second") == []
    last = decisions(case)[-1]
    assert {d.id for d in decisions(case)[:2]} < {*last.other}


def test_two_who_say_the_same_settle_it_and_two_who_are_unsure_do_not(people, second) -> None:
    one, two, reviewer = people("coder"), second(), people("reviewer")
    for browser in (one, two):
        review(browser, KF2, "accept")
        review(browser, "nb-1:c2", "unsure")
    assert queue(reviewer, "stage=differing") == ["nb-1:c2"]


def test_agreement_is_told_once_figures_were_reviewed_twice(people, second) -> None:
    one, two = people("coder"), second()
    assert "α" not in one.get("/review").text
    for key, first, other in ((KF2, "accept", "accept"), ("kf-1:c3", "reject", "reject"),
                              ("hd-1:c1", "accept", "reject")):  # fmt: skip
        review(one, key, first)
        review(two, key, other)
    page = one.get("/review").text
    assert "Agreement over <bdi>3</bdi> figures" in page
    # Worked by hand: observed 2/6, expected 18/30 of the pairs.
    assert "α = 0.44" in page


def test_one_s_own_word_can_be_taken_back_and_another_s_only_by_a_reviewer(
    people, second, case
) -> None:
    one, two, reviewer = people("coder"), second(), people("reviewer")
    review(one, KF2, "reject")
    review(one, "nb-1:c2", "accept")
    made = decisions(case)
    assert two.submit("/review/undo", decision=made[0].id).status_code == 403
    assert reviewer.submit("/review/undo", decision=made[0].id).status_code == 303
    assert one.submit("/review/undo", decision=made[0].id).status_code == 400, "it is already"
    assert one.submit("/review/undo", decision=made[1].id).status_code == 303
    undoing = decisions(case)[-1]
    assert one.submit("/review/undo", decision=undoing.id).status_code == 404
    assert set(queue(one)) >= {KF2, "nb-1:c2"}


def test_history_lists_what_stands(desk, case) -> None:
    review(desk, KF2, "edit", low="9", high="11", why="the text says so")
    review(desk, "nb-1:c2", "accept")
    desk.submit("/review/undo", decision=decisions(case)[1].id)
    page = desk.get("/review/history").text
    assert "the text says so" in page
    assert "at least <bdi>9</bdi> · at most <bdi>11</bdi>" in page
    assert "nb-1" not in page


def test_a_decision_taken_back_elsewhere_is_taken_back_in_the_queue(desk, case) -> None:
    review(desk, KF2, "reject")
    (made,) = decisions(case)
    data = {"why": "", "_form": desk.form_token()}
    undone = desk.post(f"/api/v1/decisions/{made.id}/undo", json={"why": ""},
                       headers={"x-riwaya-form": data["_form"]})  # fmt: skip
    assert undone.status_code == 201, undone.text
    assert KF2 in queue(desk)
    assert killed(desk) == (5, 7)


def test_programs_can_review_too(desk, case) -> None:
    form = {"x-riwaya-form": desk.form_token()}
    first = desk.get("/api/v1/review?type=shelling&kind=figure").json()
    assert {line["claim"] for line in first} == {"kf-1:c3", "kf-1:c4", KF2}
    every = desk.get("/api/v1/review?type=shelling").json()
    assert {"figure", "responsibility", "cause"} <= {line["kind"] for line in every}
    assert first == sorted(first, key=lambda line: -line["score"])
    body = {"claim": KF2, "verdict": "edit", "edit": {"low": "9", "high": ""}, "why": "so it says"}
    answer = desk.post("/api/v1/reviews", json=body, headers=form)
    assert answer.status_code == 201, answer.text
    assert killed(desk) == (5, None)
    refused = desk.post("/api/v1/reviews", json=body | {"verdict": "perhaps"}, headers=form)
    assert refused.status_code == 400
    assert KF2 not in {line["claim"] for line in desk.get("/api/v1/review").json()}
    assert desk.get("/api/v1/review/agreement").json() == {}


def test_linking_all_anew_gives_what_single_reviews_gave(desk, case) -> None:
    from sqlalchemy import text

    review(desk, KF2, "reject")
    review(desk, "nb-1:c2", "edit", low="6", high="6")
    review(desk, "hd-1:c1", "accept")
    listed = desk.get("/incidents?format=json").text
    waiting = queue(desk)
    with case.writing() as connection:
        connection.execute(text("DELETE FROM settings"))
    bring_up_to_date(case)
    assert desk.get("/incidents?format=json").text == listed
    assert queue(desk) == waiting


def test_hostile_words_are_shown_and_never_run(case, open_desk) -> None:
    from datetime import date

    from riwaya.ingest.add import add
    from riwaya.model.intake import Intake

    text = "<script>alert(1)</script> \u202eقتل خمسة مدنيين في قصف على كفرنبل\x00 <img onerror=x>."
    add(case, [Intake("x.txt", text, id='"><script>', outlet="<b>", published=date(2024, 3, 4),
                      published_basis="given")])  # fmt: skip
    bring_up_to_date(case)
    page = open_desk().get("/review").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img onerror" not in page
    assert "\u202e" not in page
    assert "\x00" not in page


def test_a_case_from_before_the_queue_has_it_after_the_next_linking(tmp_path, template) -> None:
    path = tmp_path / "old.db"
    as_of("0002", template, path)
    case = open_case(str(path))
    bring_up_to_date(case)
    with case.reading() as connection:
        figures = text("SELECT count(*) FROM doubts WHERE kind = 'figure'")
        assert connection.execute(figures).scalar() == 5
        assert connection.execute(text("SELECT sum(figures) FROM incidents")).scalar() == 5
    case.close()


def as_of(revision: str, case: Path, path: Path) -> None:
    """What an older program would have made of the rows of a case."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.execute("ATTACH ? AS now", [str(case)])
        tables = old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if not table.startswith(("words", "alembic", "sqlite")):
                columns = old.execute(f"PRAGMA main.table_info({table})").fetchall()
                named = ", ".join(f'"{column[1]}"' for column in columns)
                old.execute(f"INSERT INTO {table} ({named}) SELECT {named} FROM now.{table}")
        old.commit()


def test_accusations_and_causes_wait_with_forms_of_their_own(desk) -> None:
    (accusation, *_) = queue(desk, "place=كفرنبل", "responsibility")
    shown = card(desk, accusation, "kind=responsibility")
    assert 'name="actor"' in shown
    assert 'name="low"' not in shown
    (cause, *_) = queue(desk, "place=كفرنبل", "cause")
    assert 'name="cause"' in card(desk, cause, "kind=cause")
    assert desk.get("/review?kind=weather").status_code == 400
    answer = review(desk, cause, "edit", cause="air_drone_strike", source="")
    assert answer.status_code == 303, answer.text
    assert cause not in queue(desk, "", "cause")


def test_agreement_is_told_by_kind(people, second) -> None:
    one, two = people("coder"), second()
    (accusation, *_) = queue(one, "place=كفرنبل", "responsibility")
    for browser, verdict in ((one, "accept"), (two, "reject")):
        review(browser, KF2, "accept")
        review(browser, accusation, verdict)
    found = one.get("/api/v1/review/agreement").json()
    assert found["figure"]["claims"] == found["responsibility"]["claims"] == 1
    assert found["responsibility"]["counts"] is None
    assert "Who did it, <bdi>1</bdi> claim" in one.get("/review").text


def seen_of_strike(browser) -> str:
    """All that a browser is shown of the incident of two reports, in every form."""
    strike = browser.get("/api/v1/incidents?type=shelling").json()["incidents"][0]["id"]
    ways = (
        f"/incidents/{strike}", f"/incidents/{strike}?format=csv",
        f"/incidents/{strike}?format=json", f"/incidents/{strike}/dossier",
        f"/api/v1/incidents/{strike}", f"/api/v1/incidents/{strike}/claims",
        "/api/v1/decisions", "/review/history",
    )  # fmt: skip
    return "\n".join(browser.get(way).text for way in ways)


def test_the_first_word_is_told_nowhere_to_whose_look_is_pending(people, second) -> None:
    one, two, reviewer, admin = people("coder"), second(), people("reviewer"), people("admin")
    review(one, KF2, "reject", why="a misprint surely")
    for blind in (two, reviewer):
        seen = seen_of_strike(blind)
        assert "misprint" not in seen
        assert "rejected" not in seen
        assert "is not shown" in seen, "that something is left out is said"
    for open_to in (one, admin):
        assert "misprint" in seen_of_strike(open_to)
    review(two, KF2, "accept", stage="second")
    assert "misprint" in seen_of_strike(two)
    assert "misprint" in seen_of_strike(reviewer), "two have spoken"


def test_a_program_of_a_reviewer_is_as_blind_as_they_are(people, second) -> None:
    one, two = people("coder"), second()
    review(one, KF2, "reject", why="a misprint surely")
    made = two.post(
        "/api/v1/tokens", json={"scope": "read"}, headers={"x-riwaya-form": two.form_token()}
    ).json()
    two.cookies.clear()
    headers = {"authorization": f"Bearer {made['secret']}"}
    strike = two.get("/api/v1/incidents?type=shelling", headers=headers).json()["incidents"][0]
    shown = two.get(f"/api/v1/incidents/{strike['id']}", headers=headers)
    assert shown.status_code == 200
    assert "misprint" not in shown.text


def test_an_edited_figure_shows_what_was_read_and_what_it_was_made(desk) -> None:
    review(desk, KF2, "edit", low="9", high="", person_class="civilian", status="killed", source="",
           why="the caption says so")  # fmt: skip
    strike = desk.get("/api/v1/incidents?type=shelling").json()["incidents"][0]["id"]
    page = desk.get(f"/incidents/{strike}").text
    assert '<s><bdi class="figure" dir="ltr">7</bdi> killed, civilians</s>' in page
    assert '<ins><bdi class="figure" dir="ltr">9+</bdi> killed, civilians' in page
    assert "<bdi>local</bdi> edited it" in page
    table = desk.get(f"/incidents/{strike}?format=csv").text
    (line,) = [line for line in table.splitlines() if "edit,local" in line]
    assert ",9,," in line or '"low 9, high open' in line
    (claim,) = [c for c in desk.get(f"/api/v1/incidents/{strike}/claims").json() if c["id"] == KF2]
    assert claim["claim"]["casualty"]["low"] == 7
    assert claim["review"]["edit"]["low"] == "9"
    assert claim["review"]["who"] == "local"
    handed = desk.get(f"/incidents/{strike}/dossier").text
    assert "the caption says so" in handed
    (kept,) = desk.get("/review/history?format=json").text.splitlines()
    assert (json.loads(kept)["read_low"], json.loads(kept)["low"]) == (7, "9")
    assert json.loads(kept)["high"] == "open"
    assert desk.get("/review/history?format=csv").text.count("\n") == 2


def test_a_rejected_accusation_is_struck_through_with_who_did_that(desk) -> None:
    (accusation, *_) = queue(desk, "place=كفرنبل", "responsibility")
    review(desk, accusation, "reject", why="nobody named them")
    strike = desk.get("/api/v1/incidents?type=shelling").json()["incidents"][0]["id"]
    page = desk.get(f"/incidents/{strike}").text
    assert "<s>who did it</s>" in page
    assert "nobody named them" in page
