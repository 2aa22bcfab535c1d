"""Accounts that their author takes back or puts right, and accounts called untrue."""

from __future__ import annotations

from riwaya.reading.attribution.words import COMMAS, Words
from riwaya.reading.corrections import (
    AS_TOLD,
    ERROR,
    INSTEAD,
    TALK,
    TRUTH,
    UNTRUE,
    UNTRUE_THAT,
    WITHDRAW,
    has_marks,
    is_corrected,
    marks_in,
)
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import Credit
from riwaya.reading.roles import within

_RETRACTS, _DENIES, _ASSERTS = "retracts", "denies", "asserts"


def apply_corrections(words: Words, number: int, credits: list[Credit | None]) -> None:
    """Mark in `credits`, in place, what sentence `number` takes back or calls untrue.

    The speaker stays who it was; without one, it is the outlet that speaks.
    """
    sentence = words.doc.sentences[number]
    if has_marks(words.doc, sentence):
        _withdrawn(words, sentence, credits)
        _replaced(words, number, credits)
        _untrue(words, sentence, credits)
    _after_denial(words, sentence, credits)


def _withdrawn(words: Words, sentence: Sentence, credits: list[Credit | None]) -> None:
    """From the words of error to those of truth: taken back; from there on: held for true."""
    doc = words.doc
    truths = marks_in(doc, sentence, TRUTH)
    for mark in marks_in(doc, sentence, ERROR, WITHDRAW):
        if mark.first > sentence.first and words.role(mark.first - 1, "negation"):
            continue
        end = next((truth.first for truth in truths if truth.first >= mark.last), -1)
        if end < 0:
            commas = (at for at in range(mark.last, sentence.last) if words.is_punct(at, COMMAS))
            error = mark.sense.features["role"] == ERROR
            end = next(commas, sentence.last) if error else sentence.last
        _mark(credits, mark.first, end, _RETRACTS, mark)
    for truth in truths:
        before = credits[truth.first - 1] if truth.first > sentence.first else None
        if before is None or before.stance != _RETRACTS:
            continue
        for at in range(truth.first, sentence.last):
            credit = credits[at]
            if credit is not None and credit.stance == _RETRACTS:
                credits[at] = credit._replace(stance=_ASSERTS) if credit.chain else None


def _replaced(words: Words, number: int, credits: list[Credit | None]) -> None:
    """ "Three and not eight": the eight is taken back where a correction is told."""
    sentence = words.doc.sentences[number]
    marks = marks_in(words.doc, sentence, INSTEAD)
    if not marks or not is_corrected(words.doc, number):
        return
    ends = [mark.first for mark in marks_in(words.doc, sentence, AS_TOLD, TRUTH)]
    for mark in marks:
        stops = (
            at for at in range(mark.last, sentence.last) if words.is_punct(at, COMMAS) or at in ends
        )
        _mark(credits, mark.last, next(stops, sentence.last), _RETRACTS, mark)


def _untrue(words: Words, sentence: Sentence, credits: list[Credit | None]) -> None:
    """ "The talk of three dead is a rumour", "there is no truth in the news of …"."""
    doc = words.doc
    for mark in marks_in(doc, sentence, UNTRUE):
        told = [talk for talk in marks_in(doc, sentence, TALK) if talk.last <= mark.first]
        if told:
            _mark(credits, told[-1].last, mark.first, _DENIES, mark)
    for mark in marks_in(doc, sentence, UNTRUE_THAT):
        _mark(credits, mark.last, sentence.last, _DENIES, mark)


def _after_denial(words: Words, sentence: Sentence, credits: list[Credit | None]) -> None:
    """Behind a semicolon the one who denies tells their own account."""
    for index in within(words.semicolons, sentence.first + 1, sentence.last):
        before = credits[index - 1]
        if before is None or before.stance != _DENIES:
            continue
        for at in range(index, sentence.last):
            if credits[at] == before:
                credits[at] = before._replace(stance=_ASSERTS)


def _mark(credits: list[Credit | None], first: int, last: int, stance: str, mark: Found) -> None:
    for at in range(first, last):
        credit = credits[at] or Credit((), _ASSERTS, "certain", (mark.first, mark.last))
        credits[at] = credit._replace(stance=stance)
