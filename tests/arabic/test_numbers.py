"""Numbers in every spelling, the intervals their words give, and what only looks like one."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.fractions import find_values
from riwaya.arabic.number_words import vocabulary
from riwaya.arabic.numbers import (
    Bound,
    Quantity,
    apply,
    find_quantities,
    postmodifier,
    quantity_at,
)
from riwaya.arabic.words import tokenise


@cache
def _cases() -> dict[str, Any]:
    path = Path(__file__).parents[1] / "cases" / "ar" / "numbers.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _spellings(section: str) -> list[tuple[Any, str]]:
    return [(value, str(form)) for value, forms in _cases()[section].items() for form in forms]


def _intervals() -> list[tuple[dict[str, Any], str]]:
    return [(entry, words) for entry in _cases()["intervals"] for words in entry["words"]]


def _only(text: str) -> Quantity:
    found = find_quantities(tokenise(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("value", "text"), _spellings("values"))
def test_a_spelling_has_its_value(value: float, text: str) -> None:
    quantity = _only(text)
    assert quantity.value == value
    assert not quantity.ordinal


@pytest.mark.parametrize(("value", "text"), _spellings("ordinals"))
def test_an_ordinal_has_its_rank(value: int, text: str) -> None:
    quantity = _only(text)
    assert (quantity.value, quantity.ordinal) == (value, True)


@pytest.mark.parametrize(("entry", "text"), _intervals())
def test_words_around_a_number_give_its_interval(entry: dict[str, Any], text: str) -> None:
    quantity = _only(text)
    assert (quantity.low, quantity.high) == (entry["low"], entry["high"])
    assert quantity.approx == entry.get("approx", False)
    assert quantity.vague == entry.get("vague", False)


@pytest.mark.parametrize("text", _cases()["none"])
def test_what_looks_like_a_number_is_none(text: str) -> None:
    assert find_quantities(tokenise(text)) == []


@pytest.mark.parametrize("entry", _cases()["texts"], ids=lambda entry: entry["text"])
def test_numbers_of_a_text_are_kept_apart(entry: dict[str, Any]) -> None:
    found = [[q.low, q.high] for q in find_quantities(tokenise(entry["text"]))]
    assert found == entry["found"]


@pytest.mark.parametrize("entry", _cases()["exact"], ids=lambda entry: entry["text"])
def test_parts_and_signs_have_exact_values(entry: dict[str, Any]) -> None:
    assert [v.value for v in find_values(tokenise(entry["text"]))] == [Fraction(entry["value"])]


@pytest.mark.parametrize("entry", _cases()["after_noun"], ids=lambda entry: entry["after"])
def test_a_bound_may_follow_the_counted_noun(entry: dict[str, Any]) -> None:
    tokens = tokenise(f"{entry['noun']} {entry['after']}")
    quantity = find_quantities(tokens)[0]
    found = postmodifier(tokens, quantity.last + 1)
    assert found is not None
    end, bound = found
    bounded = apply(quantity, bound)
    assert end == len(tokens)
    assert (bounded.low, bounded.high) == (entry["low"], entry["high"])


def test_the_span_covers_the_words_that_bound_the_number() -> None:
    text = "ومقتل ما لا يقل عن ثلاثة وعشرين شخصا"
    tokens = tokenise(text)
    quantity = find_quantities(tokens)[0]
    span = text[tokens[quantity.first].start : tokens[quantity.last - 1].end]
    assert span == "ما لا يقل عن ثلاثة وعشرين"
    assert quantity_at(tokens, quantity.first + 2) == quantity
    assert quantity_at(tokens, 0) is None


def test_a_line_end_separates_numbers() -> None:
    assert [q.value for q in find_quantities(tokenise("مئة\nوخمسة"))] == [100, 5]


def test_an_ordinal_takes_no_bound() -> None:
    ordinal = Quantity(0, 1, 3, 3, ordinal=True, value=3)
    assert apply(ordinal, Bound.MORE_THAN) == ordinal


def test_an_endless_run_of_digit_groups_is_no_number() -> None:
    tokens = tokenise("123 " * 2000 + "\n")
    assert len(find_quantities(tokens)) <= 1


_WORDS = st.sampled_from(
    [*sorted(vocabulary().words)[::37], "و", "ال", "من", "إلى", "بين", "-", "،"]
)
_MIXED = st.lists(st.one_of(_WORDS, st.integers(0, 10**7).map(str), st.text(max_size=4)))


@given(_MIXED.map(" ".join))
def test_quantities_are_ordered_apart_and_never_inverted(text: str) -> None:
    tokens = tokenise(text)
    end = 0
    for quantity in find_quantities(tokens):
        assert end <= quantity.first < quantity.last <= len(tokens)
        assert quantity.low >= 0 and (quantity.high is None or quantity.low <= quantity.high)
        end = quantity.last
    end = 0
    for value in find_values(tokens):
        assert end <= value.first < value.last <= len(tokens)
        end = value.last
