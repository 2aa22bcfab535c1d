"""What a person names, as files and pieces of files."""

from __future__ import annotations

import codecs
import glob
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from riwaya.engine import files, json_lines, parquet, web_archives
from riwaya.engine.pieces import Piece, Source
from riwaya.engine.storage import file_system, is_url, opened_input
from riwaya.engine.streams import GZIP, Unpacked
from riwaya.errors import InputError, UnreadableFile
from riwaya.ingest.files import format_of
from riwaya.ingest.folders import walk
from riwaya.ingest.json_lines import is_json_lines
from riwaya.ingest.opened import HEAD_BYTES, Opened
from riwaya.ingest.warc import is_warc
from riwaya.model.intake import Failure, Intake

NOTHING = "nothing"
"""The kind of a piece that only says why there is none."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READ = {
    json_lines.KIND: json_lines.read,
    parquet.KIND: parquet.read,
    web_archives.KIND: web_archives.read,
    files.KIND: files.read,
}
_PATTERN = frozenset("*?[")


def files_of(name: str, base: str) -> Iterator[str | Failure]:
    """The files behind a name: itself, those of a folder, or those that fit a pattern, in order.

    What is not there is given as it is, to fail where it is read. Raises UsageError for an
    address that cannot be reached.
    """
    if is_url(name):
        yield from _remote(name)
    elif (Path(base) / name).is_dir():
        found = [file if isinstance(file, Failure) else str(file) for file in walk(Path(name))]
        if not found:
            yield Failure(name, UnreadableFile("a folder without files"))
        yield from found
    elif _PATTERN & set(name) and not (Path(base) / name).exists():
        yield from sorted(glob.glob(name, root_dir=base, recursive=True)) or [name]  # noqa: PTH207
    else:
        yield name


def is_inside(name: str, output: str, base: str) -> bool:
    """Whether the folder of results lies in an input, which would then read its own results."""
    if is_url(name) != is_url(output):
        return False
    if is_url(name):
        return f"{output.rstrip('/')}/".startswith(f"{name.rstrip('/')}/")
    return (Path(base) / output).resolve().is_relative_to((Path(base) / name).resolve())


def _remote(name: str) -> Iterator[str | Failure]:
    system, path = file_system(name)
    try:
        if _PATTERN & set(path):
            found = system.glob(path)
        elif system.isdir(path):
            found = system.find(path)
        else:
            yield name
            return
    except Exception as error:  # each library behind fsspec has errors of its own
        yield Failure(name, UnreadableFile(f"cannot be listed: {type(error).__name__}: {error}"))
        return
    if not found:
        yield Failure(name, UnreadableFile("no file is there"))
    yield from sorted(str(system.unstrip_protocol(one)) for one in found)


def cut(source: Source) -> tuple[Piece, ...]:
    """The pieces of an input; of one that cannot be read, a piece that says why. Never raises."""
    try:
        return tuple(_cut(source))
    except InputError as error:
        return (Piece(source.name, NOTHING, broken=str(error)),)
    except Exception as error:  # of libraries that read what others wrote
        reason = f"cannot be read: {type(error).__name__}: {error}"
        return (Piece(source.name, NOTHING, broken=reason),)


def _cut(source: Source) -> Iterator[Piece]:
    with opened_input(source.name, source.base) as stream:
        head = stream.read(HEAD_BYTES)
        packed = head.startswith(GZIP)
        opened = Opened(source.name, head, stream)
        if is_warc(opened):
            return web_archives.cut(source)
        if packed:
            stream.seek(0)
            head = Unpacked(stream).read(HEAD_BYTES) or b""
            name = (
                source.name[: -len(".gz")] if source.name.lower().endswith(".gz") else source.name
            )
            opened = Opened(name, head, stream)
        if head.startswith(parquet.MAGIC) and not packed:
            return parquet.cut(source)
        if is_json_lines(opened) and not head.startswith(_WIDE):
            return json_lines.cut(source, packed=packed)
        if format_of(opened) is None:
            raise UnreadableFile("not a kind of file that is read")
    return files.cut(source, packed=packed)


def reports(source: Source, piece: Piece) -> Iterator[Intake | Failure]:
    """The reports of a piece, in order; what cannot be read is a Failure in its place.

    Raises RunError when the input is not what it was when it was cut.
    """
    if piece.kind == NOTHING:
        yield Failure(piece.input, UnreadableFile(piece.broken or "cannot be read"))
        return
    try:
        yield from _READ[piece.kind](source, piece)
    except InputError as error:
        yield Failure(piece.input, error)


_FIELDS = frozenset(field.name for field in fields(Piece))


def piece_of(value: Any) -> Piece:
    """The piece that `Piece.to_object` wrote."""
    return Piece(**{key: value[key] for key in value if key in _FIELDS})


def grouped(pieces: Sequence[Piece], most: int) -> Iterator[tuple[Piece, ...]]:
    """Pieces by shard: cut inputs one piece a shard, small files together.

    A name decides whether a group ends behind it, so that a new file changes its own group alone.
    """
    group: list[Piece] = []
    for piece in pieces:
        alone = piece.kind not in (files.KIND, NOTHING)
        if alone and group:
            yield tuple(group)
            group = []
        group.append(piece)
        if alone or len(group) >= most or _ends(piece.input):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _ends(name: str) -> bool:
    import zlib

    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % 16 == 0
