"""Kinds of files told apart; failures with a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.ingest import Failure, Intake, intakes, opened
from riwaya.model.intake import Original

NOTHING = io.BytesIO()
_PDF_TEXT = b"BT /F1 24 Tf 72 700 Td (13 killed in Nakhil) Tj ET"


def _one(name: Path | str, stdin: bytes = b"") -> Intake | Failure:
    (result,) = intakes(str(name), io.BytesIO(stdin))
    return result


def _failed(name: Path | str) -> Failure:
    result = _one(name)
    assert isinstance(result, Failure)
    return result


def _pdf(content: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def test_text_is_kept_as_received(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffسطر\r\nآخر\0".encode())
    result = _one(path)
    assert isinstance(result, Intake)
    assert result.text == "سطر\r\nآخر\0"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a"])
def test_empty_files_are_empty_reports(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    result = _one(tmp_path / name)
    assert isinstance(result, Intake)
    assert result.text == ""


def test_pdf_text_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(_PDF_TEXT))
    result = _one(path)
    assert isinstance(result, Intake)
    assert result.text == "13 killed in Nakhil"
    assert result.notes


def test_pdf_without_text_layer(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_pdf(b""))
    assert "no text layer" in str(_failed(path).error)


def test_docx_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("قتل ثلاثة مدنيين.")
    document.add_table(1, 2).rows[0].cells[0].text = "خلية"
    document.add_paragraph("وأصيب خمسة.")
    document.core_properties.title = "عنوان"
    document.save(str(tmp_path / "a.docx"))
    result = _one(tmp_path / "a.docx")
    assert isinstance(result, Intake)
    assert [line for line in result.text.splitlines() if line] == [
        "قتل ثلاثة مدنيين.", "خلية", "وأصيب خمسة."
    ]  # fmt: skip
    assert result.title == "عنوان"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_damaged_documents(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not what the name says")
    assert isinstance(_failed(tmp_path / name).error, UnreadableFile)


def test_a_word_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 100_000)
    monkeypatch.setattr("riwaya.ingest.docx.MAX_FILE_BYTES", 1000)
    assert isinstance(_failed(tmp_path / "a.docx").error, TooLarge)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.png", b"\x89PNG\r\n"), ("a.rtf", b"{\\rtf1"), ("a.jpg", b"?"), ("a", b"Rar!\x1a")],
)
def test_other_kinds_are_named_as_such(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert "not a kind of file" in str(_failed(tmp_path / name).error)


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.docx"])
def test_damaged_packages_are_one_failure(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04....")
    assert "can be opened" in str(_failed(tmp_path / name).error)


def test_kind_by_content_when_the_name_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(
        "<!DOCTYPE html><html><body><p>قتل ثلاثة مدنيين.</p></body></html>"
    )
    result = _one(tmp_path / "page")
    assert isinstance(result, Intake)
    assert result.text == "قتل ثلاثة مدنيين."


def test_missing_file_empty_folder_and_odd_names(tmp_path: Path) -> None:
    assert "cannot be opened" in str(_failed(tmp_path / "none.txt").error)
    assert "no files" in str(_failed(tmp_path).error)
    assert isinstance(_failed("a\0b").error, UnreadableFile)


def test_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    assert isinstance(_failed(tmp_path / "a.txt").error, TooLarge)
    (tmp_path / "b.txt").write_bytes(b"x" * 10)
    assert isinstance(_one(tmp_path / "b.txt"), Intake)


def test_standard_input_as_text_and_as_json_lines() -> None:
    text = "نص\nآخر"
    original = Original(text.encode(), "text/plain")
    assert _one("-", text.encode()) == Intake(where="-", text=text, original=original)
    results = list(intakes("-", io.BytesIO(b'{"id":"a","text":"1"}\n{"id":"b","text":"2"}\n')))
    assert [r.id for r in results] == ["a", "b"]
