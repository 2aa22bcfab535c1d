"""A user's annotations: what is taken, and what is said of those that cannot be scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import UnreadableFile
from riwaya.evaluation.gold import gold_faults, load_gold
from riwaya.evaluation.gold_faults import faults

TEXT = "قتل 3 مدنيين في قصف للواء الوادي على بلدة النخيل أمس، بحسب شبكة الرمان."


def annotation(**changes: Any) -> dict[str, Any]:
    """A sound annotation, with changes."""
    event = {
        "id": "e1", "type": "shelling", "occurrence": "asserted", "place": "بلدة النخيل",
        "date": "2024-03-11", "perpetrators": ["لواء الوادي"], "background": False,
        "evidence": "قصف للواء الوادي",
    }  # fmt: skip
    event["perpetrators"] = ["للواء الوادي"]
    figure = {
        "event": "e1", "status": "killed", "low": 3, "high": 3, "class": "civilian",
        "group": None, "part_of": None, "scope": "event", "polarity": "asserted",
        "source": "شبكة الرمان", "evidence": "قتل 3 مدنيين",
    }  # fmt: skip
    one = {"doc_id": "r1", "relevant": True, "events": [event], "casualties": [figure]}
    return one | changes


def _changed(part: str, **changes: Any) -> list[str]:
    one = annotation()
    one[part][0] |= changes
    return list(faults(one, TEXT))


def test_a_sound_annotation_has_no_fault() -> None:
    assert list(faults(annotation(), TEXT)) == []


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        ("casualties", {"class": "civilians"}, "'civilians' is not known; it is one of civilian"),
        ("casualties", {"status": "dead"}, "'dead' is not known"),
        ("casualties", {"low": "3"}, "no whole number"),
        ("casualties", {"high": 2}, 'less than "low"'),
        ("casualties", {"event": "e9"}, "there is no event 'e9'"),
        ("casualties", {"part_of": 0}, "no part of itself"),
        ("casualties", {"part_of": 4}, "no place in the list"),
        ("casualties", {"evidence": "قتل 4 مدنيين"}, "does not stand in the text"),
        ("casualties", {"group": "boys"}, "'boys' is not known; it is one of children"),
        ("events", {"type": "airstrike"}, "'airstrike' is not known"),
        ("events", {"date": "11.3.2024"}, "no day like 2024-03-11"),
        ("events", {"perpetrators": ["لواء الحجر"]}, "does not stand in the text"),
        ("events", {"background": "no"}, "expected true or false"),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_write(
    part: str, change: dict[str, Any], words: str
) -> None:
    (fault,) = _changed(part, **change)
    (key,) = change
    assert fault.startswith(f'{part}[0]: "{key}"') and words in fault


def test_a_report_said_to_be_irrelevant_has_nothing_annotated() -> None:
    (fault,) = faults(annotation(relevant=False), TEXT)
    assert fault.startswith('"relevant": false, yet')
    assert (
        list(faults({"doc_id": "r", "relevant": False, "events": [], "casualties": []}, "")) == []
    )


def test_an_annotation_of_the_wrong_shape_is_one_fault() -> None:
    assert len(list(faults(annotation(casualties={}), TEXT))) == 1
    assert list(faults({"doc_id": "r1", "events": []}, TEXT)) == [
        '"casualties": expected a list of objects; write [] where there is none'
    ]


def test_a_folder_a_list_and_lines_are_all_read(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(json.dumps({"id": "r1", "text": TEXT}))
    listed = tmp_path / "annotations.json"
    listed.write_text(json.dumps([annotation()]), encoding="utf-8-sig")
    lines = tmp_path / "mine.jsonl"
    lines.write_text(f"{json.dumps(annotation())}\n\n{json.dumps(annotation(doc_id='r2'))}\n")
    assert load_gold(tmp_path).annotations == load_gold(listed).annotations == (annotation(),)
    gold = load_gold(lines)
    assert [one["doc_id"] for one in gold.annotations] == ["r1", "r2"]
    assert gold.reports == tmp_path / "reports.jsonl"


@pytest.mark.parametrize("content", ["", "{", "[1]\n", '{"a": 1}\n[]', "[" * 100_000])
def test_a_file_that_holds_no_annotations_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "gold.json"
    file.write_text(content)
    with pytest.raises(UnreadableFile, match=r"gold\.json"):
        load_gold(file)


def test_reports_that_are_missing_or_annotated_twice_are_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.json"
    file.write_text(
        json.dumps([annotation(), annotation(), annotation(doc_id="r2"), {"doc_id": 5}])
    )
    found = list(gold_faults(load_gold(file), {"r1": TEXT}))
    assert [fault.removeprefix(f"{file}, ").partition(": ")[0] for fault in found] == [
        "report r1", "report r2", "annotation 4",
    ]  # fmt: skip
    assert "annotated twice" in found[0] and "name it with --reports" in found[1]
