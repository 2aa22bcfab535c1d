"""The text of a piece of HTML, as feeds carry it: blocks on lines of their own, nothing chosen."""

from __future__ import annotations

import re
from typing import Any

from riwaya.errors import UnreadableFile

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
     "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)  # fmt: skip
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "head"}
)
_TAG = re.compile(r"<[a-zA-Z/!]|&(?:#?[0-9a-zA-Z]+);")


def markup_text(markup: str) -> str:
    """The text of `markup`, which may be plain text as well. Raises UnreadableFile without lxml."""
    if not _TAG.search(markup):
        return markup.strip()
    try:
        from lxml import etree, html
    except ImportError as error:
        raise UnreadableFile("reading feeds needs: pip install 'riwaya[html]'") from error
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.replace("\0", "\ufffd"), parser=parser)
    except (etree.LxmlError, ValueError):
        return re.sub(r"<[^<>]*>", " ", markup).strip()
    lines = "".join(_pieces(tree)).split("\n")
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))


def _pieces(root: Any) -> list[str]:
    """Texts and line ends in their order; a walk without recursion, however deep the markup."""
    out: list[str] = []
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        block = element.tag in _BLOCKS
        if done:
            out.append("\n" if block else "")
            out.append(_flat(element.tail))
            continue
        stack.append((element, True))
        if block:
            out.append("\n")
        if element.tag not in _UNSEEN:
            out.append(_flat(element.text))
            stack.extend((child, False) for child in reversed(element))
    return out


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
