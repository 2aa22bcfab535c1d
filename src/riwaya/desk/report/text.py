"""The text of a report as it stands in the reading view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from riwaya.export.html_text import highlighted
from riwaya.export.markup import escaped
from riwaya.model import Reading
from riwaya.reading.document import READ_ZONES
from riwaya.reading.page.furniture import find_zones
from riwaya.reading.vocabulary import reading_lexicon


def marked_text(reading: Reading) -> Markup:
    """The text with the words of claims as links to them; page furniture and comments set apart."""
    return Markup("".join(highlighted(reading, "", _set_apart(reading.report.text))))


def plain_text(text: str) -> Markup:
    """The text of a report that could not be read."""
    return Markup("".join(_paragraphs(text)))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f'<p dir="auto">{escaped(line)}</p>\n' if line.strip() else '<p class="gap"></p>\n'


@lru_cache(maxsize=8)
def _set_apart(text: str) -> tuple[tuple[int, int, str], ...]:
    """What of the text is not the report, as the program sees it now."""
    zones = find_zones(text, reading_lexicon())
    return tuple((z.start, z.end, z.kind) for z in zones if z.kind not in READ_ZONES)
