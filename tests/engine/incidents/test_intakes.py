"""What lies beside a run's readings gives the inputs back whole."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest

from riwaya.engine.incidents.intakes import intake_in, intake_line, intake_of, unpacked_lines
from riwaya.engine.incidents.mentions import looked_up
from riwaya.errors import InputError, RunError
from riwaya.incidents.linking.index import crowd_of
from riwaya.model.intake import Failure, Intake, Original

TEXT = "قتل ثلاثة مدنيين في قصف استهدف بلدة سرمين."


def _reading(intake: Intake) -> dict[str, object]:
    return {"report": {"text": intake.text, "id": intake.id}}


@pytest.mark.parametrize(
    "intake",
    [
        Intake("plain", TEXT),
        Intake("handed over", TEXT, original=Original(TEXT.encode(), "text/plain")),
        Intake(
            "all:7", TEXT, "id", "عنوان", "https://a.example", "وكالة", date(2024, 3, 1), "given",
            ("a note",), "post:7", datetime(2024, 3, 1, 9, 30, tzinfo=UTC), "قناة",
            Original(b"\xff\xfe\x00", "text/html", (("etag", "x"),), datetime(2024, 3, 2)),
        ),
        Intake("half a pair", "قتل \ud83d ثلاثة", original=Original(b"{}", "application/json")),
    ],
    ids=lambda intake: intake.where,
)  # fmt: skip
def test_an_input_comes_back_as_it_was(intake: Intake) -> None:
    assert intake_of(intake_line(intake, read=True), _reading(intake)) == intake
    assert intake_of(intake_line(intake, read=False), {"error": "the reader failed"}) == intake


def test_a_text_lies_in_one_place_only() -> None:
    given = Intake("a", TEXT, original=Original(TEXT.encode(), "text/plain"))
    assert "سرمين" not in intake_line(given, read=True)
    assert "سرمين" in intake_line(given, read=False)


def test_what_was_no_input_or_was_passed_over_gives_none() -> None:
    failed = intake_line(Failure("a:1", InputError("not JSON")), read=False)
    assert intake_of(failed, {"error": "not JSON"}) is None
    assert intake_of(intake_line(Intake("a", TEXT), read=False), {"skipped": "no claim"}) is None
    assert intake_in({"error": "not JSON"}, "a:1") is None


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"where": 1}'])
def test_another_line_is_refused(line: str) -> None:
    with pytest.raises(RunError, match="run it again"):
        intake_of(line, _reading(Intake("a", TEXT)))


def test_side_files_are_lines() -> None:
    import gzip

    data = gzip.compress("a\nب\n".encode())
    assert list(unpacked_lines(io.BytesIO(data))) == ["a\n", "ب\n"]


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("at 2024-03-01 سرمين", "2024-03-01"),
        ("square0.15 2024-03-01 119 120", "2024-03-01"),
        ("placed 2024-03-01 killed 4", "2024-03-01"),
        ("dated سرمين 03-01", "سرمين 03-01"),
        ("words 1234", "words 1234"),
        ("victim احمد خالد", "victim احمد خالد"),
        ("report r-1 a", "report r-1 a"),
    ],
)
def test_keys_are_looked_up_with_their_day_or_their_crowd(key: str, where: str) -> None:
    assert looked_up(key) == where
    assert {looked_up(other) for other in crowd_of(key)} <= {where}
