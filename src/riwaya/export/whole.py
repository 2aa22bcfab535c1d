"""Files and folders that appear only when they are whole."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from riwaya.errors import UsageError


def written_file(path: Path, pieces: Iterable[bytes], before: Callable[[], None]) -> None:
    """Write `pieces` to `path` under a temporary name and rename it; `before` runs in between.

    What was there stays when anything fails. Raises UsageError where it cannot be written.
    """
    with _told(path), _temporary_file(path) as (name, handle):
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
        name.chmod(_mode(path))
        before()
        name.replace(path.resolve())


def written_folder(
    path: Path,
    pages: Iterable[tuple[str, bytes]],
    is_ours: Callable[[Path], bool],
    before: Callable[[], None],
) -> None:
    """Write (name, bytes) into a new folder that then takes the place of `path`.

    A folder there is replaced only when it is empty or `is_ours` says so. Raises UsageError.
    """
    with _told(path):
        if path.exists() and not (path.is_dir() and (not any(path.iterdir()) or is_ours(path))):
            raise UsageError(f"{path} is there already and no export of ours; name another folder")
        target = path.resolve()
        new = Path(tempfile.mkdtemp(prefix=f".{path.name[:100]}.", dir=target.parent))
        old = new.with_name(f"{new.name}.old")
        try:
            for name, data in pages:
                (new / name).write_bytes(data)
            new.chmod(0o777 & ~_umask())
            before()
            if target.exists():
                target.replace(old)
            new.replace(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


@contextmanager
def _temporary_file(path: Path) -> Iterator[tuple[Path, int]]:
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise UsageError(f"cannot write {path}: it is no file")
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.resolve().parent)
    try:
        yield Path(name), handle
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, or those a new file would get."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
