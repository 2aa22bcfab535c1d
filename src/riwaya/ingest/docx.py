"""Word files through python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from riwaya.errors import UnreadableFile
from riwaya.ingest.archives import ZIP_MAGIC, check_size
from riwaya.ingest.opened import Opened
from riwaya.model.intake import MAX_FILE_BYTES, Intake, Original

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def is_docx(source: Opened) -> bool:
    """Whether it is packed as Word files are."""
    packed = source.head.startswith(ZIP_MAGIC)
    return packed and (source.suffix == ".docx" or b"word/" in source.head)


def read_docx(name: str, data: bytes) -> Intake:
    """Paragraphs and table cells in their order, one a line.

    The title comes from the file's properties. Its dates tell of the file and not of the report,
    so that none is taken. Raises UnreadableFile for what is not a Word file, TooLarge for one
    that unpacks beyond the limit.
    """
    try:
        import docx
    except ImportError as error:
        raise UnreadableFile("reading DOCX needs: pip install 'riwaya[docx]'") from error
    _check_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
        title = (document.core_properties.title or "").strip()
    # Damaged packages fail in python-docx, lxml and zipfile, each with errors of its own.
    except Exception as error:
        raise UnreadableFile(f"not a Word file that can be opened: {error}") from error
    original = Original(data, MEDIA_TYPE)
    return Intake(where=name, text="\n".join(lines), title=title or None, original=original)


def _check_size(data: bytes) -> None:
    """A small archive can unpack to any size; the sizes it declares are checked before."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive, 4 * MAX_FILE_BYTES)
    except zipfile.BadZipFile as error:
        raise UnreadableFile(f"not a Word file that can be opened: {error}") from error


def _lines(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in dict.fromkeys(row.cells):
                    yield from _lines(cell)
        else:
            yield block.text
