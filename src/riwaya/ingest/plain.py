"""Plain text files."""

from __future__ import annotations

from riwaya.ingest.decode import decode
from riwaya.model.intake import Intake


def read_plain(name: str, data: bytes) -> Intake:
    """The whole file as one report, line ends and all. Raises UnreadableFile for binary data."""
    text, note = decode(data)
    return Intake(where=name, text=text, notes=(note,) if note else ())
