"""What a token is, and the letters and digits that words and numbers are made of."""

from __future__ import annotations

import operator
import re
from typing import NamedTuple

WORD, NUMBER, LATIN, PUNCT, BREAK = "w", "n", "l", "p", "b"

LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06fc\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff"
    "\ufe70-\ufefc"
)
# Marks, tatweel and joiners stand inside a word. Bidi controls and zero-width spaces stand between
# words in posts copied from pages, so they end a word.
INSIDE = (
    f"{LETTER}\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\u00ad\u034f\u200c\u200d\ufe00-\ufe0f"
)
DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
WRITTEN_WORD = re.compile(f"[{LETTER}][{INSIDE}]*")
"""A word as written, for those who need no tokens."""


class Token(NamedTuple):
    """One token. `start`, `end`: code points in the text; `form`: the folded form to match on.

    `kind` is one of WORD, NUMBER, LATIN, PUNCT, BREAK (one or more line ends; form is their
    number, at most "2").
    """

    start: int
    end: int
    text: str
    form: str
    kind: str


form_of = operator.attrgetter("form")
"""The form of a token, for scans in C: `map(form_of, tokens)`."""
