"""A text cut into tokens whose offsets are those of the text as received.

Words hidden from moderation (letters set apart by dots, stars, hyphens or digits) are joined
again when the caller's lexicon knows the joined word; their span covers the disguise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from riwaya.arabic.script import INVISIBLE_CLASS, fold

WORD, NUMBER, LATIN, PUNCT, BREAK = "w", "n", "l", "p", "b"

_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06fc\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff"
    "\ufe70-\ufefc"
)
# Bidi controls and zero-width spaces stand between words in posts copied from pages, so they end
# a word; marks, tatweel and joiners do not.
_SEPARATORS = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_INSIDE = (
    f"{_LETTER}\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\u00ad\u034f\u200c\u200d\ufe00-\ufe0f"
)
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"

_TOKEN = re.compile(
    rf"(?P<w>[{_LETTER}][{_INSIDE}]*)"
    rf"|(?P<n>[{_DIGIT}]+(?:[.,\u066b\u066c][{_DIGIT}]+)*)"
    r"|(?P<l>[A-Za-z\u00c0-\u024f]+(?:[''][A-Za-z\u00c0-\u024f]+)*)"
    r"|(?P<b>[\n\r\u2028\u2029](?:[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029])*)"
    rf"|(?P<p>[^\s{INVISIBLE_CLASS}])"
)
# Where two words may have been run together: after a letter that only ends words (taa marbuta, alef
# maqsura, tanwin on alef), before one that only begins them (hamza under alef) or mostly does.
_GLUE = re.compile(
    rf"(?P<after>ة(?=[{_LETTER}])|(?:ا\u064b|\u064bا)(?=[{_LETTER}])|ى(?=[{_LETTER}]))"
    rf"|(?P<before>(?<=[{_LETTER}]{{2}})إ|(?<=[{_LETTER}]{{3}})(?:أ|ا(?=ست|فاد|علن|صيب|صاب|عتقل|ندلع|نفجر)))"
)
_REST = re.compile(f"[{_INSIDE}]{{1,16}}")
_PROCLITICS = frozenset("وفبلكاأ")
_MASKS = frozenset("._*-–—•·|~#+/\\ـ،,'`°^@×✘x")
_LONGEST_MASKED, _LONGEST_TEAR = 16, 6
WRITTEN_WORD = re.compile(f"[{_LETTER}][{_INSIDE}]*")
"""A run of letters and their marks, for those who need no tokens."""
_HIDING = "".join(sorted(re.escape(mark) for mark in _MASKS - {"\u0640"})) + _DIGIT
DISGUISE = re.compile(
    rf"(?<=[{_LETTER}\u0640])(?:(?<=\u0640) ?[{_HIDING}]{{0,3}} ?\u0640|[{_HIDING}]{{1,3}})"
    rf"(?=[{_LETTER}\u0640])"
)
"""What may hide a word from moderation; with it taken out the letters stand together again."""


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
    tokens: list[Token] = []
    cuts = _glue(text, start, end, known, begins) if known and begins else []
    masked_possible = False
    previous_end = -1
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or PUNCT
        piece = match.group()
        at = match.start()
        if kind == BREAK:
            form = "2" if piece.count("\n") + piece.count("\u2029") > 1 else "1"
        elif kind == PUNCT:
            form = piece
        else:
            form = fold(piece)
            if not form:
                continue
        if kind == WORD:
            masked_possible = masked_possible or at == previous_end or piece[-1] == "\u0640"
            divided = False
            while cuts and cuts[-1] < match.end():
                cut = cuts.pop()
                tokens.append(Token(at, cut, text[at:cut], fold(text[at:cut]), WORD))
                at, divided = cut, True
            if divided:
                piece = text[at : match.end()]
                form = fold(piece)
        tokens.append(Token(at, match.end(), piece, form, kind))
        previous_end = match.end()
    return _unmasked(text, tokens, known) if known and masked_possible else tokens


def _glue(
    text: str,
    start: int,
    end: int,
    known: Callable[[str], bool],
    begins: Callable[[str], bool],
) -> list[int]:
    """Offsets at which a written word is really two, the last first."""
    cuts: list[int] = []
    for match in _GLUE.finditer(text, start, end):
        at = match.end() if match.lastgroup == "after" else match.start()
        right = _REST.match(text, at, end)
        left_start = at
        floor = max(cuts[-1] if cuts else start, at - _LONGEST_MASKED)
        while left_start > floor and _REST.match(text, left_start - 1, left_start):
            left_start -= 1
        if right and _are_two(
            fold(text[left_start:at]), right.group(), match.group(), known, begins
        ):
            cuts.append(at)
    cuts.reverse()
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


def _unmasked(text: str, tokens: list[Token], known: Callable[[str], bool]) -> list[Token]:
    """Join runs such as word-dot-word whose letters together are a known word."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _masked_run(text, tokens, index, known) if tokens[index].kind == WORD else 0
        if end:
            first, last = tokens[index], tokens[end - 1]
            form = "".join(t.form for t in tokens[index:end] if t.kind == WORD)
            out.append(Token(first.start, last.end, text[first.start : last.end], form, WORD))
            index = end
        else:
            out.append(tokens[index])
            index += 1
    return out


def _hangs(before: Token, token: Token) -> bool:
    """Whether a tatweel binds two parts of a word across one space: "قتـ ـل"."""
    gap = token.start - before.end
    return before.kind == token.kind == WORD and before.text[-1] == "\u0640" and gap <= 2


def _torn(text: str, before: Token, token: Token) -> bool:
    """Whether tatweel on both sides of the gap shows one word torn apart: "قـ ـتـ*ـل"."""
    gap = text[before.end : token.start]
    return (
        before.text[-1] == "\u0640"
        and "\u0640" in gap
        and len(gap) <= _LONGEST_TEAR
        and "\n" not in gap
    )


def _masked_run(text: str, tokens: list[Token], index: int, known: Callable[[str], bool]) -> int:
    """End (exclusive) of the longest masked word that starts at `index`; 0 when there is none.

    Parts torn apart between two tatweels are one word whatever the lexicon says of it.
    """
    piece = tokens[index]
    form = tokens[index].form
    best = 0
    end = index + 1
    disguise = 0
    while end < len(tokens) and len(form) < _LONGEST_MASKED:
        token, before = tokens[end], tokens[end - 1]
        if token.kind == WORD and _torn(text, piece, token):
            form += token.form
            piece, best, disguise = token, end + 1, 0
            end += 1
            continue
        # A tatweel left hanging before a dot still binds across one space.
        slack = 1 if before.kind == PUNCT and tokens[end - 2].text.endswith("\u0640") else 0
        if token.start - before.end > slack:
            if not _hangs(before, token):
                break
            disguise += 1
        if token.kind == WORD:
            form += token.form
            piece = token
            if disguise and known(form):
                best = end + 1
            disguise = 0
        elif token.kind == NUMBER or (token.kind == PUNCT and token.form in _MASKS):
            disguise += 1
            if disguise > 3:
                break
        else:
            break
        end += 1
    return best
