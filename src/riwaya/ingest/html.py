"""Web pages: the article's text through trafilatura, its facts from the page's own metadata."""

from __future__ import annotations

import re
from typing import Any

from riwaya.errors import UnreadableFile
from riwaya.ingest.decode import decode
from riwaya.ingest.opened import Opened
from riwaya.ingest.page_metadata import page_metadata
from riwaya.ingest.url_days import URL_NOTE, day_in_url
from riwaya.model.intake import Intake, Original

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)")
_HEAD = 4096
MEDIA_TYPE = "text/html"
_MARKUP = re.compile(
    rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.I
)


def is_html(source: Opened) -> bool:
    """Whether it begins as web pages do."""
    return _MARKUP.match(source.head[:_HEAD]) is not None


def read_html(name: str, data: bytes) -> Intake:
    """The article of a saved page, its headline as the first line.

    Menus, related links and comments are left out as far as trafilatura tells them. Raises
    UnreadableFile for a page without text, such as one that a script would have filled.
    """
    try:
        import trafilatura
        from lxml import html as lxml_html
    except ImportError as error:
        raise UnreadableFile(f"reading HTML needs: pip install 'riwaya[html]' ({error})") from error
    source, note = decode(data, _declared(data))
    if not source.strip():
        return Intake(where=name, text=source, original=Original(data, MEDIA_TYPE))
    # lxml refuses text with an encoding declaration and stops at a NUL.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source).replace("\0", "\ufffd")
    try:
        tree = lxml_html.document_fromstring(source)
        facts = page_metadata(tree)
        body = _article(trafilatura, source)
    # Parsers of broken markup fail in many ways; whatever it is, this page cannot be read.
    except Exception as error:
        raise UnreadableFile(f"the page cannot be parsed: {error}") from error
    if not body.strip():
        raise UnreadableFile("the page has no text of its own; save it from a browser as text")
    notes = [note] if note else []
    published, moment = facts.published, facts.published_at
    if published is None and facts.url:
        published = day_in_url(facts.url)
        notes += [URL_NOTE] if published else []
    headed = not facts.title or _plain(body).startswith(_plain(facts.title))
    return Intake(
        where=name,
        text=body if headed else f"{facts.title}\n{body}",
        title=facts.title,
        url=facts.url,
        outlet=facts.outlet,
        published=published,
        published_basis="metadata" if published else None,
        published_at=moment,
        notes=tuple(notes),
        original=Original(data, MEDIA_TYPE),
    )


def _article(trafilatura: Any, source: str) -> str:
    """The text of the article; of the whole page where no article stands out."""
    text = trafilatura.extract(source, include_comments=False, include_tables=True)
    return str(text or trafilatura.html2txt(source) or "")


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    match = _DECLARED.search(head) or _XML_DECLARED.search(head)
    return match.group(1).decode("ascii").lower() if match else None


def _plain(text: str) -> str:
    return " ".join(text.split())
