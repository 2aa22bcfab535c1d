"""Roles of words by token, and what a form can be in a name."""

from __future__ import annotations

import pytest

from riwaya.reading.attribution.words import Words
from riwaya.reading.casualties.name_forms import (
    COMPOUND,
    CONJOINED,
    DEFINITE,
    GIVEN,
    MAY_BE_UNKNOWN,
    name_forms,
)
from riwaya.reading.roles import within
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon


def words_of(text: str) -> Words:
    return Words(make_document(text, reading_lexicon()))


def test_places_of_a_role_are_all_tokens_that_have_it_in_order() -> None:
    words = words_of("وبحسب المصدر انفجرت عبوة، وقتل اثنان وفق الشرطة، وأصيب ثالث بحسب شاهد.")
    tokens = range(len(words.doc.tokens))
    told = [at for at in tokens if words.role(at, "according") is not None]
    assert len(told) == 3
    assert list(words.roles.places("according")) == told
    assert list(words.roles.places_in("according", told[0] + 1, told[2])) == told[1:2]


def test_a_set_phrase_comes_before_its_first_word() -> None:
    words = words_of("قتل ثلاثة استنادا إلى شهود.")
    at = words.doc.forms.index("استنادا")
    found = words.role(at, "according")
    assert found is not None
    assert (found.first, found.last) == (at, at + 2)
    assert "according" in words.roles_at[at]


def test_no_token_beyond_the_text_has_a_role() -> None:
    words = words_of("قتل ثلاثة بحسب")
    count = len(words.doc.tokens)
    assert words.role(count, "according") is None
    assert not words.roles_at[count]
    assert not words.roles_at[-1]


def test_several_roles_are_found_together_once_and_in_order() -> None:
    words = words_of("قال الناطق في بيان إن ثلاثة قتلوا في السوق.")
    both = words.roles.places_of("inside", "statement", "complement")
    assert both == sorted(set(both))
    assert set(both) == {
        at for role in ("inside", "statement", "complement") for at in words.roles.places(role)
    }
    assert len(both) >= 4


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(0, 9, [2, 5, 7]), (3, 7, [5]), (5, 5, []), (8, 20, [])],
)
def test_tokens_within_a_range_leave_out_its_end(
    first: int, last: int, expected: list[int]
) -> None:
    assert list(within([2, 5, 7], first, last)) == expected


def test_forms_tell_what_they_can_be_in_a_name() -> None:
    flags = name_forms(reading_lexicon())
    assert flags["محمد"] & GIVEN
    assert flags["ابو"] & COMPOUND
    assert flags["ومحمد"] & CONJOINED
    assert flags["الطحاوي"] & DEFINITE
    assert flags["طحاوي"] & MAY_BE_UNKNOWN
    assert not flags["قتل"] & MAY_BE_UNKNOWN
    assert not flags["وطحاوي"] & MAY_BE_UNKNOWN
