"""Streams over a part of a file, and over what a gzip file unpacks to."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from riwaya.engine.storage import opened_input
from riwaya.errors import RunError
from riwaya.ingest.web.inflate import Inflated, Tally

GZIP = b"\x1f\x8b"
CHUNK = 1 << 20


class Unpacked(io.RawIOBase):
    """What a gzip file unpacks to; ends where that is damaged. `broken` says why."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._inner = Inflated(stream, 0, Tally())

    @property
    def broken(self) -> str | None:
        """Why it ended before the end of the file, None if it did not."""
        return self._inner.broken

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Window:
    """The bytes of a stream from where it stands, at most `length`; what is read is digested."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream = stream
        self._left = length
        self._digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """At most `size` bytes, empty at the end."""
        return self._taken(self._stream.read(min(size, self._left)))

    def readline(self, size: int) -> bytes:
        """A line of at most `size` bytes, empty at the end."""
        return self._taken(self._stream.readline(min(size, self._left)))

    def _taken(self, data: bytes) -> bytes:
        self._left -= len(data)
        self._digest.update(data)
        return data

    def check(self, name: str, sha256: str) -> None:
        """Raise RunError unless what was read is what was planned."""
        if self._digest.hexdigest() != sha256:
            raise RunError(f"{name}: has changed since the run began; run it again")


@contextmanager
def unpacked_input(
    name: str, base: str, packed: bool
) -> Iterator[tuple[IO[bytes], Unpacked | None]]:
    """An input as a stream, unpacked if `packed`; and what tells whether unpacking went well.

    Raises UnreadableFile when it cannot be opened.
    """
    with opened_input(name, base) as stream:
        if not packed:
            yield stream, None
            return
        raw = Unpacked(stream)
        yield io.BufferedReader(raw, CHUNK), raw


def skip(stream: IO[bytes], count: int) -> None:
    """Read over so many bytes."""
    while count and (data := stream.read(min(count, CHUNK))):
        count -= len(data)


def digest_of(stream: IO[bytes], start: int, stop: int) -> str:
    """SHA-256 of the bytes in a range."""
    stream.seek(start)
    window = Window(stream, stop - start)
    digest = hashlib.sha256()
    while data := window.read(CHUNK):
        digest.update(data)
    return digest.hexdigest()
