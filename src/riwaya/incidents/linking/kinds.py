"""Whether two types of event can be one incident told twice; the table is data (kinds.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from riwaya.incidents.linking.data import read

SAME, COMPATIBLE, UNLIKE = "same", "compatible", "unlike"


def kinship(one: str, other: str) -> str:
    """ "same", "compatible" or "unlike"."""
    if one == other:
        return SAME
    return COMPATIBLE if other in _compatible().get(one, ()) else UNLIKE


@cache
def _compatible() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in read("kinds")["told_as_one_another"]:
        for one in group["types"]:
            table.setdefault(one, set()).update(group["types"])
    return {one: frozenset(others) for one, others in table.items()}
