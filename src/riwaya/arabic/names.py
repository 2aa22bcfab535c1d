"""Given names and the small words of personal names, as folded forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold

_COMPOUNDS = ("servant", "faith", "god_given")


@dataclass(frozen=True, slots=True)
class NameWords:
    """Folded words: `given` names, `kunya` heads, `connectors`, `family_prefix`.

    Ambiguous names are also ordinary words, so that they begin a name only where one is expected.
    `compounds`: second words by first word of given names of two words (Abd al-Rahman).
    """

    given: frozenset[str]
    kunya: frozenset[str]
    connectors: frozenset[str]
    family_prefix: frozenset[str]
    ambiguous: frozenset[str]
    compounds: Mapping[str, frozenset[str]]


@cache
def load_names() -> NameWords:
    """The name words of lexicon/person_names.yaml; compound names apart and joined."""
    content = read_yaml("person_names")

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(name.split()[0]) for name in content.get(key) or ())

    compounds: dict[str, set[str]] = {}
    for key in _COMPOUNDS:
        for first in content[key]["first"]:
            compounds.setdefault(fold(first), set()).update(map(fold, content[key]["second"]))
    joined = {first + second for first, seconds in compounds.items() for second in seconds}
    return NameWords(
        words("given_male") | words("given_female") | joined,
        words("kunya"),
        words("connectors"),
        words("family_prefix"),
        words("ambiguous"),
        {first: frozenset(seconds) for first, seconds in compounds.items()},
    )
