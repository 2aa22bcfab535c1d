"""No page has a serious barrier that axe-core can find: in both languages, light and dark, on a
screen and on a telephone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.open import Case, open_case
from riwaya.desk.settings import Settings

axe_module = pytest.importorskip("axe_playwright_python.sync_playwright")

SCREEN, TELEPHONE = (1280, 900), (390, 844)
# Only these rules look at colours, and only these at sizes: all others say the same everywhere.
COLOURS = ("color-contrast", "link-in-text-block")
SIZES = ("scrollable-region-focusable", "target-size", "meta-viewport")
PAGES = {
    "list": "/incidents",
    "filtered list": "/incidents?since=2024-05-01&grade=contested&disputed=any&unreviewed=yes",
    "empty list": "/incidents?place=nowhere",
    "incident": "/incidents/{incident}",
    "report": "/reports/s-1?claim=c1",
    "difference": "/difference/s-1",
    "review": "/review",
    "review history": "/review/history",
    "map": "/map",
    "search": "/search?q=سرمدا&since=2024-05-01",
    "add": "/add",
    "account": "/account",
    "users": "/users",
    "login": "/login",
    "programs": "/api/v1/",
    "error": "/incidents/i-none",
}


@pytest.fixture(scope="module")
def desk_address(
    strike_template: Path, tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., object]
) -> Iterator[tuple[str, str]]:
    """The address of a desk that no test changes, and the id of its disputed incident."""
    path = tmp_path_factory.mktemp("read") / "case.db"
    shutil.copy(strike_template, path)
    case = open_case(str(path), who="local")
    with serving(case, Settings(workers=1)) as address:
        yield address, disputed(case)
    case.close()


def disputed(case: Case) -> str:
    """The id of the incident on which accounts differ."""
    with case.reading() as connection:
        found = [json.loads(text) for text in incident_objects(connection)]
    return next(str(one["id"]) for one in found if one["disputes"])


def barriers(page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds that is serious or critical: the rule, the element, what is wrong."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} – {node['failureSummary'][:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:5]
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_serious_barrier(
    name: str, language: str, chromium, desk_address: tuple[str, str]
) -> None:
    address, incident = desk_address
    # The policy that lets no foreign script in would not let axe in either.
    context = chromium.new_context(bypass_csp=True)
    look = f"language={language}&digits={'arabic' if language == 'ar' else 'latin'}&theme=auto"
    context.add_cookies([{"name": "riwaya-interface", "value": look, "url": address}])
    page = context.new_page()
    page.goto(address + PAGES[name].format(incident=incident))
    assert page.get_attribute("html", "lang") == language
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    page.evaluate(axe_module.Axe().axe_script)
    found: dict[str, list[str]] = {}
    looks: list[tuple[tuple[int, int], str, tuple[str, ...]]] = [(SCREEN, "light", ())]
    if language == "en":  # Neither colours nor sizes are other ones in Arabic.
        looks += [(SCREEN, "dark", COLOURS), (TELEPHONE, "light", SIZES)]
    for (width, height), theme, rules in looks:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        found[f"{theme}, {width} px"] = barriers(page, rules)
    context.close()
    assert not {where: what for where, what in found.items() if what}


def test_barriers_would_be_found(chromium, desk_address: tuple[str, str]) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(desk_address[0] + "/incidents")
    page.evaluate(axe_module.Axe().axe_script)
    page.eval_on_selector(".quick input", "one => one.removeAttribute('aria-label')")
    page.eval_on_selector(".quick input", "one => one.removeAttribute('placeholder')")
    page.eval_on_selector("h1", "one => { one.style.color = '#ddd'; }")
    found = {one.partition(":")[0] for one in barriers(page)}
    context.close()
    assert {"label", "color-contrast"} <= found
