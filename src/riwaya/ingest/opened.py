"""An input that has been opened: its first bytes, and the rest as a stream or at once."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import IO, Protocol

from riwaya.errors import TooLarge
from riwaya.ingest.decode import decode
from riwaya.model.intake import MAX_FILE_BYTES, Failure, Intake

HEAD_BYTES = 64 * 1024
_CHUNK = 1 << 20


class ByteStream(Protocol):
    """What is asked of a stream of bytes: `read` and `readline` as of a binary file."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


ReadURL = Callable[[str], Iterable[Intake | Failure]]
"""The reports at a web address; failures come in place."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a format reads from.

    `name`: for messages: a path, a member of an archive, or "-". `head`: the first bytes (of
    standard input the first line). `stream`: what follows them. `path`: the file, where there is
    one that can be opened again. `columns`: names of columns by field, where the person gave any.
    `read_url`: reads what a list of addresses names; None where the web is to be left alone.
    """

    name: str
    head: bytes
    stream: ByteStream
    path: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    read_url: ReadURL | None = None

    @property
    def suffix(self) -> str:
        """The end of the name in lower case, such as ".csv", or nothing."""
        return PurePath(self.name).suffix.lower()

    def data(self) -> bytes:
        """All bytes. Raises TooLarge above the limit for what is read at once. Once only."""
        data = self.head + self.stream.read(max(0, MAX_FILE_BYTES + 1 - len(self.head)))
        if len(data) > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // (1024 * 1024)
            raise TooLarge(f"larger than {limit} MB; split it into reports")
        return data

    def reader(self) -> Replay:
        """The bytes from the start, as a stream. Once only."""
        return Replay(self.head, self.stream)


class Replay:
    """A stream with bytes put back in front of it."""

    def __init__(self, head: bytes, stream: ByteStream) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int) -> bytes:
        """At most `size` bytes, empty at the end."""
        if self._head:
            taken, self._head = self._head[:size], self._head[size:]
            return taken
        return self._stream.read(size)

    def readline(self, size: int) -> bytes:
        """A line of at most `size` bytes, empty at the end."""
        if not self._head:
            return self._stream.readline(size)
        end = self._head.find(b"\n", 0, size) + 1 or min(size, len(self._head))
        taken, self._head = self._head[:end], self._head[end:]
        if taken.endswith(b"\n") or len(taken) == size:
            return taken
        return taken + self._stream.readline(size - len(taken))


def opened(
    name: str,
    stream: ByteStream,
    path: Path | None = None,
    columns: Mapping[str, str] | None = None,
    read_url: ReadURL | None = None,
) -> Opened:
    """The input `stream` with its head read. `path`: only of what can be opened a second time."""
    return Opened(name, stream.read(HEAD_BYTES), stream, path, columns or {}, read_url)


@contextmanager
def as_utf8(source: Opened) -> Iterator[tuple[IO[bytes], str | None]]:
    """The text of `source` as UTF-8 that can be read from the start again; and a note.

    Files in UTF-8 are read as streams of any size; what is in another encoding, or cannot be
    opened twice, is held and bounded. Raises TooLarge, and UnreadableFile for what is not text.
    """
    if source.path is not None and _is_utf8(source.path):
        with source.path.open("rb") as stream:
            yield stream, None
        return
    text, note = decode(source.data())
    yield io.BytesIO(text.encode("utf-8", "replace")), note


def _is_utf8(path: Path) -> bool:
    check = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                check.decode(chunk)
            check.decode(b"", True)
        except UnicodeDecodeError:
            return False
    return True
