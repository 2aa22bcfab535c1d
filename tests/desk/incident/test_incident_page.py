"""The page of one incident shows the sum, its claims and reasons, in either language."""

from __future__ import annotations

import csv
import io
import re

import pytest


def test_the_range_is_shown_with_every_claim_its_words_and_its_source(shown) -> None:
    strike = shown("r1")
    page, words = strike.page(), strike.words()
    assert strike.killed() == "3–7"
    assert "Sarmada" in words
    assert "2024-05-10" in words
    for outlet in ("وكالة النهر", "إذاعة الصخرة", "شبكة الساحل"):
        assert outlet in words
    assert re.search(r'<mark class="mark killed">[^<]*ثلاثة مدنيين', page)
    assert 'href="/reports/r1#c1"' in page
    assert "from the lowest to the highest figure" in words.lower()


def test_each_step_of_the_sum_leads_to_the_claims_it_names(shown) -> None:
    page = shown("r1").page()
    steps = page[page.index('id="steps"') : page.index('class="origin"')]
    named = re.findall(r'href="#(claim-[^"]+)"', steps)
    assert len(named) >= 3
    for anchor in named:
        assert f'id="{anchor}"' in page
    assert "r1:c1" not in re.sub(r"<[^>]*>", "", steps)


@pytest.mark.parametrize(
    ("policy", "figure"), [("", "3–7"), ("range", "3–7"), ("acled", "3"), ("ucdp", "3–7"),
                           ("ibc", "3–7")],
)  # fmt: skip
def test_each_policy_gives_its_figure_at_its_own_address(shown, policy: str, figure: str) -> None:
    assert shown("r1").killed(f"?policy={policy}") == figure


def test_an_unknown_policy_or_incident_is_refused(shown, desk) -> None:
    assert desk.get(f"{shown('r1').path}?policy=guess").status_code == 400
    assert desk.get("/incidents/i-0000000000000000").status_code == 404


def test_the_beginning_of_an_id_leads_to_the_whole(shown, desk) -> None:
    whole = shown("r1").path
    answer = desk.get(whole[:-6], follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, whole)


def test_copies_are_folded_under_their_text_with_the_reason(shown) -> None:
    page = shown("r2copy").page()
    folded = page[page.index('<ul class="copies">') :].partition("</ul></details>")[0]
    assert "/reports/r2copy" in folded
    assert "of four words" in folded or "the same words" in folded


def test_why_reports_are_linked_is_told_ground_by_ground_the_strongest_first(shown) -> None:
    page = shown("r1").page()
    links = page[page.index('id="links"') :]
    first = links[: links.index("</details>")]
    weights = [
        float(w.replace("−", "-").replace("+", ""))
        for w in re.findall(r'<td class="num[^"]*"><bdi>([^<]+)</bdi>', first)
    ]
    assert len(weights) > 2
    assert weights == sorted(weights, reverse=True)
    assert "both tell of" in first


def test_people_named_are_listed_and_held_against_the_figure(shown) -> None:
    words = shown("r1").words()
    assert "سليم حمدان العكيدي" in words
    assert "1 of the dead is named of 3 to 7 counted" in words


def test_the_figures_over_time_stand_in_a_chart_and_in_a_table(shown) -> None:
    page = shown("r1").page()
    chart = re.search(r'<svg class="chart".*?</svg>', page, re.DOTALL)
    assert chart
    assert "from 2024-05-10 to 2024-05-10" in chart[0]
    table = page[page.index('id="time"') : page.index('id="reports"')]
    assert "7 killed, civilians" in table


def test_other_incidents_near_in_time_and_place_are_proposed(shown) -> None:
    near = shown("r1").page().partition('id="others"')[2]
    assert shown("n1").object["id"] in near
    assert "Dana" in near


def test_the_map_is_opened_where_and_when_it_was(shown) -> None:
    page = shown("r1").page()
    assert re.search(r'href="/map\?place=%[^"]+&amp;since=2024-05-10&amp;until=2024-05-10"', page)


def test_everything_is_said_in_arabic_where_the_interface_is(shown, desk) -> None:
    desk.submit("/account/interface", language="ar", latin_names="no", digits="arabic")
    page = shown("r1").page()
    assert '<html lang="ar" dir="rtl"' in page
    main = re.sub(r'<bdi class="faint id">.*?</bdi>', "", page.partition("<h1>")[2])
    # Formats and commands have the names that they have everywhere.
    main = re.sub(r"<(option|code)\b.*?</\1>", "", main, flags=re.DOTALL)
    latin = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]*>", " ", main)))
    reference = {"Every", "Casualty", "Standards", "for", "Recording", "stating", "conflicting",
                 "numbers", "range"}  # fmt: skip
    assert latin - reference - {"JSON", "CSV", "ACLED", "UCDP", "IBC", "ClaimReview"} == set()
    assert "قتلى مدنيون: ٣ إلى ٧" in " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_it_is_there_as_json_and_as_a_table_of_claims(shown, desk) -> None:
    strike = shown("r1")
    found = desk.get(f"{strike.path}?format=json&policy=acled").json()
    assert found["schema"] == "riwaya.incident/1"
    assert found["casualties"]["policy"] == "acled"
    answer = desk.get(f"{strike.path}?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["claim"] for row in rows} == set(found["claims"])
    assert any("ثلاثة مدنيين" in row["words"] and row["state"] == "stands" for row in rows)


def test_words_of_a_report_do_nothing(shown) -> None:
    page = shown("<script>alert(1)</script>").page()
    assert not re.search(r"<script(?![^>]*src=\"/static/)", page)
    assert not re.search(r"<(b|img)[^>]*\bon\w+=", page)
    assert "\u202e" not in page
    assert "&lt;b onclick=alert(4)&gt;" in page
    assert 'href="/reports/%3Cscript%3Ealert%281%29%3C%2Fscript%3E#c1"' in page


def test_cells_that_look_like_formulas_are_text(shown, desk) -> None:
    answer = desk.get(f"{shown('<script>alert(1)</script>').path}?format=csv")
    for row in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)
