"""WACZ: web archives in a ZIP file, with the digests of its parts, which are checked."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, Any

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.ingest.archives import MAX_UNPACKED, ZIP_MAGIC, check_size, is_bomb
from riwaya.ingest.opened import Opened
from riwaya.ingest.warc import read_warc
from riwaya.model.intake import Failure, Intake

SUFFIXES = (".wacz",)
_PACKAGE, _PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
_ARCHIVES = (".warc", ".warc.gz")
_MOST_JSON = 16 * 1024 * 1024
_CHUNK = 1 << 20
_HELD = 64 * 1024 * 1024
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class _Package:
    """What datapackage.json states: digests by path, as "sha256:…"; None when there is none."""

    digests: Mapping[str, str] | None


def is_wacz(source: Opened) -> bool:
    """Whether it is a ZIP archive that calls itself a WACZ or begins as one."""
    if not source.head.startswith(ZIP_MAGIC):
        return False
    return source.suffix in SUFFIXES or (
        b"archive/" in source.head and b".warc" in source.head and b"datapackage" in source.head
    )


def read_wacz_file(
    source: Opened, skipped: Counter[str] | None = None
) -> Iterator[Intake | Failure]:
    """The pages of all web archives in the file, by name. `skipped` as of `read_warc`.

    An archive whose digest is not the one stated is a Failure and is not read. Raises
    UnreadableFile for what is no ZIP archive, TooLarge above the limits.
    """
    try:
        archive = zipfile.ZipFile(source.path or io.BytesIO(source.data()))
    except _DAMAGED as error:
        raise UnreadableFile(f"not a WACZ that can be opened: {error}") from error
    with archive:
        check_size(archive, MAX_UNPACKED)
        yield from _checked(source.name, archive)
        package = _package(archive)
        found = False
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if entry.is_dir() or not entry.filename.lower().endswith(_ARCHIVES):
                continue
            found = True
            if _refusal(entry) is None:
                yield from _member(source.name, archive, entry, package, skipped)
        if not found:
            raise UnreadableFile("no web archive (archive/*.warc.gz) in it")


def _checked(name: str, archive: zipfile.ZipFile) -> Iterator[Failure]:
    """Failures for members that are refused, and for a list of contents that was changed."""
    names: Counter[str] = Counter(archive.namelist())
    for entry in archive.infolist():
        refusal = _refusal(entry)
        if refusal:
            yield Failure(f"{name}/{entry.filename}", refusal)
    for twice in sorted(found for found, count in names.items() if count > 1):
        yield Failure(f"{name}/{twice}", UnreadableFile("twice in the archive; the last counts"))
    stated = (_json(archive, _PACKAGE_DIGEST) or {}).get("hash")
    if isinstance(stated, str) and _PACKAGE in names:
        data = _bytes(archive, _PACKAGE)
        if data is not None and stated != f"sha256:{hashlib.sha256(data).hexdigest()}":
            reason = f"is not the one whose digest {_PACKAGE_DIGEST} gives: it was changed"
            yield Failure(f"{name}/{_PACKAGE}", UnreadableFile(reason))


def _refusal(entry: zipfile.ZipInfo) -> UnreadableFile | TooLarge | None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return UnreadableFile("its path leads out of the archive")
    if entry.flag_bits & _ENCRYPTED:
        return UnreadableFile("encrypted; unpack it with its password first")
    if is_bomb(entry):
        return TooLarge("unpacks to suspiciously much, as archives made to harm do")
    return None


def _member(
    name: str,
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    package: _Package,
    skipped: Counter[str] | None,
) -> Iterator[Intake | Failure]:
    """The pages of one web archive, once its digest has been found right."""
    where = f"{name}/{entry.filename}"
    stated = None if package.digests is None else package.digests.get(entry.filename)
    note: str | None = None
    if package.digests is None:
        note = f"the WACZ has no {_PACKAGE} that can be read: its contents could not be checked"
    elif stated is None:
        note = f"{_PACKAGE} does not list this archive: it could not be checked"
    try:
        with _seekable(archive, entry) as stream:
            if stated is not None and not _is_as_stated(stream, stated):
                reason = f"is not what {_PACKAGE} gives the digest of: damaged or changed, not read"
                yield Failure(where, UnreadableFile(reason))
                return
            for result in read_warc(where, stream, skipped):
                if note and isinstance(result, Intake):
                    result = replace(result, notes=(*result.notes, note))
                yield result
    except _DAMAGED as error:
        yield Failure(where, UnreadableFile(f"cannot be unpacked: {error}"))


def _seekable(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    """The member as a stream; a packed one is unpacked first, as going back in it costs dearly."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return archive.open(entry)
    unpacked = tempfile.SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115 - the caller closes it
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked.write(chunk)
    unpacked.seek(0)
    return unpacked


def _is_as_stated(stream: IO[bytes], stated: str) -> bool:
    """Whether the bytes have the digest; one of a kind that is not known is not right."""
    algorithm, _, digest = stated.partition(":")
    if algorithm not in ("sha256", "sha512", "md5"):
        return False
    found = hashlib.new(algorithm, usedforsecurity=False)
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest() == digest.strip().lower()


def _package(archive: zipfile.ZipFile) -> _Package:
    listed = (_json(archive, _PACKAGE) or {}).get("resources")
    if not isinstance(listed, list):
        return _Package(None)
    resources = [resource for resource in listed if isinstance(resource, dict)]
    return _Package(
        {str(resource.get("path")): str(resource.get("hash")) for resource in resources}
    )


def _json(archive: zipfile.ZipFile, name: str) -> dict[str, Any] | None:
    data = _bytes(archive, name)
    try:
        found = json.loads(data) if data is not None else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A small member, None where it is missing, too large or damaged."""
    try:
        entry = archive.getinfo(name)
        if entry.file_size > _MOST_JSON or _refusal(entry):
            return None
        return archive.read(entry)
    except (KeyError, *_DAMAGED):
        return None
