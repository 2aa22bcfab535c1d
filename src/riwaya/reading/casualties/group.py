"""People harmed alike, found together."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.reading.casualties.cues import Cue
from riwaya.reading.casualties.persons import Persons

# The rule of groups whose people are named by a pronoun.
PRONOUN = "pronoun"
# The rule of the numbers of tolls.
TOLL = "toll"


class Group(NamedTuple):
    """People harmed alike, named together; `cue` is None when a counted noun says it by itself.

    `rule` names the way they were found; `polarity` as in the contract.
    """

    cue: Cue | None
    people: tuple[Persons, ...]
    status: str
    polarity: str
    rule: str

    @property
    def first(self) -> int:
        return self.people[0].first if self.people else self.cue.first if self.cue else 0

    @property
    def start(self) -> int:
        return min(self.first, self.cue.first) if self.cue else self.first

    @property
    def last(self) -> int:
        ends = [p.last for p in self.people] + ([self.cue.last] if self.cue else [])
        return max(ends)
