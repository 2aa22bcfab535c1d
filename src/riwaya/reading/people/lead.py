"""What stands before a name: titles, and behind them the word that says its bearer was harmed."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.reading.document import Found

# How the walk back from a name ended.
CUE = "harm word"
HONOUR = "title of the harmed"
JOINED = "joined to a name"
IDENTITY = "identity of those counted"
COLON = "after a colon"
COMMA = "after a comma"
AND_TITLE = "joined with a title"
OPEN = "nothing before"
BARRED = "somebody else"
PLACE = "name of a place or unit"


@dataclass(slots=True)
class Lead:
    """The words before a name, from token `first`.

    `how`: one of the constants above. `anchor`: the token of the word that says so, or where the
    walk ended. `titles`: nouns for persons and titles passed, nearest to the name first. `kin`:
    tokens of "his son". `party`: tokens of a force named among the titles. `named`: "called", or a
    like word, was passed.
    """

    first: int
    how: str = OPEN
    anchor: int = -1
    status: str | None = None
    titles: list[Found] = field(default_factory=list)
    kin: tuple[int, int] | None = None
    party: tuple[int, int] | None = None
    named: bool = False
    age: int | None = None
    loose: int = 0


_HONOURS = frozenset({"martyr", "deceased", "murdered"})


def honoured(found: Found) -> bool:
    """Whether a form of address is one of the dead."""
    return found.sense.category == "titles" and found.sense.key in _HONOURS
