"""Krippendorff's alpha against the examples of his "Computing Krippendorff's Alpha-Reliability"."""

from __future__ import annotations

import pytest

from riwaya.evaluation.agreement import interval_alpha, nominal_alpha, ordinal_alpha, ratio_alpha

MEG, OWEN = "0100000010", "1110010000"
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def units(*coders):
    return [[value for value in given if value is not None] for given in zip(*coders, strict=True)]


def test_two_observers_and_two_values() -> None:
    assert nominal_alpha(units(MEG, OWEN)) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(
    ("alpha", "published"),
    [(nominal_alpha, 0.743), (ordinal_alpha, 0.815), (interval_alpha, 0.849), (ratio_alpha, 0.797)],
)
def test_four_observers_who_left_some_out(alpha, published: float) -> None:
    assert alpha(units(*FOUR)) == pytest.approx(published, abs=0.0005)


def test_two_observers_and_five_names() -> None:
    assert nominal_alpha(units("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=0.0005)


def test_agreement_without_exception_is_one_and_against_each_other_is_below_nothing() -> None:
    assert nominal_alpha([["a", "a"], ["b", "b"], ["c", "c"]]) == 1
    assert interval_alpha([[1, 1], [7, 7]]) == 1
    against = nominal_alpha([["a", "b"], ["b", "a"]])
    assert against is not None
    assert against < 0


@pytest.mark.parametrize("given", [[], [["a"]], [["a"], ["b"]], [["a", "a"], ["a", "a"]]])
def test_without_two_judgements_or_two_values_there_is_nothing_to_tell(given) -> None:
    assert nominal_alpha(given) is None
