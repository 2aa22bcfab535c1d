"""What a URL gave, or an archive kept of it, made into a report by the reader of its kind."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from riwaya.errors import Unreachable, UnreadableFile
from riwaya.ingest.docx import MEDIA_TYPE as DOCX
from riwaya.ingest.docx import read_docx
from riwaya.ingest.html import read_html
from riwaya.ingest.pdf import read_pdf
from riwaya.ingest.plain import read_plain
from riwaya.ingest.url_days import URL_NOTE, day_in_url, moment_in_url
from riwaya.ingest.web.addresses import is_web_address
from riwaya.model.intake import Intake, Original

_READERS: dict[str, Callable[[str, bytes], Intake]] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_plain,
    "application/pdf": read_pdf,
    DOCX: read_docx,
}
# What servers say when they do not know.
_UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
_MARKUP = re.compile(rb"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.I)
_ALTERNATE_HOSTS = re.compile(r"^(?:www|m|mobile|amp)\.")


@dataclass(frozen=True, slots=True)
class Page:
    """A response of status 200: `url` it answered for, the body without codings, its headers.

    `content_type`: the header as sent, or nothing. `headers`: names in lower case.
    """

    url: str
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    retrieved: datetime | None

    @property
    def media_type(self) -> str:
        """The kind in lower case, without parameters; by the first bytes if none is stated."""
        stated = self.content_type.partition(";")[0].strip().lower()
        if self.body.startswith(b"%PDF-"):
            return "application/pdf"
        if stated in _UNKNOWN:
            return "text/html" if _MARKUP.match(self.body[:4096]) else stated or "text/plain"
        return stated


def is_readable(media_type: str) -> bool:
    """Whether pages of this kind can be read as one report."""
    return media_type in _READERS


def read_page(where: str, page: Page) -> Intake:
    """The report that a page is. Raises UnreadableFile, TooLarge.

    The address it came from is the report's, unless the page names another of the same site as
    the lasting one: a page cannot pass itself off as one of another site.
    """
    reader = _READERS.get(page.media_type)
    if reader is None:
        raise UnreadableFile(f"{page.media_type[:60]} is not a kind that is read")
    if not page.body.strip():
        raise UnreadableFile("the page is empty")
    data, note = _in_utf8(page)
    intake = reader(where, data)
    intake = replace(
        intake,
        url=lasting_address(page.url, intake.url),
        notes=((note,) if note else ()) + intake.notes,
        original=Original(page.body, page.media_type, page.headers, page.retrieved),
    )
    return _dated(intake)


def lasting_address(url: str, canonical: str | None) -> str:
    """The address that a page keeps: the canonical one it names if that can be true, else `url`.

    Left aside are other sites, and the front page, which templates name on all pages.
    """
    plain = urllib.parse.urldefrag(url).url
    if not canonical or not is_web_address(canonical):
        return plain
    try:
        own, named = urllib.parse.urlsplit(plain), urllib.parse.urlsplit(canonical.strip())
        same_site = site_of(plain) == site_of(canonical.strip())
    except ValueError:
        return plain
    front = named.path in ("", "/") and not named.query and own.path not in ("", "/")
    return urllib.parse.urldefrag(canonical.strip()).url if same_site and not front else plain


def site_of(url: str) -> str:
    """The host of an address without the prefixes under which sites show the same pages.

    Raises ValueError for what is no address.
    """
    return _ALTERNATE_HOSTS.sub("", (urllib.parse.urlsplit(url).hostname or "").lower())


def check_arrival(asked: str, arrived: str) -> None:
    """Raise Unreachable where a page that is gone was answered with the site's front page."""
    try:
        one, other = urllib.parse.urlsplit(asked), urllib.parse.urlsplit(arrived)
        same_site = site_of(asked) == site_of(arrived)
    except ValueError:
        return
    went_home = one.path not in ("", "/") and other.path in ("", "/") and not other.query
    if same_site and went_home:
        raise Unreachable("the site answers with its front page: the page is gone or has moved")


def charset_of(content_type: str) -> str | None:
    """The charset parameter of a Content-Type header, in lower case."""
    match = _CHARSET.search(content_type)
    return match[1].lower() if match else None


def _in_utf8(page: Page) -> tuple[bytes, str | None]:
    """The body in UTF-8 where the server names another encoding, which counts above the page's."""
    charset = charset_of(page.content_type)
    if charset is None or not page.media_type.startswith(("text/", "application/xhtml")):
        return page.body, None
    try:
        page.body.decode("utf-8")
        return page.body, None
    except UnicodeDecodeError:
        pass
    try:
        text = page.body.decode(charset)
        return text.encode("utf-8"), f"not UTF-8; read as {charset}, which the server names"
    except (UnicodeError, LookupError):
        return page.body, None


def _dated(intake: Intake) -> Intake:
    """With the day that the address holds, where nothing else gives one."""
    day = day_in_url(intake.url) if intake.url and intake.published is None else None
    if day is None or intake.url is None:
        return intake
    return replace(
        intake,
        published=day,
        published_basis="metadata",
        published_at=moment_in_url(intake.url),
        notes=(*intake.notes, URL_NOTE),
    )


def joined(values: Sequence[tuple[str, str]], name: str) -> str:
    """All values of a header, as one."""
    return ",".join(value for key, value in values if key == name)
