"""Which mentions are compared."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.incidents.linking.blocking import keys_of, probes_of
from riwaya.incidents.linking.record import DayOfYear, Mention, MentionTime


def compared(one: Mention, other: Mention) -> bool:
    found = bool(set(probes_of(one)) & set(keys_of(other)))
    assert found == bool(set(probes_of(other)) & set(keys_of(one)))
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, True),
        ({}, {"day": "2024-03-11"}, True),
        ({}, {"day": "2024-03-13"}, False),
        ({}, {"place": "marjan"}, True),
        ({}, {"place": "far"}, False),
        ({}, {"day": None}, False),
        ({"killed": [1]}, {"killed": [1], "day": None}, True),
        ({"killed": [1], "day": None}, {"killed": [1], "day": None}, True),
        ({}, {"day": None, "day_of_year": DayOfYear(3, 10, None)}, True),
        ({}, {"day": None, "day_of_year": DayOfYear(3, 12, None)}, False),
        ({"day": None}, {"day": None, "place": "far"}, False),
        ({"killed": [7]}, {"killed": [7], "place": None}, True),
        ({"place": None}, {"place": None}, False),
        ({"place": "city"}, {"place": "city", "day": None}, False),
        ({"place": "city", "killed": [7]}, {"place": "city", "day": None, "killed": [7]}, True),
        ({"victims": ("سالم زيد علي",)}, {"place": "far", "victims": ("سالم علي",)}, True),
        ({"sketch": (3, 9)}, {"place": "far", "day": None, "sketch": (3, 12)}, True),
    ],
)  # fmt: skip
def test_who_is_compared(mention, one: dict, other: dict, expected: bool) -> None:
    assert compared(mention("a", **one), mention("b", **other)) is expected


def test_a_long_period_is_no_day(mention) -> None:
    year = MentionTime(date(2024, 1, 1), date(2024, 12, 31), "event")
    assert not any(key.startswith("day ") for key in keys_of(mention("a", time=year)))


def test_keys_are_few(mention) -> None:
    rich = mention(
        "a",
        killed=[3, 4, 5],
        victims=tuple(f"اسم {n} عائله" for n in range(24)),
        sketch=tuple(range(24)),
    )
    assert len(keys_of(rich)) < 45
    assert len(probes_of(rich)) < 60
