"""Pieces of the dossier's page: English with the Arabic beside it, links to claims."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from riwaya.export.dossier_quotes import CUE, EVIDENCE, Quote
from riwaya.export.dossier_view import Entry, View, anchor, mentioned
from riwaya.export.dossier_words import with_isolates
from riwaya.export.labels import Label, label
from riwaya.export.markup import escaped, sentence


def labelled(found: Label) -> str:
    """A label in English, the Arabic one beside it."""
    arabic = f'<span class="label-ar" lang="ar" dir="rtl">{escaped(found.arabic)}</span>'
    return escaped(found.english) + (arabic if found.arabic != found.english else "")


def known(group: str, key: str) -> str:
    """The label of a key in both languages; a key that is not listed stands for itself."""
    try:
        return labelled(label(group, key))
    except KeyError:
        return escaped(key.replace("_", " "))


def badge(group: str, key: str) -> str:
    """A value such as a state or a grade, in a frame."""
    return f'<span class="badge {escaped(key)}">{known(group, key)}</span>'


def prose(text: str) -> str:
    """An English sentence that may hold words of reports, each kept in its own direction."""
    return sentence(with_isolates(text))


def reference(entry: Entry) -> str:
    """The number of a claim, leading to it."""
    return (
        f'<a class="ref" href="#{escaped(entry.anchor)}" '
        f'aria-label="claim {entry.number}">{entry.number}</a>'
    )


def with_references(view: View, text: str, claims: Iterable[str]) -> str:
    """A sentence in which the claims it names are links."""
    pieces = []
    for words, key in mentioned(text, list(claims)):
        entry = view.by_key.get(key or "")
        if entry is not None:
            pieces.append(reference(entry))
            continue
        before = " " if words[:1].isspace() else ""
        after = " " if words[-1:].isspace() else ""
        pieces.append(before + prose(words) + after)
    return "".join(pieces)


def quotation(quote: Quote, colour: str, language: str) -> str:
    """Words of a report, those that carry the claim marked in its colour."""
    pieces = []
    for text, kind in quote:
        if kind == EVIDENCE:
            pieces.append(f'<mark class="mark {escaped(colour)}">{escaped(text)}</mark>')
        elif kind == CUE:
            pieces.append(f'<span class="mark cue">{escaped(text)}</span>')
        else:
            pieces.append(escaped(text))
    # Arabic that begins with a Latin word, a hashtag or a name withheld is Arabic all the same.
    signs = [unicodedata.bidirectional(sign) for text, _ in quote for sign in text]
    rightward = signs.count("L") > signs.count("AL") + signs.count("R")
    direction = "auto" if rightward else "rtl"
    content = "".join(pieces)
    return f'<blockquote lang="{escaped(language)}" dir="{direction}">{content}</blockquote>'


def section(key: str, body: str, heading: str | None = None) -> str:
    """A section of the page with its heading; nothing when the body is empty."""
    if not body:
        return ""
    title = heading or f"<h2>{labelled(label('section', key))}</h2>"
    return f'<section id="{escaped(key)}">{title}\n{body}</section>\n'


def report_anchor(report: str) -> str:
    """The id of a report's place in the page."""
    return anchor(report).replace("claim-", "report-", 1)


def report_link(view: View, report: str) -> str:
    """ "Report 3", leading to it."""
    number = view.report_numbers.get(report)
    if number is None:
        return ""
    return f'<a href="#{escaped(report_anchor(report))}">report {number}</a>'
