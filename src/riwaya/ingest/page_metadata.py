"""Title, address, publisher and day of a web page, from what the page says of itself.

Only machine-readable statements count: JSON-LD, Open Graph and Dublin Core tags, `<time>`
elements marked as the publication date. Dates printed in the text are read by the reader, which
knows Levantine months.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from riwaya.ingest.days import parse_day, parse_moment

# In order of trust. Names are compared in lower case.
_DATE_TAGS = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "publishdate", "pubdate",
    "publication_date", "date",
)  # fmt: skip
# Elements that hold a machine-readable date in an attribute.
_DATED = ("time", "abbr", "span", "div", "p")
_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "title")
_OUTLET_TAGS = ("og:site_name", "application-name", "dc.publisher")
_ARTICLE_TYPES = frozenset(
    {"article", "newsarticle", "reportagenewsarticle", "blogposting", "liveblogposting",
     "socialmediaposting", "report", "analysisnewsarticle", "backgroundnewsarticle"}
)  # fmt: skip
# Pages of the web cannot be older; systems write 1970 for "unknown".
_FIRST_WEB_DAY = date(1991, 1, 1)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Facts a page states of itself; None where it states none.

    `published_at`: the moment, in UTC, where a time with a zone is stated.
    """

    title: str | None
    url: str | None
    outlet: str | None
    published: date | None
    published_at: datetime | None


def page_metadata(tree: Any) -> PageMetadata:
    """The facts in `tree`, an lxml HTML document."""
    tags = _tags(tree)
    articles = list(_articles(tree))
    heading = next((_text(h.text_content()) for h in tree.iter("h1")), None)
    page_title = next((_text(t.text_content()) for t in tree.iter("title")), None)
    stamp = _published(tree, tags, articles)
    return PageMetadata(
        title=_first(tags, _TITLE_TAGS)
        or next((t for a in articles if (t := _text(a.get("headline")))), None)
        or heading
        or page_title,
        url=_url(tree, tags),
        outlet=_first(tags, _OUTLET_TAGS) or _publisher(articles),
        published=parse_day(stamp) if stamp else None,
        published_at=parse_moment(stamp) if stamp else None,
    )


def _tags(tree: Any) -> dict[str, str]:
    """Content of the meta tags by lower-case property or name; the first of each counts."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _text(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                tags.setdefault(key.strip().lower(), content)
    return tags


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The article objects of the page's JSON-LD, however they are nested."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            content = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # other scripts of the page may be sound, and the tags say the same
        yield from _objects(content, 0)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(n, str) and n.lower() in _ARTICLE_TYPES for n in names):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _published(tree: Any, tags: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    """The publication as stated: by JSON-LD, by a tag, by an element that says it is meant.

    Last, by the `<time>` elements within the page's one article, if they agree on the day:
    elsewhere they date other pages that are linked to.
    """
    stated = [a.get("datePublished") for a in articles]
    stated += [tags.get(name) for name in _DATE_TAGS]
    for element in tree.iter(*_DATED):
        if _is_marked(element):
            stated += [element.get(name) for name in ("datetime", "content", "title")]
    found = next((text for text in stated if _plausible(text)), None)
    if found is not None:
        return str(found)
    bodies = list(tree.iter("article"))
    if len(bodies) != 1:
        return None
    inside = [t for e in bodies[0].iter("time") if _plausible(t := e.get("datetime"))]
    return str(inside[0]) if len({parse_day(text) for text in inside}) == 1 else None


def _is_marked(element: Any) -> bool:
    """Whether an element says that it gives the publication: microdata, WordPress, Blogger."""
    if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
        return True
    classes = (element.get("class") or "").lower().split()
    return "published" in classes or "entry-date" in classes


def _plausible(text: Any) -> bool:
    day = parse_day(text) if isinstance(text, str) else None
    return day is not None and day >= _FIRST_WEB_DAY


def _publisher(articles: list[dict[str, Any]]) -> str | None:
    for article in articles:
        publisher = article.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if text := _text(name):
            return text
    return None


def _url(tree: Any, tags: dict[str, str]) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and _is_web(element.get("href")):
            return str(element.get("href")).strip()
    stated = tags.get("og:url")
    return stated if _is_web(stated) else None


def _is_web(address: str | None) -> bool:
    return bool(address) and str(address).strip().lower().startswith(("https://", "http://"))


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name] for name in names if name in tags), None)


def _text(value: Any) -> str | None:
    """`value` on one line, or None when it is no text."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
