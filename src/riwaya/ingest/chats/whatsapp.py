"""WhatsApp's text exports, of Android and iOS, read as a stream."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import IO

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.ingest.chats.whatsapp_line import Opening, chat_name, message_text, opening, plain
from riwaya.ingest.day_order import DayOrder, day_order
from riwaya.ingest.decode import decode
from riwaya.ingest.opened import Opened, as_utf8
from riwaya.model.intake import Failure, Intake, Original

MEDIA_TYPE = "text/plain"
MAX_LINE = 1024 * 1024
MAX_MESSAGE = 4 * 1024 * 1024
"""Bytes; WhatsApp itself takes 65,536 characters."""

_IOS_FILE = "_chat.txt"
_TEXT_SUFFIXES = frozenset({"", ".txt"})


def is_whatsapp(source: Opened) -> bool:
    """Whether a text begins with a stamped line, and has its name or a second such line."""
    if source.suffix not in _TEXT_SUFFIXES:
        return False
    try:
        lines = decode(source.head)[0].splitlines()[:200]
    except UnreadableFile:
        return False
    stamped = [line for line in lines if opening(line) is not None]
    first = next((line for line in lines if line.strip()), "")
    if not stamped or stamped[0] != first:
        return False
    path = PurePath(source.name)
    return len(stamped) > 1 or path.name == _IOS_FILE or chat_name(path.stem) is not None


def read_whatsapp(source: Opened) -> Iterator[Intake | Failure]:
    """The messages with a text, in their order; those of the system are passed over.

    The stamps are of the exporting telephone's clock, which names no zone: they give
    `published` and no moment. Whether they are day/month or month/day is decided over the whole
    file; the first report carries a note where it stays open, and of another encoding.
    """
    chat = _chat(source.name)
    with as_utf8(source) as (stream, note):
        dates = (message.opening.numbers for message in _messages(stream) if message.ambiguous)
        order = day_order(dates, in_time_order=True)
        stream.seek(0)
        notes = [text for text in (note, order.note) if text]
        for message in _messages(stream):
            found = _intake(source.name, message, chat, order)
            if isinstance(found, Intake) and notes:
                found, notes = replace(found, notes=tuple(notes)), []
            if found is not None:
                yield found


@dataclass(slots=True)
class _Message:
    """A message as its lines come in. `line`: number of its first one."""

    line: int
    opening: Opening
    raw: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def ambiguous(self) -> bool:
        """Whether its date can be read in two ways or tells how the others are to be read."""
        return not self.opening.year_first

    def add(self, raw: bytes, text: str) -> None:
        """Another line, not held when the message has grown too long."""
        self.size += len(raw)
        if self.size <= MAX_MESSAGE:
            self.raw.append(raw)
            self.texts.append(text)


def _messages(stream: IO[bytes]) -> Iterator[_Message]:
    message: _Message | None = None
    number, continued = 0, False
    while raw := stream.readline(MAX_LINE):
        number += not continued
        text = raw.decode("utf-8", "replace")
        text = text.removeprefix("\ufeff") if number == 1 else text
        start = None if continued else opening(text.rstrip("\r\n"))
        continued = not raw.endswith(b"\n")
        if start is not None:
            if message is not None:
                yield message
            message = _Message(number, start)
            message.add(raw, start.text + text[len(text.rstrip("\r\n")) :])
        elif message is not None:
            message.add(raw, text)
    if message is not None:
        yield message


def _intake(where: str, message: _Message, chat: str, order: DayOrder) -> Intake | Failure | None:
    where = f"{where}:{message.line}"
    start = message.opening
    if message.size > MAX_MESSAGE:
        limit = MAX_MESSAGE // (1024 * 1024)
        return Failure(where, TooLarge(f"a message longer than {limit} MB"))
    if start.sender is None:
        return None
    text = message_text("".join(message.texts).replace("\r\n", "\n"))
    if not text:
        return None
    year, first, second = start.numbers
    day = (DayOrder() if start.year_first else order).day(year, first, second)
    stamp = f"{day.isoformat() if day else '-'.join(map(str, start.numbers))}T{start.clock}"
    digest = hashlib.sha256(f"{start.sender}\0{text}".encode("utf-8", "replace")).hexdigest()
    key = f"whatsapp:{chat}:{stamp}:{digest[:16]}"
    return Intake(
        where=where,
        text=text,
        id=f"wa-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}",
        key=key,
        outlet=start.sender,
        published=day,
        published_basis="metadata" if day else None,
        original=Original(b"".join(message.raw), MEDIA_TYPE),
    )


def _chat(name: str) -> str:
    """The chat's name from that of the file, or of the archive or folder that iOS exports as."""
    path = PurePath(name)
    stem = path.parent.name if path.name == _IOS_FILE else path.name
    stem = stem.removesuffix(".zip").removesuffix(".txt")
    return chat_name(stem) or plain(stem).strip() or "chat"
