"""ZIP archives: their members as inputs, with guards against bombs and paths that escape."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.ingest.folders import is_left_behind
from riwaya.ingest.opened import Opened, opened
from riwaya.model.intake import Failure

ZIP_MAGIC = b"PK\x03\x04"
MAX_MEMBERS = 100_000
MAX_UNPACKED = 16 * 1024 * 1024 * 1024
"""Bytes that all members of an archive may declare together; a chat with its pictures is large."""
MAX_RATIO = 200
"""How many times larger than packed a member may be; text seldom passes 20."""

_UNSUSPECTED = 1024 * 1024
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
# Members that make a package of an archive: office files and books are no folders of reports.
_PACKAGES = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"mimetypeapplication/")


def is_archive(source: Opened) -> bool:
    """Whether it is a ZIP archive and not one of the file kinds that are packed as one."""
    if not source.head.startswith((ZIP_MAGIC, b"PK\x05\x06")):
        return False
    return source.suffix == ".zip" or not any(mark in source.head for mark in _PACKAGES)


def members(source: Opened) -> Iterator[Opened | Failure]:
    """The files of an archive by name, each opened when its turn comes.

    Refused members are Failures: encrypted ones, archives within, paths that lead out, and those
    that unpack to suspiciously much. Raises UnreadableFile for what is no archive, TooLarge for
    one with more members or bytes than the limits.
    """
    try:
        archive = zipfile.ZipFile(source.path or io.BytesIO(source.data()))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(f"not a ZIP archive that can be opened: {error}") from error
    with archive:
        check_size(archive, MAX_UNPACKED)
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            path = PurePosixPath(_name(entry).replace("\\", "/"))
            if entry.is_dir() or any(map(is_left_behind, _inside(path))):
                continue
            name = f"{source.name}/{path}"
            refusal = _refusal(entry, path)
            if refusal:
                yield Failure(name, UnreadableFile(refusal))
                continue
            yield from _open(archive, entry, name, source)


def check_size(archive: zipfile.ZipFile, most: int) -> None:
    """Raise TooLarge when the sizes that an archive declares pass the limits.

    Python unpacks no more of a member than it declares.
    """
    entries = archive.infolist()
    if len(entries) > MAX_MEMBERS:
        raise TooLarge(f"an archive of more than {MAX_MEMBERS} files")
    size = sum(entry.file_size for entry in entries)
    if size > most:
        raise TooLarge(f"unpacks to {size // (1024 * 1024)} MB, more than the limit")


def is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks to far more than text can be packed into."""
    packed = max(entry.compress_size, 1)
    return entry.file_size > _UNSUSPECTED and entry.file_size > MAX_RATIO * packed


def _open(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, source: Opened
) -> Iterator[Opened | Failure]:
    try:
        with archive.open(entry) as stream:
            member = opened(name, _Checked(stream), columns=source.columns)
            if member.head.startswith(ZIP_MAGIC) and is_archive(member):
                yield Failure(name, UnreadableFile("an archive in an archive; unpack it first"))
            else:
                yield member
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        yield Failure(name, UnreadableFile(f"cannot be unpacked: {error}"))
    except UnreadableFile as error:
        yield Failure(name, error)


class _Checked:
    """A member whose damage shows as UnreadableFile, whoever reads it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except Exception as error:  # zlib, lzma and bz2 have errors of their own
            raise UnreadableFile(f"cannot be unpacked: {error}") from error

    def readline(self, size: int) -> bytes:
        try:
            return self._stream.readline(size)
        except Exception as error:
            raise UnreadableFile(f"cannot be unpacked: {error}") from error


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a member; many programs write UTF-8 without the flag that says so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _inside(path: PurePosixPath) -> tuple[str, ...]:
    """The parts of a path without those that lead up, which are refused and not passed over."""
    return tuple(part for part in path.parts if part not in ("..", "."))


def _refusal(entry: zipfile.ZipInfo, path: PurePosixPath) -> str | None:
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return "its path leads out of the archive"
    if entry.flag_bits & _ENCRYPTED:
        return "encrypted; unpack it with its password first"
    if is_bomb(entry):
        return f"unpacks to more than {MAX_RATIO} times its size, as archives made to harm do"
    return None
