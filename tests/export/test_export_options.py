"""What `riwaya export` and `riwaya codebook` ask for, and what they say when it is not given."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riwaya.casefile.open import open_case
from riwaya.cli.app import app
from riwaya.errors import UsageError
from riwaya.ontology.codebook import load_codebook


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one incident."""
    folder = tmp_path_factory.mktemp("options")
    text = "قتل 3 مدنيين في قصف مدفعي استهدف بلدة سرمين شرق إدلب اليوم."
    report = folder / "one.jsonl"
    row = {"id": "one", "published": "2024-05-01", "text": text, "url": "https://example.org/1"}
    report.write_text(json.dumps(row), encoding="utf-8")
    assert run("add", "--case", folder / "case.db", "--workers", "1", report).exit_code == 0
    return folder / "case.db"


def export(case: Path, *options: str | Path) -> Result:
    return run("export", "--case", case, "--output", "-", *options)


def test_a_codebook_makes_its_table_with_filters_and_policy(case: Path, tmp_path: Path) -> None:
    book = tmp_path / "mine.toml"
    book.write_text(
        'row = "incident"\nbom = false\n'
        '[[column]]\nname = "day"\nfield = "date.start"\ndate_format = "D.M.YYYY"\n'
        '[[column]]\nname = "rule"\nfield = "policy"\n',
        encoding="utf-8",
    )
    chosen = ("--format", "codebook", "--codebook", book)
    rows = list(csv.DictReader(io.StringIO(export(case, *chosen).stdout)))
    assert rows == [{"day": "1.5.2024", "rule": "range"}]
    assert '"1.5.2024"' not in export(case, *chosen, "--since", "2024-06-01").stdout
    assert export(case, *chosen, "--policy", "ibc").stdout.splitlines()[1] == "1.5.2024,ibc"


def test_a_wrong_codebook_is_told_before_anything_is_written(case: Path, tmp_path: Path) -> None:
    book, target = tmp_path / "mine.toml", tmp_path / "out.csv"
    book.write_text('row = "incident"\n[[column]]\nname = "a"\nfield = "datum"\n', encoding="utf-8")
    done = run(
        "export", "--case", case, "--format", "codebook", "--codebook", book, "--output", target
    )
    assert isinstance(done.exception, UsageError)
    assert "column 1 (a): field 'datum' is no field" in str(done.exception)
    assert not target.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--format", "codebook"), "riwaya codebook example"),
        (("--format", "csv", "--codebook", "x.toml"), "go together"),
        (("--codebook", "x.toml"), "jsonl holds all readings as they are"),
        (("--format", "claimreview"), "--organisation NAME"),
        (("--format", "claimreview", "--organisation", " "), "--organisation NAME"),
        (
            ("--format", "claimreview", "--organisation", "Desk", "--organisation-url", "desk"),
            "no web address",
        ),
        (("--format", "csv", "--organisation", "Desk"), "goes with --format claimreview"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    case: Path, options: tuple[str, ...], told: str
) -> None:
    done = export(case, *options)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())


def test_what_a_reviewer_accepted_is_published_by_the_organisation(case: Path) -> None:
    from riwaya.casefile.reviewing import review

    opened = open_case(str(case), who="rana")
    review(opened, "one:c1", "accept")
    opened.close()
    done = export(case, "--format", "claimreview", "--organisation", "Harbour Desk")
    (made,) = json.loads(done.stdout)["@graph"]
    assert made["author"] == {"@type": "Organization", "name": "Harbour Desk"}
    assert made["itemReviewed"]["appearance"]["url"] == "https://example.org/1"
    assert "rana" not in done.stdout


def test_examples_of_codebooks_are_whole_and_checked(tmp_path: Path) -> None:
    for name, ending, row in (
        ("casualty_record", "toml", "person"),
        ("conflict_events", "yaml", "incident"),
    ):
        file = tmp_path / f"{name}.{ending}"
        file.write_text(run("codebook", "example", name).stdout, encoding="utf-8")
        assert load_codebook(file).row == row
        done = run("codebook", "check", file)
        assert f"a row for each {row}" in done.stdout
        assert "fields without a column: " in done.stdout


def test_fields_are_listed_by_kind_of_row() -> None:
    figures = run("codebook", "fields", "--row", "figure").stdout
    assert "figure.part_of" in figures
    assert "one of: civilian, armed, unknown" in figures
    assert "figure." not in run("codebook", "fields").stdout
