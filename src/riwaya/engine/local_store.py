"""Results in a folder of this machine, or of a network drive that all workers see."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from riwaya.engine.storage import is_temporary


@dataclass(frozen=True, slots=True)
class LocalStore:
    """A folder of this machine, or of a network drive that all workers see in the same place."""

    root: str

    def opened(self, name: str) -> IO[bytes]:
        return (Path(self.root) / name).open("rb")

    def read(self, name: str) -> bytes | None:
        try:
            return (Path(self.root) / name).read_bytes()
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        try:
            return (Path(self.root) / name).stat().st_size
        except FileNotFoundError:
            return None

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        path = Path(self.root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
        try:
            with temporary.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise

    def write(self, name: str, data: bytes) -> None:
        with self.writing(name) as stream:
            stream.write(data)

    def remove(self, name: str) -> None:
        (Path(self.root) / name).unlink(missing_ok=True)

    def move(self, name: str, target: str) -> None:
        (Path(self.root) / name).replace(Path(self.root) / target)

    def sizes(self, folder: str = "") -> dict[str, int]:
        try:
            with os.scandir(Path(self.root) / folder) as entries:
                found = {entry.name: entry.stat(follow_symlinks=False).st_size for entry in entries}
        except FileNotFoundError:
            return {}
        return dict(sorted(found.items()))

    def names(self, folder: str = "") -> list[str]:
        return list(self.sizes(folder))

    def sweep(self, folder: str) -> None:
        for name in self.sizes(folder):
            if is_temporary(name):
                self.remove(f"{folder}/{name}" if folder else name)
        with suppress(OSError):
            (Path(self.root) / folder).rmdir()
