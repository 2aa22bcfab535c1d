"""What the how-to pages show is what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "how-to"
# Recipes change the program itself and are tried in a copy of it; pages on coding have a file of
# tests of their own, so that two processes share the work.
CODING = ("compare-with-hand-coding", "evaluate", "export", "own-codebook")
PAGES = sorted(
    page
    for page in FOLDER.glob("*.md")
    if page.stem not in CODING and not page.name.startswith("add-")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_the_page_run_and_print_what_it_says(
    page: Path, faults: Callable[[Path], str]
) -> None:
    assert faults(page) == ""
