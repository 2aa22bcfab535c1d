"""Romanisation of names: a table of forms, and any string at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.latin import romanise

_CASES = Path(__file__).parents[1] / "cases" / "ar" / "latin_names.yaml"


def _table() -> list[tuple[str, str]]:
    content = yaml.safe_load(_CASES.read_text(encoding="utf-8"))
    return [(name, latin) for latin, names in content.items() for name in names]


@pytest.mark.parametrize(("name", "latin"), _table())
def test_latin_form(name: str, latin: str) -> None:
    assert romanise(name) == latin


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF)))
def test_no_arabic_letter_is_left(name: str) -> None:
    assert not any("\u0620" <= c <= "\u064a" for c in romanise(name))


@given(st.text())
def test_any_string_is_accepted(name: str) -> None:
    assert isinstance(romanise(name), str)
