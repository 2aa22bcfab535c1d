"""A bounded memory of what a function says."""

from __future__ import annotations

from riwaya.arabic.memo import Memo


def test_each_key_is_worked_out_once() -> None:
    asked: list[str] = []
    memo = Memo(lambda word: asked.append(word) or len(word))
    assert [memo["ab"], memo["abc"], memo["ab"]] == [2, 3, 2]
    assert asked == ["ab", "abc"]


def test_the_memory_is_bounded_and_what_was_forgotten_is_worked_out_again() -> None:
    memo = Memo(lambda number: number * 2, limit=3)
    assert [memo[number] for number in range(10)] == [number * 2 for number in range(10)]
    assert len(memo) <= 3
    assert memo[0] == 0


def test_where_gives_the_places_of_true_values_in_order() -> None:
    memo = Memo(str.isdigit)
    assert memo.where(["1", "a", "22", "", "3"]) == [0, 2, 4]
