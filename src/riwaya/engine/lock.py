"""One run at a time writes into a folder of results."""

from __future__ import annotations

import errno
import os
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from riwaya.engine.local_store import LocalStore
from riwaya.engine.stage import FENCE
from riwaya.engine.storage import Store
from riwaya.errors import RunError

BEAT = 20.0
"""Seconds between signs of life in storage that has no locks."""

SILENT = 90.0
"""Seconds without one after which a run there counts as dead."""


@contextmanager
def locked(store: Store) -> Iterator[str]:
    """Hold the folder; gives the token that workers check before they write.

    A lock of the file system goes with its process, however that ends. Elsewhere a run that was
    killed holds the folder for SILENT seconds more. Raises RunError while another run holds it.
    """
    token = uuid4().hex
    with _local(store, token) if _has_locks(store) else _beating(store, token):
        yield token


def _has_locks(store: Store) -> bool:
    """Whether the storage has locks; not all network drives of clusters do."""
    if not isinstance(store, LocalStore):
        return False
    root = Path(store.root)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=root) as stream:
        try:
            return _take(stream)
        except OSError as error:
            if error.errno in (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP):
                return False
            raise


def _signature(token: str) -> bytes:
    return f"{token}\n{socket.gethostname()} {os.getpid()}\n".encode()


@contextmanager
def _local(store: Store, token: str) -> Iterator[None]:
    with os.fdopen(
        os.open(Path(store.root) / FENCE, os.O_RDWR | os.O_CREAT, 0o666), "r+b"
    ) as stream:
        if not _take(stream):
            owner = stream.read(500).decode("utf-8", "replace").split("\n")
            who = owner[1] if len(owner) > 1 else "unknown"
            raise RunError(
                f"{store.root}: another run writes there (host and process: {who}); "
                "wait until it has ended"
            )
        stream.truncate()
        stream.write(_signature(token))
        stream.flush()
        yield


if sys.platform == "win32":

    def _take(stream: IO[bytes]) -> bool:
        import msvcrt

        # Far behind the words in the file, which others must be able to read.
        stream.seek(1 << 30)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            stream.seek(0)
        return True

else:

    def _take(stream: IO[bytes]) -> bool:
        import fcntl

        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def _beating(store: Store, token: str) -> Iterator[None]:
    found = store.read(FENCE)
    if found is not None:
        words = found.decode("utf-8", "replace").split("\n")
        age = time.time() - _number(words[2] if len(words) > 2 else "")
        if words[0] and age < SILENT:
            raise RunError(
                f"{store.root}: another run ({words[1]}) wrote there {max(age, 0):.0f} s ago; "
                f"wait until it has ended, or if it was killed, {SILENT:.0f} s"
            )

    def beat() -> None:
        store.write(FENCE, _signature(token) + f"{time.time():.0f}\n".encode())

    ended = threading.Event()

    def go_on() -> None:
        while not ended.wait(BEAT):
            # One sign that does not get through is no reason to send no more.
            with suppress(Exception):
                if _is_ours(store, token):
                    beat()

    beat()
    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        if _is_ours(store, token):
            store.remove(FENCE)


def _is_ours(store: Store, token: str) -> bool:
    return (store.read(FENCE) or b"").startswith(token.encode())


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
