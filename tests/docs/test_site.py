"""The site is built without a warning, asks nothing of the network, and reads both ways."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_LOADED = re.compile(
    r'<(?:script|img|iframe|source)[^>]+?src="?([^"\s>]+)|<link[^>]+?href="?([^"\s>]+)'
)
_NOT_LOADED = ("alternate", "canonical", "prev", "next")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for found in _LOADED.finditer(text):
            address = found[1] or found[2]
            elsewhere = address.startswith(("http:", "https:", "//"))
            assert not elsewhere, (page.name, found[0])
    for style in site.rglob("*.css"):
        assert not re.search(r"@import|url\(['\"]?(https?:)?//", style.read_text("utf-8")), style


def test_pages_that_are_written_from_the_code_are_there(site: Path) -> None:
    for name in ("command-line", "http-api", "json-reading", "data-files", "errors", "python"):
        assert (site / "reference" / f"{name}.html").exists()
    assert "Unreleased" in (site / "changelog.html").read_text("utf-8")


@pytest.mark.parametrize("page", ["ar/index.html", "ar/desk.html"])
def test_arabic_pages_run_from_right_to_left(site: Path, page: str) -> None:
    text = (site / page).read_text(encoding="utf-8")
    assert '<html lang="ar"' in text.replace("lang=ar", 'lang="ar"')
    assert 'dir="rtl"' in text.replace("dir=rtl", 'dir="rtl"')
    english = (site / "index.html").read_text(encoding="utf-8")
    assert 'dir="ltr"' in english.replace("dir=ltr", 'dir="ltr"')


def test_both_languages_can_be_searched(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["en", "ar"]
    places = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {"ar/desk.html", "ten-minutes.html", "reference/command-line.html"} <= places


def test_every_page_can_be_reached(site: Path) -> None:
    """From the start, by links of navigation and text."""
    seen, todo = set(), [site / "index.html"]
    while todo:
        page = todo.pop()
        if page in seen:
            continue
        seen.add(page)
        for link in re.findall(r'href="?([^"\s>#]+\.html)', page.read_text("utf-8")):
            if not link.startswith("http"):
                target = (page.parent / link).resolve()
                if target.exists():
                    todo.append(target)
    missing = {path.resolve() for path in site.rglob("*.html")} - {p.resolve() for p in seen}
    assert {path.name for path in missing} <= {"404.html"}
