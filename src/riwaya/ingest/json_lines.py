"""JSON Lines: one report a line, read as a stream, so that a file may be of any size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from riwaya.errors import BadRecord, InputError, TooLarge
from riwaya.ingest.days import parse_day, parse_moment
from riwaya.ingest.decode import decode
from riwaya.ingest.opened import HEAD_BYTES, Opened
from riwaya.ingest.url_days import URL_NOTE, day_in_url, moment_in_url
from riwaya.model.intake import MAX_LINE_BYTES, Failure, Intake, Original

ReadLine = Callable[[int], bytes]
"""Like `readline` of a binary file: a line of at most so many bytes, empty at the end."""

SUFFIXES = (".jsonl", ".ndjson")
MEDIA_TYPE = "application/json"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_json_lines(source: Opened) -> bool:
    """Whether the name says so, or a name that says nothing comes with a record as first line."""
    if source.suffix in SUFFIXES:
        return True
    line, newline, _ = source.head.partition(b"\n")
    whole = bool(newline) or source.name == "-" or len(source.head) < HEAD_BYTES
    return whole and (source.name == "-" or source.suffix == ".json") and is_record(line)


def read_json_lines(name: str, read_line: ReadLine, first: int = 1) -> Iterator[Intake | Failure]:
    """The reports of a file in order; a line that is no report gives a Failure.

    `first`: the number of the first line, for a part of a file. Blank lines are passed over. A line
    over MAX_LINE_BYTES is skipped without being held.
    """
    for number, line in enumerate(_lines(read_line), first):
        where = f"{name}:{number}"
        if line is None:
            limit = MAX_LINE_BYTES // (1024 * 1024)
            yield Failure(where, TooLarge(f"the line is longer than {limit} MB"))
        elif line.strip():
            yield _record(where, line)


def _lines(read_line: ReadLine) -> Iterator[bytes | None]:
    """Lines without the byte order mark; None for one that is too long."""
    first = True
    while line := read_line(MAX_LINE_BYTES + 1):
        if first:
            line, first = line.removeprefix(_BYTE_ORDER_MARK), False
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = read_line(1 << 20)
        yield None


def is_record(line: bytes) -> bool:
    """Whether `line` is a JSON object with a text, as the first line of JSON Lines is."""
    if not line.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{"):
        return False
    try:
        text, _ = _text(line)
        return isinstance(_intake("", _parsed(text), line), Intake)
    except InputError:
        return False


def _record(where: str, line: bytes) -> Intake | Failure:
    try:
        text, note = _text(line)
        record = _parsed(text)
    except InputError as error:
        return Failure(where, error)
    found = record_intake(where, record, line.rstrip(b"\r\n"))
    if note and isinstance(found, Intake):
        return replace(found, notes=(note, *found.notes))
    return found


def record_intake(where: str, record: Any, data: bytes) -> Intake | Failure:
    """The report of a JSON value; a Failure, with its id if there is one, for what is none.

    `data`: the bytes of the value, kept as the original.
    """
    try:
        return _intake(where, record, data)
    except InputError as error:
        identifier = record.get("id") if isinstance(record, dict) else None
        return Failure(where, error, identifier if isinstance(identifier, str) else None)


def _text(line: bytes) -> tuple[str, str | None]:
    """A line as text, and a note where it is not UTF-8, as the format has it. Raises InputError."""
    try:
        return line.decode("utf-8"), None
    except UnicodeDecodeError:
        return decode(line)


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except (RecursionError, ValueError) as error:
        raise BadRecord("not JSON that can be read: too deep, or a number too long") from error


def _intake(where: str, record: Any, data: bytes) -> Intake:
    if not isinstance(record, dict):
        raise BadRecord("expected an object with a text")
    text = record.get("text")
    if not isinstance(text, str):
        raise BadRecord('expected "text" to be a string')
    identifier = record.get("id")
    if identifier is not None and (
        isinstance(identifier, bool) or not isinstance(identifier, str | int)
    ):
        raise BadRecord('expected "id" to be a string')
    published = _string(record, "published")
    day = parse_day(published) if published else None
    notes = () if day or not published else (f"not a date like 2024-12-01: {published[:40]!r}",)
    url = _string(record, "url")
    basis = "given" if day else None
    moment = parse_moment(published) if published else None
    if not published and url and (day := day_in_url(url)):
        basis, notes, moment = "metadata", (URL_NOTE,), moment_in_url(url)
    retrieved = record.get("retrieved")
    return Intake(
        where=where,
        text=text,
        id=str(identifier) if identifier not in (None, "") else None,
        title=_string(record, "title"),
        url=url,
        outlet=_string(record, "outlet"),
        published=day,
        published_basis=basis,
        notes=notes,
        published_at=moment,
        original=Original(
            data,
            MEDIA_TYPE,
            retrieved=parse_moment(retrieved) if isinstance(retrieved, str) else None,
        ),
    )


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRecord(f'expected "{key}" to be a string')
    return value.strip() or None
