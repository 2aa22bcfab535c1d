"""Tables: columns by name, separators, encodings, dates, rows that are broken."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from riwaya.errors import TooLarge, UsageError
from riwaya.ingest import Failure, Intake, intakes, tables
from riwaya.ingest.column_map import column_map, parse_columns


def _read(
    folder: Path, content: str | bytes, name: str = "a.csv", **columns: str
) -> list[Intake | Failure]:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    return list(intakes(str(folder / name), io.BytesIO(), columns))


def _good(folder: Path, content: str | bytes, name: str = "a.csv", **columns: str) -> list[Intake]:
    found = _read(folder, content, name, **columns)
    assert all(isinstance(f, Intake) for f in found), found
    return [f for f in found if isinstance(f, Intake)]


def test_english_and_arabic_names_of_columns(tmp_path: Path) -> None:
    english = "Report ID,Headline,Full_Text,URL,Source,Date Published\n7,t,أصيب راع,https://a.example,ضفاف,2022-11-03\n"
    arabic = "المعرّف;العنوان;نص الخبر;الرابط;المصدر;تاريخ النشر\n7;t;أصيب راع;https://a.example;ضفاف;2022-11-03\n"
    for content in (english, arabic):
        (found,) = _good(tmp_path, content)
        assert (found.id, found.title, found.text) == ("7", "t", "أصيب راع")
        assert (found.url, found.outlet) == ("https://a.example", "ضفاف")
        assert (found.published, found.published_basis) == (date(2022, 11, 3), "given")
        assert found.where.endswith("a.csv:2")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_a_byte_order_mark(tmp_path: Path, separator: str) -> None:
    content = f"\ufeffid{separator}text\n1{separator}أصيب, راع; ثم\n"
    quoted = content.replace("أصيب, راع; ثم", '"أصيب, راع; ثم\nوقتل آخر"')
    (found,) = _good(tmp_path, quoted)
    assert (found.id, found.text) == ("1", "أصيب, راع; ثم\nوقتل آخر")


def test_windows_1256_is_detected_with_a_note_on_the_first_row(tmp_path: Path) -> None:
    content = "المعرف,النص\n1,أصيب راع قرب قرية النخيل\n2,وقتل آخر\n"
    first, second = _good(tmp_path, content.encode("cp1256"))
    assert (first.text, second.text) == ("أصيب راع قرب قرية النخيل", "وقتل آخر")
    assert "cp1256" in first.notes[0]
    assert not second.notes


def test_titles_and_hints_may_stand_above_the_header(tmp_path: Path) -> None:
    content = "sep=;\n\nتقارير الشهر;;\nالمعرف;النص;التاريخ\n1;أصيب راع;25/11/2022\n"
    (found,) = _good(tmp_path, content)
    assert (found.id, found.text, found.published) == ("1", "أصيب راع", date(2022, 11, 25))
    assert found.where.endswith(":5")


def test_a_row_of_data_is_not_taken_for_the_header(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, "kind,payload\ntext,أصيب راع\n")
    assert isinstance(found, Failure)
    assert "the columns are: kind, payload" in str(found.error)


def test_columns_as_told_stand_above_names(tmp_path: Path) -> None:
    content = "text,Body,Day\nx,أصيب راع,2022-11-03\n"
    (found,) = _good(tmp_path, content, text="body", published="Day")
    assert (found.text, found.published) == ("أصيب راع", date(2022, 11, 3))


@pytest.mark.parametrize(
    ("content", "columns", "said"),
    [
        ("a,b\n1,2\n", {}, "--columns text=NAME; the columns are: a, b"),
        ("a,b\n1,2\n", {"text": "c"}, "no column 'c'; the columns are: a, b"),
        ("\n", {}, "empty"),
    ],
)
def test_without_a_column_of_texts_the_failure_says_what_to_do(
    tmp_path: Path, content: str, columns: dict[str, str], said: str
) -> None:
    (found,) = _read(tmp_path, content, **columns)
    assert isinstance(found, Failure)
    assert said in str(found.error)


def test_columns_of_the_command_line() -> None:
    assert parse_columns("text=Body, published=Date = 2") == {
        "text": "Body",
        "published": "Date = 2",
    }
    for wrong in ("body=text", "text", "text=", "text=a,text=b", ""):
        with pytest.raises(UsageError):
            parse_columns(wrong)


def test_one_column_is_not_taken_for_two_fields() -> None:
    assert column_map(["source", "text", "title"], {"title": "Source"}) == {
        "title": 0, "text": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-11-03 22:15", date(2022, 11, 3)),
        ("2022/11/03", date(2022, 11, 3)),
        ("٣/١١/٢٠٢٢", date(2022, 11, 3)),
        ("٣ تشرين الثاني ٢٠٢٢", date(2022, 11, 3)),
        ("Nov 3, 2022", date(2022, 11, 3)),
        ("soon", None),
        ("45000", None),
    ],
)
def test_dates_in_many_forms(tmp_path: Path, written: str, day: date | None) -> None:
    (found,) = _good(tmp_path, f'text,date\nأصيب راع,"{written}"\n')
    assert found.published == day
    assert any("not a date" in note for note in found.notes) == (day is None)


def test_a_time_with_a_zone_is_a_moment(tmp_path: Path) -> None:
    (found,) = _good(tmp_path, "text,created_at\nأصيب راع,2022-11-03T23:30:00+03:00\n")
    assert found.published_at == datetime(2022, 11, 3, 20, 30, tzinfo=UTC)
    assert found.published == date(2022, 11, 3)


def test_the_order_of_day_and_month_is_that_of_the_column(tmp_path: Path) -> None:
    content = "text,date\nأ,03/11/2022\nب,03/25/2022\n"
    assert [f.published for f in _good(tmp_path, content)] == [date(2022, 3, 11), date(2022, 3, 25)]
    first, second = _good(tmp_path, "text,date\nأ,03/11/2022\nب,04/11/2022\n")
    assert (first.published, second.published) == (date(2022, 11, 3), date(2022, 11, 4))
    assert "does not tell" in first.notes[0]
    assert not second.notes


def test_the_row_is_kept_whole_under_the_names_of_its_columns(tmp_path: Path) -> None:
    (found,) = _good(tmp_path, "text,note,,note\nأصيب راع,a,b,c,d\n")
    assert found.original is not None
    assert json.loads(found.original.data) == {
        "text": "أصيب راع", "note": "a", "column 3": "b", "note (2)": "c", "column 5": "d"
    }  # fmt: skip
    assert found.original.media_type == "application/json"


def test_empty_rows_and_tags_below_the_header_are_no_reports(tmp_path: Path) -> None:
    content = "description,date\n#description,#date\nأصيب راع,2022-11-03\n\n,\n"
    (found,) = _good(tmp_path, content)
    assert found.where.endswith(":3")


def test_a_row_without_a_text_fails_alone(tmp_path: Path) -> None:
    first, second, third = _read(tmp_path, "id,text\n1,\n2,أصيب راع\n3\n")
    assert isinstance(first, Failure) and isinstance(third, Failure)
    assert "no text" in str(first.error)
    assert isinstance(second, Intake)


def test_a_line_and_a_cell_without_end_are_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_LINE", 200_000)
    monkeypatch.setattr(tables, "MAX_CELL", 100_000)
    # As other libraries do, for the whole process.
    csv.field_size_limit(2**31 - 1)
    content = f"id,text\n1,{'x' * 900_000}\n2,{'y' * 150_000}\n3,أصيب راع\n"
    line, cell, good = _read(tmp_path, content)
    assert isinstance(line, Failure) and isinstance(line.error, TooLarge)
    assert isinstance(cell, Failure)
    assert isinstance(good, Intake)
    assert good.id == "3"


def test_a_table_in_an_archive_is_read_with_the_same_columns(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.csv", "Body\nأصيب راع\n")
    (found,) = intakes(str(tmp_path / "a.zip"), io.BytesIO(), {"text": "Body"})
    assert isinstance(found, Intake)
    assert found.where.endswith("a.zip/x.csv:2")
