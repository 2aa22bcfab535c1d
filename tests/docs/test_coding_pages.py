"""What the how-to pages on coding show is what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "how-to"
CODING = ("compare-with-hand-coding", "evaluate", "export", "own-codebook")
PAGES = [FOLDER / f"{name}.md" for name in CODING]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_the_page_run_and_print_what_it_says(
    page: Path, faults: Callable[[Path], str]
) -> None:
    assert faults(page) == ""
