"""Files and standard input told apart by name and content, and handed to their format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from riwaya.errors import InputError, TooLarge, UnreadableFile
from riwaya.ingest.docx import read_docx
from riwaya.ingest.html import read_html
from riwaya.ingest.json_lines import is_record, read_json_lines
from riwaya.ingest.pdf import read_pdf
from riwaya.ingest.plain import read_plain
from riwaya.model.intake import MAX_FILE_BYTES, Failure, Intake

STANDARD_INPUT = "-"
JSON_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})

_BY_SUFFIX = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
# Told by name or by their first bytes, so that they are not taken for text in an old encoding.
_OTHER_KINDS = frozenset(
    {
        ".doc",
        ".odt",
        ".rtf",
        ".xls",
        ".xlsx",
        ".ods",
        ".pptx",
        ".zip",
        ".gz",
        ".jpg",
        ".jpeg",
        ".png",
    }
)
_OTHER_MAGIC = (b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_HEAD = 4096
_MARKUP = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.I
)


def intakes(name: str, standard_input: IO[bytes]) -> Iterator[Intake | Failure]:
    """The reports of one argument of the command line, in their order.

    `name`: a path, or "-" for `standard_input`. JSON Lines give many reports, any other file
    one. What cannot be read gives a Failure and never an exception.
    """
    try:
        if name == STANDARD_INPUT:
            yield from _from_stream(name, standard_input)
            return
        path = Path(name)
        if path.is_dir():
            raise UnreadableFile("a folder; name the files in it")
        with path.open("rb") as stream:
            if path.suffix.lower() in JSON_LINES_SUFFIXES:
                yield from read_json_lines(name, stream.readline)
            else:
                yield _from_bytes(name, _bounded(stream))
    except InputError as error:
        yield Failure(name, error)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Failure(name, UnreadableFile(f"cannot be opened: {reason}"))


def _from_stream(name: str, stream: IO[bytes]) -> Iterator[Intake | Failure]:
    """JSON Lines are known by their first line and read on as they come."""
    first = stream.readline(MAX_FILE_BYTES + 1)
    if not is_record(first):
        yield _from_bytes(name, _bounded(stream, first))
        return
    waiting = [first]
    yield from read_json_lines(
        name, lambda size: waiting.pop() if waiting else stream.readline(size)
    )


def _bounded(stream: IO[bytes], start: bytes = b"") -> bytes:
    data = start + stream.read(MAX_FILE_BYTES + 1 - len(start))
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge(f"larger than {MAX_FILE_BYTES // (1024 * 1024)} MB; split it into reports")
    return data


def _from_bytes(name: str, data: bytes) -> Intake:
    suffix = Path(name).suffix.lower()
    if data.startswith(b"%PDF-"):
        return read_pdf(name, data)
    if data.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/" in data):
        return read_docx(name, data)
    if suffix in _OTHER_KINDS or data.startswith(_OTHER_MAGIC):
        raise UnreadableFile("not a kind of file that is read: text, HTML, PDF, DOCX, JSON Lines")
    if suffix in _BY_SUFFIX and data:
        return _BY_SUFFIX[suffix](name, data)
    if _MARKUP.match(data[:_HEAD]):
        return read_html(name, data)
    return read_plain(name, data)
