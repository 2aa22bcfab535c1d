"""Countries in the codes of other data sets: ISO 3166-1, Gleditsch and Ward, and their regions.

UCDP's regions follow from the numbers: 2 to 199 Americas, 200 to 399 Europe, 400 to 626 Africa,
630 to 699 Middle East, 700 to 999 Asia (codebook of the UCDP/PRIO Armed Conflict Dataset).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class Country(NamedTuple):
    """A country. `numeric`: ISO 3166-1; `gwno`: number of Gleditsch and Ward, "" without one;
    `ucdp_name`: the name that UCDP gives it.
    """

    alpha2: str
    alpha3: str
    numeric: str
    name: str
    acled_region: str
    gwno: str
    ucdp_region: str
    ucdp_name: str


@cache
def load_countries() -> Mapping[str, Country]:
    """Countries by their two letters in upper case."""
    text = (files(__package__) / "countries.tsv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter="\t"))
    return MappingProxyType({row[0]: Country(*row) for row in rows[1:]})
