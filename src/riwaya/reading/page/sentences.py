"""Where sentences begin and end, also in posts whose line ends were lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.words import BREAK, LATIN, NUMBER, PUNCT, WORD, Token
from riwaya.reading.page.furniture_words import URGENT, furniture_words

_ENDS = frozenset(".!?\u061f\u2026\u06d4\u3002")
_CLOSERS = frozenset("\u201d\u2019\u00bb\u203a)]")
_EITHER_WAY = frozenset("\"'")
_BULLETS = frozenset("\u2022\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25e6\u2666\u2756\u27a2\u2605")
_DASHES = frozenset("-\u2013\u2014")
_ITEM_MARKS = frozenset("-_.)/\u2013")
_DIRECTION = frozenset("\u200e\u200f")
_SPACES = frozenset(" \t\u00a0\u2003\u2009\u3000")
# A sentence never grows without bound: one endless line is cut, so that work per sentence stays
# bounded and cost linear.
_LONGEST_SENTENCE = 400
_ABBREVIATION_LETTERS = 3
_PIECE_LETTERS = 2
_LONGEST_DISGUISE = 4
_DASH_AFTER = 4


class Bounds(NamedTuple):
    """Tokens [first, last) of one sentence and how many line ends were passed before it."""

    first: int
    last: int
    breaks: int


@lru_cache(maxsize=1 << 12)
def _is_bullet(character: str) -> bool:
    if character in _BULLETS:
        return True
    return character >= "\u2000" and unicodedata.category(character[0]) == "So"


def begins_sentence(lexicon: Lexicon, form: str) -> bool:
    """Whether a folded form, as written, can only open a clause: a past verb or a verbal noun."""
    return any(
        not word.prefix
        and not word.definite
        and (word.sense.tag.startswith("past.") or word.sense.tag == "masdar")
        for word in lexicon.analyses(form)
    )


def sentence_bounds(
    text: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon
) -> Iterator[Bounds]:
    """Sentences of tokens [first, last), in order; those without a word or number are left out."""
    return _Splitter(text, tokens, first, last, lexicon).run()


class _Splitter:
    def __init__(
        self, text: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.first = first
        self.last = last
        self.lexicon = lexicon
        self.words = furniture_words()

    def run(self) -> Iterator[Bounds]:
        tokens, last = self.tokens, self.last
        start, breaks, wordy = -1, 0, False
        index = self.first
        while index < last:
            token = tokens[index]
            kind = token.kind
            end = -1
            resume = index + 1
            if kind == BREAK:
                if start >= 0 and self._broken_up(start, index):
                    index += 1
                    continue
                end = index
            elif start >= 0 and (index - start >= _LONGEST_SENTENCE or self._starts(start, index)):
                end = resume = index
            elif kind == PUNCT and token.form in _ENDS and start >= 0:
                resume = self._stop(start, index)
                end = resume if resume > index else -1
                resume = max(resume, index + 1)
            if end >= 0:
                if start >= 0 and wordy:
                    yield Bounds(start, end, breaks)
                start, wordy = -1, False
                breaks += kind == BREAK
            elif kind != BREAK:
                if start < 0:
                    start = index
                wordy = wordy or kind != PUNCT
            index = resume
        if start >= 0 and wordy:
            yield Bounds(start, last, breaks)

    def _broken_up(self, start: int, index: int) -> bool:
        """A line of one word, then more words: a link or tag has broken a sentence up."""
        after = index + 1
        return (
            index - start == 1
            and self.tokens[start].kind == WORD
            and after < self.last
            and self.tokens[after].kind == WORD
        )

    def _starts(self, start: int, index: int) -> bool:
        """Whether a new sentence starts at a token that follows without a full stop."""
        tokens = self.tokens
        token, before = tokens[index], tokens[index - 1]
        gap = token.start - before.end
        if token.kind == PUNCT:
            if token.form in _DASHES:
                return index - start >= _DASH_AFTER and self._is_lost_dash(index, gap)
            if token.form == "#":
                return self._is_urgent_tag(index) or (
                    gap > 0 and self._direction_mark(before, token)
                )
            return _is_bullet(token.form) and not (before.kind == PUNCT and _is_bullet(before.form))
        if gap == 0:
            if token.kind == WORD:
                return before.kind == WORD and begins_sentence(self.lexicon, token.form)
            return token.kind == NUMBER and len(before.form) > 1 and self._is_item(index)
        if token.kind != WORD or (gap == 1 and self.text[before.end] in _SPACES):
            return False
        if self._direction_mark(before, token):
            return True
        spaces = sum(1 for c in self.text[before.end : before.end + 8] if c in _SPACES)
        return gap > 1 and spaces > 1 and begins_sentence(self.lexicon, token.form)

    def _direction_mark(self, before: Token, token: Token) -> bool:
        """Whether only a direction mark stands between two tokens: a line end has been lost."""
        between = self.text[before.end : min(token.start, before.end + 8)]
        return (
            before.kind in {WORD, PUNCT}
            and not _SPACES.intersection(between)
            and not _DIRECTION.isdisjoint(between)
        )

    def _is_lost_dash(self, index: int, gap: int) -> bool:
        """A dash that touches the word before it only, and opens an item of a list."""
        after = index + 1
        if gap or after >= self.last or self.tokens[after].start == self.tokens[index].end:
            return False
        token = self.tokens[after]
        return token.form == "#" or (
            token.kind == WORD and begins_sentence(self.lexicon, token.form)
        )

    def _is_urgent_tag(self, index: int) -> bool:
        after = index + 1
        return after < self.last and self.words.is_word(URGENT, self.tokens[after].form)

    def _is_item(self, index: int) -> bool:
        mark = index + 1
        return (
            self.tokens[index - 1].kind == WORD
            and mark + 1 < self.last
            and self.tokens[mark].form in _ITEM_MARKS
            and self.tokens[mark + 1].kind == WORD
        )

    def _stop(self, start: int, index: int) -> int:
        """Token after the stop at `index` and what closes with it; `index` when it ends nothing."""
        tokens, last = self.tokens, self.last
        after = index + 1
        while after < last and tokens[after].form in _ENDS and tokens[after].kind == PUNCT:
            if tokens[after].start != tokens[after - 1].end:
                break
            after += 1
        if after == index + 1 and tokens[index].form == "." and self._inside(start, index):
            return index
        if self._disguises(index, after):
            return index
        while after < last and self._closes(after):
            after += 1
        return after

    def _disguises(self, index: int, after: int) -> bool:
        """Whether a short run of dots binds a hanging tatweel to the rest of its word."""
        first = index
        while first > max(index - _LONGEST_DISGUISE, 0) and self.tokens[first - 1].form in _ENDS:
            first -= 1
        if first == 0:
            return False
        before = self.tokens[first - 1]
        return (
            before.kind == WORD
            and before.text[-1] == "\u0640"
            and after < self.last
            and self.tokens[after].kind == WORD
            and all(self._touch(at) for at in range(first - 1, after))
        )

    def _closes(self, index: int) -> bool:
        """Whether a quotation mark or bracket belongs to the sentence that ends before it."""
        tokens = self.tokens
        token, after = tokens[index], index + 1
        if token.start != tokens[index - 1].end:
            return False
        if token.form in _CLOSERS:
            return True
        # A straight mark glued to what follows opens.
        free = after >= self.last or tokens[after].start != token.end or tokens[after].kind == PUNCT
        return token.form in _EITHER_WAY and free

    def _touch(self, index: int) -> bool:
        """Whether no space stands between a token and the next."""
        end, start = self.tokens[index].end, self.tokens[index + 1].start
        return end == start or (start - end < 4 and _SPACES.isdisjoint(self.text[end:start]))

    def _inside(self, start: int, index: int) -> bool:
        """Whether a full stop belongs to a number, an abbreviation, an address or a masked word."""
        tokens = self.tokens
        before = tokens[index - 1]
        if not self._touch(index - 1):
            return False
        if before.kind == NUMBER:
            return index - 1 == start
        after = tokens[index + 1] if index + 1 < self.last and self._touch(index) else None
        if before.kind == LATIN:
            return after is not None and after.kind in {LATIN, NUMBER}
        if before.kind != WORD:
            return False
        if after is None:
            # A letter with a stop shortens a title; after a number it is an era or half of the day.
            return len(before.form) == 1 and (
                index - 1 == start or tokens[index - 2].kind != NUMBER
            )
        if after.kind != WORD:
            return False
        if len(before.form) == 1 or "\u0640" in (before.text[-1], after.text[0]):
            return True
        shorter = min(len(before.form), len(after.form))
        longer = max(len(before.form), len(after.form))
        if longer <= _ABBREVIATION_LETTERS:
            return True
        # A disguise cuts a piece or two off a word, and neither part is a word.
        known = self.lexicon.known
        return shorter <= _PIECE_LETTERS and not known(before.form) and not known(after.form)
