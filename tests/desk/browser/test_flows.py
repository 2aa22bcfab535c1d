"""What people do at the desk from end to end, in a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.open import Case

NEW = (
    "قتل ثمانية مدنيين بقصف مدفعي على بلدة كفرنبل يوم الأحد 12 أيار 2024، بحسب مصدر في الدفاع "
    "المدني، وأصيب أحد عشر شخصا."
)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Where words stand on the page: the horizontal middle of each, found in the text of an element.
PLACES = """([root, words]) => words.map((word) => {
  const walk = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + word.length);
    const box = range.getBoundingClientRect();
    return box.x + box.width / 2;
  }
  return null;
})"""


@pytest.fixture(scope="session")
def template(strike_template: Path) -> Path:
    """Every case here is one in which outlets differ."""
    return strike_template


def incidents(case: Case) -> dict[str, tuple[str, ...]]:
    """The reports of each incident."""
    with case.reading() as connection:
        found = [json.loads(text) for text in incident_objects(connection)]
    return {one["id"]: tuple(sorted(one["reports"])) for one in found}


def of_report(case: Case, report: str) -> str:
    """The address of the page of the incident that a report tells of."""
    return "/incidents/" + next(key for key, told in incidents(case).items() if report in told)


def decided(case: Case) -> list[str]:
    with case.reading() as connection:
        return [decision.kind for decision in all_decisions(connection)]


def killed(page) -> str:
    return page.inner_text("#toll .killed .number").strip()


def places(page, root: str, *words: str) -> list[float]:
    """Where words stand from the left; fails where one is not there."""
    found = page.evaluate(PLACES, [root, list(words)])
    assert None not in found, words
    return found


def test_a_text_is_pasted_read_found_and_counted(open_page) -> None:
    page = open_page("/add")
    page.fill("#f-text", NEW)
    page.fill("#f-title", "قصف على كفرنبل")
    page.fill("#f-outlet", "صوت الساحل")
    page.fill("#f-published", "2024-05-12")
    page.click("main form button")
    page.wait_for_selector(".sums")
    page.click("main a[href^='/reports/']")
    assert page.inner_text("h1") == "قصف على كفرنبل"
    assert " ".join(page.inner_text(".text").split()) == NEW
    page.fill(".quick input", "كفرنبل الدفاع المدني")
    page.press(".quick input", "Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator(".hits > li").count() == 1
    assert page.locator(".snippet mark").count() >= 1
    page.click(".hits .chip.killed")
    assert "8" in page.inner_text(".claim.chosen")
    page.click("header nav a[href='/incidents']")
    row = page.locator(".list tbody tr", has_text="كفرنبل")
    assert row.count() == 1
    assert re.findall(r"\d+", " ".join(row.locator("td.num").all_inner_texts()))[:2] == ["8", "11"]


def test_a_number_shows_its_sentence_and_words_show_their_number(open_page) -> None:
    page = open_page("/reports/s-1", width=1280, height=400)
    card = page.locator(".claim", has=page.locator(".tag.injured"))
    card.locator(".go").click()
    words = ".text .mark.injured.chosen"
    page.wait_for_selector(words)
    assert page.inner_text(words) == "وأصيب خمسة آخرون"
    page.wait_for_function(
        "s => { const b = document.querySelector(s).getBoundingClientRect();"
        " return b.top >= 0 && b.bottom <= innerHeight; }",
        arg=words,
    )
    page.click(".text .mark.killed")
    chosen = page.locator(".claim.chosen")
    assert chosen.count() == 1
    assert chosen.locator(".tag").inner_text().strip() == "3"
    assert page.locator(words).count() == 0
    # Both ways by keyboard alone: the focus goes along.
    page.focus(".text .mark.injured")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.claim').id") == card.get_attribute("id")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.mark.injured')")


def test_a_claim_left_out_changes_the_sum_and_comes_back(case: Case, open_page) -> None:
    page = open_page(of_report(case, "s-1"))
    assert killed(page) == "3–6"
    card = page.locator("#sum .claim", has=page.locator("a[href='/reports/s-1#c1']")).first
    assert "3" in card.locator(".claim-title").inner_text()
    card.locator(".decide summary").click()
    card.locator("input[name=why]").fill("لم يذكر المصدر الطبي أنه كان في المكان")
    card.locator("button[value=exclude]").click()
    page.wait_for_selector("#toll .killed.changed")
    assert killed(page) == "4–6"
    assert "3–6" in page.inner_text(".untouched")
    assert "4–6" in page.inner_text("#announce")
    assert page.locator("#decisions q").first.inner_text().startswith("لم يذكر")
    assert page.evaluate("document.activeElement.id") == card.get_attribute("id")
    # It is kept: the page loaded anew says the same, and so does the list.
    page.reload()
    assert killed(page) == "4–6"
    card.locator(".decided button").click()
    page.wait_for_selector("#toll .killed.changed")
    assert killed(page) == "3–6"
    assert decided(case) == ["exclude", "undo"]


def test_two_incidents_are_merged_and_parted_again(case: Case, open_page) -> None:
    page = open_page(of_report(case, "s-1"))
    page.check("#others input[name=other]")
    page.fill("#others-why", "الخبران عن يوم واحد")
    page.click("#others button[value=must]")
    page.wait_for_selector("#reports a[href='/reports/d-1']")
    assert list(incidents(case).values()) == [("d-1", "s-1", "s-2", "s-3", "s-4")]
    other = page.locator("#reports .report-item", has=page.locator("a[href='/reports/d-1']"))
    for box in other.locator("input[name=mention]").all():
        box.check()
    page.fill("#split-why", "بلدتان وسلاحان")
    page.click("#split-form button")
    page.wait_for_function("() => !document.querySelector(\"#reports a[href='/reports/d-1']\")")
    assert sorted(incidents(case).values()) == [("d-1",), ("s-1", "s-2", "s-3", "s-4")]
    assert decided(case) == ["must", "never"]
    page.goto(page.url.partition("/incidents/")[0] + "/incidents")
    assert page.locator(".list tbody tr").count() == 2


def test_the_interface_turns_to_arabic_and_reports_stay_as_they_are(open_page) -> None:
    page = open_page("/reports/s-1")
    direction = "s => getComputedStyle(document.querySelector(s)).direction"
    line = (".text", "منظمة", "Red", "Valley", "(", "غير", "حكومية", ")", "14", ":30")
    order = []
    for language, dir in (("en", "ltr"), ("ar", "rtl")):
        assert page.get_attribute("html", "lang") == language
        assert page.evaluate(direction, "body") == dir
        assert page.evaluate(direction, ".text") == "rtl"
        name, red, valley, opening, other, kind, closing, hour, minute = places(page, *line)
        # From right to left, but Latin words and the time within themselves from left to right.
        assert name > valley > red > opening > other > kind > closing > minute > hour
        order.append(page.inner_text(".text"))
        if language == "en":
            page.click(".who button[name=language]")
            page.wait_for_selector("html[lang=ar]")
    assert order[0] == order[1]
    assert page.url.endswith("/reports/s-1"), "the page stays when its language changes"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_of_both_scripts_stand_in_the_order_of_the_page(
    case: Case, open_page, language: str
) -> None:
    page = open_page(of_report(case, "s-1"), language=language)
    kind = "strike" if language == "en" else "غارة"
    found = places(page, "h1", kind, "سرمدا", "Sarmada", "2024", "-05-", "10")
    kind_at, arabic, latin, year, month, day = found
    assert year < month < day, "a day in Latin digits is read from the left in both languages"
    outer = [kind_at, arabic, latin, month]
    assert outer == sorted(outer, reverse=language == "ar")


@pytest.mark.parametrize(
    ("digits", "low", "high", "from_right"),
    [("latin", "3", "6", False), ("arabic", "٣", "٦", True)],
)
def test_numbers_of_an_arabic_page_are_in_the_digits_chosen(
    case: Case, open_page, digits: str, low: str, high: str, from_right: bool
) -> None:
    page = open_page(of_report(case, "s-1"), language="ar", digits=digits)
    low_at, high_at = places(page, "#toll .killed .number", low, high)
    assert (low_at > high_at) is from_right
    other = "[0-9]" if digits == "arabic" else "[٠-٩]"
    assert not re.search(other, page.inner_text("#steps") + page.inner_text("#figures"))
    # Words of a report keep the digits that they came with.
    assert "10 أيار 2024" in page.inner_text("#sum blockquote >> nth=0")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_is_wider_than_a_phone(case: Case, open_page, language: str) -> None:
    page = open_page("/incidents", language=language, width=390, height=844)
    address = page.url.removesuffix("/incidents")
    wider = {}
    for path in (
        "/incidents", "/incidents?since=2024-05-01&grade=fair&disputed=any", of_report(case, "s-1"),
        of_report(case, "d-1"), "/reports/s-1", "/reports/s-2", "/difference/s-1", "/review",
        "/review/history", "/map", "/search?q=سرمدا", "/add", "/account", "/users", "/login",
        "/api/v1/",
    ):  # fmt: skip
        page.goto(address + path)
        page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
        if page.evaluate(WIDER):
            wider[path] = page.evaluate(WIDER)
    assert wider == {}


def test_names_in_latin_letters_stand_on_every_page_or_on_none(case: Case, open_page) -> None:
    page = open_page("/account")
    address = page.url.removesuffix("/account")
    incident = of_report(case, "s-1")
    pages = ("/incidents", incident, "/reports/s-4", "/review", "/review?kind=responsibility")
    shown = {}
    for wanted in ("yes", "no"):
        page.goto(address + "/account")
        page.select_option("[name=latin_names]", wanted)
        page.click("form[action='/account/interface'] button:not([name=language])")
        for path in pages:
            page.goto(address + path)
            shown[wanted, path] = page.locator(".latin").count()
        page.goto(address + incident)
        shown[wanted, "plan"] = page.locator(".plan text", has_text="Sarmada").count()
    assert all(shown["yes", path] for path in (*pages, "plan"))
    assert not any(shown["no", path] for path in (*pages, "plan"))
