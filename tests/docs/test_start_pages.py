"""What the first pages show is what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "README.ar.md", "docs/ten-minutes.md")),
    *sorted((ROOT / "docs" / "ar").glob("*.md")),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_the_page_run_and_print_what_it_says(
    page: Path, faults: Callable[[Path], str]
) -> None:
    assert faults(page) == ""
