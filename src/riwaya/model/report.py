"""One report as received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its text as received and what is known of its publication.

    `published_basis`: "given" by the caller, "metadata" of the file, "dateline" in the text, or
    None when the date is unknown. `published_weekday`: English, lower case, from the text when
    the date is not known. `outlet`: id of a source of the reading.
    """

    id: str
    sha256: str
    text: str
    language: str = "ar"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_basis: str | None = None
    published_weekday: str | None = None
