"""Which report an intake is a version of."""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from riwaya.model.intake import Intake

# Parameters that tell where a reader came from, not what the page is.
_TRACKING = frozenset({"fbclid", "gclid", "igshid", "mibextid", "ref_src", "ref_url", "rdid"})
_TRACKING_START = ("utm_", "__cft__", "__tn__")
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Indices of databases hold entries of some thousand bytes; these are code points.
_LONGEST = 500
_HEAD = 80


class Identity(NamedTuple):
    """`key` tells a report from all others; `id` is the name it goes by in the case."""

    key: str
    id: str


def identity(intake: Intake) -> Identity:
    """The identity of a report: the id given with it, else its post number, its URL, its text.

    So a page or post that comes again with other words is a new version, while a file without
    any of the three is another report as soon as its text differs. Very long ids and keys are
    `shortened`.
    """
    if intake.id:
        name = shortened(intake.id)
        return Identity(f"id:{name}", name)
    key = intake.key or (intake.url and f"url:{canonical_url(intake.url)}")
    if key:
        key = shortened(key)
        return Identity(key, f"r-{_digest(key)}")
    text = _digest(intake.text)
    return Identity(f"text:{text}", f"r-{text}")


def other_page(given: Identity, url: str) -> Identity:
    """The identity of a report whose id is already taken by one from another URL."""
    mark = _digest(canonical_url(url))[:8]
    return Identity(f"{given.key} {mark}", f"{given.id}-{mark}")


def url_key(url: str) -> str:
    """The key of a report that is told from others by its URL."""
    return shortened(f"url:{canonical_url(url)}")


def shortened(name: str) -> str:
    """`name` itself, or of a very long one its head and a hash, the same each time."""
    return name if len(name) <= _LONGEST else f"{name[:_HEAD]}-{_digest(name)}"


def canonical_url(url: str) -> str:
    """`url` without what does not tell pages apart: scheme, fragment, tracking, default port."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_START)
    ]
    path = quote(unquote(parts.path), safe="/%:@!$&'()*+,;=~", errors="surrogatepass").rstrip("/")
    return host + path + (f"?{urlencode(query, errors='surrogatepass')}" if query else "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
