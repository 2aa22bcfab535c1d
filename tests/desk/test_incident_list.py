"""The list of incidents: filters, order, counts, pages, and the same as a table and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest


def listed(desk, query: str = "") -> list[str]:
    """The types of the incidents on a page, in order."""
    page = desk.get(f"/incidents?{query}")
    assert page.status_code == 200, page.text
    rows = desk.get(f"/incidents?{query}&format=json").text.splitlines()
    shown = re.findall(r'href="/incidents/(i-[0-9a-f]+)"', page.text)
    objects = [json.loads(row) for row in rows]
    assert shown == [o["id"] for o in objects], "the page and its JSON show the same"
    return [o["type"] for o in objects]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["bombing", "other", "air_drone_strike", "shelling"]),
        ("since=2024-03-12", ["bombing", "other", "air_drone_strike"]),
        ("until=2024-03-12", ["air_drone_strike", "shelling"]),
        ("since=2024-03-05&until=2024-03-31", ["air_drone_strike"]),
        ("place=Mosul", ["bombing"]),
        ("place=الموصل", ["bombing"]),
        ("place=إدلب", ["shelling"]),
        ("type=shelling", ["shelling"]),
        ("actor=قوات النظام", ["shelling"]),
        ("outlet=صوت الساحل", ["air_drone_strike"]),
        ("grade=fair", ["shelling"]),
        ("grade=weak&type=bombing", ["bombing"]),
        ("disputed=any", ["shelling"]),
        ("disputed=count", ["shelling"]),
        ("disputed=perpetrator", []),
        ("type=riot", []),
        ("sort=killed", ["shelling", "air_drone_strike"]),
        ("sort=killed&order=up", ["air_drone_strike", "shelling"]),
        ("sort=injured", ["bombing", "shelling"]),
        ("sort=reports", ["shelling"]),
        ("order=up", ["shelling", "air_drone_strike"]),
    ],
)
def test_filters_and_orders_choose_incidents(desk, query: str, found: list[str]) -> None:
    types = listed(desk, query)
    if "sort=" in query or "order=" in query:
        assert types[: len(found)] == found
        assert len(types) == 4
    else:
        assert sorted(types) == sorted(found)


@pytest.mark.parametrize(
    "query",
    ["since=yesterday", "type=earthquake", "grade=sure", "sort=colour", "disputed=all", "order=x",
     "after=nonsense", "format=pdf", "unreviewed=perhaps", "sort=killed&after=many~i-1"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_the_reason(desk, query: str) -> None:
    answer = desk.get(f"/incidents?{query}")
    assert answer.status_code == 400
    assert "That was not understood" in answer.text


def test_counts_are_of_all_that_meets_the_filters(desk) -> None:
    page = desk.get("/incidents").text
    assert "<bdi>4</bdi> incidents" in page
    assert re.search(r"shelling[^<]*<bdi>1</bdi>", page)
    assert re.search(r">weak <bdi>3</bdi>", page)
    assert "<bdi>1</bdi> incident<" in desk.get("/incidents?grade=fair").text


def test_a_chosen_filter_can_be_taken_out_again_by_its_count(desk) -> None:
    page = desk.get("/incidents?grade=fair&place=إدلب").text
    link = re.search(r'<a class="chip grade-fair" aria-current="true" href="([^"]+)"', page)
    assert link
    assert "grade" not in link[1]
    assert "place=" in link[1]


@pytest.mark.parametrize("sort", ["date", "type", "killed", "injured", "reports", "grade"])
@pytest.mark.parametrize("order", ["up", "down"])
def test_pages_follow_one_another_without_gap_or_repetition(desk, sort: str, order: str) -> None:
    wanted = [
        json.loads(line)["id"]
        for line in desk.get(f"/incidents?sort={sort}&order={order}&format=json").text.splitlines()
    ]
    found: list[str] = []
    after = ""
    while True:
        answer = desk.get(
            "/api/v1/incidents", params={"sort": sort, "order": order, "limit": 1, "after": after}
        ).json()
        found += [line["id"] for line in answer["incidents"]]
        after = answer["next"]
        if after is None:
            break
    assert found == wanted
    assert len(found) == 4


def test_incidents_without_a_figure_come_last_either_way(desk) -> None:
    for order in ("up", "down"):
        lines = desk.get(f"/incidents?sort=killed&order={order}&format=json").text.splitlines()
        killed = [json.loads(line)["killed_low"] for line in lines]
        assert killed[2:] == [None, None]


def test_the_table_is_one_for_spreadsheets(desk) -> None:
    answer = desk.get("/incidents?format=csv&type=air_drone_strike")
    assert answer.headers["content-disposition"] == 'attachment; filename="incidents.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["source"] == "صوت الساحل"
    assert row["url"] == "https://sahil.example/1"
    assert row["desk"].startswith("http://localhost:8800/incidents/i-")
    assert (row["killed_low"], row["killed_high"]) == ("2", "2")


def test_an_incident_is_reviewed_once_a_claim_of_it_is_and_not_after_that_is_undone(
    desk, case
) -> None:
    from sqlalchemy import insert, select

    from riwaya.casefile.desk_schema import reviews
    from riwaya.casefile.schema import reports

    assert len(listed(desk, "unreviewed=yes")) == 4
    with case.writing() as connection:
        number = connection.execute(
            select(reports.c.number).where(reports.c.id == "hd-1")
        ).scalar_one()
        row = {"report": number, "claim": "c1", "event": "e1", "reading": 1, "who": "x",
               "edit": "", "at": "2024-06-01"}  # fmt: skip
        connection.execute(insert(reviews), [row | {"number": 1, "verdict": "accept"}])
    assert "air_drone_strike" not in listed(desk, "unreviewed=yes")
    with case.writing() as connection:
        undo = row | {"number": 2, "verdict": "undo", "undoes": 1}
        connection.execute(insert(reviews), [undo])
    assert "air_drone_strike" in listed(desk, "unreviewed=yes")


def test_filters_left_empty_do_not_stay_in_the_address(desk) -> None:
    answer = desk.get("/incidents?since=&place=إدلب&type=&sort=killed", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == ("/incidents?place=%D8%A5%D8%AF%D9%84%D8%A8&sort=killed")
    bare = desk.get("/search?q=&since=", follow_redirects=False)
    assert bare.headers["location"] == "/search"
