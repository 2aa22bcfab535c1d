"""The program that runs pages sees what is wrong with them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.docs.examples import alike, differences, samples, steps, updated  # noqa: E402
from tools.docs.shell import Shell  # noqa: E402

PAGES = [ROOT / "README.md", ROOT / "README.ar.md", *sorted((ROOT / "docs").rglob("*.md"))]


def page_of(folder: Path, text: str) -> Path:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def shell(folder: Path) -> Shell:
    return Shell(folder, {})


def test_another_output_is_found_and_can_be_written_into_the_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, "```console\n$ riwaya --version\nriwaya 0\n$ ls\n...\n```\n")
    ((step, printed),) = differences(page, tmp_path)
    assert step.line == 2
    assert printed.startswith("riwaya ")
    new = updated(page, [(step, printed)])
    assert new.splitlines()[1:4] == ["$ riwaya --version", printed, "$ ls"]


def test_a_command_that_fails_is_found(tmp_path: Path) -> None:
    page = page_of(tmp_path, "```sh\nriwaya read nothing.txt\n```\n")
    ((_, printed),) = differences(page, tmp_path)
    assert "nothing.txt" in printed


def test_a_block_that_is_not_run_needs_a_reason(tmp_path: Path) -> None:
    page = page_of(tmp_path, "<!-- not run: needs a server -->\n```sh\nriwaya verify\n```\n")
    assert [step.exempt for step in steps(page)] == ["needs a server"]
    page = page_of(tmp_path, "<!-- not run -->\n```sh\nriwaya verify\n```\n")
    with pytest.raises(ValueError, match=r"page\.md:1: not run, and no reason"):
        steps(page)


@pytest.mark.parametrize("line", ["riwaya serve --prot 80", "riwaya sevre", "riwaya add x --jsn"])
def test_what_is_not_run_must_still_exist(line: str, tmp_path: Path) -> None:
    page = page_of(tmp_path, f"<!-- not run: needs a server -->\n```sh\n{line}\n```\n")
    ((_, printed),) = differences(page, tmp_path)
    assert "there is no command" in printed or "has no option" in printed


def test_programs_that_are_not_known_have_to_be_marked(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="curl is not run by tests"):
        shell(tmp_path).run("curl https://example.org")
    with pytest.raises(AssertionError, match="asks the network"):
        shell(tmp_path).run("riwaya add https://example.org/feed")


def test_pipes_files_variables_and_comments_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = shell(tmp_path)
    assert made.run("riwaya --version > version.txt   # into a file") == ""
    assert made.run("cat version.txt | head -1").startswith("riwaya ")
    assert made.run("export RIWAYA_WHO=salma") == ""
    (tmp_path / "report.txt").write_text("قتل ثلاثة مدنيين في قصف على بلدة سرمين.", "utf-8")
    assert "1 added" in made.run("riwaya add report.txt --case c.db")
    assert " salma " in made.run("riwaya log --case c.db")


def test_the_output_of_programs_is_compared_too(tmp_path: Path) -> None:
    page = page_of(tmp_path, "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n")
    ((step, printed),) = differences(page, tmp_path)
    assert (step.language, printed) == ("python", "2")


def test_three_points_stand_for_anything() -> None:
    assert alike(["a", "...", "z"], "a\nb\nc\nz\n")
    assert alike(["killed ... in"], "killed \u20683\u2069 in\n")
    assert not alike(["a", "..."], "b\na\n")
    assert not alike(["a.c"], "abc\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_inputs_that_pages_name_are_there_and_exemptions_have_reasons(page: Path) -> None:
    assert [str(source) for source in samples(page).values() if not source.exists()] == []
    exempt = [step for step in steps(page) if step.exempt is not None]
    assert all(len(step.exempt.split()) >= 2 for step in exempt if step.exempt)
