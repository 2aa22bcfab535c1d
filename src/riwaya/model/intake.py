"""What the input formats hand over: a report to be kept and read, or the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from riwaya.errors import InputError

STANDARD_INPUT = "-"
"""The name by which standard input is asked for."""

MAX_FILE_BYTES = 64 * 1024 * 1024
"""The largest file read as one report; JSON Lines files may be of any size."""

MAX_LINE_BYTES = 64 * 1024 * 1024
"""The longest line of a JSON Lines file."""


@dataclass(frozen=True, slots=True)
class Original:
    """What was received, byte for byte, before anything was taken out of it.

    For one record of a larger file (a line, a message, an archived response) the bytes of that
    record. `headers`: of the response it came in, names in lower case. `retrieved`: when it was
    fetched, with a zone, if the input says so.
    """

    data: bytes
    media_type: str
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """A report as received, before it is read.

    `where`: file name, with the line or record for files of many, for messages. `id`: the
    report's id if the input gives one. `key`: what identifies the report across its versions
    where that is neither its id nor its URL, such as a post's number in a channel.
    `published_at`: the moment, with a zone, where the input gives more than the day.
    `published_basis`: "given" or "metadata" when `published` is known. `forwarded_from`: the
    name of whoever a post was forwarded from. `notes`: what the person should know of how the
    input was understood, such as an encoding that had to be detected.
    """

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_basis: str | None = None
    notes: tuple[str, ...] = ()
    key: str | None = None
    published_at: datetime | None = None
    forwarded_from: str | None = None
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that cannot be read. `where` as in Intake; `id` when the record still had one."""

    where: str
    error: InputError
    id: str | None = None
