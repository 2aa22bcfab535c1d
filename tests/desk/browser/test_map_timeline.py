"""Map and timeline in a browser: what is selected on one is seen on the other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import insert

from riwaya.casefile.open import Case
from riwaya.casefile.schema import incidents

HOSTILE = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
_POLL = 50


def shown(page) -> tuple[int, int, int]:
    """How many incidents are on the map, in the bars, and in the table."""
    return (
        int(page.get_attribute("#on-map", "data-total")),
        int(page.get_attribute("#timeline", "data-here")),
        int(page.get_attribute("#selected-total", "data-total")),
    )


def becomes(page, wanted: tuple[int, int, int]) -> None:
    """Wait until the page shows this many; fails with what it shows instead."""
    for _ in range(600):
        ready = page.get_attribute("#on-map", "data-total") and page.get_attribute(
            "#timeline", "data-here"
        )
        if ready and shown(page) == wanted:
            return
        page.wait_for_timeout(_POLL)
    assert shown(page) == wanted


@pytest.fixture
def map_page(open_page) -> Callable[..., object]:
    def opened(path: str = "/map", **look: object):
        page = open_page(path, **look)
        page.wait_for_selector("#map[data-shown]")
        return page

    return opened


def drag(page, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw with the pointer, in parts of the element's width and height."""
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=6)
    page.mouse.up()


def test_a_period_drawn_on_the_timeline_filters_map_and_table(map_page) -> None:
    page = map_page("/map?unit=month")
    becomes(page, (3, 4, 4))
    drag(page, "#timeline", (0.1, 0.5), (0.3, 0.5))
    becomes(page, (2, 4, 2))
    assert "begun=2024-03-01..2024-03-31" in page.url
    page.wait_for_selector('#map[data-shown="2"]')
    page.click("#all-days")
    becomes(page, (3, 4, 4))
    assert "begun" not in page.url


def test_an_area_drawn_on_the_map_filters_timeline_and_table(map_page) -> None:
    page = map_page("/map?unit=month")
    becomes(page, (3, 4, 4))
    page.click("#draw-area")
    # The upper half: northern Syria and Iraq, but not Yemen.
    drag(page, "#map", (0.02, 0.01), (0.9, 0.5))
    becomes(page, (3, 2, 2))
    assert "box=" in page.url
    page.click("#whole-map")
    becomes(page, (3, 4, 4))


def test_a_selection_has_its_address_and_the_way_back(map_page) -> None:
    page = map_page("/map?begun=2024-03-01..2024-03-31&box=36,35,37,36")
    becomes(page, (2, 1, 1))
    page.click(".drop-part[data-drop='box']")
    becomes(page, (2, 4, 2))
    page.click(".drop-part[data-drop='begun']")
    becomes(page, (3, 4, 4))
    page.go_back()
    becomes(page, (2, 4, 2))
    page.go_back()
    becomes(page, (2, 1, 1))
    page.reload()
    becomes(page, (2, 1, 1))


def test_both_selections_are_made_by_keyboard_alone(map_page) -> None:
    page = map_page("/map?unit=month")
    becomes(page, (3, 4, 4))
    page.focus("[role=slider][data-handle='1']")
    page.keyboard.press("ArrowLeft")
    becomes(page, (2, 4, 2))
    handle = page.locator("[role=slider][data-handle='1']")
    assert handle.get_attribute("aria-valuetext") == "2024-03-31"
    assert page.evaluate("document.activeElement.dataset.handle") == "1"
    page.keyboard.press("Escape")
    becomes(page, (3, 4, 4))
    page.focus("#select-view")
    page.keyboard.press("Enter")
    # All three with a point are in view; the one without is in no area.
    becomes(page, (3, 3, 3))


