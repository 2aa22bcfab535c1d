"""Pages of the documentation, run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

HINT = "python -m tools.docs.examples --update PAGE writes what is printed now into the page"


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """What a page shows that fails or prints something else, each with what it printed."""
    from tools.docs.examples import differences

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIWAYA_CASE", raising=False)

    def found(page: Path) -> str:
        told = [f"{step}\n{printed}" for step, printed in differences(page, tmp_path)]
        return "\n\n".join([*told, HINT]) if told else ""

    return found
