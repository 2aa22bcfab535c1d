"""The files of a folder, in an order that does not depend on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import UnreadableFile
from riwaya.model.intake import Failure

MAX_DEPTH = 32

# What systems and editors leave behind: locks, copies, downloads that broke off.
_LEFT_BEHIND = re.compile(
    r"\.|~\$|#.*#$|.*(?:~|\.tmp|\.temp|\.bak|\.swp|\.part|\.crdownload)$"
    r"|(?:thumbs\.db|desktop\.ini|__macosx|icon\r)$",
    re.I | re.S,
)


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of this name is hidden or a leftover of a system or an editor."""
    return _LEFT_BEHIND.match(name) is not None


def walk(folder: Path, depth: int = 0) -> Iterator[Path | Failure]:
    """The regular files under `folder`, by name, those of a folder before its folders' files.

    Links are not followed: what they lead to is read in its own place, and one that leads out of
    the folder is a Failure; so nothing is read twice and no circle is entered. Folders deeper than
    MAX_DEPTH, folders that cannot be listed, and devices are Failures.
    """
    yield from _walk(folder, folder.resolve(), depth)


def _walk(folder: Path, root: Path, depth: int) -> Iterator[Path | Failure]:
    if depth > MAX_DEPTH:
        yield Failure(str(folder), UnreadableFile(f"folders deeper than {MAX_DEPTH}: not entered"))
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        entries = [entry for entry in entries if not is_left_behind(entry.name)]
        folders = [entry for entry in entries if entry.is_dir() and not entry.is_symlink()]
        files = [entry for entry in entries if entry not in set(folders)]
    except OSError as error:
        reason = UnreadableFile(f"the folder cannot be listed: {error.strerror}")
        yield Failure(str(folder), reason)
        return
    for entry in files:
        found = _file(entry, root)
        if found is not None:
            yield found
    for entry in folders:
        yield from _walk(entry, root, depth + 1)


def _file(entry: Path, root: Path) -> Path | Failure | None:
    """The file to read, nothing for a link that stays inside, else why it is not read."""
    try:
        if not entry.is_symlink():
            if entry.is_file():
                return entry
            return Failure(str(entry), UnreadableFile("neither a file nor a folder"))
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):
        return Failure(str(entry), UnreadableFile("a link that leads nowhere"))
    if target.is_relative_to(root):
        return None
    return Failure(str(entry), UnreadableFile("a link that leads out of the folder"))
