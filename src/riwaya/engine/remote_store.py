"""Results behind an address that fsspec knows: object stores, and file systems of a network."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any
from uuid import uuid4

from riwaya.engine.storage import buffered, file_system, is_temporary

_CHUNK = 1 << 20
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "memory"})


@dataclass(frozen=True)
class RemoteStore:
    """A folder behind an address of fsspec. Object stores show what is put only once it is whole;
    others get it under a temporary name."""

    root: str

    @cached_property
    def _system(self) -> tuple[Any, str]:
        return file_system(self.root)

    def __getstate__(self) -> dict[str, Any]:
        return {"root": self.root}

    def _at(self, name: str) -> tuple[Any, str]:
        system, root = self._system
        return system, f"{root.rstrip('/')}/{name}" if name else root

    def opened(self, name: str) -> IO[bytes]:
        system, path = self._at(name)
        return buffered(system, path)

    def read(self, name: str) -> bytes | None:
        system, path = self._at(name)
        try:
            return bytes(system.cat_file(path))
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        system, path = self._at(name)
        system.invalidate_cache()
        try:
            return int(system.info(path)["size"])
        except FileNotFoundError:
            return None

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        # Written here first: a stream to an object store that an error ends would be completed.
        with tempfile.TemporaryFile() as stream:
            yield stream
            stream.flush()
            stream.seek(0)
            self._put(name, stream)

    def _put(self, name: str, stream: IO[bytes]) -> None:
        system, path = self._at(name)
        folder, _, last = path.rpartition("/")
        target = path
        if not _is_object_store(system):
            target = f"{folder}/.{last}.{uuid4().hex}.tmp"
            system.makedirs(folder, exist_ok=True)
        with system.open(target, "wb") as remote:
            while chunk := stream.read(_CHUNK):
                remote.write(chunk)
        if target != path:
            system.mv(target, path)

    def write(self, name: str, data: bytes) -> None:
        self._put(name, io.BytesIO(data))

    def remove(self, name: str) -> None:
        system, path = self._at(name)
        with suppress(FileNotFoundError):
            system.rm_file(path)

    def move(self, name: str, target: str) -> None:
        system, path = self._at(name)
        system.mv(path, self._at(target)[1])

    def sizes(self, folder: str = "") -> dict[str, int]:
        system, path = self._at(folder)
        system.invalidate_cache()
        try:
            found = system.ls(path, detail=True)
        except FileNotFoundError:
            return {}
        names = {str(one["name"]).rstrip("/").rsplit("/", 1)[-1]: one["size"] or 0 for one in found}
        return dict(sorted(names.items()))

    def names(self, folder: str = "") -> list[str]:
        return list(self.sizes(folder))

    def sweep(self, folder: str) -> None:
        for name in self.sizes(folder):
            if is_temporary(name):
                self.remove(f"{folder}/{name}" if folder else name)


def _is_object_store(system: Any) -> bool:
    protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    return not _OBJECT_STORES.isdisjoint(protocols)
