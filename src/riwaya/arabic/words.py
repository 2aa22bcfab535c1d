"""A text cut into tokens whose offsets are those of the text as received.

Words hidden from moderation (letters set apart by dots, stars, hyphens or digits) are joined
again when the caller's lexicon knows the joined word; their span covers the disguise.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence

from riwaya.arabic.disguise import LONGEST_MASKED, unmasked
from riwaya.arabic.memo import Memo
from riwaya.arabic.script import INVISIBLE_CLASS, fold
from riwaya.arabic.tokens import (
    BREAK,
    DIGIT,
    INSIDE,
    LATIN,
    LETTER,
    NUMBER,
    PUNCT,
    WORD,
    Token,
)

__all__ = ["BREAK", "LATIN", "NUMBER", "PUNCT", "WORD", "Token", "tokenise"]

_KINDS = {
    WORD: rf"[{LETTER}][{INSIDE}]*",
    NUMBER: rf"[{DIGIT}]+(?:[.,\u066b\u066c][{DIGIT}]+)*",
    LATIN: r"[A-Za-z\u00c0-\u024f]+(?:[''][A-Za-z\u00c0-\u024f]+)*",
    BREAK: r"[\n\r\u2028\u2029](?:[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029])*",
    PUNCT: rf"[^\s{INVISIBLE_CLASS}]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
_CUT = re.compile(f"({'|'.join(_KINDS.values())})")
# Where two words may have been run together: after a letter that only ends words (taa marbuta, alef
# maqsura, tanwin on alef), before one that only begins them (hamza under alef) or mostly does.
# The telling letter comes first in the pattern: a scan for one of few letters is fast.
_GLUE = re.compile(
    "[ةىا\u064bإأ](?:"
    rf"(?P<after>(?:(?<=[ةى])|(?<=ا)\u064b|(?<=\u064b)ا)(?=[{LETTER}]))"
    rf"|(?P<before>(?<=[{LETTER}]{{2}}إ)|(?<=[{LETTER}]{{3}}أ)"
    rf"|(?<=[{LETTER}]{{3}}ا)(?=ست|فاد|علن|صيب|صاب|عتقل|ندلع|نفجر))"
    ")"
)
_REST = re.compile(f"[{INSIDE}]{{1,16}}")
_PROCLITICS = frozenset("وفبلكاأ")


def tokenise(
    text: str,
    known: Callable[[str], bool] | None = None,
    begins: Callable[[str], bool] | None = None,
    start: int = 0,
    end: int | None = None,
) -> list[Token]:
    """Cut text[start:end] into tokens, in order, never overlapping; offsets are those of `text`.

    Spaces and lone controls are left out. `known` tells whether a folded form is a word of the
    lexicon; with it, masked words become one token with the unmasked form. `begins` tells whether
    a folded form is a verb or verbal noun; with both, words run together across a lost line end
    become two tokens that touch.
    """
    end = len(text) if end is None else end
    tokens = _cut(text[start:end], start)
    cuts = _glue(text, start, end, known, begins) if known and begins else []
    if cuts:
        tokens = _divided(text, tokens, cuts)
    return unmasked(text, start, end, tokens, known, bool(cuts)) if known else tokens


def _cut(text: str, start: int) -> list[Token]:
    """The tokens of a text whose first character has the offset `start`.

    The text is cut, measured, looked up and put together without a loop in Python: every
    character of an archive passes here.
    """
    parts = _CUT.split(text)  # gap, token, gap, …, token, gap
    pieces = parts[1::2]
    offsets = list(itertools.accumulate(map(len, parts), initial=start))
    facts = list(map(_FACTS.__getitem__, pieces))
    forms = [form for form, _ in facts]
    kinds = [kind for _, kind in facts]
    tokens = list(
        map(_make, zip(offsets[1:-1:2], offsets[2::2], pieces, forms, kinds, strict=True))
    )
    return [token for token in tokens if token.form] if "" in forms else tokens


_make = functools.partial(tuple.__new__, Token)


def _facts(piece: str) -> tuple[str, str]:
    """The form and the kind of a token as written."""
    match = _TOKEN.match(piece)
    kind = (match and match.lastgroup) or PUNCT
    if kind == BREAK:
        return "2" if piece.count("\n") + piece.count("\u2029") > 1 else "1", kind
    return piece if kind == PUNCT else fold(piece), kind


_FACTS: Memo[str, tuple[str, str]] = Memo(_facts)


def _divided(text: str, tokens: Sequence[Token], cuts: Sequence[int]) -> list[Token]:
    """The tokens, words cut in two at the offsets `cuts` (in order, each inside a word)."""
    divided: list[Token] = []
    done = 0
    for token in tokens:
        first = token.start
        while done < len(cuts) and cuts[done] < token.end:
            divided.append(_word(text, first, cuts[done]))
            first = cuts[done]
            done += 1
        divided.append(token if first == token.start else _word(text, first, token.end))
    return divided


def _word(text: str, start: int, end: int) -> Token:
    return Token(start, end, text[start:end], fold(text[start:end]), WORD)


def _glue(
    text: str,
    start: int,
    end: int,
    known: Callable[[str], bool],
    begins: Callable[[str], bool],
) -> list[int]:
    """Offsets at which a written word is really two, in order."""
    cuts: list[int] = []
    for match in _GLUE.finditer(text, start, end):
        at = match.end() if match.lastgroup == "after" else match.start()
        right = _REST.match(text, at, end)
        left_start = at
        floor = max(cuts[-1] if cuts else start, at - LONGEST_MASKED)
        while left_start > floor and _REST.match(text, left_start - 1, left_start):
            left_start -= 1
        if right and _are_two(
            fold(text[left_start:at]), right.group(), match.group(), known, begins
        ):
            cuts.append(at)
    return cuts


def _are_two(
    left: str, right: str, mark: str, known: Callable[[str], bool], begins: Callable[[str], bool]
) -> bool:
    """Whether `left` and `right`, written as one word, are two. `mark`: the telling letters."""
    if len(right) < 2:
        return False
    if mark == "ة" or "\u064b" in mark:
        return right[0] != "ة"
    if mark == "ى":
        return len(right) > 2 and known(fold(right))
    if _PROCLITICS.issuperset(left):
        return False
    if mark == "إ":
        return True
    if mark == "أ":
        # In derived verbs (ta-, ista-) the hamza is a root letter inside the word.
        return len(right) > 3 and not left.endswith(("ت", "ي")) and begins(fold(right))
    return len(right) > 3 and begins(fold(right))
