"""JSON Lines cut behind line ends, packed or not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO

from riwaya.engine.pieces import GROWTH, Piece, Source
from riwaya.engine.streams import CHUNK, Window, skip, unpacked_input
from riwaya.errors import UnreadableFile
from riwaya.ingest.json_lines import read_json_lines
from riwaya.model.intake import Failure, Intake

KIND = "json_lines"


def cut(source: Source, *, packed: bool) -> Iterator[Piece]:
    """Pieces of whole lines, each of the least size or the first line end behind it."""
    with unpacked_input(source.name, source.base, packed) as (stream, unpacking):
        last: Piece | None = None
        for found in _ranges(source, stream, packed):
            if last is not None:
                yield last
            last = found
        broken = unpacking.broken if unpacking else None
    last = last or Piece(source.name, KIND, hashlib.sha256().hexdigest(), 0, 0, 1, packed)
    if broken:
        last = Piece(
            last.input, KIND, last.sha256, last.start, last.stop, last.first, packed, broken=broken
        )
    yield last


def _ranges(source: Source, stream: IO[bytes], packed: bool) -> Iterator[Piece]:
    start = position = 0
    first = lines = 1
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        while chunk:
            least = max(source.size, start // GROWTH) if packed else source.size
            end = chunk.find(b"\n", max(least - (position - start) - 1, 0)) + 1
            taken, chunk = (chunk[:end], chunk[end:]) if end else (chunk, b"")
            digest.update(taken)
            position += len(taken)
            lines += taken.count(b"\n")
            if end:
                yield Piece(source.name, KIND, digest.hexdigest(), start, position, first, packed)
                start, first, digest = position, lines, hashlib.sha256()
    if position > start:
        yield Piece(source.name, KIND, digest.hexdigest(), start, position, first, packed)


def read(source: Source, piece: Piece) -> Iterator[Intake | Failure]:
    """The reports of a piece. Raises RunError when the file has changed since it was cut."""
    start, stop, first = piece.start or 0, piece.stop or 0, piece.first or 1
    with unpacked_input(source.name, source.base, piece.packed) as (stream, _):
        if piece.packed:
            skip(stream, start)
        else:
            stream.seek(start)
        window = Window(stream, stop - start)
        yield from read_json_lines(source.name, window.readline, first)
        window.check(source.name, piece.sha256)
    if piece.broken:
        yield Failure(source.name, UnreadableFile(f"the rest cannot be unpacked: {piece.broken}"))
