"""Mentions found by their blocking keys, and keys that too many share to say anything.

A key with a day stays as narrow as the day. Keys without one (words of a text, a name, a place with
a figure or a day of the year) grow with the years of a case: what thousands of reports share, such
as an agency's closing sentence, tells none of them from the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from riwaya.incidents.linking.blocking import keys_of
from riwaya.incidents.linking.record import Mention
from riwaya.model.decision import MentionKey

MOST_TO_A_KEY = 60
"""Of how many mentions a key without a day may be; one of more brings nobody together."""

_WITH_DATE, _WITHOUT_DATE = "dated ", "undated "
_ALONE = ("words ", "victim ")


class Index(Protocol):
    """The mentions of a case as it is now."""

    def near(self, keys: Sequence[str]) -> Iterable[Mention]:
        """The mentions stored under any of these keys, but for the keys that too many share; each
        may come more than once.
        """

    def get(self, key: MentionKey) -> Mention | None:
        """The mention of that key, None when there is none."""

    def sizes(self, keys: Collection[str]) -> dict[str, int]:
        """How many mentions are stored under each of these keys; none may be left out."""

    def under(self, keys: Collection[str]) -> Iterable[Mention]:
        """The mentions stored under any of these keys, however many."""


def crowd_of(key: str) -> tuple[str, ...]:
    """The keys whose mentions, counted together, must not be too many for `key` to be followed.

    None for a key that does not grow with the years. Two mentions that find one another by
    different keys, one of them without a date, have the same crowd.
    """
    if key.startswith(_ALONE):
        return (key,)
    for start in (_WITH_DATE, _WITHOUT_DATE):
        if key.startswith(start):
            spot = key.removeprefix(start)
            return (_WITH_DATE + spot, _WITHOUT_DATE + spot)
    return ()


def is_crowded(count: int) -> bool:
    """Whether a crowd of `count` mentions is too large to be followed."""
    return count > MOST_TO_A_KEY


class BlockIndex:
    """Mentions in memory by their blocking keys."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = {m.key: m for m in sorted(mentions, key=lambda m: m.key)}
        self._blocks: dict[str, list[Mention]] = {}
        for mention in self._mentions.values():
            for key in keys_of(mention):
                self._blocks.setdefault(key, []).append(mention)

    def mentions(self) -> Iterator[Mention]:
        """All mentions in the order of their keys."""
        return iter(self._mentions.values())

    def get(self, key: MentionKey) -> Mention | None:
        """The mention of that key, None when there is none."""
        return self._mentions.get(key)

    def near(self, keys: Sequence[str]) -> Iterator[Mention]:
        """As `Index.near`."""
        for key in keys:
            block = self._blocks.get(key)
            if block and not is_crowded(self._crowd(key)):
                yield from block

    def sizes(self, keys: Collection[str]) -> dict[str, int]:
        """As `Index.sizes`."""
        return {key: len(self._blocks.get(key, ())) for key in keys}

    def under(self, keys: Collection[str]) -> Iterator[Mention]:
        """As `Index.under`."""
        for key in keys:
            yield from self._blocks.get(key, ())

    def _crowd(self, key: str) -> int:
        return sum(len(self._blocks.get(one, ())) for one in crowd_of(key))
