"""Lists of names: the words that announce them, and the lines that open them."""

from __future__ import annotations

from riwaya.reading.document import Sentence
from riwaya.reading.people.harm import Figures, Harm, header
from riwaya.reading.people.words import COUNTING, Words


def announces(words: Words, at: int, first: int) -> bool:
    """Whether "they are", "among them" or "their names" stands right before token `at`."""
    context = words.context
    for index in range(at, max(first, at - 5) - 1, -1):
        if words.is_word(index):
            role, _ = words.role_ending(index, first)
            if role in ("list", "identified", "naming"):
                return True
            if context.grammar(index) == "pronoun":
                return True
            if index in words.counting or index - 1 in words.counting:
                return True
    return words.lists_in(first, at)


def opened_list(
    words: Words, figures: Figures, sentence: Sentence, number: int, inside: bool
) -> Harm | None:
    """What befell those listed below a line that announces names; None for other lines.

    `inside`: a list is open already, so that "names" in a line of it opens no other.
    """
    last = sentence.last - 1
    ends = words.is_mark(last, ":\u061b")
    while last > sentence.first and not words.is_word(last):
        last -= 1
    role, _ = words.role_ending(last, sentence.first)
    context = words.context
    told = role in ("list", "identified") or any(
        (found := context.role(s, r)) is not None and found.last == last + 1
        for s in range(max(sentence.first, last - 2), last + 1)
        if s in words.counting
        for r in COUNTING
    )
    listed = words.lists_in(sentence.first, sentence.last)
    if not (ends or told or (listed and not inside)):
        return None
    harm = header(words, figures, last + 1, sentence.first, number, told or listed)
    return harm._replace(rule="item of a list") if harm is not None else None
