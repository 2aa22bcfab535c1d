"""Files that are not cut: whatever else can be read, each with one piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from riwaya.engine.pieces import Piece, Source
from riwaya.engine.storage import is_url, opened_input
from riwaya.engine.streams import digest_of, unpacked_input
from riwaya.ingest.files import read_opened
from riwaya.ingest.opened import opened
from riwaya.model.intake import Failure, Intake

KIND = "file"
_ENDLESS = 1 << 62


def cut(source: Source, *, packed: bool) -> Iterator[Piece]:
    """The file as one piece."""
    with opened_input(source.name, source.base) as stream:
        yield Piece(source.name, KIND, digest_of(stream, 0, _ENDLESS), packed=packed)


def read(source: Source, piece: Piece) -> Iterator[Intake | Failure]:
    """Its reports, as its format has them. Web addresses in it are not followed."""
    again = not piece.packed and not is_url(source.name)
    path = Path(source.base) / source.name if again else None
    name = source.name[: -len(".gz")] if piece.packed else source.name
    with unpacked_input(source.name, source.base, piece.packed) as (stream, _):
        yield from read_opened(opened(name, stream, path, source.columns))
