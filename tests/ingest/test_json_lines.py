"""JSON Lines: order, ids, bad lines, limits."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadRecord, TooLarge
from riwaya.ingest import Failure, Intake, intakes, json_lines
from riwaya.ingest.json_lines import is_record, read_json_lines
from riwaya.model.intake import Original


def _read(data: bytes) -> list[Intake | Failure]:
    return list(read_json_lines("in.jsonl", io.BytesIO(data).readline))


def test_all_fields_are_taken() -> None:
    record = {
        "id": "r7", "text": "نص", "title": "عنوان", "url": "https://a.example/1",
        "outlet": "وكالة ضفاف", "published": "2024-03-12T23:30:00Z",
        "retrieved": "2024-03-13T01:00:00+03:00",
    }  # fmt: skip
    line = json.dumps(record).encode()
    (intake,) = _read(line + b"\r\n")
    assert intake == Intake(
        where="in.jsonl:1", text="نص", id="r7", title="عنوان", url="https://a.example/1",
        outlet="وكالة ضفاف", published=date(2024, 3, 12), published_basis="given",
        published_at=datetime(2024, 3, 12, 23, 30, tzinfo=UTC),
        original=Original(
            line, "application/json", retrieved=datetime(2024, 3, 12, 22, 0, tzinfo=UTC)
        ),
    )  # fmt: skip


def test_a_time_without_a_zone_is_no_moment() -> None:
    (intake,) = _read(b'{"text": "a", "published": "2024-03-12T23:30:00"}')
    assert isinstance(intake, Intake)
    assert (intake.published, intake.published_at) == (date(2024, 3, 12), None)


def test_the_number_of_a_post_gives_its_moment() -> None:
    number = (1659810600000 - 1288834974657) << 22
    (intake,) = _read(b'{"text":"a","url":"https://x.com/a/status/%d"}' % number)
    assert isinstance(intake, Intake)
    assert intake.published == date(2022, 8, 6)
    assert intake.published_at == datetime(2022, 8, 6, 18, 30, tzinfo=UTC)


def test_the_day_is_taken_from_the_address_only_where_no_date_is_given() -> None:
    dated, undated, unclear = _read(
        b'{"text":"a","url":"https://a.example/2024/03/09/x","published":"2024-03-12"}\n'
        b'{"text":"a","url":"https://a.example/2024/03/09/x"}\n'
        b'{"text":"a","url":"https://a.example/2024/03/09/x","published":"soon"}'
    )
    assert isinstance(dated, Intake) and isinstance(undated, Intake)
    assert (dated.published, dated.published_basis) == (date(2024, 3, 12), "given")
    assert (undated.published, undated.published_basis) == (date(2024, 3, 9), "metadata")
    assert "address" in undated.notes[0]
    assert isinstance(unclear, Intake)
    assert unclear.published is None


def test_order_is_kept_and_bad_lines_stand_in_their_place() -> None:
    lines = ['{"id":"a","text":"1"}', "not json", "", '{"id":"b"}', "[1]", '{"id":5,"text":"2"}']
    results = _read("\n".join(lines).encode())
    assert [type(r).__name__ for r in results] == [
        "Intake", "Failure", "Failure", "Failure", "Intake"
    ]  # fmt: skip
    assert [r.where for r in results] == [f"in.jsonl:{n}" for n in (1, 2, 4, 5, 6)]
    assert results[2].id == "b"
    assert results[4].id == "5"
    assert all(isinstance(r.error, BadRecord) for r in results if isinstance(r, Failure))


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": 5}', b'{"text": null}', b'{"text": "a", "id": true}', b'{"text": "a", "url": 1}',
        b"[" * 100_000, b'{"text": "\x00\x01\xff"}', b"9" * 10_000, b'"text"', b"NaN", b"\0",
    ],
)  # fmt: skip
def test_what_is_no_report_is_a_failure(line: bytes) -> None:
    (result,) = _read(line)
    assert isinstance(result, Failure)
    assert str(result.error)


def test_a_date_that_cannot_be_understood_is_left_out_with_a_note() -> None:
    (intake,) = _read(b'{"text": "a", "published": "12/03/2024"}')
    assert isinstance(intake, Intake)
    assert intake.published is None
    assert "12/03/2024" in intake.notes[0]


def test_byte_order_mark_and_half_a_character_are_accepted() -> None:
    (intake,) = _read(b'\xef\xbb\xbf{"text": "\\ud83d x"}')
    assert isinstance(intake, Intake)
    assert intake.text == "\ud83d x"


def test_too_long_a_line_is_skipped_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_LINE_BYTES", 50)
    results = _read(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "short"}\n')
    assert isinstance(results[0], Failure)
    assert isinstance(results[0].error, TooLarge)
    assert isinstance(results[1], Intake)
    assert results[1].where == "in.jsonl:2"


def test_lines_in_an_old_encoding_are_read_with_a_note() -> None:
    text = "أصيب راع وقتل اثنان من رعاة الأغنام جنوب البلدة برصاص مجهولين"
    (intake,) = _read(json.dumps({"text": text}, ensure_ascii=False).encode("cp1256"))
    assert isinstance(intake, Intake)
    assert intake.text == text
    assert intake.notes == ("not UTF-8; read as cp1256",)


def test_a_file_in_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in ("أصيب راع", "أصيبت راعية")]
    file.write_bytes("\n".join(lines).encode("utf-16"))
    found = list(intakes(str(file), io.BytesIO()))
    assert [getattr(intake, "text", intake) for intake in found] == ["أصيب راع", "أصيبت راعية"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [(b'{"text": "a"}\n', True), (b"{a text}", False), (b'{"id": 1}', False), (b"", False)],
)
def test_records_are_told_from_text(line: bytes, expected: bool) -> None:
    assert is_record(line) is expected


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    assert len(_read(data)) <= data.count(b"\n") + 1
