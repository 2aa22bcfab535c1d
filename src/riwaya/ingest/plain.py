"""Plain text files."""

from __future__ import annotations

from riwaya.ingest.decode import decode
from riwaya.ingest.opened import Opened
from riwaya.model.intake import Intake, Original

# Told by name or by their first bytes, so that they are not taken for text in an old encoding.
_OTHER_SUFFIXES = frozenset(
    {
        *(".doc", ".odt", ".rtf", ".xls", ".ods", ".ppt", ".pptx", ".epub", ".vcf"),
        *(".zip", ".gz", ".rar", ".7z", ".tar", ".db", ".sqlite", ".exe"),
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff", ".svg"),
        *(".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".tgs"),
        *(".mp3", ".ogg", ".opus", ".oga", ".m4a", ".wav"),
    }
)
_OTHER_MAGIC = (
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf",
    b"RIFF", b"OggS", b"ID3", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3",
    b"\x7fELF", b"MZ\x90",
)  # fmt: skip


def is_binary(source: Opened) -> bool:
    """Whether name or first bytes show a kind of file that holds no plain text."""
    return source.suffix in _OTHER_SUFFIXES or source.head.startswith(_OTHER_MAGIC)


def read_plain(name: str, data: bytes) -> Intake:
    """The whole file as one report, line ends and all. Raises UnreadableFile for binary data."""
    text, note = decode(data)
    return Intake(
        where=name,
        text=text,
        notes=(note,) if note else (),
        original=Original(data, "text/plain"),
    )
