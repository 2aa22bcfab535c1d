"""Whatever a file holds and is called, each input gives reports or failures with a reason."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.ingest import Failure, Intake, intakes

SENTENCE = "أصيب راع بجروح حين سقطت قذيفة قرب خيمته في أطراف قرية النخيل"
SUFFIXES = [
    *(".txt", ".html", ".csv", ".tsv", ".xlsx", ".zip"),
    *(".docx", ".json", ".jsonl", ".pdf", ".xml", ""),
]


def _samples() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.active.append(["text", "date"])
    book.active.append([SENTENCE, "2022-11-03"])
    sheet, packed = io.BytesIO(), io.BytesIO()
    book.save(sheet)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", SENTENCE)
        archive.writestr("b.csv", f"text\n{SENTENCE}\n")
    message = {"id": 1, "type": "message", "date": "2022-11-03T10:00:00", "text": SENTENCE}
    chat = {"name": "a", "type": "public_channel", "id": 7, "messages": [message, message]}
    return {
        ".xlsx": sheet.getvalue(),
        ".zip": packed.getvalue(),
        ".json": json.dumps(chat, ensure_ascii=False).encode(),
        ".txt": f"13/11/2022, 09:02 - س: {SENTENCE}\n14/11/2022, 09:02 - س: {SENTENCE}\n".encode(),
        ".csv": f"text;date\n{SENTENCE};3/11/2022\n".encode(),
    }


SAMPLES = _samples()


def _check(path: Path) -> None:
    for found in intakes(str(path), io.BytesIO()):
        assert isinstance(found, Intake | Failure)
        if isinstance(found, Failure):
            assert str(found.error)
            assert "\n" not in str(found.error)
        else:
            assert found.original is not None


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=300))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_under_any_name(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    _check(path)


@pytest.mark.parametrize("suffix", sorted(SAMPLES))
@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_sound_files_with_damage(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    """Cut off anywhere, or with some bytes put in the place of others."""
    content = bytearray(SAMPLES[suffix])
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    _check(path)
