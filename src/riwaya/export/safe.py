"""Words of a report made safe to print: a report is other people's text and may hold anything."""

from __future__ import annotations

import re

ISOLATE, POP = "\u2068", "\u2069"
"""First-strong isolate and its end: Arabic inside English keeps its own direction."""

# Embeddings, overrides and isolates can reorder what stands around them.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters can drive a terminal; half a surrogate pair cannot be written as UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """`text` without direction controls; characters that cannot be printed show as U+FFFD."""
    return _UNPRINTABLE.sub(_REPLACEMENT, _DIRECTION.sub("", text))


def one_line(text: str) -> str:
    """`clean(text)` with every run of white space as one blank."""
    return clean(" ".join(text.split()))


def isolated(text: str) -> str:
    """`one_line(text)` between isolates, for words of the report inside an English sentence."""
    return f"{ISOLATE}{one_line(text)}{POP}"
