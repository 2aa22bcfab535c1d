"""HTML built from text that is not to be trusted: everything passes through `escaped`."""

from __future__ import annotations

from html import escape

from riwaya.export.labels import Label
from riwaya.export.safe import ISOLATE, POP, clean


def escaped(text: str) -> str:
    """`text` for element content and quoted attributes, without direction controls."""
    return escape(clean(text), quote=True)


def sentence(text: str) -> str:
    """An English sentence made by `sentences`, its isolates as `<bdi>`."""
    parts = []
    for piece in text.split(ISOLATE):
        inside, pop, after = piece.partition(POP)
        parts.append(f"<bdi>{escaped(inside)}</bdi>{escaped(after)}" if pop else escaped(piece))
    return "".join(parts)


def named(arabic: str, english: str) -> str:
    """A name as written, the English one beside it."""
    if not english or english == arabic:
        return f"<bdi>{escaped(arabic)}</bdi>"
    return f'<bdi>{escaped(arabic)}</bdi> <bdi class="en" lang="en">{escaped(english)}</bdi>'


def labelled(label: Label) -> str:
    """A label in both languages."""
    english = f'<span class="en" lang="en" dir="ltr">{escaped(label.english)}</span>'
    return f"{escaped(label.arabic)} {english}"


def heading(level: int, label: Label) -> str:
    """A heading in both languages."""
    return f"<h{level}>{labelled(label)}</h{level}>"
