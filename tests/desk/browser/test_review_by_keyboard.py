"""Ten figures reviewed by keyboard alone in a browser, one of them taken back."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.linking import bring_up_to_date
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

TOWNS = ("الرقة", "تعز", "درعا", "بنغازي", "سرت", "الفلوجة", "تكريت", "رفح", "عدن", "مأرب")


@pytest.fixture
def ten(case):
    """Ten more incidents, so that more than a page of figures waits."""
    given = [
        Intake(
            f"{number}.txt",
            f"قالت مصادر محلية إن {word} مدنيين قتلوا في قصف على مدينة {town} أمس.",
            id=f"t-{number}", outlet="نشرة دجلة", published=date(2024, 5, 2 + number),
            published_basis="given",
        )
        for number, (town, word) in enumerate(zip(TOWNS, ("أربعة", "خمسة") * 5, strict=True))
    ]  # fmt: skip
    add(case, given)
    bring_up_to_date(case)


def decided(case):
    with case.reading() as connection:
        return all_decisions(connection)


def kept(page, case, count: int):
    """The decisions, once there are so many."""
    for _ in range(400):
        if len(decided(case)) >= count:
            break
        page.wait_for_timeout(50)
    made = decided(case)
    assert len(made) == count
    return made


def current(page) -> str:
    return page.get_attribute(".card.current", "data-claim")


def test_ten_figures_by_keyboard_with_an_undo(ten, case, open_page) -> None:
    page = open_page("/review")
    keys = page.eval_on_selector_all(".card", "all => all.map(card => card.dataset.claim)")
    assert len(keys) == 10
    assert current(page) == keys[0]
    for key in "aaxau":
        page.keyboard.press(key)
    assert current(page) == keys[5]
    # The fifth was not unsure after all.
    page.keyboard.press("z")
    kept(page, case, 6)
    page.wait_for_function(
        "key => document.querySelector('.card.current').dataset.claim === key", arg=keys[4]
    )
    page.keyboard.press("a")
    # One is edited: nine at least, without leaving the keyboard.
    page.keyboard.press("e")
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    # One is passed over, those after it decided, and then it too.
    page.keyboard.press("j")
    assert current(page) == keys[7]
    for key in "axa":
        page.keyboard.press(key)
    assert current(page) == keys[6]
    page.keyboard.press("x")
    made = kept(page, case, 12)
    assert [d.kind for d in made] == [
        "accept", "accept", "reject", "accept", "unsure", "undo", "accept", "edit",
        "accept", "reject", "accept", "reject",
    ]  # fmt: skip
    assert [d.one[0] for d in made[:5]] == keys[:5]
    assert {"low=9", "high=9"} < {*made[7].other}
    # The next figures are one key away.
    page.keyboard.press("Enter")
    page.wait_for_url("**/review**")
    page.wait_for_function(
        "old => document.querySelector('.card.current')?.dataset.claim !== old", arg=keys[6]
    )
    left = page.eval_on_selector_all(".card", "all => all.map(card => card.dataset.claim)")
    assert left
    assert not set(left) & set(keys)


def test_the_keys_are_shown_can_be_changed_and_are_kept(ten, case, open_page) -> None:
    page = open_page("/review")
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.click("[data-remap=accept]")
    page.keyboard.press("x")
    assert "already" in page.inner_text("#keys-said"), "x rejects"
    page.click("[data-remap=accept]")
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    page.reload()
    assert page.inner_text(".card.current [data-key=accept]") == "m"
    page.keyboard.press("a")
    page.keyboard.press("m")
    assert [d.kind for d in kept(page, case, 1)] == ["accept"]


def test_an_arabic_keyboard_has_the_same_keys_by_their_place(ten, case, open_page) -> None:
    page = open_page("/review", language="ar")
    pressed = "new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true})"
    page.evaluate(f"document.body.dispatchEvent({pressed})")
    assert [d.kind for d in kept(page, case, 1)] == ["accept"]


def test_letters_written_into_a_field_decide_nothing(ten, case, open_page) -> None:
    page = open_page("/review")
    page.keyboard.press("e")
    page.focus(".card.current input[name=why]")
    page.keyboard.type("axuz")
    assert page.input_value(".card.current input[name=why]") == "axuz"
    page.keyboard.press("Escape")
    assert decided(case) == ()
    page.keyboard.press("u")
    kept(page, case, 1)


def test_a_verdict_that_is_not_kept_says_so(ten, case, open_page) -> None:
    page = open_page("/review")
    page.evaluate("document.querySelector('.card.current [name=claim]').value = 'gone:c1'")
    page.route(
        "**/review", lambda route: route.fulfill(status=200, content_type="text/html", body="no")
    )
    page.keyboard.press("a")
    page.wait_for_selector('[data-done="failed"]')
    assert "Not kept" in page.inner_text('[data-done="failed"] [data-verdict]')
    assert decided(case) == ()


def test_one_decision_at_a_time_works_without_script(ten, case, chromium, served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/review")
    key = page.locator(".card").first.get_attribute("data-claim")
    page.locator(".card").first.locator(".deciding button[value=reject]").click()
    assert "Rejected." in page.content()
    assert [d.kind for d in decided(case)] == ["reject"]
    assert page.locator(".card").first.get_attribute("data-claim") != key
    page.locator("form.done button").click()
    assert [d.kind for d in decided(case)] == ["reject", "undo"]
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["/review", "/reports/kf-1", "/review/history"])
def test_nothing_is_wider_than_a_phone(case, open_page, language: str, path: str) -> None:
    page = open_page(path, language=language, width=390, height=844)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0


def test_a_number_shows_its_sentence_and_the_words_their_claim(case, open_page) -> None:
    page = open_page("/reports/kf-1", height=600)
    page.click("a.mark.killed")
    card = page.locator(".claim.chosen")
    assert card.count() == 1
    assert "5" in card.inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0
    page.locator(".claim .go", has_text="injured").click()
    assert page.locator(".mark.chosen.injured").count() >= 1
    assert page.url.endswith("#c4")
    page.goto(page.url.partition("#")[0] + "?claim=c3")
    assert page.locator(".claim.chosen").get_attribute("id") == "c3"


def test_words_and_claims_lead_to_one_another_without_script(case, chromium, served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/reports/kf-1")
    page.click("a.mark.killed")
    assert page.url.endswith("#c3")
    page.locator("#c4 .go").click()
    assert page.url.endswith("#e-c4")
    context.close()
