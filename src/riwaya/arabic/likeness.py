"""How much a text looks like written Arabic: for telling encodings apart.

Bytes read in a wrong encoding still give Arabic letters, but not in the shares in which Arabic uses
them, nor taa marbuta and alef maqsura at the ends of words.
"""

from __future__ import annotations

import math
import re

# Shares of letters in a thousand, rounded, in news and posts.
_PER_THOUSAND = {
    "ا": 144, "ل": 106, "ي": 83, "م": 61, "ر": 57, "و": 51, "ن": 50, "ت": 43, "د": 36, "ب": 36,
    "ة": 34, "ف": 30, "ع": 30, "س": 28, "ق": 27, "ه": 19, "ح": 19, "أ": 16, "ك": 14, "ج": 14,
    "ص": 13, "ش": 13, "ط": 11, "إ": 9, "خ": 8, "ى": 8, "ز": 6, "ض": 5, "ث": 5, "ئ": 4, "ذ": 4,
    "غ": 4, "ء": 4, "ـ": 4, "ظ": 3, "آ": 1, "ؤ": 1, "،": 10, "؛": 1, "؟": 2, "«": 2, "»": 2,
    "\u064b": 3, "\u0651": 2,
}  # fmt: skip
_RARE = 0.1
_OUT_OF_PLACE = re.compile("[ةى](?=[ء-غف-ي])|(?<![ء-غف-ي])[ةىؤئ](?=[ء-غف-ي])")
_ARTICLE = re.compile("(?<![ء-غف-ي])[وفبكل]?ال(?=[ء-غف-ي]{2})")
# A letter out of place counts as one that Arabic does not have.
_PENALTY = 4.0
_REWARD = 1.0


def likeness(text: str) -> float:
    """The mean over characters beyond ASCII of the log of how common each is in Arabic.

    About 4 for Arabic, well below for anything else; minus infinity without such characters.
    """
    foreign = [character for character in text if character > "\x7f"]
    if not foreign:
        return -math.inf
    total = sum(math.log(_PER_THOUSAND.get(character, _RARE)) for character in foreign)
    total -= _PENALTY * len(_OUT_OF_PLACE.findall(text))
    total += _REWARD * len(_ARTICLE.findall(text))
    return total / len(foreign)
