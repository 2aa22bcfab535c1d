"""The search page: filters, marks, pages, downloads."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from riwaya.desk.pages.search import pieces


def found(desk, query: str) -> set[str]:
    """The ids on a page of results; its JSON has to name the same."""
    page = desk.get(f"/search?{query}")
    assert page.status_code == 200
    shown = set(re.findall(r'<h2 dir="auto"><a href="/reports/([^"]+)"', page.text))
    lines = desk.get(f"/search?{query}&format=json").text.splitlines()
    assert shown == {json.loads(line)["id"] for line in lines}
    return shown


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", {"kf-1", "kf-2", "hd-1", "nb-1", "no-1"}),
        ("q=كفرنبل", {"kf-1", "kf-2"}),
        ("q=بلدة -سبعة", {"kf-1"}),
        ('q="مصادر محلية"', {"kf-1"}),
        ("q=مقاتلات", set()),
        ("place=Mosul", {"nb-1"}),
        ("actor=قوات النظام", {"kf-1", "kf-2"}),
        ("outlet=صوت الساحل", {"hd-1"}),
        ("type=bombing", {"nb-1"}),
        ("status=injured", {"kf-1", "nb-1"}),
        ("person_class=civilian", {"kf-1", "kf-2"}),
        ("status=killed&at_least=6", {"kf-2"}),
        ("status=killed&at_most=2", {"hd-1"}),
        ("since=2024-04-01", {"nb-1", "no-1"}),
        ("until=2024-03-10", {"kf-1", "kf-2"}),
        ("q=كفرنبل&status=injured", {"kf-1"}),
    ],
)
def test_words_and_filters_find_reports(desk, query: str, ids: set[str]) -> None:
    assert found(desk, query) == ids


@pytest.mark.parametrize(
    "query", ["since=x", "type=x", "status=x", "person_class=x", "at_least=-1", "at_most=many",
              "at_least=9999999999999", "after=x", "format=xml"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_the_reason(desk, query: str) -> None:
    answer = desk.get(f"/search?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0].split("_")[0] in answer.text


def test_words_searched_for_are_marked_in_title_and_text(desk) -> None:
    page = desk.get("/search?q=قصف&outlet=وكالة الضفاف").text
    assert "<mark>قصف</mark> مدفعي على كفرنبل" in page
    assert "في <mark>قصف</mark> مدفعي" in desk.get("/search?q=قصف&outlet=شبكة الوادي").text


def test_pieces_are_the_text_again() -> None:
    text = "واحد اثنان ثلاثة"
    cut = pieces(text, ((105, 110), (111, 116)), 100)
    assert "".join(words for words, _ in cut) == text
    assert [words for words, marked in cut if marked] == ["اثنان", "ثلاثة"]


def test_pages_follow_one_another(desk) -> None:
    ids: list[str] = []
    after = ""
    for _ in range(5):
        answer = desk.get("/api/v1/search", params={"limit": 1, "after": after}).json()
        ids += [hit["id"] for hit in answer["results"]]
        after = answer["next"] or ""
    assert len(set(ids)) == 5
    assert after == ""


def test_a_search_is_handed_over_whole_as_a_table(desk) -> None:
    table = desk.get("/search?format=csv").content.decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table))}
    assert len(rows) == 5
    assert rows["hd-1"]["url"] == "https://sahil.example/1"
    assert rows["hd-1"]["source"] == "صوت الساحل"
    assert rows["kf-1"]["figures"] == "killed civilian 5; injured civilian 3"
    assert rows["no-1"]["figures"] == ""


def test_a_figure_leads_to_its_claim(desk) -> None:
    page = desk.get("/search?q=الموصل").text
    assert re.search(r'href="/reports/nb-1\?claim=c\d+">injured: <span', page)


def test_nothing_found_is_said(desk) -> None:
    assert "Nothing was found." in desk.get("/search?q=مقاتلات").text


def test_a_query_that_is_too_long_says_so(desk) -> None:
    long = " ".join(f"كلمة{n}" for n in range(60))
    assert "its last words were not looked for" in desk.get("/search", params={"q": long}).text
