"""Bytes on their way into files: digested, or packed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from riwaya.engine.storage import Store

_LEVEL = 6


class Digesting:
    """Bytes on their way into a file, counted and digested."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.size = 0
        self._stream = stream
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write them."""
        self._stream.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """SHA-256 of what was written."""
        return self._digest.hexdigest()


@contextmanager
def packing(store: Store, name: str) -> Iterator[IO[bytes]]:
    """A stream into a gzip file that says nothing of when it was made or how it was named."""
    with store.writing(name) as stream:
        packed = gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0)
        yield cast("IO[bytes]", packed)
        packed.close()
