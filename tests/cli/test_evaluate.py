"""`riwaya evaluate` as a user runs it: figures in three forms, and what is said of bad input."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from riwaya.cli.app import app
from riwaya.cli.reports import read_intake
from riwaya.errors import UnreadableFile
from riwaya.model import Reading
from riwaya.model.intake import Failure, Intake

FIRST = "قتل 3 مدنيين في قصف لقوات النظام على بلدة النخيل أمس."
HOSTILE = "<script>alert('1')</script> ضفاف \u202egnp.exe"


def _annotation(name: str, text: str, **figure: Any) -> dict[str, Any]:
    event = {"id": "e1", "type": "shelling", "place": "بلدة النخيل", "evidence": "قصف"}
    fields = {
        "event": "e1", "status": "killed", "low": 3, "high": 3, "class": "civilian",
        "source": None, "evidence": "قتل 3 مدنيين",
    }  # fmt: skip
    casualties = [fields | figure]
    return {"doc_id": name, "text": text, "events": [event], "casualties": casualties}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Six reports that hold their own text, one of them annotated as nobody would read it."""
    ones = [_annotation(f"r{n}", FIRST) for n in range(5)]
    ones.append(_annotation("odd", FIRST, low=7, high=9) | {"outlet": HOSTILE})
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, ones)))
    return file


def _run(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_figures_come_as_json_with_counts_and_intervals_the_same_every_time(gold: Path) -> None:
    first = _run(gold, "--format", "json", "--bootstrap", 200)
    assert first.exit_code == 0, first.output
    content = json.loads(first.stdout)
    assert content["schema"] == "riwaya.evaluation/1"
    number = content["measures"]["number"]
    assert (number["right"], number["annotated"], number["read"]) == (5, 6, 6)
    low, value, high = (number["f1"][key] for key in ("low", "value", "high"))
    assert low < value == round(5 / 6, 4) < high
    (wrong,) = content["errors"]["number"]["examples"]
    assert (wrong["annotated"], wrong["read"]) == ("7 to 9", "3")
    assert content["fields"]["number"]["share"]["value"] == round(5 / 6, 4)
    assert {one["outlet"]: one["reports"] for one in content["outlets"]} == {
        HOSTILE: 1, "(no outlet)": 5,
    }  # fmt: skip
    assert _run(gold, "--format", "json", "--bootstrap", 200).stdout == first.stdout


def test_readings_made_before_are_scored_without_reading_again(gold: Path, tmp_path: Path) -> None:
    reports, readings = tmp_path / "in.jsonl", tmp_path / "readings.jsonl"
    reports.write_text("\n".join(json.dumps({"id": f"r{n}", "text": FIRST}) for n in range(4)))
    made = CliRunner().invoke(
        app, ["read", str(reports), "--format", "json", "--output", str(readings)]
    )
    assert made.exit_code == 0
    result = _run(gold, "--readings", readings, "--format", "json", "--bootstrap", 0)
    content = json.loads(result.stdout)
    assert content["unread"] == ["r4", "odd"]
    assert content["measures"]["number"]["right"] == 4
    assert content["measures"]["number"]["f1"]["low"] is None


def test_the_text_gives_a_sentence_for_the_methods_section_and_no_commands(gold: Path) -> None:
    shown = _run(gold).stdout
    assert "1,000 bootstrap samples" in shown and "83.3 [50.0–100.0]" in shown
    assert "annotated \u20687 to 9\u2069, read \u20683\u2069" in shown
    assert "\u202e" not in shown


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_is_alone_and_nothing_in_it_runs(gold: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert _run(gold, "--format", "html", "--output", target).exit_code == 0
    content = target.read_text(encoding="utf-8")
    page = _Elements()
    page.feed(content)
    assert "script" not in {tag for tag, _ in page.seen}
    assert not [a for _, attrs in page.seen for a in attrs if a in ("src", "href") or a[:2] == "on"]
    assert "&lt;script&gt;" in content and "\u202e" not in content
    assert "default-src &#x27;none&#x27;" in content or "default-src 'none'" in content


def test_annotations_that_cannot_be_scored_are_named_and_nothing_is_scored(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    bad = [_annotation("r1", FIRST, evidence="قتل 4"), _annotation("r2", FIRST, status="dead")]
    file.write_text("\n".join(map(json.dumps, bad)))
    result = _run(file)
    assert result.exit_code == 2 and result.stdout == ""
    first, second = result.stderr.splitlines()
    assert first.startswith(f"riwaya: {file}, report r1, casualties[0]: ") and "copy the" in first
    assert second.startswith(f"riwaya: {file}, report r2, casualties[0]: ")


@pytest.mark.parametrize("content", ["", "not json", '{"doc_id": "r1"}'])
def test_a_file_without_annotations_is_wrong_use(tmp_path: Path, content: str) -> None:
    file = tmp_path / "gold.json"
    file.write_text(content)
    result = _run(file)
    assert result.exit_code == 2 and "gold.json" in result.stderr


def test_a_file_of_readings_that_holds_none_is_wrong_use(gold: Path, tmp_path: Path) -> None:
    for content in ("{}", "[]", '{"report": {"id": "r1", "text": "x"}}', '{"report": 3}'):
        wrong = tmp_path / "readings.jsonl"
        wrong.write_text(content)
        assert _run(gold, "--readings", wrong).exit_code == 2, content


def test_a_report_that_cannot_be_read_is_named_and_counts_as_missed(
    gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(intake: Intake, *others: Any) -> Reading | Failure:
        broken = Failure(intake.where, UnreadableFile("the reader failed"), intake.id)
        return broken if intake.id == "r2" else read_intake(intake, *others)

    monkeypatch.setattr("riwaya.cli.evaluate_inputs.read_intake", failing)
    result = _run(gold, "--format", "json", "--bootstrap", 0)
    assert result.exit_code == 1
    assert result.stderr == f"riwaya: {gold}, report r2: the reader failed\n"
    content = json.loads(result.stdout)
    assert content["unread"] == ["r2"]
    assert content["measures"]["number"]["annotated"] == 6
    assert content["measures"]["number"]["read"] == 5


def test_reports_without_annotation_and_readings_of_other_texts_are_told(
    gold: Path, tmp_path: Path
) -> None:
    reports, readings = tmp_path / "in.jsonl", tmp_path / "readings.jsonl"
    reports.write_text("\n".join(json.dumps({"id": n, "text": FIRST}) for n in ("r1", "more")))
    run = CliRunner().invoke
    run(app, ["read", str(reports), "--format", "json", "--output", str(readings)])
    told = _run(gold, "--reports", reports, "--bootstrap", 0).stderr
    assert told == "riwaya: 1 reports are not annotated and are left aside\n"
    readings.write_text(readings.read_text(encoding="utf-8").replace("النخيل", "الرمال"))
    told = _run(gold, "--readings", readings, "--bootstrap", 0).stderr
    assert "1 readings are of other texts than were annotated (r1 first)" in told
