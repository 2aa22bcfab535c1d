"""Words written like a number word: weekdays, titles, water, the dead, per cent."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.number_words import Kind, NumberWord, vocabulary
from riwaya.arabic.words import NUMBER, WORD, Token

_WRITTEN_HAMZA = "ئ"


def is_number_here(tokens: Sequence[Token], index: int, word: NumberWord, definite: bool) -> bool:
    """Whether the word at `index`, a numeral by itself, is a number between its neighbours.

    `definite`: with the article, on the word or as a token before it.
    """
    words = vocabulary()
    before = tokens[index - 1].form if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    after_form = after.form if after else ""
    if word.kind is Kind.HUNDRED and definite:
        return not _is_per_cent(before, tokens[index].form)
    if word.kind is Kind.ZERO:
        return not words.among("zero_not_after", before) and not (after and after.kind == NUMBER)
    if word.ordinal:
        return not (word.value == 1 and words.among("first_not_before", after_form))
    if word.kind is Kind.UNIT and definite:
        if words.among("not_definite_alone", word.stem) and not words.among("others", after_form):
            return False
        if words.among("day_words", before):
            return False
    if word.value == 1 and words.among("one_not_after", before):
        return False
    if _WRITTEN_HAMZA in tokens[index].text:
        return True
    if words.among("weaker", word.stem):
        return False
    if words.among("weak", word.stem) and after:
        return after.kind == WORD and not definite and not after_form.startswith(("ال", "و"))
    return True


def _is_per_cent(before: str, form: str) -> bool:
    return before in ("في", "ب", "بال") or form.startswith("بال")
