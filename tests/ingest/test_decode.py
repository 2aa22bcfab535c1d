"""Bytes to text in the encodings that Arabic reports are stored in."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import UnreadableFile
from riwaya.ingest.decode import decode

SENTENCE = "قتل ثلاثة مدنيين وأصيب خمسة آخرون في قصف على بلدة النخيل، بحسب مصادر محلية."


@pytest.mark.parametrize("text", ["", "قتيلان", SENTENCE, "a\0b", "\r\n"])
def test_utf8_is_kept_without_a_note(text: str) -> None:
    assert decode(text.encode()) == (text, None)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + SENTENCE.encode(encoding)) == (SENTENCE, None)


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-16-le", "utf-16-be", "cp720"])
@pytest.mark.parametrize("text", [SENTENCE, SENTENCE * 40, SENTENCE[:20]])
def test_other_encodings_are_detected_with_a_note(encoding: str, text: str) -> None:
    text = text.replace("،", "") if encoding == "cp720" else text
    decoded, note = decode(text.encode(encoding))
    assert decoded == text
    assert note


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    ["قتيلان في النخيل", "إصابة راع", "3 جرحى", "القرية", "مقتل مدني: Nakhil, 3 pm", "النص,المعرف"],
)
def test_short_texts_are_enough(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    "text", ["Été à Genève: les réfugiés", "naïve café", "L'armée a tué trois civils à Beyrouth"]
)
def test_latin_letters_are_not_taken_for_arabic(text: str) -> None:
    assert decode(text.encode("cp1252"))[0] == text


def test_utf16_without_a_mark_may_hold_emoji_and_quotation_marks() -> None:
    text = f"“{SENTENCE}” — 🔴🔴 {SENTENCE[:20]}…"
    assert decode(text.encode("utf-16-le")) == (
        text, "read as utf-16-le, though it has no byte order mark"
    )  # fmt: skip


def test_declared_encoding_comes_before_detection() -> None:
    assert decode("قتيلان".encode("iso8859_6"), "iso-8859-6")[0] == "قتيلان"


def test_damage_in_utf8_is_replaced_and_noted() -> None:
    data = SENTENCE.encode()
    text, note = decode(data + b"\xff" + data)
    assert text == f"{SENTENCE}\ufffd{SENTENCE}"
    assert "damaged" in (note or "")


def test_binary_data_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="not text"):
        decode(bytes(range(256)) * 50)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert isinstance(decode(data)[0], str)


@given(st.text())
def test_utf8_round_trip(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    decoded = decode(data)[0]
    assert decoded == text.removeprefix("\ufeff") or "\x06" in text
