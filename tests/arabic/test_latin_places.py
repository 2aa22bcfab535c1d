"""Place expressions in English."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.latin_places import place_in_english

_CASES = Path(__file__).parents[1] / "cases" / "ar" / "latin_places.yaml"


def _table() -> list[tuple[str, str]]:
    content = yaml.safe_load(_CASES.read_text(encoding="utf-8"))
    return [(name, english) for english, names in content.items() for name in names]


@pytest.mark.parametrize(("expression", "english"), _table())
def test_place(expression: str, english: str) -> None:
    assert place_in_english(expression) == english


@given(st.text(alphabet=" ابحلقريةشبدفوز\u0651"))
def test_any_words_are_accepted(expression: str) -> None:
    assert isinstance(place_in_english(expression), str)
