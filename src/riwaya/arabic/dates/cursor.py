"""Looking around in the tokens: words of the calendar, numbers before and after a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.arabic.dates.expression import PAST
from riwaya.arabic.dates.vocabulary import Vocabulary, Word
from riwaya.arabic.numerals import read_numeral
from riwaya.arabic.words import BREAK, NUMBER, PUNCT, WORD, Token

ARTICLE_ALONE = "ال"
LONGEST_NUMBER = 5
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
EARLIEST_HIJRI_YEAR, LATEST_HIJRI_YEAR = 1343, 1500


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number said by tokens [first, last)."""

    first: int
    last: int
    value: int
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """Tokens with the vocabulary; every method takes a token index and tolerates any index."""

    tokens: Sequence[Token]
    vocabulary: Vocabulary

    def token(self, at: int) -> Token | None:
        """The token at an index, or None outside the text."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def form(self, at: int) -> str:
        """The folded form at an index, "" outside the text."""
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""

    def word(self, at: int) -> Word | None:
        """The calendar word at an index."""
        return (
            self.vocabulary.words.get(self.tokens[at].form) if 0 <= at < len(self.tokens) else None
        )

    def is_word(self, at: int, role: str, *values: str) -> bool:
        """Whether a calendar word of this role, and of one of the values if given, is there."""
        word = self.word(at)
        return word is not None and word.role == role and (not values or word.value in values)

    def is_particle(self, at: int, *values: str) -> bool:
        """Whether one of these particles is at the index."""
        return self.is_word(at, "particle", *values)

    def is_punctuation(self, at: int, marks: str) -> bool:
        """Whether one of these marks is at the index."""
        token = self.token(at)
        return token is not None and token.kind == PUNCT and token.form in marks

    def is_unit(self, at: int, value: str, number: str = "singular") -> bool:
        """Whether the indefinite word for this unit is there ("day", "month", …)."""
        word = self.word(at)
        return (
            word is not None
            and (word.role, word.value, word.number) == ("unit", value, number)
            and not word.definite
        )

    def direction(self, at: int) -> str | None:
        """What the adjective at the index says: "past", "this", "next", …, or None."""
        word = self.word(at)
        if word is None or word.role != "direction":
            return None
        return PAST if word.value == "final" else word.value

    def closes(self, at: int) -> bool:
        """Whether nothing is counted here: the end, a line end, punctuation or a time word."""
        token = self.token(at)
        if token is None or token.kind in (BREAK, PUNCT):
            return token is None or token.form not in ":%/"
        word = self.word(at)
        return word is not None and (word.role != "unit" or word.definite)

    def number_at(self, at: int) -> Number | None:
        """The whole number that starts at the index, in digits or words."""
        token = self.token(at)
        if token is None:
            return None
        if token.kind == NUMBER:
            return Number(at, at + 1, int(token.form)) if _is_small(token.form) else None
        if token.kind != WORD:
            return None
        if token.form == ARTICLE_ALONE and (number := self.number_at(at + 1)):
            return Number(at, number.last, number.value, True)
        numeral = read_numeral(self.tokens, at)
        if numeral is None or not isinstance(numeral.value, int):
            return None
        return Number(at, numeral.last, numeral.value, numeral.ordinal)

    def number_before(self, end: int) -> Number | None:
        """The longest whole number whose last token is just before `end`."""
        token = self.token(end - 1)
        if token is None or token.kind not in (NUMBER, WORD):
            return None
        if token.kind == NUMBER:
            if not _is_small(token.form):
                return None
            article = end >= 2 and self.form(end - 2) == ARTICLE_ALONE
            return Number(end - 2 if article else end - 1, end, int(token.form), article)
        for first in range(max(0, end - LONGEST_NUMBER), end):
            number = self.number_at(first)
            if number is not None and number.last == end and not self._names_a_month(first):
                return number
        return None

    def _names_a_month(self, at: int) -> bool:
        """Whether the word at the index ends a month's name ("the second" of Tishrin)."""
        names = self.vocabulary.months.get(self.form(at - 1), ())
        return any(name.rest[:1] == (self.form(at),) for name in names)

    def day_before(self, end: int) -> Number | None:
        """A day of the month whose last token is just before `end`.

        An ordinal after a definite noun belongs to that noun ("the first half of March").
        """
        number = self.number_before(end)
        if number is None or not 1 <= number.value <= 31:
            return None
        if number.ordinal and self.tokens[number.first].kind == WORD:
            noun = self.token(number.first - 1)
            if noun is not None and noun.kind == WORD and noun.form.startswith(ARTICLE_ALONE):
                word = self.word(number.first - 1)
                if self.number_before(number.first) is not None:
                    return number
                if word is None or (word.role == "unit" and word.value != "day"):
                    return None
        return number

    def first_of_pair(self, second: int) -> Number | None:
        """The number before "and", "to", or a dash that stands just before index `second`."""
        if self.is_particle(second - 1, "and", "to") or self.is_punctuation(second - 1, "-–"):
            return self.number_before(second - 1)
        return None

    def second_of_pair(self, after: int) -> Number | None:
        """The number after "and", "to", or a dash that stands at index `after`."""
        if self.is_particle(after, "and", "to") or self.is_punctuation(after, "-–"):
            return self.number_at(after + 1)
        return None

    def year_at(self, at: int, certain: bool = False) -> Number | None:
        """A year that starts at the index; `certain`: the word "year" stands before it."""
        number = self.number_at(at)
        if number is None or number.ordinal:
            return None
        low, high = (1000, 2200) if certain else (EARLIEST_YEAR, LATEST_YEAR)
        return number if low <= number.value <= high else None


def _is_small(form: str) -> bool:
    return len(form) <= 4 and form.isdigit()
