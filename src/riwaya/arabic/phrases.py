"""Names and set phrases of several words, found at a token by their folded first word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from riwaya.arabic.clitics import splits

Value = TypeVar("Value")


class Match(NamedTuple, Generic[Value]):
    """A phrase found at tokens [first, last), with the particles on its first word."""

    first: int
    last: int
    value: Value
    prefix: str
    definite: bool


class PhraseTable(Generic[Value]):
    """Phrases (tuples of folded words) and their values; several values may share one phrase."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._starts: dict[str, tuple[tuple[tuple[str, ...], Value, str, bool], ...]] = {}

    def add(self, words: Sequence[str], value: Value) -> None:
        """Enter a phrase of folded words; a leading article must have been taken off or be meant."""
        first, *rest = words
        self._by_first.setdefault(first, []).append((tuple(rest), value))
        self._starts.clear()

    def __len__(self) -> int:
        return sum(len(entries) for entries in self._by_first.values())

    def matches(self, forms: Sequence[str], at: int) -> Iterator[Match[Value]]:
        """Every phrase that starts at token `at`, longest first."""
        form = forms[at]
        starts = self._starts.get(form)
        if starts is None:
            starts = self._starts[form] = self._begin(form)
        for rest, value, prefix, definite in starts:
            end = at + 1 + len(rest)
            if not rest or (forms[at + 1] if end <= len(forms) else "") == rest[0]:
                if tuple(forms[at + 1 : end]) == rest:
                    yield Match(at, end, value, prefix, definite)

    def longest(self, forms: Sequence[str], at: int) -> Match[Value] | None:
        """The longest phrase that starts at token `at`, or None."""
        return next(self.matches(forms, at), None)

    def _begin(self, form: str) -> tuple[tuple[tuple[str, ...], Value, str, bool], ...]:
        found = []
        for split in splits(form):
            for rest, value in self._by_first.get(split.stem, ()):
                found.append((rest, value, split.prefix, split.definite))
        found.sort(key=lambda start: (-len(start[0]), len(start[2])))
        return tuple(found)
