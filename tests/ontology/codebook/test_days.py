"""Days in the forms of codebooks, there and back."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.ontology.codebook.days import day_of, day_text, is_form

DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("YYYY-MM-DD", "2024-03-01"),
        ("DD/MM/YYYY", "01/03/2024"),
        ("D.M.YY", "1.3.24"),
        ("D MMMM YYYY", "1 March 2024"),
        ("DD-MMM-YYYY", "01-Mar-2024"),
        ("YYYYMMDD", "20240301"),
    ],
)
def test_a_day_is_written_and_read_in_its_form(form: str, text: str) -> None:
    assert is_form(form)
    assert day_text(DAY, form) == text
    assert day_of(f" {text.upper()} ", form) == DAY


@pytest.mark.parametrize("form", ["YYYY", "MM/YYYY", "DD.MM.YYYY MM", "", "%d/%m/%Y"])
def test_a_form_names_year_month_and_day_once(form: str) -> None:
    assert not is_form(form)


@pytest.mark.parametrize("text", ["", "2024-02-30", "2024-3", "1 March 2024", "٢٠٢٤-٠٣-٠١"])
def test_what_is_no_day_of_the_form_is_none(text: str) -> None:
    assert day_of(text, "YYYY-MM-DD") is None


def test_signs_of_a_form_stand_for_themselves() -> None:
    assert day_of("2024x03.01", "YYYY-MM-DD") is None
    assert day_of("(2024*03*01", "(YYYY*MM*DD") == DAY
