"""`riwaya search` and `riwaya show` as a person uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FIRST = "قتل خمسة مدنيين بقصف مدفعي على بلدة سرمين أمس."
REPORTS = [
    {"id": "story", "text": FIRST, "title": "قصف على سرمين", "published": "2024-05-10"},
    {"id": "other", "text": "خرجت مظاهرة في مدينة السويداء.", "published": "2024-05-11"},
    {
        "id": "third",
        "text": "Shelling was heard near Sarmin, يقول شاهد.",
        "published": "2024-05-12",
    },
]
Run = subprocess.CompletedProcess[bytes]


def riwaya(folder: Path, *arguments: str) -> Run:
    return subprocess.run(
        [sys.executable, "-m", "riwaya", *arguments],
        capture_output=True, timeout=120, check=False, cwd=folder,
        env=os.environ | {"RIWAYA_CASE": "case.db"},
    )  # fmt: skip


def put(folder: Path, *reports: dict[str, str]) -> None:
    lines = (json.dumps(report, ensure_ascii=False) for report in reports)
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run = riwaya(folder, "add", "in.jsonl")
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    put(folder, *REPORTS)
    put(folder, REPORTS[0] | {"text": FIRST.replace("خمسة", "سبعة")})
    return folder


def test_search_shows_what_was_found_and_marks_it(folder: Path) -> None:
    run = riwaya(folder, "search", "بقصف", "سرمين")
    assert run.returncode == 0
    assert run.stderr == b""
    shown = run.stdout.decode()
    assert shown.startswith("1 report:\n\nstory  2024-05-10\n")
    assert "[قصف] على [سرمين]" in shown
    assert "7 killed (civilians)" in shown
    assert "\x1b" not in shown


def test_search_finds_by_filters_and_gives_json(folder: Path) -> None:
    run = riwaya(folder, "search", "--place", "Sarmin", "--at-least", "7", "--format", "json")
    value = json.loads(run.stdout)
    assert [hit["id"] for hit in value["results"]] == ["story"]
    assert value["filters"] == {"place": "Sarmin", "at_least": 7}


def test_a_search_that_finds_nothing_is_no_failure(folder: Path) -> None:
    run = riwaya(folder, "search", '"', "AND", "(زعفران")
    assert (run.returncode, run.stdout) == (0, b"No report fits.\n")


def test_pages_of_ranked_results_are_offered_and_taken(folder: Path) -> None:
    first = riwaya(folder, "search", "مدينة", "OR", "سرمين", "--limit", "1")
    mark = first.stderr.decode().partition("--after='")[2].partition("'")[0]
    for option in ([f"--after={mark}"], ["--after", mark]):
        second = riwaya(folder, "search", "مدينة", "OR", "سرمين", "--limit", "1", *option)
        assert second.stdout.startswith(b"2 reports:")
        assert second.stdout != first.stdout
        assert second.stderr == b""


def test_pages_are_offered_and_taken(folder: Path) -> None:
    first = riwaya(folder, "search", "--limit", "2")
    assert first.stdout.startswith(b"3 reports:\n\nthird")
    mark = first.stderr.decode().partition("--after='")[2].partition("'")[0]
    second = riwaya(folder, "search", "--limit", "2", "--after", mark)
    assert b"\n\nstory" in second.stdout
    assert b"third" not in second.stdout
    assert second.stderr == b""


@pytest.mark.parametrize(
    "options", [("--type", "battle"), ("--since", "last week"), ("--limit", "0"), ("--class", "x")]
)
def test_a_wrong_option_is_named(folder: Path, options: tuple[str, str]) -> None:
    run = riwaya(folder, "search", "حلب", *options)
    assert run.returncode == 2
    assert options[0].encode() in run.stderr


def test_show_tells_versions_and_claims_of_a_report(folder: Path) -> None:
    run = riwaya(folder, "show", "story")
    assert run.returncode == 0
    shown = run.stdout.decode()
    assert "from in.jsonl:1 (shown here)" in shown
    assert "7 civilians were killed" in shown
    old = riwaya(folder, "show", "story", "--version", "1", "--format", "json")
    value = json.loads(old.stdout)
    assert (value["schema"], value["version"], len(value["versions"])) == ("riwaya.report/1", 1, 2)
    assert value["reading"]["report"]["text"] == FIRST


def test_show_tells_what_changed(folder: Path) -> None:
    run = riwaya(folder, "show", "story", "--diff")
    assert "[-خمسة-] {+سبعة+}" in run.stdout.decode()
    alone = riwaya(folder, "show", "other", "--diff")
    assert alone.returncode == 2
    assert b"no version before 1" in alone.stderr


def test_show_gives_the_original_as_received(folder: Path) -> None:
    run = riwaya(folder, "show", "story", "--version", "1", "--original")
    assert json.loads(run.stdout) == REPORTS[0]


def test_an_unknown_report_is_named_with_those_like_it(folder: Path) -> None:
    run = riwaya(folder, "show", "storry")
    assert run.returncode == 1
    assert run.stderr == b"riwaya: the case has no report storry; did you mean story?\n"
