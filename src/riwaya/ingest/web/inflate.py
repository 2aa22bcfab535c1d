"""Gzip files of many members read as one stream, stopped where they are damaged or a bomb."""

from __future__ import annotations

import bisect
import zlib
from typing import IO

MAX_RATIO = 200
"""How many times larger than packed a file may be, once it is large; web pages seldom pass 20."""

_UNSUSPECTED_MEMBER = 64 * 1024 * 1024
_UNSUSPECTED_FILE = 1024 * 1024 * 1024
_CHUNK = 64 * 1024


class Tally:
    """Bytes read and unpacked of one file, in however many pieces it is read."""

    def __init__(self) -> None:
        self.packed = 0
        self.unpacked = 0

    @property
    def is_bomb(self) -> bool:
        """Whether the file as a whole unpacks to suspiciously much."""
        return self.unpacked > max(_UNSUSPECTED_FILE, MAX_RATIO * self.packed)


class Inflated:
    """What a gzip file holds from a position on, as a stream that ends where it must.

    `broken`: why it ended before the end of the file, None if it did not. `bomb`: whether
    because of what it unpacks to.
    """

    def __init__(self, stream: IO[bytes], start: int, tally: Tally) -> None:
        self._stream = stream
        self._stream.seek(start)
        self._tally = tally
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._input = b""
        self._consumed = start
        self._position = 0
        self._member_in = self._member_out = 0
        self._starts_out, self._starts_in = [0], [start]
        self.broken: str | None = None
        self.bomb = False

    def tell(self) -> int:
        """The position in the unpacked stream."""
        return self._position

    def position(self, unpacked: int) -> int:
        """Where in the file the member starts that holds this position of the unpacked stream."""
        return self._starts_in[bisect.bisect_right(self._starts_out, unpacked) - 1]

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, empty at the end, wherever that is."""
        size = _CHUNK if size < 0 else size
        out = b""
        while not out and size and self.broken is None:
            if not self._input and not self._fill():
                break
            out = self._unpack(size)
        self._position += len(out)
        return out

    def _fill(self) -> bool:
        self._input, self.broken = _read(self._stream, _CHUNK)
        self._tally.packed += len(self._input)
        if self.broken is None and not self._input and self._member_in:
            self.broken = "the file ends in the middle"
        return bool(self._input)

    def _unpack(self, size: int) -> bytes:
        before = len(self._input)
        try:
            out = self._inflate.decompress(self._input, size)
        except zlib.error as error:
            self.broken = f"damaged gzip data: {error}"
            return b""
        ended = self._inflate.eof
        self._input = self._inflate.unused_data if ended else self._inflate.unconsumed_tail
        used = before - len(self._input)
        self._consumed += used
        self._member_in += used
        self._member_out += len(out)
        self._tally.unpacked += len(out)
        if self._member_out > max(_UNSUSPECTED_MEMBER, MAX_RATIO * self._member_in):
            self.bomb = True
        if self.bomb or self._tally.is_bomb:
            self.broken = f"unpacks to more than {MAX_RATIO} times its size"
        if ended:
            self._next_member(len(out))
        return out

    def _next_member(self, just_out: int) -> None:
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._member_in = self._member_out = 0
        self._starts_out.append(self._position + just_out)
        self._starts_in.append(self._consumed)


class Plain:
    """A file that is not packed, from a position on, with the same face as Inflated."""

    bomb = False

    def __init__(self, stream: IO[bytes], start: int) -> None:
        self.broken: str | None = None
        self._stream = stream
        self._stream.seek(start)

    def tell(self) -> int:
        """The position in the file."""
        return self._stream.tell()

    def position(self, unpacked: int) -> int:
        """The same position."""
        return unpacked

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, empty at the end, wherever that is."""
        out, self.broken = _read(self._stream, _CHUNK if size < 0 else size)
        return out


def _read(stream: IO[bytes], size: int) -> tuple[bytes, str | None]:
    """(bytes, why there are none): an error must not go through the library that reads."""
    try:
        return stream.read(size), None
    except Exception as error:  # members of archives fail in the ways of all packers
        return b"", f"cannot be read: {error}"
