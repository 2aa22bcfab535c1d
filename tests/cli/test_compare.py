"""`riwaya import` and `riwaya compare` as a coder runs them."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import riwaya
from riwaya.cli.app import app

REPORTS = (
    ("one", "2024-05-01", "قتل 3 مدنيين في قصف مدفعي استهدف بلدة سرمين شرق إدلب اليوم."),
    ("two", "2024-06-02", "قتل 5 مدنيين في انفجار عبوة ناسفة في مدينة منبج شرق حلب اليوم."),
)
HEAD = "event_id_cnty,event_date,event_type,sub_event_type,location,latitude,longitude,fatalities"
SHELLING = "Explosions/Remote violence,Shelling/artillery/missile attack"
ROWS = (
    f"SYR1,2024-05-01,{SHELLING},Sarmin,35.904,36.724,4",
    f"SYR2,2 June 2024,{SHELLING},Manbij,36.528,37.955,5",
    f"SYR3,2024-05-20,{SHELLING},<script>alert(1)</script>,,,1",
)
BOOK = Path(riwaya.__file__).parent / "samples" / "codebooks" / "conflict_events.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    file = folder / "reports.jsonl"
    rows = [{"id": name, "published": day, "text": text} for name, day, text in REPORTS]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("add", "--case", folder / "case.db", "--workers", "1", file).exit_code == 0
    assert run("link", "--case", folder / "case.db").exit_code == 0
    return folder / "case.db"


@pytest.fixture
def case(filled: Path, tmp_path: Path) -> Path:
    """A case of two incidents, linked."""
    (tmp_path / "case.db").write_bytes(filled.read_bytes())
    return tmp_path / "case.db"


def table(folder: Path, *rows: str, name: str = "acled.csv") -> Path:
    file = folder / name
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return file


def take(case: Path, file: Path, *more: str) -> Result:
    return run("import", file, "--case", case, "--format", "acled", "--coder", "Amal", *more)


def test_a_table_is_taken_once_and_what_changed_is_counted(case: Path, tmp_path: Path) -> None:
    first = take(case, table(tmp_path, *ROWS))
    assert (first.exit_code, first.stdout) == (0, "3 rows added, 0 changed, 0 known already\n")
    assert take(case, table(tmp_path, *ROWS)).stdout == "0 rows added, 0 changed, 3 known already\n"
    corrected = table(tmp_path, ROWS[0].replace(",4", ",3"), ROWS[1])
    told = json.loads(take(case, corrected, "--json").stdout)
    assert told == {
        "added": 0, "changed": 1, "unchanged": 1, "skipped": 0, "elsewhere": 1, "errors": [],
    }  # fmt: skip
    assert run("verify", "--case", case).exit_code == 0


def test_bad_rows_are_named_with_their_number_and_the_others_taken(
    case: Path, tmp_path: Path
) -> None:
    file = table(tmp_path, "SYR9,tomorrow,Battles,Armed clash,,,,0", *ROWS)
    result = take(case, file)
    assert result.exit_code == 1
    assert result.stderr == f"riwaya: {file}:2: event_date: 'tomorrow' is no day like 2024-03-11\n"
    assert result.stdout == "3 rows added, 0 changed, 0 known already, 1 cannot be read\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--format", "acled", "--coder", " "),
        ("--format", "acled", "--coder", "x" * 101),
        ("--format", "codebook", "--coder", "Amal"),
        ("--format", "acled", "--coder", "Amal", "--codebook", str(BOOK)),
    ],
)
def test_wrong_use_is_said_before_anything_is_taken(
    case: Path, tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    result = run("import", table(tmp_path, *ROWS), "--case", case, *wrong)
    assert result.exit_code == 2
    assert run("compare", "--case", case).exit_code == 2


def test_the_comparison_tells_agreement_differences_and_what_one_side_lacks(
    case: Path, tmp_path: Path
) -> None:
    take(case, table(tmp_path, *ROWS))
    (told,) = json.loads(run("compare", "--case", case, "--format", "json").stdout)["comparisons"]
    assert (told["coder"], told["coded"], told["read"], told["paired"]) == ("Amal", 3, 2, 2)
    assert told["fields"]["event_date"]["share"] == told["fields"]["location"]["share"] == 1.0
    deaths = told["fields"]["fatalities"]
    assert (deaths["agreed"], deaths["compared"]) == (1, 2)
    assert (deaths["coded_sum"], deaths["read_sum"]) == (9, 8)
    (wrong,) = deaths["examples"]
    assert (wrong["coder"], wrong["coded"], wrong["read"]) == ("SYR1", "4", "3")
    (kind,) = told["fields"]["sub_event_type"]["examples"]
    assert kind["coder"] == "SYR2" and kind["read"] == "Remote explosive/landmine/IED"
    assert [each["key"] for each in told["only_coder"]] == ["SYR3"]
    assert "actor1" in told["not_compared"] and told["only_machine"] == []
    text = run("compare", "--case", case).stdout
    assert "50.0        1         2" in text and "Only the coder has: 1" in text


def test_the_table_of_a_comparison_has_every_difference(case: Path, tmp_path: Path) -> None:
    take(case, table(tmp_path, *ROWS))
    target = tmp_path / "out.csv"
    assert run("compare", "--case", case, "--format", "csv", "--output", target).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    wrong = {(r["field"], r["coded_row"]) for r in rows if r["what"] == "difference"}
    assert wrong == {("fatalities", "SYR1"), ("sub_event_type", "SYR2")}
    (share,) = [r for r in rows if r["what"] == "agreement" and r["field"] == "fatalities"]
    assert (share["compared"], share["agreed"], share["share"]) == ("2", "1", "0.5")
    assert [r["coded_row"] for r in rows if r["what"] == "only coder"] == ["SYR3"]


def test_the_page_is_alone_and_nothing_in_it_runs(case: Path, tmp_path: Path) -> None:
    take(case, table(tmp_path, *ROWS))
    page = run("compare", "--case", case, "--format", "html").stdout
    seen: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: seen.extend([tag, *(n for n, _ in attrs)])  # type: ignore[method-assign]
    parser.feed(page)
    assert "&lt;script&gt;" in page
    assert {"script", "src", "href", "onclick"}.isdisjoint(seen)


def test_a_codebook_is_kept_so_that_comparing_needs_no_file(case: Path, tmp_path: Path) -> None:
    exported, book = tmp_path / "mine.csv", tmp_path / "mine.yaml"
    book.write_bytes(BOOK.read_bytes())
    form = ("--format", "codebook", "--codebook", book)
    assert run("export", "--case", case, *form, "--output", exported).exit_code == 0
    assert run("import", exported, "--case", case, *form, "--coder", "omar").exit_code == 0
    book.unlink()
    (told,) = json.loads(run("compare", "--case", case, "--format", "json").stdout)["comparisons"]
    assert (told["codebook"], told["paired_by_id"]) == ("Highland conflict events", 2)
    assert {each["share"] for each in told["fields"].values()} == {1.0}


def test_coders_are_compared_one_by_one(case: Path, tmp_path: Path) -> None:
    for name in ("Amal", "Omar"):
        run("import", table(tmp_path, *ROWS), "--case", case, "--format", "acled", "--coder", name)
    both = json.loads(run("compare", "--case", case, "--format", "json").stdout)["comparisons"]
    assert [each["coder"] for each in both] == ["Amal", "Omar"]
    one = run("compare", "--case", case, "--coder", "Omar", "--format", "json")
    assert len(json.loads(one.stdout)["comparisons"]) == 1
    nobody = run("compare", "--case", case, "--coder", "Nobody")
    assert nobody.exit_code == 2 and "riwaya import" in nobody.stderr
