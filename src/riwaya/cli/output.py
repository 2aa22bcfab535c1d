"""Where results go: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

STANDARD_OUTPUT = "-"


class OutputClosedError(Exception):
    """The reader of standard output has gone, as `head` does."""


Write = Callable[[str], None]
"""Takes text; it is written as UTF-8 whatever the locale."""


@contextmanager
def opened(target: str | None) -> Iterator[Write]:
    """A writer to `target`, or to standard output for None and "-".

    A file is written under a temporary name in its folder and renamed at the end, so that a run
    cut short leaves what was there before. Raises typer.BadParameter where it cannot be written.
    """
    if target in (None, STANDARD_OUTPUT):
        yield _to_standard_output
        return
    path = Path(target or "")
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("w", encoding="utf-8", newline="\n") as device:
                yield _writer(device.write)
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.resolve().parent)
    except OSError as error:
        raise typer.BadParameter(
            f"cannot write {target}: {error.strerror}", param_hint="--output"
        ) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield _writer(file.write)
        temporary.chmod(_mode(path))
        temporary.replace(path.resolve())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _to_standard_output(text: str) -> None:
    data = text.encode("utf-8", "replace")
    binary = getattr(sys.stdout, "buffer", None)
    try:
        if binary is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            binary.write(data)
            binary.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error


def _writer(write: Callable[[str], int]) -> Write:
    def encoded(text: str) -> None:
        write(text.encode("utf-8", "replace").decode("utf-8"))

    return encoded


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, or those a new file would get."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
