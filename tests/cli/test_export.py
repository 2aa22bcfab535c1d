"""`riwaya export` of incidents from a case: files, filters, losses, the log."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from riwaya.casefile.open import open_case
from riwaya.casefile.schema import log
from riwaya.casefile.verify import verify
from riwaya.cli.app import app
from riwaya.errors import CaseUnavailable, UsageError

REPORTS = (
    ("one", "2024-05-01", "قتل 3 مدنيين في قصف مدفعي استهدف بلدة سرمين شرق إدلب اليوم."),
    ("two", "2024-06-02", "قتل 5 مدنيين في انفجار عبوة ناسفة في مدينة منبج شرق حلب اليوم."),
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of two incidents, linked."""
    file = tmp_path / "reports.jsonl"
    rows = [{"id": name, "published": day, "text": text} for name, day, text in REPORTS]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    address = tmp_path / "case.db"
    assert run("add", "--case", address, "--workers", "1", file).exit_code == 0
    assert run("link", "--case", address).exit_code == 0
    return address


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def test_an_export_has_its_losses_beside_it_and_a_line_in_the_log(
    case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "events.csv"
    done = run("export", "--case", case, "--format", "acled", "--output", target)
    assert done.exit_code == 0
    assert [row["fatalities"] for row in rows_of(target)] == ["3", "5"]
    losses = json.loads((tmp_path / "events.csv.losses.json").read_text(encoding="utf-8"))
    assert (losses["format"], losses["policy"], losses["written"]) == ("acled", "acled", 2)
    opened = open_case(str(case))
    with opened.reading() as connection:
        query = select(log.c.what, log.c.after).order_by(log.c.number.desc()).limit(1)
        assert connection.execute(query).one() == ("export", f"2 as acled, acled, to {target}")
        assert verify(connection).faults == ()
    opened.close()


def test_an_export_again_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for target in (first, second):
        run("export", "--case", case, "--format", "acled", "--output", target)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("options", "dead"),
    [
        (("--since", "2024-06-01"), ["5"]),
        (("--until", "2024-05-31"), ["3"]),
        (("--place", "Idlib"), ["3"]),
        (("--type", "bombing"), ["5"]),
        (("--grade", "contested"), []),
        (("--disputed", "any"), []),
    ],
)
def test_filters_choose_incidents(
    case: Path, tmp_path: Path, options: tuple[str, ...], dead: list[str]
) -> None:
    target = tmp_path / "some.csv"
    run("export", "--case", case, "--format", "csv", "--output", target, *options)
    assert [row["killed_low"] for row in rows_of(target)] == dead


def test_a_policy_that_is_asked_for_takes_the_place_of_the_formats_own(
    case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "some.csv"
    run("export", "--case", case, "--format", "csv", "--policy", "ucdp", "--output", target)
    assert {row["policy"] for row in rows_of(target)} == {"ucdp"}


def test_dossiers_replace_their_own_folder_and_no_other(case: Path, tmp_path: Path) -> None:
    folder, foreign = tmp_path / "dossiers", tmp_path / "foreign"
    for _ in range(2):
        done = run("export", "--case", case, "--format", "dossiers", "--output", folder)
        assert done.exit_code == 0
    assert len(list(folder.iterdir())) == 3
    foreign.mkdir()
    (foreign / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("export", "--case", case, "--format", "dossiers", "--output", foreign)
    assert isinstance(done.exception, UsageError)
    assert [file.name for file in foreign.iterdir()] == ["mine.txt"]
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_an_export_that_fails_leaves_what_was_there(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "reports.ris"
    target.write_text("before", encoding="utf-8")
    options = ("--format", "ris", "--redact", "victims", "--output", target)
    assert isinstance(run("export", "--case", case, *options).exception, UsageError)
    assert target.read_text(encoding="utf-8") == "before"
    missing = tmp_path / "nowhere" / "a.csv"
    done = run("export", "--case", case, "--format", "csv", "--output", missing)
    assert isinstance(done.exception, UsageError)
    with pytest.raises(CaseUnavailable):
        raise run("export", "--case", missing, "--format", "csv", "--output", "-").exception or (
            AssertionError()
        )


def test_standard_output_takes_single_files_only(case: Path) -> None:
    done = run("export", "--case", case, "--format", "geojson", "--output", "-")
    assert len(json.loads(done.stdout)["features"]) == 2
    done = run("export", "--case", case, "--format", "dossiers", "--output", "-")
    assert isinstance(done.exception, UsageError)


def test_options_for_incidents_do_not_go_with_readings(case: Path) -> None:
    done = run("export", "--case", case, "--output", "-", "--policy", "acled")
    assert done.exit_code == 2
    done = run("export", "--case", case, "--output", "-", "--format", "acled", "--type", "no")
    assert done.exit_code == 2
