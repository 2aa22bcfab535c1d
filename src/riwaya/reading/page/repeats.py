"""Lines that a page shows twice: a preview of the text, a title, an embedded post."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.page.lines import Line

_REPEAT_WORDS = 5
_REPEAT_LETTERS = 100
_LEAD_WORDS = 8
_MOST_TRIES = 3


def repeats(text: str, lines: Sequence[Line]) -> set[int]:
    """Indices of the lines of a preview above the text and of lines that come a second time."""
    length = _preview_length(text, lines)
    found = set(range(length))
    seen: set[str] = set()
    for index in range(length, len(lines)):
        line = lines[index]
        if line.size < _REPEAT_WORDS:
            continue
        piece = text[line.start : min(line.end, line.start + _REPEAT_LETTERS)]
        if piece in seen:
            found.add(index)
        seen.add(piece)
    return found


def _preview_length(text: str, lines: Sequence[Line]) -> int:
    """How many lines at the top are the beginning of the text below, shown once more."""
    if len(lines) < 2:
        return 0
    first = text[lines[0].start : lines[0].end]
    starts = [
        index
        for index in range(1, len(lines) // 2 + 1)
        if text.startswith(first, lines[index].start)
        and lines[index].end - lines[index].start == len(first)
    ]
    if _is_beginning(text, lines[0], lines[1]):
        starts.insert(0, 1)
    for length in starts[:_MOST_TRIES]:
        pairs = [(lines[i], lines[length + i]) for i in range(length) if length + i < len(lines)]
        whole = all(a.words == b.words for a, b in pairs[:-1])
        if whole and len(pairs) == length and _is_beginning(text, *pairs[-1]):
            return length
    return 0


def _is_beginning(text: str, short: Line, long: Line) -> bool:
    """Whether `short`, its ellipsis taken off, is how `long` begins."""
    piece = text[short.start : short.end]
    if piece == text[long.start : long.end]:
        return True
    piece = piece.rstrip(".\u2026 ")
    enough = short.cut or short.size >= _LEAD_WORDS
    return enough and len(piece) > 0 and text.startswith(piece, long.start)
