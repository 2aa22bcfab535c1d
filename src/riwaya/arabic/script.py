"""Arabic script folded to one matching form, with every offset kept.

Reports spell the same word with and without hamza, marks, tatweel, presentation forms and
invisible direction controls. Two functions serve that: `fold` for one word, `normalise` for a
text when positions matter.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Combining marks and Koranic signs, superscript alef, zero-width and bidi controls, tatweel,
# soft hyphen, byte order mark, variation selectors.
_INVISIBLE = (
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
INVISIBLE_CLASS = _INVISIBLE

# Letter variants that reports use for one another; digits of the Arabic and Persian series.
_FOLDED = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ئ": "ي",
    "ؤ": "و", "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۋ": "و",
    "ة": "ه", "ۃ": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك", "چ": "ج", "پ": "ب", "ڤ": "ف", "ژ": "ز",
    "٫": ".", "٬": ",", "٪": "%",
    **{chr(0x660 + d): str(d) for d in range(10)},
    **{chr(0x6F0 + d): str(d) for d in range(10)},
}  # fmt: skip
_TABLE = str.maketrans(_FOLDED)
# Alef with madda and with hamza below: August is no city of Yemen.
_LONG_A_AND_I = {"آ", "إ"}


# The preposition "on" is told from the name Ali by its last letter alone.
_ON = frozenset({"على", "وعلى", "فعلى"})


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded text and where each of its characters came from.

    `offsets[i]` is the code-point offset in the original text of character `i` of `text`;
    `offsets[len(text)]` is the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original [start, end) of the folded [start, end); an empty span stays empty."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The matching form of one word: no marks, tatweel or controls, one letter per variant group.

    Presentation forms are expanded (NFKC), Arabic-Indic and Persian digits become ASCII and
    Latin letters lower case. The length may change; use `normalise` where positions matter.
    """
    if word.isascii():
        return word.lower()
    if word in _ON:
        return word
    if not unicodedata.is_normalized("NFKC", word):
        word = unicodedata.normalize("NFKC", word)
    return sys.intern(INVISIBLE.sub("", word).translate(_TABLE).lower())


def begin_otherwise(one: str, other: str) -> bool:
    """Whether two words that may fold to one form begin with different vowels: "aa" and "i"."""
    return {one[:1], other[:1]} == _LONG_A_AND_I


def normalise(text: str) -> Normalised:
    """Fold a whole text, keeping for each folded character its offset in `text`."""
    pieces = list(map(fold, text))
    offsets = [index for index, folded in enumerate(pieces) for _ in folded]
    offsets.append(len(text))
    return Normalised("".join(pieces), tuple(offsets))
