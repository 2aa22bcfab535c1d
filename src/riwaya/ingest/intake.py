"""What the formats hand over: a report to be read, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from riwaya.errors import InputError

MAX_FILE_BYTES = 64 * 1024 * 1024
"""The largest file read as one report; JSON Lines files may be of any size."""

MAX_LINE_BYTES = 64 * 1024 * 1024
"""The longest line of a JSON Lines file."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A report as received, before it is read.

    `where`: file name, with the line for JSON Lines, for messages. `published_basis`: "given" or
    "metadata" when `published` is known. `notes`: what the person should know of how the file
    was understood, such as an encoding that had to be detected.
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


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that cannot be read. `where` as in Intake; `id` when the record still had one."""

    where: str
    error: InputError
    id: str | None = None
