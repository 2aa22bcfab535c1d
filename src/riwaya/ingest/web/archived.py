"""A record of a web archive taken apart, and made into a report where it holds a page."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import urllib.parse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from riwaya.errors import InputError, TooLarge, UnreadableFile
from riwaya.ingest.days import parse_moment
from riwaya.ingest.decode import decode
from riwaya.ingest.markup_text import markup_text
from riwaya.ingest.web.addresses import is_web_address
from riwaya.ingest.web.pages import Page, charset_of, is_readable, joined, read_page
from riwaya.ingest.web.unpack import unpack
from riwaya.model.intake import MAX_FILE_BYTES, Intake

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[0-9](?:\.[0-9])? +([0-9]{3})\b", re.I)
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_LONGEST_HEAD = 256 * 1024
_MOST_HEADERS = 1000
_DIGESTS = {"sha1": 20, "sha-1": 20, "sha256": 32, "sha-256": 32, "md5": 16}


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record: names of headers in lower case; `block` what follows them."""

    headers: Mapping[str, str]
    block: bytes

    @property
    def uri(self) -> str:
        """The target; some writers put it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip().strip("<>")


def record_report(where: str, record: Record, skipped: Counter[str]) -> Intake | None:
    """The report in a record; None for one that holds none, counted by its kind in `skipped`.

    Raises InputError for a page that cannot be read.
    """
    kind = record.headers.get("warc-type", "").lower()
    page = _response(record, skipped) if kind == "response" else _stored(record)
    if page is None:
        if kind != "response":
            skipped[f"{kind or 'unknown'} records"] += 1
        return None
    if not is_readable(page.media_type):
        skipped[page.media_type[:60] or "unknown kinds"] += 1
        return None
    if urllib.parse.urlsplit(page.url).path == "/robots.txt":
        skipped["robots.txt"] += 1
        return None
    try:
        intake = read_page(where, _unpacked(page))
    except TooLarge:
        raise
    except InputError:
        # Frames and advertisements are pages as well, and most of them say nothing.
        if page.media_type != "application/pdf" and _is_silent(page):
            skipped["pages without text"] += 1
            return None
        raise
    note = _digest_note(record)
    return replace(intake, notes=(*intake.notes, note)) if note else intake


def _response(record: Record, skipped: Counter[str]) -> Page | None:
    """The page that a server sent, or None, counted, for other answers."""
    end = _HEAD_END.search(record.block[:_LONGEST_HEAD])
    status = _STATUS.match(record.block)
    if status is None or end is None:
        raise UnreadableFile("the record holds no HTTP response that can be read")
    if status[1] != b"200":
        skipped[f"answers of status {status[1].decode()}"] += 1
        return None
    if not is_web_address(record.uri):
        raise UnreadableFile("the record does not say which address it is of")
    headers = _headers(record.block[: end.start()])
    body = record.block[end.end() :]
    if "chunked" in joined(headers, "transfer-encoding").lower():
        body = _unchunked(body)
    return _page(record, joined(headers, "content-type"), body, headers)


def _stored(record: Record) -> Page | None:
    """The page in a record without HTTP: a resource, or text that was taken out of a page."""
    kind = record.headers.get("warc-type", "").lower()
    if kind not in ("resource", "conversion") or not is_web_address(record.uri):
        return None
    return _page(record, record.headers.get("content-type", ""), record.block, ())


def _page(
    record: Record, content_type: str, body: bytes, headers: tuple[tuple[str, str], ...]
) -> Page:
    own = ("warc-record-id", "warc-target-uri", "warc-date")
    kept = tuple((name, record.headers[name]) for name in own if name in record.headers)
    moment = parse_moment(record.headers.get("warc-date", ""))
    return Page(record.uri, content_type, body, headers + kept, moment)


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    headers: list[tuple[str, str]] = []
    for line in head.splitlines()[1 : _MOST_HEADERS + 1]:
        name, colon, value = line.partition(b":")
        if colon:
            text = value.strip().decode("utf-8", "replace")
            headers.append((name.strip().lower().decode("utf-8", "replace"), text))
    return tuple(headers)


def _unpacked(page: Page) -> Page:
    """Without content codings; crawlers that took them off often left the header as it was."""
    codings = joined(page.headers, "content-encoding")
    try:
        return replace(page, body=unpack(page.body, codings, MAX_FILE_BYTES))
    except UnreadableFile:
        if page.body.lstrip()[:1] in (b"<", b"%"):
            return page
        raise


def _unchunked(body: bytes) -> bytes:
    """The chunks put together; the body itself where it is not in chunks after all."""
    out, position = bytearray(), 0
    while match := _CHUNK_SIZE.match(body, position):
        size = int(match[1], 16)
        if size == 0:
            return bytes(out)
        if len(body) < match.end() + size:
            break
        out += body[match.end() : match.end() + size]
        position = match.end() + size
        position += 2 if body[position : position + 2] == b"\r\n" else 1
    return bytes(out) if out and position >= len(body) else body


def _is_silent(page: Page) -> bool:
    try:
        text, _ = decode(_unpacked(page).body, charset_of(page.content_type))
        return not markup_text(text).strip()
    except InputError:
        return False


def _digest_note(record: Record) -> str | None:
    """A note where the archive's own digest of the record is not that of its bytes."""
    algorithm, _, stated = record.headers.get("warc-block-digest", "").strip().partition(":")
    length = _DIGESTS.get(algorithm.lower())
    if length is None:
        return None
    found = hashlib.new(algorithm.lower().replace("-", ""), record.block, usedforsecurity=False)
    if found.digest() in _spelled(stated, length):
        return None
    return "the archive's own digest of this record does not match: it was damaged or changed"


def _spelled(stated: str, length: int) -> tuple[bytes, ...]:
    """A digest in base 32, as most write it, or in hexadecimal."""
    found = []
    for decoder in (base64.b32decode, binascii.unhexlify):
        try:
            found.append(decoder(stated.upper()))
        except (binascii.Error, ValueError):
            continue
    return tuple(digest for digest in found if len(digest) == length)
