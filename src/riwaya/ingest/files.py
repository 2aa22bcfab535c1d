"""Files, folders and standard input told apart by name and content, and handed to their format."""

from __future__ import annotations

import codecs
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from riwaya.errors import InputError, UnreadableFile
from riwaya.ingest import feeds, wacz, warc
from riwaya.ingest.archives import is_archive, members
from riwaya.ingest.chats.telegram import is_telegram, read_telegram
from riwaya.ingest.chats.whatsapp import is_whatsapp, read_whatsapp
from riwaya.ingest.docx import is_docx, read_docx
from riwaya.ingest.feeds import is_feed, read_feed_file
from riwaya.ingest.folders import walk
from riwaya.ingest.html import is_html, read_html
from riwaya.ingest.json_lines import is_json_lines, read_json_lines
from riwaya.ingest.json_records import is_json_records, read_json_records
from riwaya.ingest.opened import HEAD_BYTES, Opened, ReadURL, as_utf8, opened
from riwaya.ingest.pdf import is_pdf, read_pdf
from riwaya.ingest.plain import is_binary, read_plain
from riwaya.ingest.tables import read_delimited
from riwaya.ingest.url_list import is_url_list, read_url_list
from riwaya.ingest.wacz import is_wacz, read_wacz_file
from riwaya.ingest.warc import is_warc, read_warc_file
from riwaya.ingest.workbooks import is_workbook, read_workbook
from riwaya.model.intake import MAX_FILE_BYTES, STANDARD_INPUT, Failure, Intake

Results = Iterable[Intake | Failure]


class Format(NamedTuple):
    """One kind of input.

    `name`: as people call it. `suffixes`: that name it when its content does not tell. `looks`:
    whether the content (and the name) show it. `read`: its reports, in order; may raise
    InputError.
    """

    name: str
    suffixes: tuple[str, ...]
    looks: Callable[[Opened], bool]
    read: Callable[[Opened], Results]


def _one(read: Callable[[str, bytes], Intake]) -> Callable[[Opened], Results]:
    """A format of one report a file, read at once."""
    return lambda source: [read(source.name, source.data())]


def _by_name_only(source: Opened) -> bool:
    return False


def _json_lines(source: Opened) -> Results:
    if not source.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return read_json_lines(source.name, source.reader().readline)
    return _wide_json_lines(source)


def _wide_json_lines(source: Opened) -> Results:
    """JSON Lines as some shells of Windows write them; their lines do not end in one byte."""
    with as_utf8(source) as (stream, _):
        yield from read_json_lines(source.name, stream.readline)


def _archive(source: Opened) -> Results:
    return _many(source.name, members(source))


# The first that looks like the content is taken, else the first whose suffix the name has.
FORMATS: tuple[Format, ...] = (
    Format("JSON Lines", (".jsonl", ".ndjson"), is_json_lines, _json_lines),
    Format("Telegram result.json", (), is_telegram, read_telegram),
    Format("PDF", (".pdf",), is_pdf, _one(read_pdf)),
    Format("DOCX", (".docx",), is_docx, _one(read_docx)),
    Format("XLSX", (".xlsx", ".xlsm"), is_workbook, read_workbook),
    Format("WACZ", wacz.SUFFIXES, is_wacz, read_wacz_file),
    Format("WARC", warc.SUFFIXES, is_warc, read_warc_file),
    Format("ZIP", (".zip",), is_archive, _archive),
    Format("CSV", (".csv", ".tsv", ".tab"), _by_name_only, read_delimited),
    Format("WhatsApp chats", (), is_whatsapp, read_whatsapp),
    Format("URL list", (), is_url_list, read_url_list),
    Format("RSS, Atom, JSON Feed", feeds.SUFFIXES, is_feed, read_feed_file),
    Format("JSON", (".json",), is_json_records, read_json_records),
    Format("HTML", (".html", ".htm", ".xhtml"), is_html, _one(read_html)),
)
_TEXT = Format("text", (), _by_name_only, _one(read_plain))


def intakes(
    name: str,
    standard_input: IO[bytes],
    columns: Mapping[str, str] | None = None,
    read_url: ReadURL | None = None,
) -> Iterator[Intake | Failure]:
    """The reports of one argument of the command line, in their order.

    `name`: a path of a file or folder, or "-" for `standard_input`. `columns`: the columns of
    tables by field (see `column_map`). `read_url`: for lists of addresses; without it they are
    texts like others. What cannot be read gives a Failure and never an exception; what is behind
    it is read on.
    """
    try:
        if name == STANDARD_INPUT:
            yield from read_opened(_from_standard_input(standard_input, read_url))
        elif Path(name).is_dir():
            yield from _many(name, _in_folder(Path(name), columns, read_url))
        else:
            yield from _from_path(Path(name), name, columns, read_url)
    except InputError as error:
        yield Failure(name, error)
    except (OSError, ValueError) as error:
        yield _unopened(name, error)


def read_opened(source: Opened) -> Iterator[Intake | Failure]:
    """The reports of an input that has been opened; its own failures come as Failure."""
    try:
        kind = format_of(source)
        if kind is None:
            names = ", ".join(known.name for known in (_TEXT, *FORMATS))
            raise UnreadableFile(f"not a kind of file that is read: {names}")
        yield from kind.read(source)
    except InputError as error:
        yield Failure(source.name, error)


def format_of(source: Opened) -> Format | None:
    """The format of an input, or None for a kind that is not read."""
    if not source.head:
        return _TEXT
    for kind in FORMATS:
        if kind.looks(source):
            return kind
    for kind in FORMATS:
        if source.suffix in kind.suffixes:
            return kind
    return None if is_binary(source) else _TEXT


def _from_path(
    path: Path, name: str, columns: Mapping[str, str] | None, read_url: ReadURL | None
) -> Iterator[Intake | Failure]:
    with path.open("rb") as stream:
        regular = stat.S_ISREG(path.stat().st_mode)
        again = path if regular else None
        yield from read_opened(opened(name, stream, again, columns, read_url))


def _from_standard_input(stream: IO[bytes], read_url: ReadURL | None) -> Opened:
    """JSON Lines are known by their first line and read on as they come."""
    head = stream.readline(MAX_FILE_BYTES + 1)
    first = Opened(STANDARD_INPUT, head, stream)
    if is_json_lines(first):
        return first
    head += stream.read(max(0, HEAD_BYTES - len(head)))
    return Opened(STANDARD_INPUT, head, stream, read_url=read_url)


def _in_folder(
    folder: Path, columns: Mapping[str, str] | None, read_url: ReadURL | None
) -> Iterator[Opened | Failure]:
    for found in walk(folder):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            with found.open("rb") as stream:
                yield opened(str(found), stream, found, columns, read_url)
        except OSError as error:
            yield _unopened(str(found), error)


def _many(name: str, sources: Iterator[Opened | Failure]) -> Iterator[Intake | Failure]:
    """The reports of many inputs; those of kinds that are not read are counted in one Failure."""
    unread: Counter[str] = Counter()
    empty = True
    for source in sources:
        empty = False
        if isinstance(source, Failure):
            yield source
        elif format_of(source) is None:
            unread[source.suffix or "without a suffix"] += 1
        else:
            yield from read_opened(source)
    if empty:
        yield Failure(name, UnreadableFile("there are no files in it to read"))
    if unread:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(unread.items()))
        yield Failure(name, UnreadableFile(f"files of kinds that are not read: {kinds}"))


def _unopened(name: str, error: OSError | ValueError) -> Failure:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Failure(name, UnreadableFile(f"cannot be opened: {reason}"))
