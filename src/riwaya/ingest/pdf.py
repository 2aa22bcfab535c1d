"""PDF through pypdfium2, which keeps numbers where they stand in Arabic lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from riwaya.errors import UnreadableFile
from riwaya.ingest.opened import Opened
from riwaya.ingest.pdf_lines import Glyph, page_lines, paragraphs
from riwaya.model.intake import Intake, Original

_NOTE = "read from a PDF, where words and figures can change places: compare them with the page"


def is_pdf(source: Opened) -> bool:
    """Whether it begins as PDF files do."""
    return source.head.startswith(b"%PDF-")


def read_pdf(name: str, data: bytes) -> Intake:
    """The text layer of all pages, a line break between pages.

    Raises UnreadableFile when the file is damaged, locked or has pages but no text.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableFile("reading PDF needs: pip install 'riwaya[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"not a PDF that can be opened: {error}") from error
    try:
        pages = [_page_text(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"a page of the PDF is damaged: {error}") from error
    finally:
        document.close()
    text = "\n".join(pages)
    if pages and not text.strip():
        raise UnreadableFile("the PDF has no text layer; run text recognition on it first")
    original = Original(data, "application/pdf")
    return Intake(where=name, text=text, notes=(_NOTE,), original=original)


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    textpage = page.get_textpage()
    try:
        return paragraphs(list(page_lines(_glyphs(textpage))))
    finally:
        textpage.close()
        page.close()


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if not code or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
            continue
        left, _, right, _ = textpage.get_charbox(index, loose=True)
        raw.FPDFText_GetCharOrigin(textpage, index, byref(x), byref(y))
        raw.FPDFText_GetMatrix(textpage, index, byref(matrix))
        scale = math.hypot(matrix.c, matrix.d)
        size = raw.FPDFText_GetFontSize(textpage, index) * scale
        yield Glyph(chr(code), left, right, y.value, size)
