"""Bytes to text: UTF-8 unless the bytes say otherwise."""

from __future__ import annotations

import codecs
import re

from riwaya.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# High bytes of Hebrew, of punctuation, of presentation forms and of surrogates in UTF-16.
_OTHER_HALVES = (0x05, 0x20, 0xFB, 0xFC, 0xFD, 0xFE, *range(0xD8, 0xE0))
# What Arabic text has been stored in, the most common first: where texts are short, a later one
# must look better by a margin.
_ARABIC = ("cp1256", "iso8859_6", "mac_arabic", "cp720")
_MARGIN = 0.15
# How much like Arabic a text must look (see `likeness`), and what share of the bytes beyond ASCII
# must touch another one: in Latin text they stand alone.
_LIKE_ARABIC = 1.5
_TOUCHING = 0.7
# What the general detection chooses among when none of those fits.
_CANDIDATES = [*_ARABIC, "cp864", "cp1252"]
_SAMPLE = 256 * 1024
# Text of another encoding gives next to no sound characters beyond ASCII when taken for UTF-8;
# with so many of them to each broken one it is UTF-8 with damage.
_SOUND = 5
# Text holds next to no control characters.
_TOLERATED = 0.01
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B}


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """(text, note): `data` decoded, and how if it was not plain UTF-8.

    `declared`: the encoding that the file itself names, tried before detection. A byte order
    mark is no part of the text. Raises UnreadableFile for what is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), None
    wide = _unmarked_wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace"), f"read as {wide}, though it has no byte order mark"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    stated = _strictly(data, declared) if declared else None
    if stated is not None:
        return stated, f"not UTF-8; read as {declared}, which the file names"
    damaged = data.decode("utf-8", "replace")
    marks = damaged.count("\ufffd")
    if sum(character > "\x7f" for character in damaged) > _SOUND * marks:
        return damaged, f"damaged UTF-8; {marks} characters replaced"
    likely = _detect(data)
    if likely is None:
        raise UnreadableFile("not text: the encoding is not one that Arabic text is stored in")
    return data.decode(likely, "replace"), f"not UTF-8; read as {likely}"


def _unmarked_wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: most of every other byte is that of the Arabic block or of ASCII.

    The rest may be that of signs, of letter forms, and of the halves that emoji are made of.
    """
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[start::2]
        arabic, ascii_half = high.count(6), high.count(0)
        others = sum(map(high.count, _OTHER_HALVES))
        plain = arabic + ascii_half
        if arabic and plain > 0.7 * len(high) and plain + others > 0.9 * len(high):
            return encoding
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _detect(data: bytes) -> str | None:
    """The likeliest encoding by its sample, or None for binary data."""
    sample = data[:_SAMPLE]
    if sum(byte in _CONTROLS for byte in sample) > len(sample) * _TOLERATED:
        return None
    arabic = _arabic_page(sample)
    if arabic is not None:
        return arabic
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    if best is None:
        return None
    # Single-byte Arabic code pages are alike in letters that abound; the common one wins ties.
    alternatives = [str(best.encoding), *best.could_be_from_charset]
    return "cp1256" if "cp1256" in alternatives else str(best.encoding)


def _arabic_page(sample: bytes) -> str | None:
    """The code page in which the bytes look most like Arabic, or None when they do in none."""
    from riwaya.arabic.likeness import likeness

    runs = [len(run) for run in _BEYOND_ASCII.findall(sample)]
    if not runs or sum(length for length in runs if length > 1) < _TOUCHING * sum(runs):
        return None
    found, highest = None, _LIKE_ARABIC
    for encoding in _ARABIC:
        text = _strictly(sample, encoding)
        value = likeness(text) if text is not None else highest
        if value > highest + (_MARGIN if found else 0):
            found, highest = encoding, value
    return found
