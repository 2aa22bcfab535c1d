"""The recipes of the how-to pages work: their additions, made in a copy, do what the pages show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.docs.recipes import IN_PROJECT, Addition, additions, apply  # noqa: E402

PAGES = sorted((ROOT / "docs" / "how-to").glob("add-*.md"))
_LINT = """
from riwaya.arabic.lexicon.lint import lint_lexicon
from riwaya.knowledge.lint import lint_table
faults = [f for name in ("sayings", "casualties", "events") for f in lint_lexicon(name)]
faults += [f for name in ("actors.tsv", "sources.tsv") for f in lint_table(name)]
assert not faults, faults
from riwaya.desk.i18n import LANGUAGES, plural
assert LANGUAGES == ("en", "ar", "fr") and plural("fr", 0) == "one"
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the additions of all recipes."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    for page in PAGES:
        for addition in additions(page):
            if addition.path.startswith(IN_PROJECT):
                apply(addition, root)
    return root


def run_in(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{ROOT}"},
    )  # fmt: skip


def test_every_recipe_adds_something() -> None:
    assert [page.name for page in PAGES if not list(additions(page))] == []


def test_what_recipes_add_passes_the_linters(copy: Path) -> None:
    done = run_in(copy, "-c", _LINT)
    assert done.returncode == 0, done.stderr


def test_commands_of_recipes_run_in_the_copy_and_print_what_the_pages_say(copy: Path) -> None:
    done = run_in(copy, "-m", "tools.docs.examples", *map(str, PAGES))
    assert done.returncode == 0, done.stderr


def test_a_place_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text("one\ntwo\n")
    addition = Addition("after", "src/a.py", "one", "more\n")
    apply(addition, tmp_path)
    assert (tmp_path / "src" / "a.py").read_text() == "one\nmore\ntwo\n"
    with pytest.raises(ValueError, match=r"src/a\.py has no line with 'three'"):
        apply(addition._replace(words="three"), tmp_path)


def test_a_row_with_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("key\tname\nfirst\tOne\n")
    apply(Addition("row of", "t.tsv", "", "key: second\n"), tmp_path)
    assert table.read_text().splitlines()[-1] == "second\t"
    with pytest.raises(ValueError, match="no such column: colour"):
        apply(Addition("row of", "t.tsv", "", "colour: red\n"), tmp_path)
