"""Names and set phrases of several words, found at a token by their folded first word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from riwaya.arabic.clitics import splits
from riwaya.arabic.memo import Memo

Value = TypeVar("Value")


class Match(NamedTuple, Generic[Value]):
    """A phrase found at tokens [first, last), with the particles on its first word."""

    first: int
    last: int
    value: Value
    prefix: str
    definite: bool


class _Starts(NamedTuple, Generic[Value]):
    """Phrases that begin with one written form: those of one word, and the rest by second word.

    Each is (words after the first, value, particles on the first word, article), longest first.
    """

    alone: tuple[tuple[tuple[str, ...], Value, str, bool], ...]
    by_second: Mapping[str, tuple[tuple[tuple[str, ...], Value, str, bool], ...]]


class PhraseTable(Generic[Value]):
    """Phrases (tuples of folded words) and their values; several values may share one phrase."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._starts: Memo[str, _Starts[Value] | None] = Memo(self._begin)

    def add(self, words: Sequence[str], value: Value) -> None:
        """Enter a phrase of folded words, its leading article taken off unless it is meant."""
        first, *rest = words
        self._by_first.setdefault(first, []).append((tuple(rest), value))
        self._starts.clear()

    def __len__(self) -> int:
        return sum(len(entries) for entries in self._by_first.values())

    def matches(self, forms: Sequence[str], at: int) -> Sequence[Match[Value]]:
        """Every phrase that starts at token `at`, longest first."""
        starts = self._starts[forms[at]]
        if starts is None:
            return ()
        found = []
        if starts.by_second and at + 1 < len(forms):
            for rest, value, prefix, definite in starts.by_second.get(forms[at + 1], ()):
                end = at + 1 + len(rest)
                if len(rest) == 1 or tuple(forms[at + 1 : end]) == rest:
                    found.append(Match(at, end, value, prefix, definite))
        for _, value, prefix, definite in starts.alone:
            found.append(Match(at, at + 1, value, prefix, definite))
        return found

    def may_begin(self, form: str) -> bool:
        """Whether a folded form is the first of a phrase."""
        return self._starts[form] is not None

    def may_start(self, forms: Sequence[str], among: Iterable[int]) -> list[int]:
        """Those of the tokens `among`, in their order, whose first two forms begin a phrase.

        `among`: tokens whose first form `may_begin` one. At all others `matches` is empty, so
        that a scan need ask only about these.
        """
        last = len(forms) - 1
        starts = self._starts
        may: list[int] = []
        for at in among:
            start = starts[forms[at]]
            if start and (start.alone or (at < last and forms[at + 1] in start.by_second)):
                may.append(at)
        return may

    def longest(self, forms: Sequence[str], at: int) -> Match[Value] | None:
        """The longest phrase that starts at token `at`, or None."""
        found = self.matches(forms, at)
        return found[0] if found else None

    def _begin(self, form: str) -> _Starts[Value] | None:
        found = [
            (rest, value, split.prefix, split.definite)
            for split in splits(form)
            for rest, value in self._by_first.get(split.stem, ())
        ]
        if not found:
            return None
        found.sort(key=lambda start: (-len(start[0]), len(start[2])))
        by_second: dict[str, list[tuple[tuple[str, ...], Value, str, bool]]] = {}
        for start in found:
            if start[0]:
                by_second.setdefault(start[0][0], []).append(start)
        return _Starts(
            tuple(start for start in found if not start[0]),
            {second: tuple(starts) for second, starts in by_second.items()},
        )
