"""Where inputs and results lie: a local folder, or whatever fsspec has an address for."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import IO, Any, Protocol, cast

from riwaya.errors import UnreadableFile, UsageError

_URL = re.compile(r"[a-z][a-z0-9+.-]+:(//|:)", re.I)
_TEMPORARY = re.compile(r"\..*\.tmp\Z")
# One process sees what another one wrote, but not in these.
_PRIVATE = ("memory",)
_CHUNK = 1 << 20


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one that was never finished."""
    return _TEMPORARY.match(name) is not None


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


def buffered(system: Any, path: str) -> IO[bytes]:
    """A file of an fsspec file system; what most of them give has no `readline` with a limit."""
    return io.BufferedReader(system.open(path, "rb"), _CHUNK)


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

    def move(self, name: str, target: str) -> None:
        """Give a file another name."""
        ...

    def sizes(self, folder: str = "") -> dict[str, int]:
        """The files and folders in a folder, hidden ones too: bytes by name, in order."""
        ...

    def names(self, folder: str = "") -> list[str]:
        """The names of `sizes`."""
        ...

    def sweep(self, folder: str) -> None:
        """Take away what runs that were cut short left under temporary names, and a folder that is
        then empty."""
        ...


def store_at(root: str) -> Store:
    """The folder at a path or address. Raises UsageError for an address that cannot be reached."""
    from riwaya.engine.local_store import LocalStore
    from riwaya.engine.remote_store import RemoteStore

    if not is_url(root):
        return LocalStore(str(Path(root).absolute()))
    system_path = file_system(root)[1]
    if root.lower().startswith("file://"):
        return LocalStore(system_path)
    return RemoteStore(root.rstrip("/"))


def opened_input(name: str, base: str) -> IO[bytes]:
    """An input as a stream that can be sought in. `base`: the folder that relative paths start in.

    Raises UnreadableFile, saying why.
    """
    try:
        if not is_url(name):
            file = Path(base) / name
            if file.exists() and not file.is_file():
                raise UnreadableFile("neither a file nor a folder")
            return file.open("rb")
        system, path = file_system(name)
        return buffered(system, path)
    except UnreadableFile:
        raise
    except FileNotFoundError as error:
        raise UnreadableFile("cannot be opened: No such file or directory") from error
    except (OSError, ValueError, UsageError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableFile(f"cannot be opened: {reason}") from error
    except Exception as error:  # each library behind fsspec has errors of its own
        raise UnreadableFile(f"cannot be opened: {type(error).__name__}: {error}") from error
