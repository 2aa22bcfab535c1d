"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ACTING = re.compile(r"([\\*_<>\[\]|{}#$])")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table; cells are Markdown, on one line each, with their bars escaped."""
    lines = [_row(head), _row(["---"] * len(head))]
    return lines + [_row(row) for row in rows]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


def escaped(text: str) -> str:
    """Plain text as Markdown that shows the same; words in backquotes stay code."""
    pieces = re.split(r"(`[^`]+`)", text)
    return "".join(
        piece.replace("|", "\\|") if piece.startswith("`") else _ACTING.sub(r"\\\1", piece)
        for piece in pieces
    )


def code(text: str) -> str:
    """Text as code in a cell of a table."""
    return "`" + text.replace("|", "\\|") + "`" if text else ""


def paragraphs(text: str) -> str:
    """A docstring's text, its paragraphs on one line each."""
    return "\n\n".join(escaped(" ".join(part.split())) for part in text.strip().split("\n\n"))