def test_in_arabic_time_goes_from_right_to_left(map_page) -> None:
    page = map_page("/map?unit=month", language="ar", digits="arabic", theme="dark")
    becomes(page, (3, 4, 4))
    assert re.search("[\u0660-\u0669]", page.inner_text("#on-map"))
    drag(page, "#timeline", (0.9, 0.5), (0.7, 0.5))
    becomes(page, (2, 4, 2))
    assert "begun=2024-03-01..2024-03-31" in page.url
    page.focus("[role=slider][data-handle='1']")
    page.keyboard.press("ArrowLeft")
    becomes(page, (3, 4, 4))


def test_it_fits_on_a_telephone(map_page) -> None:
    page = map_page(width=390, height=844)
    becomes(page, (3, 4, 4))
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    assert page.locator("#map").bounding_box()["width"] > 300


def test_a_window_over_a_place_shows_hostile_names_as_text(map_page, case: Case) -> None:
    row = {
        "id": "i-bad", "cluster": b"", "object": b"", "type": "shelling", "start": "2031-01-01",
        "end": "2031-01-01", "place": HOSTILE, "place_en": "town", "latitude": 34.0,
        "longitude": 40.0, "precision": 1, "grade": "weak", "disputes": 0, "reports": 1,
        "origins": 1, "killed_low": 30, "killed_high": 30,
    }  # fmt: skip
    with case.writing() as connection:
        connection.execute(insert(incidents), [row])
    page = map_page("/map?begun=2031-01-01..2031-01-01")
    becomes(page, (1, 5, 1))
    # The one place there is stands in the middle.
    page.wait_for_timeout(500)
    page.locator("#map canvas").click()
    page.wait_for_selector(".maplibregl-popup")
    assert "<img src=x" in page.inner_text(".popup-title")
    assert page.locator(".maplibregl-popup img, .maplibregl-popup script").count() == 0
    assert "ran" not in page.title()
    assert page.get_attribute(".maplibregl-popup a", "href") == "/incidents/i-bad"
    page.click(".popup-tools button")
    becomes(page, (1, 1, 1))
    assert "box=40%2C34%2C40%2C34" in page.url


def test_without_webgl_timeline_and_table_still_select(open_page) -> None:
    page = open_page("/map?unit=month")
    page.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        " return kind.startsWith('webgl') ? null : real.call(this, kind, ...more); };"
    )
    page.reload()
    becomes(page, (3, 4, 4))
    assert "no WebGL" in page.inner_text("#map-problem")
    drag(page, "#timeline", (0.1, 0.5), (0.3, 0.5))
    becomes(page, (2, 4, 2))


def test_a_place_is_opened_from_the_table_and_left_by_keyboard(map_page) -> None:
    page = map_page("/map?unit=month")
    becomes(page, (3, 4, 4))
    button = page.locator(".show-on-map").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".maplibregl-popup")
    assert page.evaluate("document.activeElement.matches('.maplibregl-popup a')")
    page.keyboard.press("Escape")
    assert page.locator(".maplibregl-popup").count() == 0
    assert page.evaluate("document.activeElement.matches('.show-on-map')")
    # What is in the middle now opens from the map too, and is selected from its window.
    page.focus("#map canvas")
    page.wait_for_selector("#map[data-shown]")
    page.wait_for_timeout(5 * _POLL)
    page.keyboard.press("Enter")
    page.wait_for_selector(".maplibregl-popup")
    page.focus(".popup-tools button")
    page.keyboard.press("Enter")
    becomes(page, (3, 1, 1))
    assert page.evaluate("document.activeElement.matches('#map canvas')")


def test_the_focus_stays_in_what_is_selected_when_a_part_is_dropped(map_page) -> None:
    page = map_page("/map?begun=2024-03-01..2024-03-31")
    becomes(page, (2, 4, 2))
    page.focus(".drop-part[data-drop='begun']")
    page.keyboard.press("Enter")
    becomes(page, (3, 4, 4))
    assert page.evaluate("document.activeElement.id") == "selected-title"
