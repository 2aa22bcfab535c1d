"""Given names and the small words of personal names, as folded forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold


@dataclass(frozen=True, slots=True)
class NameWords:
    """Folded words: `given` names, `kunya` heads, `connectors`; `ambiguous` ⊂ given.

    Ambiguous names are also ordinary words, so that they begin a name only where one is expected.
    """

    given: frozenset[str]
    kunya: frozenset[str]
    connectors: frozenset[str]
    ambiguous: frozenset[str]


@cache
def load_names() -> NameWords:
    """The name words of lexicon/person_names.yaml; compound names by their first word too."""
    content = read_yaml("person_names")

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(name.split()[0]) for name in content.get(key) or ())

    return NameWords(
        words("given_male") | words("given_female"),
        words("kunya"),
        words("connectors"),
        words("ambiguous"),
    )
