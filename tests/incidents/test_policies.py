"""Figures that differ, under each policy."""

from __future__ import annotations

import pytest
import yaml

from riwaya.errors import DataError
from riwaya.incidents.figures import Figure
from riwaya.incidents.policies import POLICIES, Given, estimate, load_policies
from riwaya.incidents.policies.load import parse_policies
from riwaya.model.incident import Interval


def given(low: int, high: int | None, origin: str, **more: bool) -> Given:
    aligned = more.pop("aligned", False)
    return Given(Figure(low, high, (f"{origin}:c1",), **more), origin, aligned)


THIRTEEN_AND_ELEVEN = [given(13, 13, "a"), given(11, 11, "b"), given(13, 13, "c")]


@pytest.mark.parametrize(
    ("policy", "interval"),
    [
        ("range", Interval(11, 13, 13)),
        ("acled", Interval(11, 11, 11)),
        ("ucdp", Interval(11, 13, 13)),
        ("ibc", Interval(11, None, 13)),
    ],
)
def test_numbers_that_differ(policy: str, interval: Interval) -> None:
    assert estimate(THIRTEEN_AND_ELEVEN, load_policies()[policy], small=False) == interval


@pytest.mark.parametrize("policy", POLICIES)
def test_several_killed_does_not_speak_against_five(policy: str) -> None:
    figures = [given(5, 5, "a"), given(2, None, "b", loose=True)]
    found = estimate(figures, load_policies()[policy], small=False)
    assert found is not None
    assert (found.low, found.high) == (5, 5)


def test_dozens_above_every_number_leave_the_range_open() -> None:
    figures = [given(5, 5, "a"), given(20, None, "b", loose=True)]
    assert estimate(figures, load_policies()["range"], small=False) == Interval(5, 5, None)


@pytest.mark.parametrize(
    ("low", "small", "count"), [(200, False, 100), (20, False, 10), (2, False, 10), (2, True, 3)]
)
def test_acled_counts_words_without_a_number(low: int, small: bool, count: int) -> None:
    figures = [given(low, None, "a", loose=True)]
    assert estimate(figures, load_policies()["acled"], small) == Interval(count, count, count)


def test_a_woman_agrees_with_five_civilians_and_four_children_do_not() -> None:
    policy, five = load_policies()["range"], given(5, 5, "a")
    woman = estimate([five, given(1, 1, "b", partial=True)], policy, small=False)
    children = estimate([five, given(4, 4, "b", partial=True)], policy, small=False)
    assert (woman, children) == (Interval(5, 5, 5), Interval(4, None, 5))


def test_at_least_counts_only_above_the_numbers() -> None:
    policy = load_policies()["range"]
    below = estimate([given(15, 15, "a"), given(10, None, "b")], policy, small=False)
    above = estimate([given(15, 15, "a"), given(21, None, "b")], policy, small=False)
    assert (below, above) == (Interval(15, 15, 15), Interval(15, 15, None))


def test_at_a_tie_the_number_of_sources_that_side_with_nobody_is_best() -> None:
    figures = [given(13, 13, "a"), given(11, 11, "b", aligned=True)]
    assert estimate(figures, load_policies()["range"], small=False) == Interval(11, 13, 13)


def test_only_ucdp_leaves_rumour_out() -> None:
    figures = [given(4, 4, "a"), given(40, 40, "b", reliable=False)]
    highs = {}
    for name in POLICIES:
        found = estimate(figures, load_policies()[name], small=False)
        assert found is not None
        highs[name] = found.high
    assert highs == {"range": 40, "acled": 4, "ucdp": 4, "ibc": 40}


def test_rumour_is_all_there_is() -> None:
    figures = [given(4, 4, "a", reliable=False)]
    assert estimate(figures, load_policies()["ucdp"], small=False) == Interval(4, 4, 4)


def entry(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "title": "t", "rule": "r", "reference": "s", "reliable_only": False, "undivided": "apart",
        "sum_of_parts": False, "single_number": False, "disputed_may_be_none": False,
        "loose": [{"least": 20, "count": 20}, {"least": 1, "count": 2}],
    }  # fmt: skip
    return {**fields, **changes}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"undivided": "sometimes"}, "undivided"),
        ({"loose": [{"least": 1, "count": 2}, {"least": 20, "count": 20}]}, "largest first"),
        ({"loose": [{"count": 2}]}, "least and count"),
        ({"surplus": 1}, "expected the fields"),
    ],
)
def test_a_broken_policy_says_what_is_wrong(changes: dict[str, object], message: str) -> None:
    content = {name: entry() for name in POLICIES} | {"ibc": entry(**changes)}
    with pytest.raises(DataError, match=message):
        parse_policies(content, "policies.yaml")


def test_every_policy_must_be_there() -> None:
    with pytest.raises(DataError, match="range"):
        parse_policies(yaml.safe_load("range: {}"), "policies.yaml")
