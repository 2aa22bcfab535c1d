"""Web archives (WARC) through FastWARC, read as streams; a broken record costs itself alone."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from riwaya.errors import InputError, TooLarge, UnreadableFile
from riwaya.ingest.opened import Opened
from riwaya.ingest.web.archived import Record, record_report
from riwaya.ingest.web.inflate import Inflated, Plain, Tally
from riwaya.model.intake import MAX_FILE_BYTES, Failure, Intake

SUFFIXES = (".warc", ".wet")
_GZIP = b"\x1f\x8b\x08"
_CHUNK = 1 << 20
_MOST_BREAKS = 1000
"""After so many places in a row where no record can be read, the rest is given up."""


def is_warc(source: Opened) -> bool:
    """Whether it begins with a WARC record, packed or not."""
    head = source.head
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error:
            return source.name.lower().endswith(".warc.gz")
    return head.startswith(b"WARC/")


def read_warc_file(source: Opened) -> Iterator[Intake | Failure]:
    """The reports of a web archive; from what cannot be opened again it is read whole first."""
    if source.path is not None:
        with source.path.open("rb") as stream:
            yield from read_warc(source.name, stream)
        return
    yield from read_warc(source.name, io.BytesIO(source.data()))


def read_warc(
    name: str,
    stream: IO[bytes],
    skipped: Counter[str] | None = None,
    start: int | None = None,
) -> Iterator[Intake | Failure]:
    """The pages of an archive, in its order: answers of status 200 that are HTML, text or PDF.

    `stream`: can be sought in. `start`: where it begins in an archive of which it is a part.
    `skipped` is counted up by kind: pictures, revisits (a note that a page was still the same),
    redirects, requests. An archive of nothing else is a Failure.
    """
    counts: Counter[str] = Counter() if skipped is None else skipped
    try:
        from fastwarc import ArchiveIterator
    except ImportError as error:
        raise UnreadableFile("reading WARC needs: pip install 'riwaya[web]'") from error
    given = 0
    walk = _Walk(name, stream, ArchiveIterator, start or 0)
    for where, record in walk.records():
        if isinstance(record, Failure):
            given += 1
            yield record
            continue
        try:
            report = record_report(where, record, counts)
        except InputError as error:
            given += 1
            yield Failure(where, error)
            continue
        if report is not None:
            given += 1
            yield report
    if not given and start is None:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        yield Failure(name, UnreadableFile(f"no pages in the archive: {kinds or 'it is empty'}"))


class _Walk:
    """The records of a file in order, taken up again behind places where it is broken."""

    def __init__(self, name: str, stream: IO[bytes], iterate: Any, offset: int) -> None:
        self._name = name
        self._offset = offset
        self._stream = stream
        self._iterate = iterate
        stream.seek(0)
        self._packed = stream.read(len(_GZIP)) == _GZIP
        self._tally = Tally()
        self._cut_short = False

    def records(self) -> Iterator[tuple[str, Record | Failure]]:
        start: int | None = 0
        told, in_a_row = False, 0
        while start is not None:
            segment = (
                Inflated(self._stream, start, self._tally)
                if self._packed
                else Plain(self._stream, start)
            )
            last, any_good, reason = start, False, None
            self._cut_short = False
            try:
                for raw in self._iterate(segment, parse_http=False, stream_detect=False):
                    last = segment.position(raw.stream_pos)
                    any_good, told, in_a_row = True, False, 0
                    yield self._record(last, raw, segment)
                    if self._cut_short:
                        told = True
                        break
            except Exception as error:
                reason = str(error)
            except BaseException as error:
                # What the library did not foresee is a panic, which is no Exception.
                if type(error).__name__ != "PanicException":
                    raise
                reason = "it cannot be taken apart"
            if reason is None and segment.broken is None and not self._cut_short:
                return
            if self._tally.is_bomb:
                yield self._broken(last, TooLarge(f"{segment.broken}: the rest is not read"))
                return
            start = self._next_start(last + 1)
            if not told:
                told = True
                yield self._broken(last, _why(segment, reason, any_good))
            in_a_row += 1
            if in_a_row > _MOST_BREAKS:
                yield self._broken(last, UnreadableFile("too damaged: the rest is not read"))
                return

    def _record(
        self, position: int, raw: Any, segment: Inflated | Plain
    ) -> tuple[str, Record | Failure]:
        headers = {str(key).lower(): str(value) for key, value in raw.headers.to_tuples()}
        record = Record(headers, b"")
        where = f"{self._name}@{self._offset + position} {record.uri[:300]}".rstrip()
        if headers.get("warc-type", "").lower() not in ("response", "resource", "conversion"):
            return where, record
        block, missing = _block(raw)
        if missing:
            self._cut_short = True
            if segment.bomb:
                return where, Failure(where, _why(segment, None, False))
            return where, Failure(where, UnreadableFile("the record is cut short or damaged"))
        if block is None:
            limit = MAX_FILE_BYTES // (1024 * 1024)
            return where, Failure(where, TooLarge(f"a record of more than {limit} MB"))
        return where, Record(headers, block)

    def _next_start(self, position: int) -> int | None:
        """Where from `position` on the next record or gzip member may start."""
        mark, skip = (_GZIP, 0) if self._packed else (b"\nWARC/", 1)
        self._stream.seek(position)
        offset, tail = position, b""
        while chunk := self._stream.read(_CHUNK):
            window = tail + chunk
            found = window.find(mark)
            if found >= 0:
                return offset - len(tail) + found + skip
            tail = window[-(len(mark) - 1) :]
            offset += len(chunk)
        return None

    def _broken(self, position: int, error: InputError) -> tuple[str, Failure]:
        where = f"{self._name}@{self._offset + position}"
        return where, Failure(where, error)


def _block(raw: Any) -> tuple[bytes | None, bool]:
    """(what follows the headers of a record, or None if too large; whether some of it is missing).

    Of what is too large nothing is held, but whether it is all there is found out.
    """
    length = left = raw.content_length
    block = bytearray()
    while left and (part := raw.reader.read(min(left, _CHUNK))):
        left -= len(part)
        if length <= MAX_FILE_BYTES:
            block += part
    return bytes(block) if length <= MAX_FILE_BYTES else None, left > 0


def _why(segment: Inflated | Plain, reason: str | None, behind: bool) -> InputError:
    """`behind`: whether the place is somewhere after the record that is named."""
    if segment.bomb:
        return TooLarge(f"a record {segment.broken}")
    place = "behind this record, a damaged place" if behind else "a damaged place"
    return UnreadableFile(f"{place} in the archive: {segment.broken or reason}")
