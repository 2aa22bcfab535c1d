"""Marks of correction in a text: an account withdrawn, put right, or called untrue."""

from __future__ import annotations

from riwaya.reading.document import Document, Found, Sentence

ERROR, WITHDRAW, HEADING, TRUTH, INSTEAD = "error", "withdraw", "heading", "truth", "instead"
AS_TOLD, TALK, UNTRUE, UNTRUE_THAT = "as_told", "talk", "untrue", "untrue_that"
_CATEGORY = "corrections"
_OPENS = frozenset({ERROR, WITHDRAW, HEADING})
# How many sentences before a correction may have announced it.
_SENTENCES_BACK = 3


def mark_at(doc: Document, index: int, *roles: str) -> Found | None:
    """The longest phrase, else the word, of correction with one of these roles at a token."""
    if index not in doc.present.get(_CATEGORY, ()):
        return None
    for found in doc.phrases.get(index, ()):
        if found.sense.category == _CATEGORY and found.sense.features["role"] in roles:
            return found
    for word in doc.lexicon.analyses(doc.forms[index]):
        if word.sense.category == _CATEGORY and word.sense.features["role"] in roles:
            return Found(index, index + 1, word.sense, word.prefix, word.definite, word.suffix)
    return None


def marks_in(doc: Document, sentence: Sentence, *roles: str) -> list[Found]:
    """The marks with one of these roles in a sentence, in order."""
    present = doc.present.get(_CATEGORY, frozenset())
    if not present:
        return []
    marks = (
        mark_at(doc, index, *roles)
        for index in range(sentence.first, sentence.last)
        if index in present
    )
    return [mark for mark in marks if mark is not None]


def has_marks(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence has any mark of correction."""
    present = doc.present.get(_CATEGORY, frozenset())
    return any(sentence.first <= index < sentence.last for index in present)


def is_corrected(doc: Document, number: int) -> bool:
    """Whether sentence `number` puts something right that its author had told."""
    if not doc.present.get(_CATEGORY):
        return False
    if marks_in(doc, doc.sentences[number], AS_TOLD):
        return True
    before = range(max(0, number - _SENTENCES_BACK), number + 1)
    return any(marks_in(doc, doc.sentences[other], *_OPENS) for other in before)
