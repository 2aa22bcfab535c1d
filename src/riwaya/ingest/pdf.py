"""PDF through pypdfium2, which keeps numbers where they stand in Arabic lines."""

from __future__ import annotations

from riwaya.errors import UnreadableFile
from riwaya.ingest.intake import Intake

_NOTE = "read from a PDF, whose Arabic lines can come out in another order: compare the figures"


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
    return Intake(where=name, text=text, notes=(_NOTE,))


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_bounded()).replace("\r\n", "\n")
    finally:
        textpage.close()
        page.close()
