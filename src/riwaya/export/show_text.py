"""One report of a case for people: what is held of it, what was read in it, what changed."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.casefile.facets import figure_rows
from riwaya.casefile.history import Copy, History, Version
from riwaya.casefile.search import Figure
from riwaya.export.differences import Change, differences
from riwaya.export.safe import ISOLATE, POP, clean, isolated, one_line
from riwaya.export.search_text import Marks, figures_line
from riwaya.export.text import reading_text

REMOVED, ADDED = Marks("[-", "-]"), Marks("{+", "+}")
"""Marks of changed words as `git diff --word-diff` sets them."""

REMOVED_COLOURS, ADDED_COLOURS = Marks("\x1b[9;31m", "\x1b[0m"), Marks("\x1b[32m", "\x1b[0m")
"""The same for terminals."""

_CONTEXT = 60
_LONGEST_SIDE = 600
_MOST_SHOWN = 200
_COPIES_SHOWN = 20


def show_text(history: History, version: Version) -> str:
    """A report as the case holds it, with the reading of one of its versions."""
    blocks = [_block("Versions", _versions(history, version))]
    if history.copies:
        blocks.append(_block("Reports that share its text", _copies(history.copies)))
    if version.reading is not None:
        blocks.append(reading_text(version.reading).rstrip("\n"))
    else:
        blocks.append(f"Not read: {one_line(version.failure or 'no reading was made')}")
    return "\n\n".join([f"Report {one_line(history.id)}", *blocks]) + "\n"


def _block(title: str, lines: Iterator[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _versions(history: History, shown: Version) -> Iterator[str]:
    for version in history.versions:
        here = " (shown here)" if version is shown and len(history.versions) > 1 else ""
        yield f"{version.ordinal:<3} added {version.added} from {one_line(version.origin)}{here}"
        yield from (f"    {line}" for line in _version(version))


def _version(version: Version) -> Iterator[str]:
    if version.url:
        yield f"address {one_line(version.url)}"
    if version.retrieved:
        yield f"fetched {version.retrieved}"
    if version.published:
        at = f", at {version.published_at}" if version.published_at else ""
        yield f"published {version.published} ({version.published_basis}){at}"
    else:
        yield "published: not known"
    if version.forwarded_from:
        yield f"forwarded from {isolated(version.forwarded_from)}"
    yield f"original: {version.size:,} bytes, {one_line(version.media_type)}"
    yield f"SHA-256 {version.original}"
    if version.program:
        yield f"read by {one_line(version.program)}"
    for note in version.notes:
        yield f"note: {one_line(note)}"


def _copies(copies: tuple[Copy, ...]) -> Iterator[str]:
    for copy in copies[:_COPIES_SHOWN]:
        outlet = f"  {isolated(copy.outlet)}" if copy.outlet else ""
        yield f"{one_line(copy.id)}  {copy.published or 'no date'}{outlet}: {one_line(copy.reason)}"
    if len(copies) > _COPIES_SHOWN:
        yield f"and {len(copies) - _COPIES_SHOWN:,} more"


def difference_text(
    history: History, old: Version, new: Version, removed: Marks, added: Marks
) -> str:
    """What changed from one version to another: title, publication, figures, then the words."""
    lines = [f"Report {one_line(history.id)}: from version {old.ordinal} to {new.ordinal}"]
    for name, before, after in (
        ("Title", old.title, new.title),
        ("Outlet", old.outlet, new.outlet),
        ("Published", old.published, new.published),
        ("Figures", _figures(old), _figures(new)),
    ):
        if before != after:
            lines.append(f"{name}: {isolated(before or 'none')} → {isolated(after or 'none')}")
    changes = differences(old.text, new.text)
    if not changes:
        lines.append("The words of the text are the same.")
    blocks = ["\n".join(lines)]
    blocks += [_hunk(new.text, change, removed, added) for change in changes[:_MOST_SHOWN]]
    if len(changes) > _MOST_SHOWN:
        blocks.append(f"and {len(changes) - _MOST_SHOWN:,} more changes")
    return "\n\n".join(blocks) + "\n"


def _figures(version: Version) -> str | None:
    """The casualty figures read in a version, as search results show them."""
    if version.reading is None:
        return None
    rows = figure_rows(0, version.reading.to_object())
    return figures_line(
        [Figure(r["claim"], r["status"], r["class"], r["low"], r["high"]) for r in rows]
    )


def _hunk(text: str, change: Change, removed: Marks, added: Marks) -> str:
    """A change between the words around it, on one line with its own direction."""
    start, end = max(0, change.new.start - _CONTEXT), min(len(text), change.new.end + _CONTEXT)
    before, after = text[start : change.new.start], text[change.new.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    sides = [
        f"{marks.before}{_shortened(piece)}{marks.after}"
        for marks, piece in ((removed, change.old.text), (added, change.new.text))
        if piece
    ]
    line = f"{clean(before)} {' '.join(sides)} {clean(after)}"
    return f"  {ISOLATE}{' '.join(line.split())}{POP}"


def _shortened(text: str) -> str:
    return clean(text if len(text) <= _LONGEST_SIDE else text[:_LONGEST_SIDE] + " …")
