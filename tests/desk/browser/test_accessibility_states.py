"""Nor has any state that a page comes into: what was added, refused, decided, moved, opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest

from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.open import Case
from riwaya.desk.security.users import add_user

axe_module = pytest.importorskip("axe_playwright_python.sync_playwright")

COLOURS = ["color-contrast", "link-in-text-block"]
PASSWORD = "a long enough password"


@pytest.fixture
def at_desk(chromium) -> Iterator[Callable[..., object]]:
    """Opens a page in Arabic for axe, which the content security policy would not let in."""
    contexts = []

    def opened(address: str):
        context = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        look = "language=ar&digits=arabic&theme=auto"
        context.add_cookies([{"name": "riwaya-interface", "value": look, "url": address}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def barriers(page) -> list[str]:
    """What axe-core finds that is more than minor: all rules, then colours in the dark."""
    page.eval_on_selector_all("main details", "all => all.forEach((one) => { one.open = true; })")
    page.evaluate(axe_module.Axe().axe_script)
    found = []
    for theme, rules in (("light", []), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme)
        options: dict[str, object] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        answer = page.evaluate("options => axe.run(document, options)", options)
        found += [
            f"{theme}: {one['id']}: {node['html'][:160]}"
            for one in answer["violations"]
            if one["impact"] != "minor"
            for node in one["nodes"][:3]
        ]
    page.emulate_media(color_scheme="light")
    return found


def incident_of(case: Case, report: str) -> str:
    """The address of the incident that a report tells of."""
    with case.reading() as connection:
        found = [json.loads(text) for text in incident_objects(connection)]
    return next(f"/incidents/{one['id']}" for one in found if report in one["reports"])


@pytest.fixture(scope="module")
def states(chromium, strike_case: Case, strike_desk: str) -> dict[str, str]:
    """What a person did at the desk, and the address of each page that shows it."""
    made = {
        "nothing found": f"/search?q={quote('لا شيء من هذا')}",
        "nothing to review": "/review?place=nowhere",
        "statements": "/review?kind=responsibility",
        "people": "/review?kind=person",
        "not understood": "/incidents?since=soon",
        "no such page": "/nowhere",
        "selection": "/incidents?box=30,30,40,40&begun=2024-05-01..2024-05-31&located=yes",
    }
    with _page(chromium, strike_desk) as page:
        page.goto(strike_desk + "/add")
        page.fill("#f-text", "قتل خمسة مدنيين بقصف مدفعي على بلدة كفرنبل يوم الأحد 12 أيار 2024.")
        page.fill("#f-url", "http://127.0.0.1:9/refused")
        page.click("main form button")
        page.wait_for_selector(".sums")
        made["added with an error"] = page.url.removeprefix(strike_desk)
        other = incident_of(strike_case, "d-1")
        page.goto(strike_desk + incident_of(strike_case, "s-1"))
        decide = page.locator("#sum .decide").first
        decide.locator("summary").click()
        decide.locator("input[name=why]").fill("named no source")
        decide.locator("button[value=exclude]").click()
        page.wait_for_selector("#sum s")
        page.check("#others input[name=other]")
        page.fill("#others-why", "one day")
        page.click("#others button[value=must]")
        page.wait_for_selector("#reports a[href='/reports/d-1']")
        merged = incident_of(strike_case, "s-1")
        made["decided"] = f"{merged}?policy=acled"
        made["handed on"] = f"{merged}/dossier"
        made["moved"] = other if other != merged else f"{other}?was={other}"
    return made


@contextmanager
def _page(chromium, address: str) -> Iterator[object]:
    context = chromium.new_context()
    context.add_cookies([{"name": "riwaya-interface", "value": "language=en", "url": address}])
    yield context.new_page()
    context.close()


def test_no_state_of_a_page_has_a_barrier(
    at_desk, strike_desk: str, states: dict[str, str]
) -> None:
    page = at_desk(strike_desk)
    found = {}
    for name, path in states.items():
        page.goto(strike_desk + path)
        if barrier := barriers(page):
            found[name] = barrier
    page.goto(strike_desk + "/review")
    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1
    found["keys"] = barriers(page)
    assert not {name: what for name, what in found.items() if what}


def test_no_page_of_users_has_a_barrier(at_desk, case: Case, served: str) -> None:
    for role in ("admin", "reviewer", "coder", "viewer"):
        add_user(case, role, role, PASSWORD)
    page = at_desk(served)
    found = {}
    page.goto(served + "/login")
    for name, password in (("admin", "not this one"), ("viewer", PASSWORD)):
        page.fill("#f-name", name)
        page.fill("#f-password", password)
        page.click("main form button")
        if name == "admin":
            assert page.locator("[role=alert]").count() == 1
            found["wrong"] = barriers(page)
    page.goto(served + "/review")
    found["forbidden"] = barriers(page)
    page = at_desk(served)
    page.goto(served + "/login")
    page.fill("#f-name", "admin")
    page.fill("#f-password", PASSWORD)
    page.click("main form button")
    for path in ("/users", "/account", "/review?stage=second", "/review?stage=differing"):
        page.goto(served + path)
        assert page.url == served + path
        found[path] = barriers(page)
    assert not {name: what for name, what in found.items() if what}
