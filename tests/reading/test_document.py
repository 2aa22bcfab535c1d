"""What a document tells about its tokens, and the scans that rest on it."""

from __future__ import annotations

from riwaya.arabic.words import PUNCT
from riwaya.reading.document import Document
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import CATEGORIES, reading_lexicon

TEXT = "قتل ثلاثة مدنيين في قصف على سوق مدينة البيلسان، وفق مصدر طبي.\nوأصيب طفل بجروح."


def document(text: str = TEXT) -> Document:
    return make_document(text, reading_lexicon())


def test_starts_hold_what_find_finds_in_order() -> None:
    doc = document()
    for category in CATEGORIES:
        starts = doc.starts_of(category)
        assert list(starts) == sorted(starts)
        found = {at: doc.find(at, category) for at in range(len(doc.tokens))}
        assert dict(starts) == {at: one for at, one in found.items() if one is not None}


def test_a_category_that_does_not_occur_starts_nowhere() -> None:
    doc = document("سلام")
    assert dict(doc.starts_of("casualties")) == {}
    assert doc.find(0, "casualties") is None


def test_a_set_phrase_goes_before_the_word_it_starts_with() -> None:
    doc = document()
    for at, phrases in doc.phrases.items():
        longest = next(one for one in phrases if one.sense.category == phrases[0].sense.category)
        assert doc.find(at, longest.sense.category) == longest


def test_marks_are_the_punctuation() -> None:
    doc = document()
    assert list(doc.marks.values()) == ["،", ".", "."]
    assert all(doc.kinds[at] == PUNCT for at in doc.marks)
