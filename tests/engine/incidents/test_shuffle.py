"""What a task wrote in parts is found part by part."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.engine.incidents.shuffle import (
    heads,
    in_parts,
    output_of,
    part,
    part_lines,
    parts,
    place_of,
    written,
)
from riwaya.engine.storage import Store, store_at


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two outputs of a stage, each in three parts."""
    found = store_at(str(tmp_path))
    for number, rows in enumerate(([(0, "a"), (2, ["ب", 1]), (0, "c")], [(2, {"d": None})])):
        chunks = written(in_parts(rows, 3), told={"n\n": number}, rows=len(rows))
        found.write(output_of("stage", number), b"".join(chunk.data for chunk in chunks))
    return found


def test_a_part_holds_its_values_in_their_order(store: Store) -> None:
    assert [list(part(store, "stage", 0, wanted)) for wanted in range(3)] == [
        ["a", "c"], [], [["ب", 1]]
    ]  # fmt: skip
    assert part_lines(store, "stage", 0, 2) == ['["ب",1]'.encode()]


def test_the_same_part_of_all_outputs_is_read_in_the_order_of_the_tasks(store: Store) -> None:
    assert list(parts(store, "stage", 2, 2)) == [["ب", 1], {"d": None}]
    assert list(parts(store, "stage", 2, 1)) == []


def test_what_tasks_told_is_read_without_their_parts(store: Store) -> None:
    assert heads(store, "stage", 2) == [{"n\n": 0}, {"n\n": 1}]


def test_a_key_has_one_place_wherever_it_is_looked_for() -> None:
    assert [place_of(key, 7) for key in ("a", "b", "\ud800")] == [2, 5, 3]
