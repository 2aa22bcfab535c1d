"""Web archives (WARC) cut between records."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

from riwaya.engine.pieces import Piece, Source
from riwaya.engine.storage import opened_input
from riwaya.engine.streams import CHUNK, GZIP, digest_of
from riwaya.errors import RunError, UnreadableFile
from riwaya.ingest.warc import read_warc
from riwaya.ingest.web.inflate import Inflated, Plain, Tally
from riwaya.model.intake import Failure, Intake

KIND = "warc"


def cut(source: Source) -> Iterator[Piece]:
    """Pieces of whole records of at least the size; behind damage the rest is one piece, which
    is read on as far as can be. Raises UnreadableFile without the library."""
    with opened_input(source.name, source.base) as stream:
        end = stream.seek(0, io.SEEK_END)
        start = 0
        for position in _records(stream):
            if position - start >= source.size:
                yield _piece(source, stream, start, position)
                start = position
        yield _piece(source, stream, start, end)


def _piece(source: Source, stream: IO[bytes], start: int, stop: int) -> Piece:
    sha256 = digest_of(stream, start, stop)
    return Piece(source.name, KIND, sha256, start, stop)


def _records(stream: IO[bytes]) -> Iterator[int]:
    """Where records start, as far as the file is not damaged."""
    try:
        from fastwarc import ArchiveIterator
    except ImportError as error:
        raise UnreadableFile("reading WARC needs: pip install 'riwaya[web]'") from error
    stream.seek(0)
    packed = stream.read(len(GZIP)) == GZIP
    segment = Inflated(stream, 0, Tally()) if packed else Plain(stream, 0)
    iterate: Any = ArchiveIterator
    records = iter(iterate(segment, parse_http=False, stream_detect=False))
    while True:
        try:
            position = segment.position(next(records).stream_pos)
        except StopIteration:
            return
        except BaseException as error:
            # What the library did not foresee is a panic, which is no Exception.
            if isinstance(error, Exception) or type(error).__name__ == "PanicException":
                return
            raise
        yield position


def read(source: Source, piece: Piece) -> Iterator[Intake | Failure]:
    """The reports of a piece. Raises RunError when the file has changed since it was cut."""
    start, stop = piece.start or 0, piece.stop or 0
    with opened_input(source.name, source.base) as stream:
        if digest_of(stream, start, stop) != piece.sha256:
            raise RunError(f"{source.name}: has changed since the run began; run it again")
        part = io.BufferedReader(_Part(stream, start, stop), CHUNK)
        yield from read_warc(source.name, part, start=start)


class _Part(io.RawIOBase):
    """A range of a file, as if it were one."""

    def __init__(self, stream: IO[bytes], start: int, stop: int) -> None:
        self._stream, self._start, self._length = stream, start, stop - start
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._stream.seek(self._start + self._position)
        wanted = min(len(buffer), max(0, self._length - self._position))
        data = self._stream.read(wanted)
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)
