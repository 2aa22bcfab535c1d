"""The policies as data: policies.yaml, one entry each, with the codebook's rule it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from riwaya.errors import DataError

POLICIES = ("range", "acled", "ucdp", "ibc")
"""The names, as commands and output give them."""

_FILE = "policies.yaml"
_FIELDS = frozenset(
    {
        "title",
        "rule",
        "reference",
        "reliable_only",
        "undivided",
        "sum_of_parts",
        "single_number",
        "disputed_may_be_none",
        "loose",
    }
)
_UNDIVIDED = frozenset({"apart", "high"})


@dataclass(frozen=True, slots=True)
class LooseCount:
    """What a word without a number counts as.

    `least`: for words whose figure begins here or above. `count`: the number; `small`: the one
    used where the violence was small; None keeps the figure open.
    """

    least: int
    count: int | None
    small: int | None


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule by name.

    `rule`: what it does, one sentence. `reference`: the codebook it follows. `reliable_only`:
    whether rumour and accusation are left out where figures said as fact stand. `undivided`: what
    tolls of no stated class do to the civilian figure: "apart" nothing, "high" they may all have
    been civilians. `sum_of_parts`: the best figure of all is the sum of those of the classes, what
    they leave of a stated total is of unknown class.
    `single_number`: one number is coded and no range. `disputed_may_be_none`: people whom another
    account calls fighters leave a minimum of no civilians. `loose`: counts for words without a
    number, largest first.
    """

    name: str
    title: str
    rule: str
    reference: str
    reliable_only: bool
    undivided: str
    sum_of_parts: bool
    single_number: bool
    disputed_may_be_none: bool
    loose: tuple[LooseCount, ...]

    def loose_count(self, low: int, small: bool) -> int | None:
        """The number for a loose figure that begins at `low`, None where it stays open."""
        for entry in self.loose:
            if low >= entry.least:
                return entry.small if small and entry.small is not None else entry.count
        return None


@cache
def load_policies() -> Mapping[str, Policy]:
    """All policies by name; raises DataError when the file is broken or one is missing."""
    text = (files("riwaya.incidents.policies") / _FILE).read_text(encoding="utf-8")
    return MappingProxyType(parse_policies(yaml.safe_load(text), _FILE))


def parse_policies(content: Any, file: str) -> dict[str, Policy]:
    """Policies from the content of the file; raises DataError naming what is wrong."""
    if not isinstance(content, dict) or set(content) != set(POLICIES):
        raise DataError(f"{file}: expected exactly the policies {', '.join(POLICIES)}")
    return {name: _policy(name, content[name], file) for name in POLICIES}


def _policy(name: str, entry: Any, file: str) -> Policy:
    if not isinstance(entry, dict) or set(entry) != _FIELDS:
        raise DataError(f"{file}: {name}: expected the fields {', '.join(sorted(_FIELDS))}")
    if entry["undivided"] not in _UNDIVIDED:
        raise DataError(f"{file}: {name}: undivided is one of {', '.join(sorted(_UNDIVIDED))}")
    try:
        loose = tuple(
            LooseCount(int(row["least"]), row["count"], row.get("small")) for row in entry["loose"]
        )
    except (KeyError, TypeError, ValueError) as broken:
        raise DataError(f"{file}: {name}: each loose entry needs least and count") from broken
    if list(loose) != sorted(loose, key=lambda row: -row.least):
        raise DataError(f"{file}: {name}: give the loose entries largest first")
    return Policy(
        name,
        str(entry["title"]),
        str(entry["rule"]),
        str(entry["reference"]),
        bool(entry["reliable_only"]),
        str(entry["undivided"]),
        bool(entry["sum_of_parts"]),
        bool(entry["single_number"]),
        bool(entry["disputed_may_be_none"]),
        loose,
    )
