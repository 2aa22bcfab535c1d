"""Words hidden from moderation: letters set apart by dots, stars, hyphens, digits or tatweel."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from riwaya.arabic.tokens import DIGIT, INSIDE, LETTER, NUMBER, PUNCT, WORD, Token

LONGEST_MASKED = 16
_MASKS = frozenset("._*-–—•·|~#+/\\ـ،,'`°^@×✘x")
_LONGEST_TEAR = 6
_TATWEEL = "\u0640"
# What may join two parts of a word: marks and figures between letters, all touching, or a tatweel
# that a word ends on. A run of marks is looked at from its first only, so that dots without end
# cost no more than others.
_MARK = f"{re.escape(''.join(sorted(_MASKS - {_TATWEEL})))}{DIGIT}\u066b\u066c"
_BETWEEN = re.compile(f"[{_MARK}](?<=[{INSIDE}][{_MARK}])[{_MARK}]*(?=[{LETTER}])")
_HANGING = re.compile(f"{_TATWEEL}(?![{INSIDE}])")
DISGUISE = re.compile(
    rf"(?<=[{LETTER}{_TATWEEL}])(?:(?<={_TATWEEL}) ?[{_MARK}]{{0,3}} ?{_TATWEEL}|[{_MARK}]{{1,3}})"
    rf"(?=[{LETTER}{_TATWEEL}])"
)
"""What may hide a word, for those who need no tokens: without it the letters stand together."""


def unmasked(
    text: str,
    start: int,
    end: int,
    tokens: list[Token],
    known: Callable[[str], bool],
    touching: bool,
) -> list[Token]:
    """The tokens of text[start:end], runs such as word-dot-word whose letters are a word joined.

    `known`: whether a folded form is a word. `touching`: among the tokens are words cut in two,
    which touch.
    """
    begins = range(len(tokens)) if touching else _begins(text, start, end, tokens)
    out: list[Token] = []
    done = 0
    for index in begins:
        if index < done or tokens[index].kind != WORD:
            continue
        last = _masked_run(text, tokens, index, known)
        if last:
            first, end_token = tokens[index], tokens[last - 1]
            form = "".join(token.form for token in tokens[index:last] if token.kind == WORD)
            out += tokens[done:index]
            out.append(
                Token(first.start, end_token.end, text[first.start : end_token.end], form, WORD)
            )
            done = last
    return out + tokens[done:] if done else tokens


def _begins(text: str, start: int, end: int, tokens: Sequence[Token]) -> Iterable[int]:
    """The tokens, in order, that end where something may join them to the next word."""
    ends = {match.start() for match in _BETWEEN.finditer(text, start, end)}
    ends.update(match.end() for match in _HANGING.finditer(text, start, end))
    return [
        at
        for offset in sorted(ends)
        if (at := bisect_left(tokens, offset, key=_end_of)) < len(tokens)
        and tokens[at].end == offset
    ]


def _end_of(token: Token) -> int:
    return token.end


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
    while end < len(tokens) and len(form) < LONGEST_MASKED:
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
