"""Where inputs and results lie: a local folder, or whatever fsspec has an address for."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Protocol, cast
from uuid import uuid4

from riwaya.errors import UnreadableFile, UsageError

_URL = re.compile(r"[a-z][a-z0-9+.-]+:(//|:)", re.I)
_TEMPORARY = re.compile(r"\..*\.tmp\Z")
# One process sees what another one wrote, but not in these.
_PRIVATE = ("memory",)
_CHUNK = 1 << 20
_LEVEL = 6


def is_url(name: str) -> bool:
    """Whether `name` is an address and not a path; "s3://bucket/folder" is one."""
    return _URL.match(name) is not None


def is_private(name: str) -> bool:
    """Whether `name` is an address that only the process itself can see, as memory:// is."""
    return is_url(name) and name.partition(":")[0].lower() in _PRIVATE


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of `url`, and the path in it. Raises UsageError, saying what to do."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(f"{url}: addresses need: pip install 'riwaya[cluster]'") from error
    try:
        return cast("tuple[Any, str]", url_to_fs(url))
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: cannot be reached: {error}") from error


class Store(Protocol):
    """A folder of results. Names are relative, with "/". Can be pickled.

    What is written appears whole or not at all. All raise OSError for what storage refuses.
    """

    @property
    def root(self) -> str:
        """The folder's path or address."""
        ...

    def opened(self, name: str) -> IO[bytes]:
        """A file to be read, as a stream that can be sought in."""
        ...

    def read(self, name: str) -> bytes | None:
        """A small file whole, None when there is none."""
        ...

    def size(self, name: str) -> int | None:
        """The bytes of a file, None when there is none."""
        ...

    def writing(self, name: str) -> Any:
        """A context with a stream; left without an error, what was written has that name."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """A small file whole."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; nothing happens when there is none."""
        ...

    def names(self, folder: str = "") -> list[str]:
        """The names of files and folders in a folder, in order; hidden ones too."""
        ...

    def sweep(self, folder: str) -> None:
        """Take away what runs that were cut short left under temporary names."""
        ...


def store_at(root: str) -> Store:
    """The folder at a path or address. Raises UsageError for an address that cannot be reached."""
    if not is_url(root):
        return LocalStore(str(Path(root).absolute()))
    if root.lower().startswith("file://"):
        return LocalStore(file_system(root)[1])
    file_system(root)
    return RemoteStore(root.rstrip("/"))


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

    def names(self, folder: str = "") -> list[str]:
        try:
            return sorted(entry.name for entry in (Path(self.root) / folder).iterdir())
        except FileNotFoundError:
            return []

    def sweep(self, folder: str) -> None:
        for name in self.names(folder):
            if _TEMPORARY.match(name):
                self.remove(f"{folder}/{name}")


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
        return cast("IO[bytes]", system.open(path, "rb"))

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
        atomic = not hasattr(system, "_rename") and _is_object_store(system)
        target = path if atomic else f"{folder}/.{last}.{uuid4().hex}.tmp"
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

    def names(self, folder: str = "") -> list[str]:
        system, path = self._at(folder)
        system.invalidate_cache()
        try:
            return sorted(str(found).rsplit("/", 1)[-1] for found in system.ls(path, detail=False))
        except FileNotFoundError:
            return []

    def sweep(self, folder: str) -> None:
        for name in self.names(folder):
            if _TEMPORARY.match(name):
                self.remove(f"{folder}/{name}")


def _is_object_store(system: Any) -> bool:
    protocols = system.protocol if isinstance(system.protocol, tuple | list) else (system.protocol,)
    return bool({"s3", "gs", "gcs", "abfs", "az", "adl", "oss", "memory"} & set(protocols))


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


def opened_input(name: str, base: str) -> IO[bytes]:
    """An input as a stream that can be sought in. `base`: the folder that relative paths start in.

    Raises UnreadableFile, saying why.
    """
    try:
        if not is_url(name):
            return (Path(base) / name).open("rb")
        system, path = file_system(name)
        return cast("IO[bytes]", system.open(path, "rb"))
    except (OSError, ValueError, UsageError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableFile(f"cannot be opened: {reason}") from error
    except Exception as error:  # each library behind fsspec has errors of its own
        raise UnreadableFile(f"cannot be opened: {type(error).__name__}: {error}") from error
