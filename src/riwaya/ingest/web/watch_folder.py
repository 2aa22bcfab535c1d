"""Folders looked at again and again: which files are new or have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from riwaya.ingest.folders import walk
from riwaya.model.intake import Failure

SETTLED = timedelta(seconds=5)
"""How long a file must have been left alone: before that it may still be written."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder: (path, time of last change in nanoseconds, size), by path.

    `unsettled`: whether files were left out because they may still be written.
    """

    files: tuple[tuple[str, int, int], ...]
    unsettled: bool
    failures: tuple[Failure, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same files."""
        return hashlib.sha256(repr(self.files).encode("utf-8", "surrogatepass")).hexdigest()


def listing(folder: Path, now: datetime) -> Listing:
    """The files under `folder` that have been left alone for a moment. Raises OSError."""
    files, failures, unsettled = [], [], False
    next(folder.iterdir(), None)  # a folder that is gone must not look like an empty one
    settled = (now - SETTLED).timestamp()
    for found in walk(folder):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        try:
            stat = found.stat()
        except OSError:
            continue  # it went while we looked
        # A time in the future comes from another machine's clock and says nothing.
        if settled < stat.st_mtime <= now.timestamp():
            unsettled = True
        else:
            files.append((str(found), stat.st_mtime_ns, stat.st_size))
    return Listing(tuple(sorted(files)), unsettled, tuple(failures))


def changed(now: Listing, before: Listing | None) -> Iterator[str]:
    """The files of `now` that were not so in `before`."""
    known = set(before.files) if before else set()
    return (entry[0] for entry in now.files if entry not in known)
