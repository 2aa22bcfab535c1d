"""What is carried from sentence to sentence while figures are collected, and their totals."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.group import Group
from riwaya.reading.document import Found
from riwaya.reading.drafts import Figure


@dataclass(slots=True)
class State:
    """What is carried from sentence to sentence while the figures are collected.

    `sentence`: tokens [first, last) of the sentence read last.
    """

    figures: list[Figure] = field(default_factory=list)
    last_class: str = "unknown"
    marked: str = "unknown"
    total: int | None = None
    listing: bool = False
    sentence: tuple[int, int] = (0, 0)


def to_total(state: State, status: str) -> None:
    for number in range(len(state.figures) - 1, -1, -1):
        figure = state.figures[number]
        if figure.part_of is None and figure.status in (status, "killed_or_injured"):
            state.total = number
            return


def total_since(state: State, first: int) -> Figure | None:
    """The last total, if it was told in the sentence that begins at token `first`."""
    total = state.figures[state.total] if state.total is not None else None
    return total if total is not None and total.first >= first else None


def told_before(group: Group, state: State) -> bool:
    """A pronoun means one of those told to be harmed so already, if there is such a one."""
    few = max(p.low for p in group.people)
    return any(
        f.status == group.status and f.part_of is None and f.low == few == f.high
        for f in state.figures
    )


def choose_total(context: Context, introducer: Found, state: State) -> None:
    """ "Among the dead" goes back to the last total of the dead, whatever was told since."""
    for index in range(introducer.first, introducer.last):
        found = context.casualty(index)
        if found is not None and found.sense.features["frame"] == "count":
            to_total(state, str(found.sense.features["status"]))
            return


def open_list(context: Context, sentence: range, state: State) -> None:
    """A sentence that ends in a colon and names the dead or wounded lists them below."""
    for index in reversed(sentence):
        found = context.casualty(index)
        if found is None:
            continue
        state.listing = True
        to_total(state, str(found.sense.features["status"]))
        return
