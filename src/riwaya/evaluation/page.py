"""Parts of self-contained pages: no script, no network, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from string import Template

from riwaya.export.markup import escaped


def page(title: str, body: Iterable[str]) -> str:
    """A whole page around `body`, which must be markup already."""
    style = _part("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return Template(_part("report.html")).substitute(
        title=escaped(title), style=style, style_hash=f"'sha256-{digest}'", body="".join(body)
    )


def section(title: str, body: Iterable[str], note: str = "") -> str:
    """A part of the page under a heading, "" where there is nothing in it."""
    content = "".join(body)
    said = f'<p class="note">{escaped(note)}</p>\n' if note else ""
    return f"<section><h2>{escaped(title)}</h2>\n{said}{content}</section>\n" if content else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """A table whose cells are markup already; the last `numbers` columns are numbers."""
    first = len(head) - numbers
    top = "".join(
        f'<th scope="col"{_number(place >= first)}>{escaped(name)}</th>'
        for place, name in enumerate(head)
    )
    lines = "".join(f"<tr>{_cells(row, first)}</tr>\n" for row in rows)
    return (
        f'<div class="scroll" tabindex="0"><table><thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{lines}</tbody></table></div>\n"
    )


def told(text: str) -> str:
    """Words of a report or of a coder: in their own direction."""
    return f'<bdi dir="auto">{escaped(text)}</bdi>'


def bar(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """A share from 0 to 1 drawn as a bar, its interval as a line; for the eye only."""
    if value is None:
        return ""
    line = ""
    if low is not None and high is not None:
        line = f'<line x1="{100 * low:.1f}" x2="{100 * high:.1f}" y1="5" y2="5"/>'
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="ground" width="100" height="10"/>'
        f'<rect width="{100 * value:.1f}" height="10"/>{line}</svg>'
    )


def _cells(row: Sequence[str], first: int) -> str:
    cells = [f'<th scope="row">{row[0]}</th>']
    cells += [
        f"<td{_number(place >= first)}>{cell}</td>" for place, cell in enumerate(row[1:], start=1)
    ]
    return "".join(cells)


def _number(is_one: bool) -> str:
    return ' class="number"' if is_one else ""


@cache
def _part(name: str) -> str:
    return (files("riwaya.evaluation") / "templates" / name).read_text(encoding="utf-8")
