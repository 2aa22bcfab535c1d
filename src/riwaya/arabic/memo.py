"""What a pure function says of a key, worked out once and then looked up in C."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress, count
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

LIMIT = 1 << 16
"""Most keys remembered: texts without end hold words without end, and memory must stay flat."""


class Memo(dict[Key, Value]):
    """`memo[key]` is `work_out(key)`, remembered; emptied when it holds `limit` keys.

    A look-up that hits runs no Python code, so `map(memo.__getitem__, forms)` asks about a whole
    text at the cost of a few dozen nanoseconds a word. Use only `memo[key]`: `get` and `in` tell
    what is remembered, not what is so.
    """

    __slots__ = ("_limit", "_work_out")

    def __init__(self, work_out: Callable[[Key], Value], limit: int = LIMIT) -> None:
        super().__init__()
        self._work_out = work_out
        self._limit = limit

    def __missing__(self, key: Key) -> Value:
        value = self._work_out(key)
        if len(self) >= self._limit:
            self.clear()
        self[key] = value
        return value

    def where(self, keys: Iterable[Key]) -> list[int]:
        """The numbers, in order, of the keys whose value is true; told without a Python loop."""
        return list(compress(count(), map(self.__getitem__, keys)))
