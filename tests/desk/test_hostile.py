"""Reports that try to do something: harmless on every page, in every table and download."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from riwaya.casefile.linking import bring_up_to_date
from riwaya.desk.routes import PAGES as PAGES_OF_DESK
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(2)>'
LINK = "javascript:alert(3)"
OVERRIDE = "\u202egnp.exe\u2066"
FORMULA = "=cmd|' /C calc'!A0"
NUL = "a\x00b\x1b[31m"
TEMPLATE = "{{ 131*137 }}{% raw %}"
TEXT = "قتل خمسة مدنيين في قصف على بلدة كفرنبل اليوم الاثنين."


class Elements(HTMLParser):
    """What a browser would make of a page, as far as it could run."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []
        self.shown = ""

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and not re.match(r"/(?!/)", values.get("src") or ""):
            self.dangers.append(tag)
        # What only goes back with a form has to come back as it was.
        unseen = values.get("type") in ("hidden", "checkbox", "radio") or tag in (
            "button",
            "option",
        )
        self.shown += " ".join(
            value or "" for name, value in attrs if not (name == "value" and unseen)
        )
        if tag in ("iframe", "object", "embed", "base", "foreignobject"):
            self.dangers.append(tag)
        if tag == "img" and not (values.get("src") or "").startswith("/"):
            self.dangers.append(f"img {values.get('src')}")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.dangers.append(name)
            if name in ("href", "src", "action", "formaction") and (
                (value or "").strip().lower().startswith(("javascript:", "data:"))
            ):
                self.dangers.append(f"{name}={value}")


def hostile() -> list[Intake]:
    """A report for each trick, the trick everywhere a report has words."""
    tricks = (SCRIPT, HANDLER, OVERRIDE, FORMULA, NUL, TEMPLATE, f"{FORMULA}{SCRIPT}{HANDLER}")
    reports = [
        Intake(
            f"{n}", f"{trick} {TEXT} {trick}", id=f"{trick}/../{n}", title=trick, outlet=trick,
            url=LINK, forwarded_from=trick,
        )
        for n, trick in enumerate(tricks)
    ]  # fmt: skip
    return reports


@pytest.fixture
def attacked(desk, case):
    """A desk whose case holds hostile reports."""
    add(case, hostile())
    bring_up_to_date(case)
    return desk


PAGES = ["/incidents", "/search", "/search?q=كفرنبل", "/search?q=alert", "/search?at_least=5"]


def check(page: str) -> None:
    found = Elements()
    found.feed(page)
    assert found.dangers == []
    for character in ("\u202e", "\u2066"):
        assert character not in found.shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", found.shown)
    assert "17947" not in page


@pytest.mark.parametrize("path", PAGES)
def test_pages_show_the_words_and_run_nothing(attacked, path: str) -> None:
    page = attacked.get(path)
    assert page.status_code == 200
    check(page.text)


def page_routes() -> list[str]:
    """The paths of all pages about incidents and reports, and the others without parts."""
    paths = [
        route.path
        for router in PAGES_OF_DESK
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    ]
    return sorted(path for path in paths if set(re.findall(r"{(\w+)", path)) <= PARTS)


PARTS = {"incident_id", "report_id"}


@pytest.mark.parametrize("route", page_routes())
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_there_is_runs_nothing(attacked, route: str, language: str) -> None:
    attacked.submit("/account/interface", language=language)
    incidents = attacked.get("/api/v1/incidents?limit=100").json()["incidents"]
    reports = attacked.get("/api/v1/reports?limit=100").json()["reports"]
    addresses = [route]
    if "{incident_id}" in route:
        addresses = [route.replace("{incident_id}", line["id"]) for line in incidents]
    elif "{report_id" in route:
        names = [quote(line["id"], safe="") for line in reports]
        addresses = [re.sub(r"{report_id[^}]*}", name, route) for name in names]
    for address in addresses:
        answer = attacked.get(address)
        assert answer.status_code < 500, address
        if answer.headers["content-type"].startswith("text/html"):
            check(answer.text)


def test_the_words_are_still_there_to_be_read(attacked) -> None:
    page = attacked.get("/search?q=كفرنبل").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 131*137 }}" in page


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/incidents?place={}", "/incidents?actor={}", "/incidents?after={}",
     "/search?after={}", "/login?next={}", "/{}", "/incidents?since={}", "/search?at_least={}",
     "/incidents?sort={}"],
)  # fmt: skip
@pytest.mark.parametrize("trick", [SCRIPT, HANDLER, OVERRIDE, "%00", TEMPLATE, LINK, "\ud800"])
def test_what_is_typed_is_shown_and_runs_nothing(desk, path: str, trick: str) -> None:
    given = trick if trick == "%00" else quote(trick.encode("utf-8", "surrogatepass"), safe="")
    answer = desk.get(path.format(given))
    assert answer.status_code < 500
    check(answer.text)


@pytest.mark.parametrize("path", ["/search?q=كفرنبل&format=csv", "/incidents?format=csv"])
def test_no_cell_of_a_table_is_a_formula(attacked, path: str) -> None:
    table = attacked.get(path).text.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) > 3
    for row in rows[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "@", "\t"))
            assert not cell.startswith("-")
    if "search" in path:
        assert any(cell.startswith("'=cmd") for row in rows for cell in row)
    assert "\x00" not in table
    assert "\u202e" not in table


def test_json_is_json_and_no_browser_takes_it_for_a_page(attacked) -> None:
    for path in ("/search?q=كفرنبل&format=json", "/api/v1/reports", "/incidents?format=json"):
        answer = attacked.get(path)
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        for line in answer.text.splitlines():
            json.loads(line)


def test_reports_with_hostile_ids_are_found_by_them_and_nothing_else(attacked) -> None:
    lines = attacked.get("/api/v1/reports?limit=100").json()["reports"]
    ids = [line["id"] for line in lines if "/../" in line["id"]]
    assert len(ids) == 7
    for name in ids:
        answer = attacked.get(f"/api/v1/reports/{quote(name, safe='')}/reading")
        assert answer.status_code == 200, name
        assert answer.json()["report"]["id"] == name


def test_an_original_is_handed_over_as_bytes_to_be_kept(attacked, case) -> None:
    answer = attacked.get("/api/v1/reports/hd-1/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "غارة" in answer.content.decode()
