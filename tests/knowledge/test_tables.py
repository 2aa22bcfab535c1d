"""Tables of the knowledge folder are sound, and their linter finds what it should."""

from __future__ import annotations

import pytest

from riwaya.arabic.clitics import splits
from riwaya.arabic.script import fold
from riwaya.arabic.words import tokenise
from riwaya.knowledge.lint import lint_table, table_faults, table_files
from riwaya.knowledge.weapons import load_weapons


@pytest.mark.parametrize("name", table_files())
def test_a_table_has_no_fault(name: str) -> None:
    assert [str(fault) for fault in lint_table(name)] == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a\tb", "2 cells, expected 3"),
        ("a\tب\tج|", "names: empty item"),
        ("a\tب \tج", "name: empty item or stray space"),
        ("a\tب\tج|د|ج", "names: ج given 2 times"),
        ("A-1\tب\tج", "not a Latin key"),
    ],
)
def test_a_broken_row_is_found(row: str, what: str) -> None:
    found = [fault.what for fault in table_faults("t.tsv", f"key\tname\tnames\n{row}\n")]
    assert len(found) == 1 and what in found[0]


def test_a_key_given_twice_is_found() -> None:
    found = list(table_faults("t.tsv", "key\tname\nx\tب\nx\tج\n"))
    assert [(fault.key, fault.what) for fault in found] == [("x", "given 2 times")]


@pytest.mark.parametrize("weapon", load_weapons(), ids=lambda weapon: weapon.key)
def test_the_example_of_a_weapon_names_it(weapon) -> None:  # type: ignore[no-untyped-def]
    surfaces = weapon.surfaces()
    longest = max(surface.count(" ") for surface in surfaces) + 1
    forms = [token.form for token in tokenise(weapon.example)]
    found = any(
        " ".join([split.stem, *forms[at + 1 : at + length]]) in surfaces
        for at, form in enumerate(forms)
        for split in splits(form)
        for length in range(1, longest + 1)
    )
    assert found or fold(weapon.example) in surfaces, weapon.example
